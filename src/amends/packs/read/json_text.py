"""JSON as located values: strict JSON, with the place of every value, and nothing that only Python would take."""

from __future__ import annotations

import re
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]  # the scanner json itself uses
from typing import NoReturn

from amends.domain.model import Where
from amends.domain.problems import Problem, shown
from amends.packs.limits import LIMITS
from amends.packs.read.node import BIGGEST, Node, Scalar, harmful, too_big, too_deep, too_long, too_many

_SPACE = re.compile(r"[ \t\n]*")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_WORD = re.compile(r"[A-Za-z]+")
_WORDS: dict[str, Scalar] = {"true": True, "false": False, "null": None}


def read_json(text: str, file: str) -> tuple[Node | None, list[Problem]]:
    """The JSON value in `text` with places, and every fault; `None` if a fault makes the rest unreadable."""
    reader = _Reader(text, file)
    try:
        node = reader.value(0)
        reader.space()
        if reader.at < len(text):
            reader.stop("The JSON value ends before this; nothing may follow it.")
    except _Stop:
        return None, reader.problems
    return node, reader.problems


class _Stop(Exception):  # a way out of the recursion; the problem is noted already
    """Nothing after this can be read."""


class _Reader:
    """Reads one JSON text from left to right; the depth is bounded, so recursion is too."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.at = 0
        self.nodes = 0
        self.problems: list[Problem] = []

    def value(self, depth: int) -> Node:
        self.space()
        where = self._where()
        self._count(where)
        char = self.text[self.at : self.at + 1]
        if char in {"{", "["} and depth >= LIMITS.depth:
            self.problems.append(too_deep(where))
            raise _Stop
        if char == "{":
            return Node(self._mapping(depth), where)
        if char == "[":
            return Node(self._list(depth), where)
        if char == '"':
            return Node(self._string(), where)
        return Node(self._bare(), where)

    def space(self) -> None:
        found = _SPACE.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def stop(self, message: str) -> NoReturn:
        self.problems.append(Problem("syntax", self._where(), "", f"This is not JSON. {message}"))
        raise _Stop

    def _mapping(self, depth: int) -> dict[str, Node]:
        mapping: dict[str, Node] = {}
        self.at += 1
        while not self._ends("}", first=not mapping):
            if self.text[self.at : self.at + 1] != '"':
                self.stop("A name in double quotes is expected here.")
            place = self._where()
            self._count(place)
            name = self._string()
            self._expect(":")
            node = self.value(depth + 1)
            if name in mapping:
                message = f'The name "{shown(name)}" stands here a second time; the first is in line '
                message += f"{mapping[name].key.line}."
                self.problems.append(Problem("duplicate-key", place, "", message, found=shown(name)))
            mapping[name] = Node(node.value, node.where, place)
        return mapping

    def _list(self, depth: int) -> list[Node]:
        items: list[Node] = []
        self.at += 1
        while not self._ends("]", first=not items):
            items.append(self.value(depth + 1))
        return items

    def _ends(self, closing: str, *, first: bool) -> bool:
        """Whether the collection is closed here; if not, the comma before its next member is taken."""
        self.space()
        char = self.text[self.at : self.at + 1]
        if char == closing:
            self.at += 1
            return True
        if not first:
            self._expect(",", or_else=f' or "{closing}"')
            self.space()
        return False

    def _expect(self, char: str, or_else: str = "") -> None:
        self.space()
        if self.text[self.at : self.at + 1] != char:
            self.stop(f'"{char}"{or_else} is expected here.')
        self.at += 1

    def _string(self) -> str:
        where = self._where()
        try:
            text, self.at = scanstring(self.text, self.at + 1, True)  # noqa: FBT003  # its third argument: strict
        except JSONDecodeError as error:
            self.at = min(error.pos, len(self.text))
            self.stop(f"The text in quotes cannot be read: {error.msg}.")
        self.problems += [*harmful(text, where), *too_long(text, where)]
        return str(text)

    def _bare(self) -> Scalar:
        found = _NUMBER.match(self.text, self.at)
        if found and found.end() > self.at:
            return self._number(found)
        word = _WORD.match(self.text, self.at)
        if word is None:
            self.stop("A value is expected here.")
        if word.group() not in _WORDS:
            self.stop(f"{shown(word.group())} is no value. Put text in double quotes.")
        self.at = word.end()
        return _WORDS[word.group()]

    def _number(self, found: re.Match[str]) -> int | float:
        written = found.group()
        if len(written) > 20 or abs(float(written)) > BIGGEST:
            self.problems.append(too_big(self._where(), written))
            raise _Stop
        self.at = found.end()
        return float(written) if found.group(2) or found.group(3) else int(written)

    def _count(self, where: Where) -> None:
        self.nodes += 1
        if self.nodes > LIMITS.nodes:
            self.problems.append(too_many(where))
            raise _Stop

    def _where(self) -> Where:
        start = self.text.rfind("\n", 0, self.at) + 1
        return Where(self.file, self.text.count("\n", 0, self.at) + 1, self.at - start + 1)
