"""Values with their places: what both readers give, and what everything after them works on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from amends.model import NOWHERE, Where
from amends.packs.limits import LIMITS
from amends.problems import Problem, shown

Scalar = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Node:
    """A value and where it begins; in a mapping, `key` is where its key stands."""

    value: Scalar | dict[str, Node] | list[Node]
    where: Where
    key: Where = NOWHERE

    @property
    def kind(self) -> str:
        """What the value is, in the words of our messages."""
        if isinstance(self.value, dict):
            return "a mapping"
        if isinstance(self.value, list):
            return "a list"
        if isinstance(self.value, bool):
            return "true or false"
        if isinstance(self.value, int | float):
            return "a number"
        return "nothing" if self.value is None else "text"


def plain(node: Node) -> object:
    """The value without places."""
    if isinstance(node.value, dict):
        return {key: plain(child) for key, child in node.value.items()}
    if isinstance(node.value, list):
        return [plain(child) for child in node.value]
    return node.value


def placeless(value: object) -> Node:
    """A node without a place, for data that never was in a file. Raises `TypeError` for what no file could hold."""
    if isinstance(value, dict):
        return Node({str(key): placeless(child) for key, child in value.items()}, NOWHERE)
    if isinstance(value, list | tuple | set | frozenset):
        ordered = sorted(value) if isinstance(value, set | frozenset) else value
        return Node([placeless(child) for child in ordered], NOWHERE)
    if value is None or isinstance(value, str | int | float | bool):
        return Node(value, NOWHERE)
    message = f"cannot be read: {value!r}"
    raise TypeError(message)


def locate(root: Node, path: Sequence[str | int], *, key: bool = False) -> Where:
    """The place of the node at `path`, or of its nearest parent; with `key`, of the key that leads to it."""
    here = root
    for step in path:
        child: Node | None = None
        if isinstance(here.value, dict) and isinstance(step, str):
            child = here.value.get(step)
        elif isinstance(here.value, list) and isinstance(step, int) and step < len(here.value):
            child = here.value[step]
        if child is None:
            return here.where
        here = child
    return here.key if key and here.key.line else here.where


# ------------------------------------------------------------ characters

# Control characters but tab and line feed, surrogates, marks that turn the direction of writing, separators that some
# editors count as line ends, byte order marks inside a text, and non-characters.
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff]"
)


def harmful(text: str, where: Where) -> Iterator[Problem]:
    """A problem for the first character that must not be in a text, if there is one."""
    found = _HARMFUL.search(text)
    if found:
        code = ord(found.group())
        message = f"A control or invisible character (U+{code:04X}) is not allowed in a text. Take it out."
        yield Problem("control-character", where, "", message, found=shown(found.group()))


def too_long(text: str, where: Where) -> Iterator[Problem]:
    """A problem if the text is longer than texts may be."""
    if len(text) > LIMITS.text:
        message = f"This text has {len(text)} characters; at most {LIMITS.text} are allowed."
        yield Problem("text-too-long", where, "", message, found=shown(text))
