"""What a page says, before it is known how it will look: each form sets the same pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title of the page."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A few sentences."""

    text: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """A short label with what it labels on the same line."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words to be used as they stand; they are never changed."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """A command to be typed as it stands, word by word."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines to be pasted into a file as they stand, however long they are."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a list, with what belongs to it; without a number it is a bullet."""

    text: str
    number: int | None = None
    parts: tuple[Block, ...] = ()


Block = Heading | Paragraph | Labelled | Quote | Code | Lines | Entry
Page = tuple[Block, ...]


def section(title: str, blocks: Iterable[Block]) -> Page:
    """Blocks under a heading; nothing, not even the heading, if there are none."""
    found = tuple(blocks)
    return (Heading(title), *found) if found else ()


def labelled(label: str, words: str) -> Page:
    """Words behind a label; nothing if there are none."""
    return (Labelled(label, words),) if words else ()
