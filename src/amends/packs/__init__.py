"""Packs from files: found, read, checked, built. Loading never stops at the first fault."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from amends.domain.message import Message
from amends.domain.model import Pack, Where
from amends.domain.problems import BadInput, InvalidPack, Problem
from amends.packs import cache
from amends.packs.find import DEFAULT, locate
from amends.packs.frozen import frozen, thawed
from amends.packs.limits import LIMITS
from amends.packs.read.files import read_file

__all__ = ["DEFAULT", "document", "from_document", "load"]


def load(where: str | Path = DEFAULT, *, cases: bool = True) -> Pack:
    """The pack in a folder, or the pack of that name; one that was found sound before is not read again.

    Without `cases` the worked cases may be left out, which no plan needs.

    Raises `InvalidPack` with every fault of all of its files, and `BadInput` if there is no such folder.
    """
    texts, problems = _texts(where)
    origin = ("pack", *chain.from_iterable(sorted(texts.items())))
    known = None if problems else thawed(cache.fetch(origin), cases=cases)
    if known:
        return known
    from amends.packs import reading  # takes YAML and pydantic along

    pack, found = reading.read(texts, whole=not problems)
    if pack is None:
        raise InvalidPack((*problems, *found))
    cache.keep(origin, frozen(pack))
    return pack


def from_document(data: Mapping[str, Any]) -> Pack:
    """The pack that a document says (see `document`); raises `InvalidPack` with every fault."""
    from amends.packs import reading  # the same

    return reading.from_document(data)


def document(pack: Pack) -> dict[str, Any]:
    """The pack written back in its own language: `from_document` gives the same pack again."""
    from amends.packs import writing  # seldom needed

    return writing.document(pack)


def _texts(where: str | Path) -> tuple[dict[str, str], list[Problem]]:
    """The files of a pack by name, and what is wrong with those that cannot be read."""
    folder = locate(where)
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    left = LIMITS.pack_bytes
    for path in sorted(folder.glob("[!.]*.y*ml")):
        try:
            texts[path.name] = _text(path, folder)
        except BadInput as error:
            problems += error.problems
        left -= len(texts.get(path.name, "").encode())
        if left < 0:
            message = Message("too-big.pack", most=LIMITS.pack_bytes // 1024)
            return {}, [Problem(message, Where(folder.name, 0, 0))]
    if not texts and not problems:
        problems.append(Problem(Message("empty-pack", folder=str(folder)), Where(str(folder), 0, 0)))
    return texts, problems


def _text(path: Path, folder: Path) -> str:
    if path.suffix != ".yaml":
        raise BadInput.of(Message("wrong-ending", stem=path.stem), path.name)
    return read_file(path, LIMITS.file_bytes, folder)
