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
    if type(node.value) is not int:
        return None, _unfit("wrong-type.number", fact, node, found=told(node))
    if not fact.minimum <= node.value <= fact.maximum:
        return None, _unfit("out-of-range", fact, node, found=shown(node.value))
    return node.value, None


def _unfit(key: str, fact: Fact, node: Node, found: str | Message) -> Problem:
    message = Message(key, name=fact.name, low=fact.minimum, high=fact.maximum, found=found)
    return Problem(message, node.where, fact.name, shown(node.value))


def _several(fact: Fact, node: Node) -> tuple[frozenset[str] | None, Problem | None]:
    said = [(item, word(item)) for item in items(node)]
    wrong = [item for item, value in said if value not in fact.values]
    if wrong:
        return None, _unknown(fact, wrong[0])
    return frozenset(value for _, value in said if value is not None), None


def _unknown(fact: Fact, node: Node) -> Problem:
    found = word(node) or ""
    key = "unknown-value.many" if len(fact.values) > LISTED else "unknown-value"
    message = Message(key, name=fact.name, found=told(node))
    return Problem(message, node.where, fact.name, shown(found), fact.values, _meant(fact, found))


def _meant(fact: Fact, found: str) -> str:
    """The value that was most likely meant: one that is spelt like it, or one that a search for it would find."""
    words = {word: option.value for option in fact.options for word in option.words}
    near = near_miss(found, fact.values) or near_miss(found, words)
    return words.get(near, near) if found else ""
