"""Values with their places: what both readers give, and what everything after them works on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from amends.domain.message import Message
from amends.domain.model import NOWHERE, Where
from amends.domain.problems import BadInput, Problem, shown
from amends.packs.limits import LIMITS

BIGGEST = 10**15 - 1
"""No number that is larger than this is read, whatever it is for."""

Scalar = str | int | float | bool | None
_KINDS = ((dict, "mapping"), (list, "list"), (bool, "boolean"), (int | float, "number"), (str, "text"))


@dataclass(frozen=True, slots=True)
class Node:
    """A value and where it begins; in a mapping, `key` is where its key stands."""

    value: Scalar | dict[str, Node] | list[Node]
    where: Where
    key: Where = NOWHERE

    @property
    def kind(self) -> Message:
        """What kind of value it is."""
        kinds = (name for kind, name in _KINDS if isinstance(self.value, kind))
        return Message(f"is.{next(kinds, 'nothing')}")


def plain(node: Node) -> object:
    """The value without places."""
    if isinstance(node.value, dict):
        return {key: plain(child) for key, child in node.value.items()}
    if isinstance(node.value, list):
        return [plain(child) for child in node.value]
    return node.value


def from_data(value: object, path: str = "", depth: int = 0) -> Node:
    """A node for data that never was in a file: its places are paths, such as `rules[3].advise.by`.

    Raises `BadInput` for what no file could hold.
    """
    here = Where(path, 0, 0)
    if depth >= LIMITS.depth and isinstance(value, Mapping | list | tuple | set | frozenset):
        raise BadInput((too_deep(here),))
    if isinstance(value, Mapping):
        children = {str(key): from_data(child, f"{path}.{key}".lstrip("."), depth + 1) for key, child in value.items()}
        return Node({key: Node(child.value, child.where, child.where) for key, child in children.items()}, here)
    if isinstance(value, list | tuple | set | frozenset):
        ordered = sorted(value, key=str) if isinstance(value, set | frozenset) else value
        return Node([from_data(child, f"{path}[{place}]", depth + 1) for place, child in enumerate(ordered)], here)
    problems = _unfit(value, here)
    if problems:
        raise BadInput(problems)
    return Node(value, here)  # type: ignore[arg-type]  # anything else is unfit


def _unfit(value: object, here: Where) -> list[Problem]:
    """Why a single value cannot stand in a document."""
    if isinstance(value, str):
        return unfit_text(value, here)
    if value is not None and not isinstance(value, int | float):
        return [Problem(Message("wrong-type.data", kind=type(value).__name__), here)]
    return [too_big(here)] if isinstance(value, int) and abs(value) > BIGGEST else []


def locate(root: Node, path: Sequence[str | int], *, key: bool = False) -> Where:
    """The place of the node at `path`, or of its nearest parent; with `key`, of the key that leads to it."""
    here = root
    for step in path:
        inner = child(here, step)
        if inner is None:
            return here.where
        here = inner
    return here.key if key and here.key.line else here.where


def child(node: Node | None, step: str | int) -> Node | None:
    """The value under a key, or at a place of a list; `None` if there is none."""
    inside = node.value if node else None
    if isinstance(inside, dict) and isinstance(step, str):
        return inside.get(step)
    return inside[step] if isinstance(inside, list) and isinstance(step, int) and step < len(inside) else None


# ------------------------------------------------------------ characters

# Control characters but tab and line feed, surrogates, marks that turn the direction of writing, separators that some
# editors count as line ends, byte order marks inside a text, non-characters, and tags, which nobody sees.
HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e007f]"
)


def harmful(char: str, where: Where) -> Problem:
    """The problem with a character that must not be in a text."""
    return Problem(Message("control-character", code=f"{ord(char):04X}"), where, found=shown(char))


def unfit_text(text: str, where: Where) -> list[Problem]:
    """The problems with a text that has a harmful character, or is longer than texts may be."""
    problems = [harmful(found[0], where)] if (found := HARMFUL.search(text)) else []
    if len(text) > LIMITS.text:
        problems.append(Problem(Message("text-too-long", count=len(text), most=LIMITS.text), where, found=shown(text)))
    return problems


def twice(name: str, where: Where, first: Where) -> Problem:
    """The problem with a key that stood in its mapping before."""
    return Problem(Message("duplicate-key", name=shown(name), line=first.line), where, found=shown(name))


def too_deep(where: Where) -> Problem:
    """The problem with a value inside too many others."""
    return Problem(Message("too-deep", most=LIMITS.depth), where)


def too_many(where: Where) -> Problem:
    """The problem with a file of too many values."""
    return Problem(Message("too-many-nodes", most=LIMITS.nodes), where)


def too_big(where: Where, written: str = "") -> Problem:
    """The problem with a number that is far beyond anything it could count."""
    key = "number-too-big.written" if written else "number-too-big"
    return Problem(Message(key, found=shown(written)), where, found=shown(written))
