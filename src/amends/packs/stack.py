"""The files of a pack: its own, and those of each pack below that it `extends`, down to one that stands by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Protocol

from amends.domain.message import Message
from amends.domain.model import NOWHERE, Where
from amends.domain.problems import BadInput, Problem
from amends.packs.find import EXTENDS, NAME
from amends.packs.read.node import Node
from amends.packs.resolve.report import entry, text


class Place(Protocol):
    """Where the files of one pack are."""

    @property
    def key(self) -> object:
        """What two ways to name this place have in common."""

    def texts(self, at: Where) -> tuple[dict[str, str], list[Problem]]:
        """The files by name, and what is wrong with those that cannot be read; with all of them together, `at`."""

    def below(self, extends: str) -> Place:
        """The place that an `extends` here means; raises `BadInput` if there is none."""


@dataclass
class Stack:
    """The files of each pack by name, the uppermost first, and what is wrong with those that cannot be read.

    A file of a pack below has the id of its pack before its name: `interview/late.yaml`.
    """

    texts: list[dict[str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    names: dict[object, str] = field(default_factory=dict)
    """What each place is called, in messages and before the names of its files."""

    def add(self, place: Place, at: Where) -> Node | None:
        """Lay a pack, which is named `at` this place, below the others; gives its `extends`, if it has one."""
        texts, problems = place.texts(at)
        # Most packs extend nothing, and YAML is slow to import.
        head = _head(texts) if self.names or any("extends" in each for each in texts.values()) else Node({}, NOWHERE)
        name = text(head, "id") if NAME.fullmatch(text(head, "id")) else str(place)
        before = f"{name}/" if self.names else ""
        if name in self.names.values():
            problems, head = [Problem(Message("duplicate-id.pack", name=name), at)], Node({}, NOWHERE)
        self.names[place.key] = name
        self.texts.append({before + file: written for file, written in texts.items()})
        self.problems += [each if each.where == at else _moved(each, before) for each in problems]
        extends = entry(head, "extends")
        if extends is None or not re.fullmatch(EXTENDS, str(extends.value)):
            return None  # the shape of the head is judged elsewhere
        return replace(extends, where=_under(extends.where, before))

    def below(self, place: Place, extends: Node) -> Place | None:
        """The place that an `extends` means, if it can be found and is none of those above."""
        try:
            found = place.below(str(extends.value))
        except BadInput as error:
            self.problems += [replace(each, where=extends.where) for each in error.problems]
            return None
        if found.key in self.names:
            names = [*self.names.values(), self.names[found.key]]
            circle = " -> ".join(names[names.index(names[-1]) :])
            self.problems.append(Problem(Message("extends-cycle", circle=circle), extends.where))
            return None
        return found


def stacked(top: Place) -> Stack:
    """The files of the pack at a place and of all packs below it."""
    stack = Stack()
    place: Place | None = top
    at = Where(str(top), 0, 0)
    while place:
        extends = stack.add(place, at)
        place, at = (stack.below(place, extends), extends.where) if extends else (None, at)
    return stack


_HEAD = re.compile(r"""\bpack["']?\s*:""")


def _head(texts: dict[str, str]) -> Node:
    """The head of a pack, as far as it can be read."""
    from amends.packs.read.yaml_text import read_yaml

    roots = (read_yaml(written, file)[0] for file, written in texts.items() if _HEAD.search(written))
    heads = (head for root in roots if root and (head := entry(root, "pack")))
    return next(heads, Node({}, NOWHERE))


def _moved(problem: Problem, before: str) -> Problem:
    return replace(problem, where=_under(problem.where, before))


def _under(where: Where, before: str) -> Where:
    return replace(where, file=before + where.file)
