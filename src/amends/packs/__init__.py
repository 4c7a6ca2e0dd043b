"""Packs from files: found, read, checked, built. Loading never stops at the first fault."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from amends.domain.model import Pack
from amends.domain.problems import InvalidPack
from amends.packs import cache
from amends.packs.find import DEFAULT, locate
from amends.packs.folder import Folder
from amends.packs.frozen import frozen, thawed
from amends.packs.stack import stacked

__all__ = ["DEFAULT", "document", "from_document", "load"]


def load(where: str | Path = DEFAULT, *, whole: bool = True) -> Pack:
    """The pack in a folder, or the pack of that name; one that was found sound before is not read again.

    One that `extends` another is read with it, and is one pack like any other then.

    If it need not be `whole`, the worked cases and what is presumed may be left out, which no plan needs.

    Raises `InvalidPack` with every fault of all of its files, and `BadInput` if there is no such folder.
    """
    stack = stacked(Folder(locate(where)))
    origin = ("pack", *(part for texts in stack.texts for file in sorted(texts.items()) for part in file))
    known = None if stack.problems else thawed(cache.fetch(origin), whole=whole)
    if known:
        return known
    from amends.packs import reading  # takes YAML and pydantic along

    pack, found = reading.read(*stack.texts, whole=not stack.problems)
    if pack is None:
        raise InvalidPack((*stack.problems, *found))
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
