"""YAML as located values: a small, strict part of YAML, read from parser events so that nothing is built unseen.

Refused with their place: anchors, aliases, tags, merge keys, duplicate keys, second documents, and plain words that
YAML 1.1 would turn into something else (`no`, `9:30`, `010`). What is left reads the same in every YAML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import Any

import yaml

from amends.domain.message import Message
from amends.domain.model import Where
from amends.domain.problems import BadInput, Problem, shown
from amends.packs.limits import LIMITS
from amends.packs.read.node import HARMFUL, Node, Scalar, harmful, too_big, too_deep, too_many, twice, unfit_text

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
    try:
        root = _Reader(file, yaml.parse(text, Loader=Parser), problems).document()
    except yaml.YAMLError as error:
        return None, [*problems, _broken(error, file, text)]
    except BadInput as error:
        return None, [*problems, *error.problems]
    if root is None:
        problems.append(Problem(Message("empty-file.yaml", name=file), Where(file, 0, 0)))
    return root, problems


def _row(row: str, file: str, line: int) -> Iterator[Problem]:
    """What is wrong with a line before anything is parsed."""
    if found := HARMFUL.search(row):
        yield harmful(found[0], Where(file, line, found.start() + 1))
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


@dataclass
class _Reader:
    """Builds the tree from events, one for each; raises `BadInput` where reading on makes no sense."""

    file: str
    events: Iterator[Any]
    problems: list[Problem]
    nodes: int = 0

    def document(self) -> Node | None:
        """The value of the only document, if there is one."""
        root = None
        for event in self.events:
            if isinstance(event, yaml.NodeEvent):
                root = self._node(event, 0)
            elif root and isinstance(event, yaml.DocumentStartEvent):
                raise BadInput([Problem(Message("second-document"), self._where(event))])
        return root

    def _node(self, event: Any, depth: int) -> Node:
        """The value that begins with this event, inside of so many others; its other events are taken."""
        node = Node(self._value(event, depth), self._where(event))
        self.nodes += 1
        if self.nodes > LIMITS.nodes:
            raise BadInput([too_many(node.where)])
        return node

    def _value(self, event: Any, depth: int) -> Scalar | dict[str, Node] | list[Node]:
        where = self._where(event)
        if isinstance(event, yaml.AliasEvent):
            self._refuse("alias", where)
            return None
        for mark in ("anchor", "tag"):
            if getattr(event, mark) is not None:
                self._refuse(mark, where)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, where)
        if depth >= LIMITS.depth:
            raise BadInput([too_deep(where)])
        inside = takewhile(lambda each: not isinstance(each, yaml.CollectionEndEvent), self.events)
        if isinstance(event, yaml.SequenceStartEvent):
            return [self._node(each, depth + 1) for each in inside]
        mapping: dict[str, Node] = {}
        for each in inside:
            name, key = self._key(mapping, each, depth + 1)
            node = self._node(next(self.events), depth + 1)
            mapping.setdefault(name, Node(node.value, node.where, key))
        return mapping

    def _key(self, mapping: dict[str, Node], event: Any, depth: int) -> tuple[str, Where]:
        node = self._node(event, depth)
        name = event.value if isinstance(event, yaml.ScalarEvent) else f"({node.kind})"
        if name == "<<":
            self._refuse("merge-key", node.where)
        elif not isinstance(node.value, str):
            self._refuse("key-not-text" if name else "key-not-text.nothing", node.where, name=shown(name))
        elif name in mapping:
            self.problems.append(twice(name, node.where, mapping[name].key))
        return name, node.where

    def _scalar(self, event: Any, where: Where) -> Scalar:
        value: str = event.value
        self.problems += unfit_text(value, where)
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

    def _where(self, event: Any) -> Where:
        return Where(self.file, event.start_mark.line + 1, event.start_mark.column + 1)

    def _refuse(self, key: str, where: Where, **parts: object) -> None:
        self.problems.append(Problem(Message(key, **parts), where))
