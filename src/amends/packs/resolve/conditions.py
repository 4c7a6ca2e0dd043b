"""Conditions as they are written, turned into conditions with resolved names."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from amends.domain.message import Message
from amends.domain.model import ALWAYS, Advised, AllOf, AnyOf, Between, Condition, Fact, Includes, Is, Not
from amends.domain.problems import shown
from amends.packs.limits import LIMITS
from amends.packs.read.node import Node
from amends.packs.resolve.report import Report, entries, items, told, word

EDGES = {"at_least": 0, "at_most": 0, "above": 1, "below": -1}
"""The words for an end of a range, and how far from the number the last one lies that is in it."""
ENDS = (("at_least", "above"), ("at_most", "below"))
WORDS = ("all", "any", "not", "advised")
JOIN = "+"
SPOKEN = ("saying:", "by:")
"""How names begin that only laws know."""


@dataclass(frozen=True)
class Scope:
    """What a condition may name: facts, conclusions with their values, and steps (or tags, with their steps)."""

    facts: Mapping[str, Fact]
    conclusions: Mapping[str, tuple[str, ...]]
    # None where conditions are about facts only.
    steps: Mapping[str, frozenset[str]] | None
    # Names that exist, but not for this condition, with the reason.
    barred: Mapping[str, Message]
    # Facts and conclusions with faults of their own; what they are tested for is not judged.
    doubtful: Collection[str] = ()
    # Steps by their words and by what is due at once; None where that cannot be asked: outside of laws.
    spoken: Mapping[str, frozenset[str]] | None = None


@dataclass
class Conditions:
    """Reads conditions in one scope; faults go to the report, and what is faulty is left out."""

    scope: Scope
    report: Report
    named: set[str] = field(default_factory=set)
    """The names by which steps have been asked for."""
    _tests: int = 0

    def read(self, node: Node | None) -> Condition:
        """The condition that a mapping says; always true if there is none."""
        self._tests = 0
        if node is None:
            return ALWAYS
        found = self._mapping(node)
        if self._tests > LIMITS.conditions:
            self.report.note(Message("too-many-tests", count=self._tests, most=LIMITS.conditions), node.where)
        return found

    def _mapping(self, node: Node) -> Condition:
        if not isinstance(node.value, dict):
            self.report.note(Message("wrong-type.condition", found=told(node)), node.where)
            return ALWAYS
        parts = [part for key, child in node.value.items() for part in self._entry(key, child)]
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def _entry(self, key: str, node: Node) -> list[Condition]:
        if key == "not":
            return [Not(self._mapping(node))]
        if key in {"all", "any"}:
            if not isinstance(node.value, list):
                self.report.note(Message("wrong-type.conditions", key=key, found=told(node)), node.where)
                return []
            parts = tuple(self._mapping(item) for item in node.value)
            return [AllOf(parts) if key == "all" else AnyOf(parts)]
        self._tests += 1
        return self._advised(node) if key == "advised" else self._test(key, node)

    def _advised(self, node: Node) -> list[Condition]:
        if self.scope.steps is None:
            self.report.note(Message("name-out-of-reach.advised"), node.key)
            return []
        self._not_empty(node, "advised")
        steps = frozenset[str]().union(*map(self.steps, items(node)))
        return [Advised(steps)] if steps else []

    def steps(self, node: Node) -> frozenset[str]:
        """The steps that a name stands for: a step's own, that of a group, or several with `+` between them."""
        name = str(node.value)
        if name in self.scope.barred:
            self.report.note(self.scope.barred[name], node.where, name)
            return frozenset()
        if self.scope.spoken is None and (JOIN in name or name.startswith(SPOKEN)):
            self.report.note(Message("name-out-of-reach.spoken", name=name), node.where)
            return frozenset()
        parts = [Node(part, node.where) for part in name.split(JOIN)] if isinstance(node.value, str) else [node]
        groups = [group for part in parts if (group := self._group(part))]
        found = frozenset.intersection(*groups) if len(groups) == len(parts) else frozenset()
        if len(groups) == len(parts) and not found:
            self.report.note(Message("unknown-step-or-tag.joined", found=told(node)), node.where)
        return found

    def _group(self, node: Node) -> frozenset[str] | None:
        name = str(node.value)
        groups = (self.scope.spoken if name.startswith(SPOKEN) else self.scope.steps) or {}
        if not self.report.known("step-or-tag", node, groups):
            return None
        self.named.add(name)
        return groups[name]

    def _test(self, key: str, node: Node) -> list[Condition]:
        fact = self.scope.facts.get(key)
        if key in self.scope.doubtful:
            return []
        if fact and fact.kind == "number":
            return self._number(fact, node)
        if fact and fact.kind == "several":
            return self._includes(fact, node)
        if fact or key in self.scope.conclusions:
            return self._is(key, node, fact.values if fact else self.scope.conclusions[key])
        names = (*self.scope.facts, *self.scope.conclusions, *WORDS)
        if key in self.scope.barred:
            self.report.note(self.scope.barred[key], node.key, key)
        elif "" not in names:
            self.report.note(Message("unknown-fact.tested", name=shown(key)), node.key, key, names)
        return []

    # ------------------------------------------------------------- words

    def _is(self, name: str, node: Node, values: tuple[str, ...]) -> list[Condition]:
        if isinstance(node.value, dict):
            self.report.note(Message("wrong-test.value", name=name), node.where, allowed=values)
            return []
        return [Is(name, found)] if (found := self._words(name, node, values)) else []

    def _includes(self, fact: Fact, node: Node) -> list[Condition]:
        inner = entries(node)
        if set(inner) != {"includes"}:
            self.report.note(Message("wrong-test.several", name=fact.name), node.where, allowed=fact.values)
            return []
        return [Includes(fact.name, found)] if (found := self._words(fact.name, inner["includes"], fact.values)) else []

    def _words(self, name: str, node: Node, values: tuple[str, ...]) -> frozenset[str]:
        self._not_empty(node, name)
        said = [(word(item) or "", item) for item in items(node)]
        for value, item in said:
            if value not in values:
                message = Message("unknown-value.tested", name=name, found=told(item))
                self.report.note(message, item.where, value, values)
        return frozenset(value for value, _ in said).intersection(values)

    def _not_empty(self, node: Node, name: str) -> None:
        if node.value in ([], {}):
            self.report.note(Message("empty-list", name=name), node.where)

    # ----------------------------------------------------------- numbers

    def _number(self, fact: Fact, node: Node) -> list[Condition]:
        self._not_empty(node, fact.name)
        if isinstance(node.value, dict):
            return self._range(fact, node)
        numbers = [number for item in items(node) if (number := self._whole(fact, item)) is not None]
        tests = tuple(Between(fact.name, number, number) for number in numbers)
        return [AnyOf(tests)] if len(tests) > 1 else [*tests]

    def _range(self, fact: Fact, node: Node) -> list[Condition]:
        edges = entries(node)
        for key, child in edges.items():
            if key not in EDGES:
                self.report.note(Message("unknown-key.edge", key=shown(key)), child.key, key, EDGES)
        numbers = {key: self._whole(fact, child) for key, child in edges.items() if key in EDGES}
        lasts = {key: number + EDGES[key] for key, number in numbers.items() if number is not None}
        for one, other in ENDS:
            if one in lasts and other in lasts:
                self.report.note(Message("wrong-test.edges", one=one, other=other), edges[other].key)
        low, high = (next((lasts[word] for word in end if word in lasts), None) for end in ENDS)
        return [Between(fact.name, low, high)] if lasts else []

    def _whole(self, fact: Fact, node: Node) -> int | None:
        """The number that a value is, if the fact can have it; if not, that is noted."""
        low, high = fact.minimum, fact.maximum
        if type(node.value) is not int:
            self.report.note(Message("wrong-test.number", name=fact.name, found=told(node)), node.where, allowed=EDGES)
        # One beyond each end is fine: `below: maximum + 1` says the same as no test at all, and reads well.
        elif low - 1 <= node.value <= high + 1:
            return node.value
        else:
            message = Message("out-of-range.tested", name=fact.name, found=node.value, low=low, high=high)
            self.report.note(message, node.where, str(node.value))
        return None
