"""What was worked out from a pack before, kept so that the next start need not work it out again.

Everything is kept as JSON under the hash of its origin, the text that it follows from: when a letter of that has
changed, it is worked out again. Nothing about a person is ever kept here. A cache that cannot be written or read is
no cache, and no error.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

import amends

MOST = 32
"""So many files are kept; then the oldest goes."""
OFF = "AMENDS_NO_CACHE"
"""Set this environment variable, to anything, and nothing is kept or looked up."""


def fetch(origin: str) -> Any:
    """What was kept for this origin; `None` if there is nothing that can be read."""
    with suppress(OSError, ValueError, RuntimeError):
        by, kept = json.loads(_file(origin).read_text("utf-8"))
        return kept if by == _program() else None
    return None


def keep(origin: str, data: Any) -> None:
    """Keep data for the origin that it follows from; the file appears whole or not at all."""
    from tempfile import NamedTemporaryFile  # slow to import, and seldom needed

    with suppress(OSError, RuntimeError):
        file = _file(origin)
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with NamedTemporaryFile("w", dir=file.parent, encoding="utf-8", delete=False) as stream:
            json.dump([_program(), data], stream, separators=(",", ":"), ensure_ascii=False)
        Path(stream.name).replace(file)
        kept = sorted(file.parent.glob("*.json"), key=lambda each: each.stat().st_mtime)
        for old in kept[:-MOST]:
            old.unlink()


def _program() -> str:
    """Which program worked it out: its version, and when one of its files was changed last, for those who write it."""
    here = Path(amends.__file__).parent
    files = (entry for folder in (here, here / "packs") for entry in os.scandir(folder))
    return f"{amends.__version__} {max(entry.stat().st_mtime_ns for entry in files)}"


def _file(origin: str) -> Path:
    if os.environ.get(OFF):
        raise FileNotFoundError
    from platformdirs import user_cache_path  # not needed where the cache is off

    return user_cache_path("amends", appauthor=False) / f"{sha256(origin.encode()).hexdigest()[:32]}.json"
