"""What somebody knows who has answered some questions, and what is left possible for them.

A view is the logic of a pack with the known answers put in; knowing more makes another view. Which steps stand is
asked in `standing`, which questions matter in `relevance`, and why something is so in `reasons`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from types import MappingProxyType

from amends.domain import conditions
from amends.domain.message import Message
from amends.domain.model import UNSURE, Answer, Fact, Pack, Unsure, Value
from amends.domain.plan import Situation
from amends.domain.problems import BadAnswers, Problem
from amends.logic.diagram import EVERY, NONE, Cell, Level, Node
from amends.logic.steps import Logic, read


def view(pack: Pack, situation: Situation) -> View:
    """What somebody with these answers knows; raises `BadAnswers` if a constraint makes them impossible."""
    logic = read(pack)
    return View(logic, {}, logic.possible, logic.stands).answered(situation.known)


def view_of_facts(pack: Pack, situation: Situation) -> View:
    """The same without the steps, for who only wants to know what is so; raises `BadAnswers` as well."""
    logic = read(pack)
    return View(logic, {}, logic.possible, {}).answered(situation.known)


@dataclass(frozen=True, eq=False)
class View:
    """What is left of a pack's logic for somebody who knows some answers.

    `cells` are the known cells by level, `told` the exact values behind them, and `assumed` the facts that a cautious
    value stands for. `possible` and `stands` are diagrams over the levels that are left.
    """

    logic: Logic
    cells: Mapping[Level, Cell]
    possible: Node
    stands: Mapping[str, Node]
    assumed: frozenset[str] = frozenset()
    told: Mapping[str, Value] = field(default_factory=dict)

    # -------------------------------------------------- knowing more

    def answered(self, answers: Mapping[str, Answer]) -> View:
        """The view after these answers; raises `BadAnswers` if a constraint makes them impossible together."""
        seen = self.given({name: answer for name, answer in answers.items() if not isinstance(answer, Unsure)})
        if seen.possible == NONE:
            raise BadAnswers((_impossible(seen),))
        return seen.unsure(name for name, answer in answers.items() if answer is UNSURE)

    def given(self, values: Mapping[str, Value]) -> View:
        """The view of somebody who also knows these values."""
        known = (self.logic.space.cells(name, value).items() for name, value in values.items())
        return self.at(dict(chain.from_iterable(known)), values)

    def at(self, cells: Mapping[Level, Cell], told: Mapping[str, Value] = MappingProxyType({})) -> View:
        """The view of somebody who also knows the cells of some levels; `told` are exact values inside them."""
        unsettled = {rule: node for rule, node in self.stands.items() if node > EVERY}
        possible, *rest = self.logic.diagrams.restrict([self.possible, *unsettled.values()], cells)
        stands = {**self.stands, **dict(zip(unsettled, rest, strict=True))}
        cells, told = {**self.cells, **cells}, {**self.told, **told}
        return replace(self, cells=cells, told=told, possible=possible, stands=stands)

    def unsure(self, names: Iterable[str]) -> View:
        """The view with the cautious value in place of each of these facts, wherever it is possible.

        The value that stands in is the most preferred one that the other answers leave possible, whatever they are.
        """
        names = frozenset(names)
        levels = [i for name, own in self.logic.space.of.items() if name in names for i in own if i not in self.cells]
        return replace(self, possible=self.preferred(levels), assumed=names)

    def preferred(self, levels: Sequence[Level]) -> Node:
        """The possible situations in which these levels, one after the other, have the best cell the others leave."""
        diagrams, possible = self.logic.diagrams, self.possible
        linked = diagrams.levels(possible)
        bound = [level for level in levels if level in linked]
        for place, level in enumerate(bound):
            possible = self._prefer(possible, level, frozenset(bound[place:]))
        # What no constraint is about has its best cell, whatever the others have.
        best = ((level, self.logic.space.variables[level].preference[:1]) for level in levels if level not in linked)
        return diagrams.meet(possible, diagrams.meet_all(diagrams.literal(*each) for each in reversed(list(best))))

    def _prefer(self, possible: Node, level: Level, undecided: frozenset[Level]) -> Node:
        diagrams = self.logic.diagrams
        chosen = taken = NONE
        for cell in self.logic.space.variables[level].preference:
            here = diagrams.meet(possible, diagrams.literal(level, (cell,)))
            chosen = diagrams.join(chosen, diagrams.minus(here, taken))
            taken = diagrams.join(taken, diagrams.project(here, undecided))
        return chosen

    # ----------------------------------------------------------- facts

    @cached_property
    def completion(self) -> tuple[Cell, ...]:
        """A cell for every level: what is known, what follows from it, and the most cautious of what is possible."""
        return self.completed(self.possible, self.cells)

    def completed(self, possible: Node, known: Mapping[Level, Cell]) -> tuple[Cell, ...]:
        """A cell for every level of somebody who knows these cells, when only this is possible besides."""
        diagrams, cells = self.logic.diagrams, list[Cell]()
        for level, variable in zip(self.logic.space.levels, self.logic.space.variables, strict=True):
            if level in known:
                cells.append(known[level])
            elif diagrams.level(possible) != level:  # going down from the top, it leaves everything possible
                cells.append(variable.preference[0])
            else:
                cells.append(next(cell for cell in variable.preference if diagrams.kid(possible, cell) != NONE))
                possible = diagrams.kid(possible, cells[-1])
        return tuple(cells)

    @cached_property
    def values(self) -> dict[str, Value]:
        """A value for every fact: the one that was told, or else one by `completion`."""
        cells = dict(zip(self.logic.space.levels, self.completion, strict=True))
        return {name: self.told.get(name, self.logic.space.value(name, cells)) for name in self.logic.space.of}

    def knows(self, name: str) -> bool:
        """Whether a fact was answered, other than by "not sure"."""
        return all(level in self.cells for level in self.logic.space.of[name])

    @cached_property
    def unknown(self) -> tuple[str, ...]:
        """The facts without an answer and not forced to one value, in the order in which they are asked."""
        free = (name for name, levels in self.logic.space.of.items() if not all(self._fixed(i) for i in levels))
        return tuple(name for name in free if name not in self.assumed)

    def _fixed(self, level: Level) -> bool:
        return level in self.cells or len(self.logic.diagrams.cells(self.possible, level)) == 1

    def conclusive(self, name: str) -> tuple[str, ...]:
        """The values that a conclusion can still have."""
        values, diagrams = self.logic.concluded[name], self.logic.diagrams
        left = diagrams.restrict(list(values.values()), self.cells)
        return tuple(v for v, node in zip(values, left, strict=True) if diagrams.meet(node, self.possible) != NONE)

    def conflict(self, besides: Node = EVERY) -> tuple[str, ...]:
        """Constraints that leave nothing possible of `besides` with what is known, none to spare; empty if none do."""
        diagrams, left = self.logic.diagrams, self._constraints
        if diagrams.meet(besides, diagrams.meet_all(left.values())) != NONE:
            return ()
        for name in list(left):
            rest = {other: node for other, node in left.items() if other != name}
            if diagrams.meet(besides, diagrams.meet_all(rest.values())) == NONE:
                left = rest
        return tuple(left)

    @cached_property
    def _constraints(self) -> dict[str, Node]:
        """Where each constraint holds that is not known to hold anyway."""
        nodes = self.logic.diagrams.restrict(list(self.logic.constraints.values()), self.cells)
        return {name: node for name, node in zip(self.logic.constraints, nodes, strict=True) if node != EVERY}


# ------------------------------------------------------------------------ refusals


def missing(seen: View) -> tuple[str, ...]:
    """The facts without which there is no plan, and which nobody has told or forced yet."""
    return tuple(name for name in seen.unknown if seen.logic.pack.fact[name].required)


def refuse_missing(seen: View) -> None:
    """Raise `BadAnswers` if an answer is missing without which there is no plan."""
    needed = missing(seen)
    if needed:
        raise BadAnswers(_unanswered(seen.logic.pack.fact[name]) for name in needed)


def _unanswered(fact: Fact) -> Problem:
    example = fact.values[0] if fact.values else fact.minimum
    message = Message("missing-answer", question=fact.question, name=fact.name, value=example)
    return Problem(message, fact.where, fact.name, allowed=fact.values)


def _impossible(seen: View) -> Problem:
    named = set(seen.conflict())
    broken = [constraint for constraint in seen.logic.pack.constraints if constraint.id in named]
    read = conditions.names(*(part for constraint in broken for part in (constraint.given, constraint.then)))
    told = tuple(Message("told", name=name, value=seen.told[name]) for name in read if name in seen.told)
    because = " ".join(constraint.because for constraint in broken)
    message = Message("impossible-combination", because=because, answers=told)
    return Problem(message, broken[0].where, ", ".join(constraint.id for constraint in broken))
