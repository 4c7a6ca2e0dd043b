"""Conditions as they are written, turned into conditions with resolved names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from amends.model import Advised, AllOf, AnyOf, Between, Condition, Fact, Includes, Is, Not
from amends.packs.limits import LIMITS
from amends.packs.node import Node
from amends.packs.report import Report, entries, items, word
from amends.problems import shown

EDGES = ("at_least", "at_most", "above", "below")
WORDS = ("all", "any", "not", "advised")


@dataclass(frozen=True)
class Scope:
    """What a condition may name: facts, conclusions with their values, and steps (or tags, with their steps)."""

    facts: Mapping[str, Fact]
    conclusions: Mapping[str, tuple[str, ...]]
    steps: Mapping[str, frozenset[str]]
    # Names that exist, but not for this condition, with the reason.
    barred: Mapping[str, str]


class Conditions:
    """Reads conditions in one scope; faults go to the report, and what is faulty is left out."""

    def __init__(self, scope: Scope, report: Report) -> None:
        self.scope = scope
        self.report = report
        self._tests = 0

    def read(self, node: Node | None) -> Condition:
        """The condition that a mapping says; always true if there is none."""
        self._tests = 0
        if node is None:
            return AllOf(())
        found = self._mapping(node)
        if self._tests > LIMITS.conditions:
            message = (
                f"This condition has {self._tests} tests; at most {LIMITS.conditions} are allowed. Use a conclusion."
            )
            self.report.say("too-many-tests", node.where, message)
        return found

    def _mapping(self, node: Node) -> Condition:
        if not isinstance(node.value, dict):
            self.report.say(
                "wrong-type", node.where, f"A condition has to be a mapping (fact: value), not {node.kind}."
            )
            return AllOf(())
        parts = [part for key, child in node.value.items() for part in self._entry(key, child)]
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def _entry(self, key: str, node: Node) -> list[Condition]:
        self._tests += key not in {"all", "any", "not"}
        if key == "not":
            return [Not(self._mapping(node))]
        if key in {"all", "any"}:
            if not isinstance(node.value, list):
                self.report.say("wrong-type", node.where, f'"{key}" needs a list of conditions, not {node.kind}.')
                return []
            parts = tuple(self._mapping(item) for item in node.value)
            return [AllOf(parts) if key == "all" else AnyOf(parts)]
        if key == "advised":
            return self._advised(node)
        return self._test(key, node)

    def _advised(self, node: Node) -> list[Condition]:
        steps: set[str] = set()
        for item in items(node):
            name = str(item.value)
            if name in self.scope.barred:
                self.report.say("step-out-of-reach", item.where, self.scope.barred[name], name)
            elif self.report.known("step or tag", item, self.scope.steps):
                steps |= self.scope.steps[name]
        return [Advised(frozenset(steps))] if steps else []

    def _test(self, key: str, node: Node) -> list[Condition]:
        fact = self.scope.facts.get(key)
        if fact is None and key in self.scope.conclusions:
            return self._is(key, node, self.scope.conclusions[key])
        if fact is None:
            if key in self.scope.barred:
                self.report.say("name-out-of-reach", node.key, self.scope.barred[key], key)
            else:
                names = (*self.scope.facts, *self.scope.conclusions, *WORDS)
                self.report.say("unknown-fact", node.key, f'There is no fact or conclusion "{key}".', key, names)
            return []
        if fact.kind == "number":
            return self._number(fact, node)
        if fact.kind == "several":
            return self._includes(fact, node)
        return self._is(key, node, fact.values)

    def _is(self, name: str, node: Node, values: tuple[str, ...]) -> list[Condition]:
        if isinstance(node.value, dict):
            message = f'"{name}" has words for values; test it with a value or a list of values, not {node.kind}.'
            self.report.say("wrong-test", node.where, message, allowed=values)
            return []
        return [Is(name, found)] if (found := self._words(name, node, values)) else []

    def _includes(self, fact: Fact, node: Node) -> list[Condition]:
        inner = entries(node)
        if set(inner) != {"includes"}:
            message = f'"{fact.name}" can have several values at once; test it with {{includes: value}}.'
            self.report.say("wrong-test", node.where, message, allowed=fact.values)
            return []
        return [Includes(fact.name, found)] if (found := self._words(fact.name, inner["includes"], fact.values)) else []

    def _words(self, name: str, node: Node, values: tuple[str, ...]) -> frozenset[str]:
        found = set()
        for item in items(node):
            said = word(item)
            if said in values:
                found.add(said)
            else:
                message = f'"{name}" is tested for "{shown(item.value)}", a value that it does not have.'
                self.report.say("unknown-value", item.where, message, str(item.value), values)
        if not items(node):
            self.report.say("empty-list", node.where, f'"{name}" is tested for an empty list, which nothing can be in.')
        return frozenset(value for value in found if value is not None)

    def _number(self, fact: Fact, node: Node) -> list[Condition]:
        if isinstance(node.value, dict):
            return self._range(fact, node)
        numbers = [item.value for item in items(node) if self._whole(fact, item)]
        tests = tuple(Between(fact.name, n, n) for n in numbers if isinstance(n, int))
        return list(tests) if len(tests) == 1 else [AnyOf(tests)] if tests else []

    def _range(self, fact: Fact, node: Node) -> list[Condition]:
        edges = entries(node)
        for key, child in edges.items():
            if key not in EDGES:
                self.report.say("unknown-key", child.key, f'A number has no test "{key}".', key, EDGES)
        numbers = {key: child.value for key, child in edges.items() if key in EDGES and self._whole(fact, child)}
        lows = [
            n + (key == "above") for key, n in numbers.items() if key in {"at_least", "above"} and isinstance(n, int)
        ]
        highs = [
            n - (key == "below") for key, n in numbers.items() if key in {"at_most", "below"} and isinstance(n, int)
        ]
        if len(lows) > 1 or len(highs) > 1:
            message = "Give at_least or above, and at_most or below, but not both of a pair."
            self.report.say("wrong-test", node.where, message)
        if not lows and not highs:
            return []
        return [Between(fact.name, max(lows, default=None), min(highs, default=None))]

    def _whole(self, fact: Fact, node: Node) -> bool:
        """Whether a value is a number that the fact can have; if not, that is noted."""
        if type(node.value) is not int:
            message = f'"{fact.name}" is a number; test it with a whole number or {{at_least: ..., below: ...}}.'
            self.report.say("wrong-test", node.where, message, str(node.value), EDGES)
            return False
        if not fact.minimum - 1 <= node.value <= fact.maximum + 1:
            message = f'"{fact.name}" lies between {fact.minimum} and {fact.maximum}; {node.value} decides nothing.'
            self.report.say("out-of-range", node.where, message, str(node.value))
            return False
        return True
