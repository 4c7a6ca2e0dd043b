"""What was worked out from a pack before, kept so that the next start need not work it out again.

An entry is named after its origin and sealed over the program, the origin and the content: one that was damaged,
exchanged or made by another program counts for nothing, and is made anew. Only a place that is the user's own is used,
and nothing about a person is ever kept in it. A cache that cannot be used is no cache, and no error.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Any

from amends.domain.version import VERSION

MOST = 32
"""So many files are kept; then the oldest goes."""
LARGEST = 16 * 1024 * 1024
"""So many bytes an entry has at most; the shipped pack needs half a megabyte."""
STALE = 3600
"""So many seconds an unfinished file is left alone; then its writer is taken to have been stopped."""
PROGRAM = Path(__file__).parents[1]
"""The folder of the program's own sources."""
OFF = "AMENDS_NO_CACHE"
"""Set this environment variable, to anything, and nothing is kept or looked up."""


def fetch(origin: tuple[str, ...]) -> Any:
    """What was kept for this origin; `None` if there is nothing that can be trusted."""
    with suppress(OSError, ValueError, RuntimeError):
        file = _file(origin)
        seal, _, body = _content(file).partition(b"\n")
        return json.loads(body) if seal == _seal(file, body) else None
    return None


def keep(origin: tuple[str, ...], data: Any) -> None:
    """Keep data for the origin that it follows from; the file appears whole or not at all."""
    with suppress(OSError, ValueError, RuntimeError):
        file = _file(origin)
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _refuse_foreign(file.parent.lstat(), S_ISDIR)
        body = json.dumps(data, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "surrogatepass")
        content = _seal(file, body) + b"\n" + body
        if len(content) <= LARGEST:
            _write(file, content)
            _sweep(file)


@cache  # this process runs the sources that it began with, whatever becomes of the files
def stamp() -> str:
    """Which program is running: another for another version, and where a source file has another name, size or time."""
    return ascii((VERSION, sorted(_sources(str(PROGRAM)))))


def _file(origin: tuple[str, ...]) -> Path:
    if os.environ.get(OFF):
        raise FileNotFoundError
    from platformdirs import user_cache_path  # not needed where the cache is off

    folder = user_cache_path("amends", appauthor=False)
    if not folder.is_absolute():  # no home is known, and the working folder is not the place
        raise FileNotFoundError
    return folder / _digest(*(part.encode("utf-8", "surrogatepass") for part in origin))


def _seal(file: Path, body: bytes) -> bytes:
    return _digest(stamp().encode(), file.name.encode(), body).encode()


def _sources(folder: str) -> Iterator[tuple[str, int, int]]:
    for entry in os.scandir(folder):
        if entry.name.endswith(".py"):
            found = entry.stat()
            yield entry.path, found.st_size, found.st_mtime_ns
        elif entry.name != "__pycache__" and entry.is_dir():
            yield from _sources(entry.path)


def _digest(*parts: bytes) -> str:
    """The hash of these parts in this order; each is hashed by itself first, so that none can run into the next."""
    return sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()


def _content(file: Path) -> bytes:
    _refuse_foreign(file.parent.lstat(), S_ISDIR)
    # Not following a link, and not waiting for somebody to write into a pipe; Windows knows neither.
    flags = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with open(file, "rb", opener=lambda name, mode: os.open(name, mode | flags)) as stream:
        found = os.fstat(stream.fileno())
        _refuse_foreign(found, S_ISREG)
        return stream.read(LARGEST) if found.st_size <= LARGEST else b""


def _refuse_foreign(found: os.stat_result, kind: Callable[[int], bool]) -> None:
    """Raise `PermissionError` unless this is of the kind, and the user's alone to write (which Windows cannot say)."""
    foreign = hasattr(os, "geteuid") and (found.st_uid != os.geteuid() or found.st_mode & 0o022)
    if foreign or not kind(found.st_mode):
        raise PermissionError


def _write(file: Path, content: bytes) -> None:
    from tempfile import NamedTemporaryFile  # slow to import, and seldom needed

    with NamedTemporaryFile(dir=file.parent, delete=False) as stream:
        try:
            stream.write(content)
            stream.close()  # what is open cannot be moved on Windows
            Path(stream.name).replace(file)
        finally:
            Path(stream.name).unlink(missing_ok=True)


def _sweep(file: Path) -> None:
    """Let the oldest files go, and those that a writer began long ago and never finished."""
    known = sorted((each.lstat().st_mtime, each) for each in file.parent.iterdir() if not each.is_dir())
    too_old = file.lstat().st_mtime - STALE
    for place, (when, each) in enumerate(reversed(known)):
        if place >= MOST or (when < too_old and each.name.startswith("tmp")):
            each.unlink(missing_ok=True)
