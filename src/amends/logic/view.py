"""What follows for somebody who knows some answers: certain and possible steps, forced facts, open questions.

A view is the logic of a pack with the known answers put in. Knowing more makes another view.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType

from amends.domain import conditions
from amends.domain.model import UNSURE, Answer, Pack, Unsure, Value
from amends.domain.plan import Situation, Stake, Status
from amends.domain.problems import BadAnswers, Problem
from amends.logic.diagram import EVERY, NONE, Diagrams
from amends.logic.steps import Logic, read


def view(pack: Pack, situation: Situation) -> View:
    """What follows for somebody with these answers; raises `BadAnswers` if a constraint makes them impossible."""
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
    cells: Mapping[int, int]
    possible: int
    stands: Mapping[str, int]
    assumed: frozenset[str] = frozenset()
    told: Mapping[str, Value] = field(default_factory=dict)

    @property
    def _diagrams(self) -> Diagrams:
        return self.logic.diagrams

    # -------------------------------------------------- knowing more

    def answered(self, answers: Mapping[str, Answer]) -> View:
        """The view after these answers; raises `BadAnswers` if a constraint makes them impossible together."""
        seen = self.given({name: answer for name, answer in answers.items() if not isinstance(answer, Unsure)})
        if seen.possible == NONE:
            raise BadAnswers((_impossible(self.logic, seen),))
        return seen.unsure(name for name, answer in answers.items() if answer is UNSURE)

    def given(self, values: Mapping[str, Value]) -> View:
        """The view of somebody who also knows these values."""
        cells: dict[int, int] = {}
        for name, value in values.items():
            cells |= self.logic.space.cells(name, value)
        return self.at(cells, values)

    def at(self, cells: Mapping[int, int], told: Mapping[str, Value] = MappingProxyType({})) -> View:
        """The view of somebody who also knows the cells of some levels; `told` are exact values inside them."""
        possible, *rest = self._diagrams.restrict([self.possible, *self.stands.values()], cells)
        stands = dict(zip(self.stands, rest, strict=True))
        cells, told = {**self.cells, **cells}, {**self.told, **told}
        return replace(self, cells=cells, told=told, possible=possible, stands=stands)

    def unsure(self, names: Iterable[str]) -> View:
        """The view with the cautious value in place of each of these facts, wherever it is possible.

        The value that stands in is the most preferred one that the other answers leave possible, whatever they are.
        """
        names = frozenset(names)
        levels = [i for name, own in self.logic.space.of.items() if name in names for i in own if i not in self.cells]
        return replace(self, possible=self._preferred(levels), assumed=names)

    def _preferred(self, levels: Sequence[int]) -> int:
        """The possible situations in which these levels, one after the other, have the best cell the others leave."""
        possible = self.possible
        for place, level in enumerate(levels):
            possible = self._prefer(possible, level, frozenset(levels[place:]))
        return possible

    def _prefer(self, possible: int, level: int, undecided: frozenset[int]) -> int:
        chosen = taken = NONE
        for cell in self.logic.space.levels[level].preference:
            here = self._diagrams.meet(possible, self._diagrams.literal(level, (cell,)))
            chosen = self._diagrams.join(chosen, self._diagrams.minus(here, taken))
            taken = self._diagrams.join(taken, self._diagrams.project(here, undecided))
        return chosen

    # ------------------------------------------------------ steps

    def status(self, step: str) -> Status | None:
        """Whether a step stands in all of the situations that are still possible, in some, or (None) in none."""
        where = self.where(step)
        if where == NONE:
            return None
        return "certain" if where == self.possible else "possible"

    def where(self, step: str) -> int:
        """The possible situations in which a step stands."""
        return self._diagrams.meet(self.stands[step], self.possible)

    @cached_property
    def undecided(self) -> dict[str, int]:
        """The steps that stand in some possible situations and not in others, with where they stand."""
        places = {step: self.where(step) for step, node in self.stands.items() if node > EVERY}
        return {step: where for step, where in places.items() if where not in (NONE, self.possible)}

    @cached_property
    def standing(self) -> frozenset[str]:
        """The steps that stand when the cautious values take the place of what is not known."""
        return self._standing(self.completion)

    def _standing(self, completion: Mapping[int, int]) -> frozenset[str]:
        cells = [completion[level] for level in range(len(self.logic.space.levels))]
        return frozenset(step for step, node in self._live.items() if self._diagrams.contains(node, cells))

    @cached_property
    def _live(self) -> dict[str, int]:
        """The steps that can stand at all, with where they do."""
        return {step: node for step, node in self.stands.items() if node != NONE}

    def conclusive(self, name: str) -> tuple[str, ...]:
        """The values that a conclusion can still have."""
        values = self.logic.concluded[name]
        left = self._diagrams.restrict(list(values.values()), self.cells)
        return tuple(v for v, node in zip(values, left, strict=True) if self._diagrams.meet(node, self.possible))

    # ------------------------------------------------------ facts

    @cached_property
    def completion(self) -> dict[int, int]:
        """A cell for every level: what is known, what follows from it, and the most cautious of what is possible."""
        return self._completed(self.possible, self.cells)

    def _completed(self, possible: int, known: Mapping[int, int]) -> dict[int, int]:
        # Going down from the top, a level that is not asked leaves everything possible.
        cells = dict(known)
        for index, level in enumerate(self.logic.space.levels):
            if index not in cells:
                asked = self._diagrams.level(possible) == index
                kids = {cell: self._diagrams.kid(possible, cell) if asked else possible for cell in level.preference}
                cells[index] = next(cell for cell, kid in kids.items() if kid != NONE)
                possible = kids[cells[index]]
        return cells

    @cached_property
    def values(self) -> dict[str, Value]:
        """A value for every fact: the one that was told, or else one by `completion`."""
        return {
            name: self.told.get(name, self.logic.space.value(name, self.completion)) for name in self.logic.space.of
        }

    @cached_property
    def unknown(self) -> tuple[str, ...]:
        """The facts without an answer and not forced to one value, in the order in which they are asked."""
        free = (name for name, levels in self.logic.space.of.items() if not all(self._fixed(i) for i in levels))
        return tuple(name for name in free if name not in self.assumed)

    def allowed(self, level: int) -> frozenset[int]:
        """The cells of a level that are still possible."""
        return self._diagrams.cells(self.possible, level)

    def _fixed(self, level: int) -> bool:
        return level in self.cells or len(self.allowed(level)) == 1

    # -------------------------------------------------- questions

    @cached_property
    def deciding(self) -> tuple[str, ...]:
        """A smallest set of unknown facts whose answers settle the plan, in the order in which they are asked.

        Of each fact in it some course of the other answers makes its reply change the plan: no smaller part settles.
        """
        rest = [name for name in self.unknown if self._settles([name])]
        ignored = rest if self._settles(rest) else self._spared(rest)
        return tuple(name for name in self.unknown if name not in ignored)

    def _spared(self, names: list[str]) -> list[str]:
        """As many of `names` as can be left out together, the last to be asked first."""
        ignored: list[str] = []
        for name in reversed(names):
            if self._settles([*ignored, name]):
                ignored.append(name)
        return ignored

    @cached_property
    def _following(self) -> frozenset[int]:
        """The levels of the facts that a cautious value stands for: they follow whatever is answered elsewhere."""
        return frozenset(level for name in self.assumed for level in self.logic.space.of[name])

    @cached_property
    def _support(self) -> dict[str, frozenset[int]]:
        return {step: self._diagrams.levels(self.stands[step]) for step in self.undecided}

    def _settles(self, ignored: list[str]) -> bool:
        """Whether no two possible situations that differ in the facts `ignored` alone differ in the plan."""
        levels = frozenset(level for name in ignored for level in self.logic.space.of[name])
        return not any(self._mixed(step, levels) for step in self.undecided)

    def _mixed(self, step: str, levels: frozenset[int]) -> bool:
        """Whether some choice of the other levels leaves it to `levels` whether a step stands."""
        levels |= self._following
        if levels.isdisjoint(self._support[step]):
            return False
        where = self.undecided[step]
        inside = self._diagrams.project(where, levels)
        outside = self._diagrams.project(self._diagrams.minus(self.possible, where), levels)
        return self._diagrams.meet(inside, outside) != NONE

    @cached_property
    def telling(self) -> tuple[str, ...]:
        """The unknown facts that do not decide anything themselves, but some reply to them tells what does."""
        linked = self._diagrams.levels(self.possible)
        rest = (name for name in self.unknown if name not in self.deciding)
        return tuple(name for name in rest if not linked.isdisjoint(self.logic.space.of[name]) and self._tells(name))

    def _tells(self, name: str) -> bool:
        """Whether some reply makes a step certain or impossible, or changes what stands by the cautious values."""
        others = [i for i in range(len(self.logic.space.levels)) if i not in self.logic.space.of[name]]
        others = [i for i in others if i not in self.cells]
        settled = (node for where in self.undecided.values() for node in self._settling(where, frozenset(others)))
        if any(node != NONE for node in settled):
            return True
        cautious = self._preferred(others)
        changed = (
            self._diagrams.minus(cautious, where) if step in self.standing else self._diagrams.meet(cautious, where)
            for step, where in self.undecided.items()
        )
        return any(node != NONE for node in changed)

    def _settling(self, where: int, others: frozenset[int]) -> Iterator[int]:
        """The replies after which nothing is left of `where`, and those after which nothing else is left."""
        replies = self._diagrams.project(self.possible, others)
        for node in (where, self._diagrams.minus(self.possible, where)):
            yield self._diagrams.minus(replies, self._diagrams.project(node, others))

    def replies(self, name: str) -> Iterator[tuple[str, frozenset[str]]]:
        """For each reply that is still possible and that rules can tell apart: its words, and the steps that stand."""
        for words, cells in self.logic.space.replies(name):
            (possible,) = self._diagrams.restrict([self.possible], cells)
            if possible != NONE:
                yield words, self._standing(self._completed(possible, {**self.cells, **cells}))

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """The facts that decide, and the clock where a deadline hangs on it, in the order in which they are asked."""
        clock = (self.logic.pack.clock,) if self.clock_open else ()
        return tuple(name for name in self.logic.space.of if name in self.deciding or name in clock)

    @cached_property
    def open(self) -> tuple[str, ...]:
        """The unknown facts that can still change the plan: first those to ask, then those that tell of others."""
        return (*self.asked, *(name for name in self.telling if name not in self.asked))

    @cached_property
    def clock_open(self) -> bool:
        """Whether the moment of some step that can stand hangs on the clock, and the clock is not known."""
        clock = self.logic.pack.clock
        if not clock or self.logic.space.of[clock][0] in self.cells or clock in self.assumed:
            return False
        hanging = (rule.id for rule in self.logic.pack.rules if rule.step.by.kind in {"window", "after"})
        return any(self.status(step) for step in hanging)

    def stakes(self, name: str) -> dict[str, Stake]:
        """For each possible reply to a question, what it adds to the plan and what it removes."""
        before, ordered = self.standing, self.logic.pack.in_order
        return {words: Stake(ordered(after - before), ordered(before - after)) for words, after in self.replies(name)}

    # ---------------------------------------------------- reasons

    def sufficient(self, step: str) -> tuple[str, ...]:
        """Facts whose values by `completion` make the step stand whatever the others are; none can be spared."""
        logic = self.logic
        against = self._diagrams.minus(logic.possible, logic.stands[step])
        support = self._diagrams.levels(against)
        kept = [name for name, levels in logic.space.of.items() if not support.isdisjoint(levels)]
        latest_first = list(reversed(kept))
        # What is only assumed is spared first, then what is asked last.
        for name in sorted(latest_first, key=self._known):
            rest = [other for other in kept if other != name]
            cells = {level: self.completion[level] for other in rest for level in logic.space.of[other]}
            if not self._diagrams.reaches(against, cells):
                kept = rest
        return tuple(kept)

    def _known(self, name: str) -> bool:
        return all(level in self.cells for level in self.logic.space.of[name])

    @cached_property
    def forced(self) -> dict[str, tuple[str, ...]]:
        """The facts that are not known but have one possible value left, with the constraints that leave only it."""
        names = (name for name in self.logic.space.of if not self._known(name) and name not in self.unknown)
        found = {name: self.conflict(self._otherwise(name)) for name in names}
        return {name: constraints for name, constraints in found.items() if constraints}

    def _otherwise(self, name: str) -> int:
        """The situations in which a fact has another value than it has in `completion`."""
        levels = self.logic.space.of[name]
        here = self._diagrams.meet_all(self._diagrams.literal(i, (self.completion[i],)) for i in levels)
        return self._diagrams.complement(here)

    def conflict(self, besides: int = EVERY) -> tuple[str, ...]:
        """Constraints that leave nothing possible of `besides` with what is known, none to spare; empty if none do."""
        left = self._constraints
        if self._diagrams.meet(besides, self._diagrams.meet_all(left.values())) != NONE:
            return ()
        for name in list(left):
            rest = {other: node for other, node in left.items() if other != name}
            if self._diagrams.meet(besides, self._diagrams.meet_all(rest.values())) == NONE:
                left = rest
        return tuple(left)

    @cached_property
    def _constraints(self) -> dict[str, int]:
        """Where each constraint holds, as far as that is not known yet."""
        nodes = self._diagrams.restrict(list(self.logic.constraints.values()), self.cells)
        return dict(zip(self.logic.constraints, nodes, strict=True))


def missing(pack: Pack, seen: View) -> tuple[str, ...]:
    """The facts without which there is no plan, and which nobody has told or forced yet."""
    return tuple(name for name in seen.unknown if pack.fact[name].required)


def refuse_missing(pack: Pack, seen: View) -> None:
    """Raise `BadAnswers` if an answer is missing without which there is no plan."""
    needed = [pack.fact[name] for name in missing(pack, seen)]
    if needed:
        problems = (
            Problem(
                code="missing-answer",
                where=fact.where,
                path=fact.name,
                message=f'There is no plan without an answer to "{fact.question}" '
                f"Give one, such as {fact.name}={fact.values[0] if fact.values else fact.minimum}.",
                allowed=fact.values,
            )
            for fact in needed
        )
        raise BadAnswers(tuple(problems))


def _impossible(logic: Logic, seen: View) -> Problem:
    named = set(seen.conflict())
    broken = [constraint for constraint in logic.pack.constraints if constraint.id in named]
    read = conditions.names(*(part for constraint in broken for part in (constraint.given, constraint.then)))
    answers = ", ".join(f"{name} = {_said(seen.told[name])}" for name in read if name in seen.told)
    return Problem(
        code="impossible-combination",
        where=broken[0].where,
        path=", ".join(constraint.id for constraint in broken),
        message=f"{' '.join(constraint.because for constraint in broken)} These answers cannot go together: {answers}.",
    )


def _said(value: Value) -> str:
    return ",".join(sorted(value)) if isinstance(value, frozenset) else str(value)
