"""Values of facts as documents write them, checked against the fact."""

from __future__ import annotations

from amends.domain.message import Message
from amends.domain.model import Fact, Value
from amends.domain.problems import LISTED, Problem, near_miss, shown
from amends.packs.read.node import Node
from amends.packs.resolve.report import items, told, word


def read_value(fact: Fact, node: Node) -> tuple[Value | None, Problem | None]:
    """The value of a fact that a node says, or what is wrong with it."""
    if fact.kind == "number":
        return _number(fact, node)
    if fact.kind == "several":
        return _several(fact, node)
    said = word(node)
    if said in fact.values:
        return said, None
    return None, _unknown(fact, node)


def _number(fact: Fact, node: Node) -> tuple[int | None, Problem | None]:
    if type(node.value) is int and fact.minimum <= node.value <= fact.maximum:
        return node.value, None
    key = "out-of-range" if type(node.value) is int else "wrong-type.number"
    message = Message(key, name=fact.name, low=fact.minimum, high=fact.maximum, found=told(node))
    return None, Problem(message, node.where, fact.name, shown(node.value))


def _several(fact: Fact, node: Node) -> tuple[frozenset[str] | None, Problem | None]:
    for item in items(node):
        if word(item) not in fact.values:
            return None, _unknown(fact, item)
    return frozenset(word(item) or "" for item in items(node)), None


def _unknown(fact: Fact, node: Node) -> Problem:
    found = word(node) or ""
    key = "unknown-value.many" if len(fact.values) > LISTED else "unknown-value"
    message = Message(key, name=fact.name, found=told(node))
    return Problem(message, node.where, fact.name, shown(found), fact.values, _meant(fact, found))


def _meant(fact: Fact, found: str) -> str:
    """The value that was most likely meant: one that is spelt like it, or one that is said so."""
    said = {phrase: option.value for option in fact.options for phrase in option.said}
    near = near_miss(found, fact.values) or near_miss(found, said)
    return said.get(near, near) if found else ""
