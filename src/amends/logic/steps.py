"""The second reader of a pack: what holds over *all* possible situations, decided exactly.

Every condition becomes a decision diagram over the cells of the facts. Knowing some answers restricts the diagrams;
what is left tells which steps are certain, which are possible, and which questions can still change the plan.
Nothing here knows how the engine fires rules: that both agree is a law of the tests.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from functools import cached_property
from graphlib import TopologicalSorter
from itertools import pairwise
from threading import get_ident
from typing import Any

from amends.domain import conditions, model
from amends.domain.model import Conclusion, Condition, Constraint, Fact, Pack, Rule
from amends.logic.diagram import EVERY, NONE, Cell, Diagrams, Level, Node
from amends.logic.space import IN, OUT, Space

CROWDED = 500_000
"""So many nodes in the diagrams, and a long-running program keeps only the pack's own; a large one has 250,000."""
KEPT = 64
"""So many packs and threads are kept."""

_kept: dict[tuple[Pack, int], Logic] = {}


def read(pack: Pack) -> Logic:
    """The logic of a pack; made once for each pack and thread, for diagrams grow while they are asked."""
    logic = _kept.get((pack, get_ident()))
    if logic and len(logic.diagrams) <= CROWDED:
        return logic
    # without what only the working out, or the questions since then, have needed
    return adopt(Logic.recorded(pack, (logic or Logic(pack)).record()))


def adopt(logic: Logic) -> Logic:
    """The same logic, which from now on is what this thread reads of its pack."""
    if len(_kept) >= KEPT:
        _kept.clear()
    _kept[logic.pack, get_ident()] = logic
    return logic


class Logic:
    """The diagrams of a pack: which situations are possible, where each rule fires, and where what it gives stands.

    `unbeaten` is where a rule fires and no other overrules it; of the answers that are, only the first few stand.
    """

    def __init__(self, pack: Pack, space: Space | None = None, diagrams: Diagrams | None = None) -> None:
        """`space` and `diagrams` are given to compare packs over the same situations; else the pack has its own."""
        self._begin(pack, space or Space((pack,)), diagrams)
        self.constraints |= {constraint.id: self._constraint(constraint) for constraint in pack.constraints}
        self.possible = self.diagrams.meet_all((*self.constraints.values(), *map(self._range, pack.facts)))
        for conclusion in pack.conclusions:
            self.concluded[conclusion.name] = self._conclude(conclusion)
        for rule in _in_turn(pack, self.above):
            self.fires[rule.id] = self.holds(rule.when)
            self.stands[rule.id] = self.unbeaten[rule.id] = self._unbeaten(rule)
        self.stands |= self._first_answers()

    def _begin(self, pack: Pack, space: Space, diagrams: Diagrams | None = None) -> None:
        self.pack = pack
        self.space = space
        self.diagrams = diagrams or Diagrams(space.sizes)
        self.above = _above(pack)
        self.constraints: dict[str, Node] = {}
        self.possible = EVERY
        self.concluded: dict[str, dict[str, Node]] = {}
        self.fires: dict[str, Node] = {}
        self.unbeaten: dict[str, Node] = {}
        self.stands: dict[str, Node] = {}

    def record(self) -> list[Any]:
        """Everything that was worked out, as plain lists and mappings, in a form that `recorded` takes."""
        named = [self.constraints, self.fires, self.unbeaten, self.stands, *self.concluded.values()]
        diagrams, number = self.diagrams.copy([self.possible, *(node for each in named for node in each.values())])
        numbers = [{name: number[node] for name, node in each.items()} for each in named]
        return [diagrams.record(), number[self.possible], *numbers]

    @classmethod
    def recorded(cls, pack: Pack, record: list[Any]) -> Logic:
        """The logic of a pack from a record that was made of the same pack; nothing is worked out again."""
        logic = cls.__new__(cls)
        logic._begin(pack, Space((pack,)))  # noqa: SLF001  # the same class
        nodes, logic.possible, logic.constraints, logic.fires, logic.unbeaten, logic.stands, *concluded = record
        logic.concluded = dict(zip(pack.conclusion, concluded, strict=True))
        logic.diagrams.replay(nodes)
        return logic

    def occurs(self, where: Node) -> bool:
        """Whether some possible situation lies in a set."""
        return self.diagrams.meet(where, self.possible) != NONE

    def holds(self, condition: Condition) -> Node:
        """The situations in which a condition holds."""
        match condition:
            case model.Is(name, values) if name in self.concluded:
                return self.diagrams.join_all(self.concluded[name].get(value, NONE) for value in sorted(values))
            case model.Is(name, values):
                cells = (self.space.cells(name, value) for value in values)
                (level,) = self.space.of[name]
                return self.diagrams.literal(level, (cell[level] for cell in cells))
            case model.Between(name, low, high):
                return self.diagrams.literal(*self.space.between(name, low, high))
            case model.Includes(name, values):
                items = [level for level in self.space.of[name] if self.space.variables[level].item in values]
                return self.diagrams.join_all(self.diagrams.literal(item, (IN,)) for item in items)
            case model.Advised(steps):
                return self.diagrams.join_all(self.stands[step] for step in sorted(steps))
            case model.AllOf(parts):
                return self.diagrams.meet_all(self.holds(part) for part in parts)
            case model.AnyOf(parts):
                return self.diagrams.join_all(self.holds(part) for part in parts)
            case model.Not(part):
                return self.diagrams.complement(self.holds(part))

    def _range(self, fact: Fact) -> Node:
        """The situations in which a fact has a value that this pack knows; in a space of several packs, not all."""
        if fact.kind == "number":
            return self.diagrams.literal(*self.space.between(fact.name, fact.minimum, fact.maximum))
        if fact.kind == "several":
            foreign = (i for i in self.space.of[fact.name] if self.space.variables[i].item not in fact.values)
            return self.diagrams.meet_all(self.diagrams.literal(item, (OUT,)) for item in foreign)
        return self.holds(model.Is(fact.name, frozenset(fact.values)))

    def _constraint(self, constraint: Constraint) -> Node:
        return self.diagrams.join(self.diagrams.complement(self.holds(constraint.given)), self.holds(constraint.then))

    def _conclude(self, conclusion: Conclusion) -> dict[str, Node]:
        """Where a conclusion has which value: a decision takes what the decisions before it have left."""
        left = EVERY
        values = dict.fromkeys(conclusion.values, NONE)
        for decision in conclusion.decisions:
            here = self.holds(decision.when)
            values[decision.value] = self.diagrams.join(values[decision.value], self.diagrams.meet(here, left))
            left = self.diagrams.minus(left, here)
        values[conclusion.otherwise] = self.diagrams.join(values[conclusion.otherwise], left)
        return values

    @cached_property
    def _reads(self) -> dict[str, frozenset[str]]:
        """The facts, conclusions and steps that each rule's condition reads."""
        return {rule.id: conditions.mentions(rule.when) for rule in self.pack.rules}

    def _unbeaten(self, rule: Rule) -> Node:
        """Where a rule fires and no unbeaten rule overrules it; all rules that could are settled already."""
        beaten = (self.unbeaten[other] for other in self.above.get(rule.id, ()))
        return self.diagrams.minus(self.fires[rule.id], self.diagrams.join_all(beaten))

    def _first_answers(self) -> dict[str, Node]:
        """Where each answer stands: where it is unbeaten, and not as many answers before it are as may stand.

        Counted for each cell of the first level by itself: what is about other situations then costs nothing.
        """
        diagrams, first = self.diagrams, self.space.levels[0]
        cells = range(diagrams.sizes[first])
        counted = [self._counted({first: cell}) for cell in map(Cell, cells)]
        return {
            answer: diagrams.node(first, [here.get(answer, NONE) for here in counted]) for answer in self.pack.answer
        }

    def _counted(self, cells: Mapping[Level, Cell]) -> dict[str, Node]:
        """Where the first few answers stand for somebody in these cells; the answers that can stand there."""
        diagrams, answers = self.diagrams, list(self.pack.answer)
        unbeaten = diagrams.restrict([self.unbeaten[answer] for answer in answers], cells)
        stands, at_least = dict[str, Node](), [EVERY, *([NONE] * self.pack.answered.most)]
        for answer, here in zip(answers, unbeaten, strict=True):
            if here != NONE:
                stands[answer] = diagrams.minus(here, at_least[-1])
                at_least[1:] = [diagrams.join(more, diagrams.meet(fewer, here)) for fewer, more in pairwise(at_least)]
        return stands

    def act(self, name: str) -> Node:
        """The situations in which a step of an act stands."""
        return self.diagrams.join_all(self.stands[rule.id] for rule in self.pack.steps_of[name])

    def altered(self, pack: Pack) -> Logic:
        """The logic of a pack that has the same facts, conclusions and rules, some of them with other conditions.

        What the difference does not reach is taken over, so that this costs little where little is different.
        """
        new = copy(self)
        new.__dict__.pop("_reads", None)
        new.pack, new.above = pack, _above(pack)
        new.concluded, new.fires, new.unbeaten = dict(self.concluded), dict(self.fires), dict(self.unbeaten)
        new.stands = new.unbeaten
        other: set[str] = set()
        for before, conclusion in zip(self.pack.conclusions, pack.conclusions, strict=True):
            if conclusion is not before or not other.isdisjoint(conditions.read_by(conclusion)):
                values = new.concluded[conclusion.name] = new._conclude(conclusion)  # noqa: SLF001  # the same class
                other |= {conclusion.name} if values != self.concluded[conclusion.name] else set()
        for rule in _in_turn(pack, new.above):
            if rule is not self.pack.rule[rule.id] or not other.isdisjoint(self._reads[rule.id]):
                new.fires[rule.id] = new.holds(rule.when)
            new.unbeaten[rule.id] = new._unbeaten(rule)  # noqa: SLF001  # the same class
            other |= {rule.id} if new.unbeaten[rule.id] != self.unbeaten[rule.id] else set()
        new.stands = new.unbeaten | new._first_answers()  # noqa: SLF001  # the same class
        return new


def _above(pack: Pack) -> dict[str, list[str]]:
    """For each step that can be overruled, the steps that overrule it."""
    above: dict[str, list[str]] = {}
    for rule in pack.rules:
        for beaten in sorted(rule.overrules):
            above.setdefault(beaten, []).append(rule.id)
    return above


def _in_turn(pack: Pack, above: Mapping[str, Sequence[str]]) -> Iterator[Rule]:
    """The rules phase by phase, and in a phase each after those that overrule it: overruling has no cycles."""
    for phase in pack.stages:
        inside = {rule.id: above.get(rule.id, ()) for rule in pack.rules if rule.phase == phase}
        yield from (pack.rule[each] for each in TopologicalSorter(inside).static_order() if each in inside)
