"""Which program is running, told by its sources: what one worked out is not another's to use."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import amends


@cache  # this process runs the sources that it began with, whatever becomes of the files
def stamp() -> str:
    """Another one for another version, and wherever the name, size or last change of a source file is another."""
    return ascii((amends.__version__, sorted(_sources(str(Path(amends.__file__).parent)))))


def _sources(folder: str) -> Iterator[tuple[str, int, int]]:
    for entry in os.scandir(folder):
        if entry.name.endswith(".py"):
            found = entry.stat()
            yield entry.path, found.st_size, found.st_mtime_ns
        elif entry.name != "__pycache__" and entry.is_dir():
            yield from _sources(entry.path)
