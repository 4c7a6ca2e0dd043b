"""Would a pack's own cases and invariants notice a mistake in a rule? Each is asked apart, and decided exactly.

A mutant is caught by the cases if one fails, and by the invariants if one breaks; what the language implies, and that
nothing is missing in a plan, count among them. Of the others, those that change no plan in any possible situation are
no faults at all; each of the rest survives, and comes with the case that would catch it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random
from typing import Literal

from amends.authoring.broken import across, broken
from amends.authoring.checks.gap import complete
from amends.authoring.implied import implied
from amends.authoring.mutants import Mutant, mutants
from amends.domain import conditions
from amends.domain.laws import reads
from amends.domain.message import Message
from amends.domain.model import Answer, Case, Invariant, Pack, Value
from amends.domain.rules import GIVES, Gives
from amends.logic.diagram import NONE, Cell, Diagrams, Node
from amends.logic.smallest import ordinary
from amends.logic.space import Space
from amends.logic.steps import Logic
from amends.logic.view import View

Cells = tuple[Cell, ...]
"""A situation: its cell on every level."""
Fate = Literal["case", "invariant", "both", "survives"]
"""A case catches it, an invariant, both, or nothing."""
CAUGHT: tuple[Fate, ...] = ("case", "invariant", "both")
FATES: tuple[Fate, ...] = (*CAUGHT, "survives")


@dataclass(frozen=True, slots=True)
class Survivor:
    """A fault that nothing in the pack notices, with the steps that it takes from a plan and those that it adds."""

    rule: str
    what: Message
    gone: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Catch:
    """A case that the pack lacks: the answers, and the survivors that it would catch, all of them in one plan."""

    given: Mapping[str, Value]
    survivors: tuple[Survivor, ...]

    @property
    def expect(self) -> tuple[str, ...]:
        """The steps that it must expect."""
        return tuple(dict.fromkeys(step for one in self.survivors for step in one.gone))

    @property
    def never(self) -> tuple[str, ...]:
        """The steps that it must rule out."""
        return tuple(dict.fromkeys(step for one in self.survivors for step in one.new))


@dataclass(frozen=True, slots=True)
class Mutation:
    """How many mutants met which fate, and the cases that would catch the survivors; who catches most comes first.

    Those that change a step are counted under `step`, of the others those that change an outlook under `outlook`, the
    rest under `answer`; `same` counts those that change no plan. Of `every` mutant of the pack all may have been tried,
    or a sample.
    """

    every: int
    same: int
    fates: Mapping[tuple[Gives, Fate], int]
    missing: tuple[Catch, ...]

    @property
    def tried(self) -> int:
        """How many mutants were tried."""
        return self.same + sum(self.fates.values())

    @property
    def by_cases(self) -> int:
        """How many the cases catch."""
        return self.count("case", "both")

    @property
    def by_invariants(self) -> int:
        """How many the invariants catch."""
        return self.count("invariant", "both")

    @property
    def caught(self) -> int:
        """How many the cases or the invariants catch."""
        return self.count(*CAUGHT)

    def count(self, *fates: Fate, of: Collection[Gives] = GIVES) -> int:
        """How many of those that change such a thing met one of these fates."""
        return sum(count for (gives, fate), count in self.fates.items() if gives in of and fate in fates)

    @property
    def parts(self) -> Mapping[Gives, tuple[int, int]]:
        """For each thing that some mutant changes, how many of those are caught, and how many there are."""
        counted = {gives: (self.count(*CAUGHT, of=[gives]), self.count(*FATES, of=[gives])) for gives in GIVES}
        return {gives: counts for gives, counts in counted.items() if counts[1]}

    @property
    def survivors(self) -> tuple[Survivor, ...]:
        """The faults that nothing notices."""
        return tuple(one for catch in self.missing for one in catch.survivors)


def mutate(pack: Pack, sample: int | None = None) -> Mutation:
    """The fate of every mutant of a pack whose own cases and invariants hold, or of so many, drawn evenly.

    The same sample is drawn each time.
    """
    sound, every = _fine(pack), sum(1 for _ in mutants(pack))
    cases = [(case, _completion(sound, case.given)) for case in pack.cases]
    laws = [(law, conditions.mentions(*reads(law.law))) for law in _laws(pack)]
    fates: Counter[tuple[Gives, Fate]] = Counter()
    same = 0
    missing: dict[Cells, Catch] = {}
    for mutant in _drawn(pack, every, sample):
        with sound.diagrams.scratch():
            trial = _Trial(sound, mutant, sound.altered(mutant.pack))
            if trial.changed == NONE:
                same += 1
                continue
            fate = _fate(trial, cases, laws)
            fates[trial.gives, fate] += 1
            if fate == "survives":
                _gather(missing, trial)
    return Mutation(every, same, fates, tuple(sorted(missing.values(), key=lambda catch: -len(catch.survivors))))


def _drawn(pack: Pack, every: int, sample: int | None) -> Iterator[Mutant]:
    if sample is None or sample >= every:
        return mutants(pack)
    chosen = frozenset(Random(0).sample(range(every), sample))  # noqa: S311  # no secret
    return (mutant for place, mutant in enumerate(mutants(pack)) if place in chosen)


def _fine(pack: Pack) -> Logic:
    """The logic of a pack in which thresholds that were moved by one can be told apart."""
    space = Space((pack,), fine=True)
    return Logic(pack, space, Diagrams(space.sizes))


def _laws(pack: Pack) -> Iterator[Invariant]:
    """The invariants of a pack, those that the language implies, and that nothing is missing."""
    yield from pack.invariants
    yield from implied(pack)
    yield from complete(pack)


# -------------------------------------------------------------- deciding fates


@dataclass(frozen=True)
class _Trial:
    """A mutant beside the pack that it was made of: which steps its fault touches, and whose plan it changes.

    The cases and invariants hold of the pack itself, so that only what the fault touches has to be looked at.
    """

    sound: Logic
    mutant: Mutant
    faulty: Logic

    @cached_property
    def touched(self) -> dict[str, Node]:
        """The steps that stand elsewhere than before, with the situations in which one stands now or did, not both."""
        before, minus, join = self.sound.stands, self.sound.diagrams.minus, self.sound.diagrams.join
        moved = ((step, before[step], here) for step, here in self.faulty.stands.items() if here != before[step])
        return {step: join(minus(there, here), minus(here, there)) for step, there, here in moved}

    @cached_property
    def altered(self) -> dict[str, Node]:
        """The touched steps, and the conclusions that have another value somewhere, with the situations."""
        before, after, diagrams = self.sound.concluded, self.faulty.concluded, self.sound.diagrams
        return self.touched | {
            name: diagrams.join_all(diagrams.minus(here, after[name][value]) for value, here in values.items())
            for name, values in before.items()
            if values != after[name]
        }

    @cached_property
    def changed(self) -> Node:
        """The possible situations that get another plan."""
        diagrams = self.sound.diagrams
        return diagrams.meet(diagrams.join_all(self.touched.values()), self.sound.possible)

    @property
    def gives(self) -> Gives:
        """The first thing that it changes: a step, or else an outlook, or else an answer."""
        rules, occurs = self.sound.pack.rule, self.sound.occurs
        changed = {rules[name].gives for name, where in self.touched.items() if occurs(where)}
        return next(gives for gives in GIVES if gives in changed)

    def fails(self, case: Case, cells: Cells) -> bool:
        """Whether a case with these cells notices the fault."""
        contains, odds = self.sound.diagrams.contains, self.sound.pack.odds
        if case.odds and not contains(self.faulty.concluded[odds][case.odds], cells):
            return True
        if not contains(self.changed, cells):
            return False
        standing = self.standing(self.faulty, cells)
        wrong = case.forbidden(standing, self.sound.pack.step)
        return bool(wrong) or not self.touched.keys().isdisjoint(case.missing(standing))

    def breaks(self, law: Invariant, read: frozenset[str]) -> bool:
        """Whether an invariant that reads all this notices the fault."""
        near = self.sound.diagrams.join_all(where for name, where in self.altered.items() if name in read)
        if near == NONE:
            return False
        near = self.sound.diagrams.project(near, self.sound.space.levels_of(across(law.law)))
        # Where nothing has changed nothing breaks, and of the rest less has to be worked out.
        here = copy(self.faulty)
        here.possible = here.diagrams.meet(here.possible, near)
        here.stands = {step: here.diagrams.meet(here.stands[step], near) for step in here.stands.keys() & read}
        return here.occurs(broken(here, law.law))

    def survivor(self, cells: Cells) -> Survivor:
        """The fault, with what it does to the plan in one situation."""
        before, after = self.standing(self.sound, cells), self.standing(self.faulty, cells)
        gone = tuple(step for step in before if step not in after)
        return Survivor(self.mutant.rule, self.mutant.what, gone, tuple(step for step in after if step not in before))

    def standing(self, logic: Logic, cells: Cells) -> tuple[str, ...]:
        """The touched steps that stand in one situation."""
        return tuple(step for step in self.touched if logic.diagrams.contains(logic.stands[step], cells))


def _fate(trial: _Trial, cases: Iterable[tuple[Case, Cells]], laws: Iterable[tuple[Invariant, frozenset[str]]]) -> Fate:
    by_case = any(trial.fails(case, cells) for case, cells in cases)
    by_invariant = any(trial.breaks(law, read) for law, read in laws)
    if by_case:
        return "both" if by_invariant else "case"
    return "invariant" if by_invariant else "survives"


# ------------------------------------------------- cases that would catch the rest


def _gather(missing: dict[Cells, Catch], trial: _Trial) -> None:
    """Put a survivor with the first others whose situation shows it too, or else with a new situation."""
    cells = next((cells for cells in missing if trial.sound.diagrams.contains(trial.changed, cells)), None)
    if cells is None:
        given = _answers(trial.sound, trial.changed)
        cells = _completion(trial.sound, given)
        missing[cells] = Catch(given, ())
    found = missing[cells]
    missing[cells] = replace(found, survivors=(*found.survivors, trial.survivor(cells)))


def _answers(sound: Logic, where: Node) -> dict[str, Value]:
    """Few answers, and ordinary ones, after which the cautious values lead into `where`; none of them can be spared."""
    cells = ordinary(sound, where, sound.space.levels)
    given = {name: sound.space.value(name, cells) for name in sound.space.of}
    for name in reversed(list(given)):
        fewer = {other: value for other, value in given.items() if other != name}
        if not sound.pack.fact[name].required and sound.diagrams.contains(where, _completion(sound, fewer)):
            given = fewer
    return given


def _completion(sound: Logic, given: Mapping[str, Answer]) -> Cells:
    """A cell for every level, when these answers are given."""
    return View(sound, {}, sound.possible, {}).answered(given).completion
