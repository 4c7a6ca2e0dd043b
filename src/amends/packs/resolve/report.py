"""Collecting what is wrong while a pack is built, and reading entries of located mappings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from amends.domain.message import Message
from amends.domain.model import Where
from amends.domain.problems import Problem, fault, shown
from amends.packs.read.node import Node


@dataclass
class Report:
    """The faults found so far."""

    problems: list[Problem] = field(default_factory=list)

    def note(self, message: Message, where: Where, found: str = "", allowed: Iterable[str] = ()) -> None:
        """Note a fault; with `allowed`, the nearest of those names is suggested."""
        self.problems.append(fault(message, where, found, allowed))

    def known(self, what: str, node: Node, names: Collection[str]) -> bool:
        """Whether the text of `node` is one of `names`; if not, that is noted, unless a name is missing among them."""
        if isinstance(node.value, str) and node.value in names:
            return True
        if "" not in names:
            found = str(node.value) if isinstance(node.value, str) else ""
            self.note(Message(f"unknown-{what}.named", found=told(node)), node.where, found, names)
        return False


def entry(node: Node, key: str) -> Node | None:
    """The value under `key`, or `None` if there is none (or nothing is written there)."""
    found = entries(node).get(key)
    return found if found is not None and found.value is not None else None


def text(node: Node, key: str) -> str:
    """The text under `key`, without space around it; empty if there is none."""
    found = entry(node, key)
    return plain(found) if found else ""


def plain(node: Node) -> str:
    """A value as text, without space around it; a list or a mapping is none, so it is empty."""
    return "" if isinstance(node.value, list | dict) else str(node.value).strip()


def number(node: Node, key: str) -> int:
    """The whole number under `key`; 0 if there is none."""
    found = entry(node, key)
    return found.value if found and type(found.value) is int else 0


def told(node: Node) -> str | Message:
    """What a value is, for a message: texts in quotes, numbers as they stand, and the kind of anything else."""
    match node.value:
        case str(words):
            return f'"{shown(words)}"'
        case bool(flag):
            return "true" if flag else "false"
        case int(number) | float(number):
            return shown(number)
    return node.kind


def is_true(node: Node | None) -> bool:
    """Whether `true` is written there."""
    return node is not None and node.value is True


def items(node: Node | None) -> list[Node]:
    """The members of a list; one value alone is a list of one."""
    if node is None:
        return []
    return node.value if isinstance(node.value, list) else [node]


def entries(node: Node | None) -> dict[str, Node]:
    """The members of a mapping."""
    return node.value if node is not None and isinstance(node.value, dict) else {}


def within(node: Node) -> Iterator[Node]:
    """The node, and everything in it."""
    yield node
    inner = node.value.values() if isinstance(node.value, dict) else node.value
    if isinstance(inner, str | int | float | None):
        return
    for child in inner:
        yield from within(child)


def texts(node: Node, key: str) -> tuple[str, ...]:
    """The texts of the list under `key`."""
    return tuple(map(plain, items(entry(node, key))))


def word(node: Node) -> str | None:
    """The word that a value is: text as it stands, `true` and `false` as yes and no; `None` for anything else."""
    if isinstance(node.value, bool):
        return "yes" if node.value else "no"
    return node.value if isinstance(node.value, str) else None
