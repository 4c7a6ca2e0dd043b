"""What was worked out from a pack before, kept so that the next start need not work it out again.

Everything is kept as JSON together with its origin, the text that it follows from: when a letter of that has changed,
it is worked out again. Nothing about a person is ever kept here. A cache that cannot be written or read is no cache,
and no error.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any
from zlib import crc32

import amends

MOST = 32
"""So many files are kept; then the oldest goes."""
OFF = "AMENDS_NO_CACHE"
"""Set this environment variable, to anything, and nothing is kept or looked up."""


def fetch(origin: str) -> Any:
    """What was kept for this origin; `None` if there is nothing that can be read."""
    with suppress(OSError, ValueError, RecursionError):
        version, kept_for, kept = json.loads(_file(origin).read_text("utf-8"))
        return kept if (version, kept_for) == (amends.__version__, origin) else None
    return None


def keep(origin: str, data: Any) -> None:
    """Keep data for the origin that it follows from; the file appears whole or not at all."""
    from tempfile import NamedTemporaryFile  # slow to import, and seldom needed

    with suppress(OSError):
        file = _file(origin)
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with NamedTemporaryFile("w", dir=file.parent, encoding="utf-8", delete=False) as stream:
            json.dump([amends.__version__, origin, data], stream, separators=(",", ":"), ensure_ascii=False)
        Path(stream.name).replace(file)
        kept = sorted(file.parent.glob("*.json"), key=lambda each: each.stat().st_mtime)
        for old in kept[:-MOST]:
            old.unlink()


def _file(origin: str) -> Path:
    if os.environ.get(OFF):
        raise FileNotFoundError
    from platformdirs import user_cache_path

    return user_cache_path("amends", appauthor=False) / f"{crc32(origin.encode()):08x}.json"
