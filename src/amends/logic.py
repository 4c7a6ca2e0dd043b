"""The second reader of a pack: what holds over *all* possible situations, decided exactly.

Every condition becomes a decision diagram over the cells of the facts. Knowing some answers restricts the diagrams;
what is left tells which steps are certain, which are possible, and which questions can still change the plan.
Nothing here knows how the engine fires rules: that both agree is a law of the tests.
"""

from __future__ import annotations

from functools import lru_cache

from amends.diagram import EVERY, NONE, Diagrams
from amends.model import (
    Advised,
    AllOf,
    AnyOf,
    Between,
    Condition,
    Constraint,
    Fact,
    Includes,
    Is,
    Not,
    Pack,
    Rule,
)
from amends.space import IN, OUT, Space


@lru_cache(maxsize=64)
def read(pack: Pack) -> Logic:
    """The logic of a pack; made once for each pack."""
    return Logic(pack)


class Logic:
    """The diagrams of a pack: which situations are possible, and where each rule fires and each step stands."""

    def __init__(self, pack: Pack, space: Space | None = None, diagrams: Diagrams | None = None) -> None:
        """`space` and `diagrams` are given to compare packs over the same situations; else the pack has its own."""
        self.pack = pack
        self.space = space or Space((pack,))
        self.diagrams = diagrams or Diagrams(self.space.sizes)
        self.concluded: dict[str, dict[str, int]] = {}
        self.fires: dict[str, int] = {}
        self.stands: dict[str, int] = {}
        self.constraints = {constraint.id: self._constraint(constraint) for constraint in pack.constraints}
        self.possible = self.diagrams.meet_all((*self.constraints.values(), *map(self._range, pack.facts)))
        self._conclude()
        for phase in pack.phases:
            self._advise([rule for rule in pack.rules if rule.phase == phase.name])

    def holds(self, condition: Condition) -> int:
        """The situations in which a condition holds."""
        match condition:
            case Is(name, values) if name in self.concluded:
                return self.diagrams.join_all(self.concluded[name].get(value, NONE) for value in sorted(values))
            case Is(name, values):
                cells = (self.space.cells(name, value) for value in values)
                (level,) = self.space.of[name]
                return self.diagrams.literal(level, (cell[level] for cell in cells))
            case Between(name, low, high):
                return self.diagrams.literal(*self.space.between(name, low, high))
            case Includes(name, values):
                items = [i for i in self.space.of[name] if self.space.levels[i].item in values]
                return self.diagrams.join_all(self.diagrams.literal(item, (IN,)) for item in items)
            case Advised(steps):
                return self.diagrams.join_all(self.stands[step] for step in sorted(steps))
            case AllOf(parts):
                return self.diagrams.meet_all(self.holds(part) for part in parts)
            case AnyOf(parts):
                return self.diagrams.join_all(self.holds(part) for part in parts)
            case Not(part):
                return self.diagrams.complement(self.holds(part))

    def _range(self, fact: Fact) -> int:
        """The situations in which a fact has a value that this pack knows; in a space of several packs, not all."""
        if fact.kind == "number":
            return self.diagrams.literal(*self.space.between(fact.name, fact.minimum, fact.maximum))
        if fact.kind == "several":
            foreign = (i for i in self.space.of[fact.name] if self.space.levels[i].item not in fact.values)
            return self.diagrams.meet_all(self.diagrams.literal(item, (OUT,)) for item in foreign)
        return self.holds(Is(fact.name, frozenset(fact.values)))

    def _constraint(self, constraint: Constraint) -> int:
        return self.diagrams.join(self.diagrams.complement(self.holds(constraint.given)), self.holds(constraint.then))

    def _conclude(self) -> None:
        """Where each conclusion has which value: a decision takes what the decisions before it have left."""
        for conclusion in self.pack.conclusions:
            left = EVERY
            values = dict.fromkeys(conclusion.values, NONE)
            for decision in conclusion.decisions:
                here = self.holds(decision.when)
                values[decision.value] = self.diagrams.join(values[decision.value], self.diagrams.meet(here, left))
                left = self.diagrams.minus(left, here)
            values[conclusion.otherwise] = self.diagrams.join(values[conclusion.otherwise], left)
            self.concluded[conclusion.name] = values

    def _advise(self, rules: list[Rule]) -> None:
        """Where the rules of one phase fire, and where their steps stand."""
        for rule in rules:
            self.fires[rule.id] = self.holds(rule.when)
        waiting = {rule.id: [r.id for r in self.pack.rules if rule.id in r.overrules] for rule in rules}
        while waiting:
            # Overruling has no cycles, so some step has all that overrules it settled already.
            step = next(s for s, above in waiting.items() if not any(other in waiting for other in above))
            beaten = self.diagrams.join_all(self.stands[other] for other in waiting.pop(step))
            self.stands[step] = self.diagrams.minus(self.fires[step], beaten)
