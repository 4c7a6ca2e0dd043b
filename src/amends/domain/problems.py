"""Faults as values: what is wrong, where, and what would be allowed; and the errors that carry them.

Reading never stops at the first fault: problems are collected, and put into words when somebody looks at them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from amends.domain.message import Message
from amends.domain.model import NOWHERE, Where

SHOWN = 60
"""How many characters of an offending value are shown."""

LISTED = 12
"""How many allowed values are listed before the rest is only counted."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: what is wrong, its place, the path to it in the document, and which allowed name was nearly met."""

    message: Message
    where: Where = NOWHERE
    path: str = ""
    found: str = ""
    allowed: tuple[str, ...] = ()
    near: str = ""

    @property
    def code(self) -> str:
        """The stable name of this kind of fault."""
        return self.message.code

    def __str__(self) -> str:
        place = " ".join(part for part in (visible(str(self.where)), self.code) if part)
        lines = [place, f"  {visible(str(self.message))}"]
        if self.near:
            lines.append(f"  {Message('problem.near', name=visible(self.near))}")
        if self.allowed:
            lines.append(f"  {Message('problem.allowed', names=_listed(self.allowed))}")
        return "\n".join(lines)


def fault(message: Message, where: Where, found: str = "", allowed: Iterable[str] = (), path: str = "") -> Problem:
    """A problem with what was `found`; the nearest of the `allowed` names is suggested."""
    names = tuple(allowed)
    return Problem(message, where, path, shown(found), names, near_miss(found, names) if found else "")


class AmendsError(Exception):
    """The base of every error that this program raises for what it was given."""


class BadInput(AmendsError):
    """What was given cannot be used; `problems` says why, one by one."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    @classmethod
    def of(cls, message: Message, place: str = "", found: str = "", allowed: Iterable[str] = ()) -> Self:
        """The error for one fault (see `fault`), in a place that has no lines: a file, an option, an argument."""
        return cls((fault(message, Where(place, 0, 0), found, allowed),))

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


class InvalidPack(BadInput):
    """A pack that cannot be read; `problems` lists every fault of all of its files."""


class BadAnswers(BadInput):
    """Answers that the pack cannot take: unknown, out of range, missing, or impossible together."""


def near_miss(found: str, allowed: Iterable[str]) -> str:
    """The allowed name that `found` was most likely meant to be, or an empty text."""
    from difflib import get_close_matches  # most of what is given is spelt right

    names = {_folded(name): name for name in allowed}
    close = get_close_matches(_folded(found), names, n=1, cutoff=0.6)
    return names[close[0]] if close else ""


def visible(text: str) -> str:
    """The text with control, bidirectional and invisible characters written out, so that a terminal does not obey."""
    return "".join(char if _harmless(char) else _escaped(char) for char in text)


def shown(value: object) -> str:
    """An offending value for a message: made visible, and cut if it is long."""
    text = visible(str(value))
    return text if len(text) <= SHOWN else text[: SHOWN - 3] + "..."


def _harmless(char: str) -> bool:
    return char == "\n" or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def _escaped(char: str) -> str:
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _folded(name: str) -> str:
    return name.casefold().replace("-", "_").replace(" ", "_")


def _listed(allowed: tuple[str, ...]) -> Message | str:
    first = ", ".join(visible(name) for name in allowed[:LISTED])
    more = len(allowed) - LISTED
    return Message("problem.more", names=first, count=more) if more > 0 else first
