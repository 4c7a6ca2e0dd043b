"""YAML as located values: a small, strict part of YAML, read from parser events so that nothing is built unseen.

Refused with their place: anchors, aliases, tags, merge keys, duplicate keys, second documents, and plain words that
YAML 1.1 would turn into something else (`no`, `9:30`, `010`). What is left reads the same in every YAML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

import yaml

from amends.domain.message import Message
from amends.domain.model import Where
from amends.domain.problems import Problem, shown
from amends.packs.limits import LIMITS
from amends.packs.read.node import Node, Scalar, harmful, too_big, too_deep, too_long, too_many

_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,14})")
_LONG = re.compile(r"[-+]?[0-9]{16,}")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,14})\.[0-9]{1,9}")
_WORDS: dict[str, Scalar] = {"": None, "null": None, "true": True, "false": False}
# What YAML 1.1 reads as a boolean, a null, a number of another base, base sixty, a float, a date or a merge.
_SURPRISE = re.compile(
    r"""(?ix) yes|no|on|off|true|false|null|~|=|<<
    | [-+]?[0-9][0-9_]* | [-+]?0[box]?[0-9a-f_]+ | [-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?
    | [-+]?([0-9][0-9_]*)?\.[0-9_]+(e[-+]?[0-9]+)? | [-+]?[0-9][0-9_]*\.?[0-9_]*(e[-+]?[0-9]+)?
    | [-+]?\.(inf|nan) | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt\ ].*)?"""
)
_OPENING = 200
"""Brackets or signs of nesting on one line that no honest file has; the parser's C code must not see more."""

_ENOUGH = 20
"""Lines with harmful characters are only listed up to here: a file with more of them is no text."""

Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(text: str, file: str) -> tuple[Node | None, list[Problem]]:
    """The one document in `text` with places, and every fault; `None` if a fault makes the rest unreadable."""
    rows = (problem for line, row in enumerate(text.split("\n"), 1) for problem in _row(row, file, line))
    problems = list(islice(rows, _ENOUGH))
    if problems:
        return None, problems
    reader = _Reader(file)
    try:
        for event in yaml.parse(text, Loader=Parser):
            reader.take(event)
    except yaml.YAMLError as error:
        reader.problems.append(_broken(error, file, text))
        return None, reader.problems
    except _Enough:
        return None, reader.problems
    if reader.root is None and not reader.problems:
        reader.problems.append(Problem(Message("empty-file.yaml", name=file), Where(file, 0, 0)))
    return reader.root, reader.problems


def _row(row: str, file: str, line: int) -> Iterator[Problem]:
    """What is wrong with a line before anything is parsed."""
    for problem in harmful(row, Where(file, line, 1)):
        column = next(i for i in range(len(row)) if list(harmful(row[i], problem.where))) + 1
        yield replace(problem, where=Where(file, line, column))
    nesting = max(row.count("[") + row.count("{"), row.count("- "), row.count("? "), len(row) - len(row.lstrip()))
    if nesting > _OPENING:
        yield too_deep(Where(file, line, 1))


# What the parser says of the slips that people make most, and the key of what to do about them.
_HINTS = {
    "mapping values are not allowed": "colon",
    "quoted scalar": "quote",
    "',' or": "bracket",
    "expected key": "indent",
    "cannot start any token": "first",
}


def _broken(error: yaml.YAMLError, file: str, text: str) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    where = Where(file, mark.line + 1, mark.column + 1) if mark else Where(file, 0, 0)
    detail = " ".join(part for key in ("context", "problem") if (part := getattr(error, key, None)))
    hint = next((hint for words, hint in _HINTS.items() if words in detail), "look")
    row = text.split("\n")[mark.line] if mark and mark.line <= text.count("\n") else ""
    if "\t" in row[: len(row) - len(row.lstrip())]:
        hint = "tab"
    return Problem(Message("syntax.yaml", detail=detail, hint=Message(f"syntax.{hint}")), where)


class _Enough(Exception):  # not an error: a way out of a loop
    """Reading on makes no sense."""


@dataclass
class _Reader:
    """Builds the tree from events; an open collection waits on the stack until it ends."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    root: Node | None = None
    _open: list[_Open] = field(default_factory=list)
    _nodes: int = 0
    _documents: int = 0

    def take(self, event: Any) -> None:
        where = Where(self.file, event.start_mark.line + 1, event.start_mark.column + 1)
        match event:
            case yaml.AliasEvent():
                self._refuse("alias", where)
                self._put(Node(None, where))
            case yaml.ScalarEvent():
                self._properties(event, where)
                self._put(Node(self._scalar(event, where), where), event.value)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._properties(event, where)
                self._begin({} if isinstance(event, yaml.MappingStartEvent) else [], where)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                closed = self._open.pop()
                self._put(Node(closed.value, closed.where))
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    self._refuse("second-document", where)
                    raise _Enough

    def _begin(self, value: dict[str, Node] | list[Node], where: Where) -> None:
        if len(self._open) >= LIMITS.depth:
            self.problems.append(too_deep(where))
            raise _Enough
        self._open.append(_Open(value, where))

    def _put(self, node: Node, key: str | None = None) -> None:
        """Put a finished value where it belongs: as a key, under its key, into its list, or at the root."""
        self._count(node.where)
        if not self._open:
            self.root = node
            return
        top = self._open[-1]
        if isinstance(top.value, list):
            top.value.append(node)
        elif top.key is None:
            top.key = self._key(top.value, node, key)
        else:
            name, place = top.key
            if name not in top.value:
                top.value[name] = Node(node.value, node.where, place)
            top.key = None

    def _key(self, mapping: dict[str, Node], node: Node, written: str | None) -> tuple[str, Where]:
        name = written if written is not None else f"({node.kind})"
        if written == "<<":
            self._refuse("merge-key", node.where)
        elif not isinstance(node.value, str):
            key = "key-not-text" if name else "key-not-text.nothing"
            self._refuse(key, node.where, name=shown(name))
        elif name in mapping:
            message = Message("duplicate-key", name=shown(name), line=mapping[name].key.line)
            self.problems.append(Problem(message, node.where, found=shown(name)))
        return name, node.where

    def _count(self, where: Where) -> None:
        self._nodes += 1
        if self._nodes > LIMITS.nodes:
            self.problems.append(too_many(where))
            raise _Enough

    def _properties(self, event: Any, where: Where) -> None:
        if event.anchor is not None:
            self._refuse("anchor", where)
        explicit = event.tag is not None and event.tag != "!"
        if explicit or event.tag == "!":
            self._refuse("tag", where)

    def _scalar(self, event: Any, where: Where) -> Scalar:
        value: str = event.value
        self.problems += [*harmful(value, where), *too_long(value, where)]
        if event.style:
            return value
        if value in _WORDS:
            return _WORDS[value]
        if _INTEGER.fullmatch(value):
            return int(value)
        if _DECIMAL.fullmatch(value):
            return float(value)
        if _LONG.fullmatch(value):
            self.problems.append(too_big(where, value))
        elif _SURPRISE.fullmatch(value) and value != "<<":
            self.problems.append(Problem(Message("needs-quotes", found=shown(value)), where, found=shown(value)))
        return value

    def _refuse(self, key: str, where: Where, **parts: object) -> None:
        self.problems.append(Problem(Message(key, **parts), where))


@dataclass
class _Open:
    """A collection that has begun and not ended; in a mapping, `key` is waiting for its value."""

    value: dict[str, Node] | list[Node]
    where: Where
    key: tuple[str, Where] | None = None
