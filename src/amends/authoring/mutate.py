"""Would a pack's own cases and invariants notice a mistake in a rule? Each is asked apart, and decided exactly.

A mutant is caught by the cases if one fails, and by the invariants if one breaks; that every phase has a step counts as
one of them. Of the others, those that change no plan in any possible situation are no faults at all; each of the rest
survives, and comes with the case that would catch it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from amends.authoring.checks.contradiction import against
from amends.authoring.mutants import Mutant, mutants
from amends.domain import conditions
from amends.domain.message import Message
from amends.domain.model import Always, Answer, AtMost, Case, Invariant, Never, Pack, Value
from amends.logic.diagram import NONE, Cell, Diagrams, Node
from amends.logic.smallest import ordinary
from amends.logic.space import Space
from amends.logic.steps import CROWDED, Logic
from amends.logic.view import View

Fate = Literal["same", "case", "invariant", "both", "survives"]
"""It changes no plan; or a case catches it, an invariant, both, or nothing."""


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
    """How many mutants met which fate, and the cases that would catch the survivors; who catches most comes first."""

    fates: Mapping[Fate, int]
    missing: tuple[Catch, ...]

    @property
    def tried(self) -> int:
        """How many mutants there are."""
        return sum(self.fates.values())

    @property
    def same(self) -> int:
        """How many change no plan."""
        return self.fates["same"]

    @property
    def by_cases(self) -> int:
        """How many the cases catch."""
        return self.fates["case"] + self.fates["both"]

    @property
    def by_invariants(self) -> int:
        """How many the invariants catch."""
        return self.fates["invariant"] + self.fates["both"]

    @property
    def caught(self) -> int:
        """How many the cases or the invariants catch."""
        return self.fates["case"] + self.fates["invariant"] + self.fates["both"]

    @property
    def survivors(self) -> tuple[Survivor, ...]:
        """The faults that nothing notices."""
        return tuple(one for catch in self.missing for one in catch.survivors)


def mutate(pack: Pack) -> Mutation:
    """The fate of every mutant of a pack whose own cases and invariants hold."""
    sound = _fine(pack)
    guards = _Guards(sound)
    fates: Counter[Fate] = Counter()
    groups: list[_Group] = []
    for mutant in mutants(pack):
        if len(sound.diagrams) > CROWDED:
            sound = _fine(pack)
        trial = _Trial(sound, mutant, sound.altered(mutant.pack))
        fate = guards.fate(trial)
        fates[fate] += 1
        if fate == "survives":
            _gather(groups, trial)
    missing = [Catch(group.given, tuple(group.survivors)) for group in groups]
    return Mutation(fates, tuple(sorted(missing, key=lambda catch: -len(catch.survivors))))


def _fine(pack: Pack) -> Logic:
    """The logic of a pack in which thresholds that were moved by one can be told apart."""
    space = Space((pack,), fine=True)
    return Logic(pack, space, Diagrams(space.sizes))


# -------------------------------------------------------------- deciding fates


@dataclass(frozen=True)
class _Trial:
    """A mutant beside the pack that it was made of: which steps its fault touches, and whose plan it changes."""

    sound: Logic
    mutant: Mutant
    faulty: Logic

    @cached_property
    def touched(self) -> tuple[str, ...]:
        """The steps that stand elsewhere than before."""
        return tuple(step for step, stands in self.faulty.stands.items() if stands != self.sound.stands[step])

    @cached_property
    def altered(self) -> frozenset[str]:
        """The touched steps, and the conclusions that have another value somewhere."""
        before, after = self.sound.concluded, self.faulty.concluded
        return frozenset(self.touched).union(name for name in after if after[name] != before[name])

    @cached_property
    def changed(self) -> Node:
        """The possible situations that get another plan."""
        diagrams = self.sound.diagrams
        places = []
        for step in self.touched:
            stands, stood = self.faulty.stands[step], self.sound.stands[step]
            places += [diagrams.minus(stood, stands), diagrams.minus(stands, stood)]
        return diagrams.meet(diagrams.join_all(places), self.sound.possible)

    def survivor(self, cells: Sequence[Cell]) -> Survivor:
        """The fault, with what it does to the plan in one situation."""
        before, after = self.standing(self.sound, cells), self.standing(self.faulty, cells)
        gone = tuple(step for step in before if step not in after)
        return Survivor(self.mutant.rule, self.mutant.what, gone, tuple(step for step in after if step not in before))

    def standing(self, logic: Logic, cells: Sequence[Cell]) -> tuple[str, ...]:
        """The touched steps that stand in one situation."""
        return tuple(step for step in self.touched if logic.diagrams.contains(logic.stands[step], cells))


class _Guards:
    """The cases of a pack with their cells, and its invariants with what they read.

    All of them hold of the pack itself, so that only what a fault touches has to be looked at.
    """

    def __init__(self, sound: Logic) -> None:
        self._cases = [(case, _completion(sound, case.given)) for case in sound.pack.cases]
        self._invariants = [(invariant, _read_by(invariant)) for invariant in sound.pack.invariants]

    def fate(self, trial: _Trial) -> Fate:
        if trial.changed == NONE:
            return "same"
        by_case = any(_fails(trial, case, cells) for case, cells in self._cases)
        by_invariant = self._breaks(trial)
        if by_case:
            return "both" if by_invariant else "case"
        return "invariant" if by_invariant else "survives"

    def _breaks(self, trial: _Trial) -> bool:
        """Whether an invariant breaks, or a phase is left without a step."""
        faulty = trial.faulty
        phases = sorted({faulty.pack.rule[step].phase for step in trial.touched})
        near = (invariant for invariant, read in self._invariants if not read.isdisjoint(trial.altered))
        return any(_occurs(faulty, _bare(trial, phase)) for phase in phases) or any(
            _occurs(faulty, against(faulty, invariant)) for invariant in near
        )


def _read_by(invariant: Invariant) -> frozenset[str]:
    """The facts, conclusions and steps that an invariant reads; a step has the name of its rule."""
    match invariant.law:
        case Never(groups):
            return frozenset().union(*groups)
        case Always(given, then):
            return conditions.steps(given, then).union(conditions.names(given, then))
        case AtMost(_, steps, given):
            return steps.union(conditions.steps(given), conditions.names(given))


def _fails(trial: _Trial, case: Case, cells: Sequence[Cell]) -> bool:
    if not trial.sound.diagrams.contains(trial.changed, cells):
        return False
    standing = trial.standing(trial.faulty, cells)
    return bool(case.forbidden(standing)) or not set(trial.touched).isdisjoint(case.missing(standing))


def _occurs(logic: Logic, where: Node) -> bool:
    return logic.diagrams.meet(where, logic.possible) != NONE


def _bare(trial: _Trial, phase: str) -> Node:
    """Where a phase is left without a step: only where the fault has taken one from it can that be."""
    diagrams, before, after = trial.faulty.diagrams, trial.sound.stands, trial.faulty.stands
    steps = [rule.id for rule in trial.faulty.pack.rules if rule.phase == phase]
    bare = diagrams.join_all(diagrams.minus(before[step], after[step]) for step in steps if step in trial.altered)
    for step in steps:
        bare = diagrams.minus(bare, after[step])
    return bare


# ------------------------------------------------- cases that would catch the rest


@dataclass
class _Group:
    """Survivors that one situation shows: its cells, the answers that lead there, and the survivors."""

    cells: Sequence[Cell]
    given: dict[str, Value]
    survivors: list[Survivor]


def _gather(groups: list[_Group], trial: _Trial) -> None:
    """Put a survivor with the first others whose situation shows it too, or else with a new situation."""
    diagrams = trial.sound.diagrams
    group = next((group for group in groups if diagrams.contains(trial.changed, group.cells)), None)
    if group is None:
        given = _answers(trial.sound, trial.changed)
        group = _Group(_completion(trial.sound, given), given, [])
        groups.append(group)
    group.survivors.append(trial.survivor(group.cells))


def _answers(sound: Logic, where: Node) -> dict[str, Value]:
    """Few answers, and ordinary ones, after which the cautious values lead into `where`; none of them can be spared."""
    cells = ordinary(sound, where, sound.space.levels)
    given = {name: sound.space.value(name, cells) for name in sound.space.of}
    for name in reversed(list(given)):
        fewer = {other: value for other, value in given.items() if other != name}
        if not sound.pack.fact[name].required and sound.diagrams.contains(where, _completion(sound, fewer)):
            given = fewer
    return given


def _completion(sound: Logic, given: Mapping[str, Answer]) -> tuple[Cell, ...]:
    """A cell for every level, when these answers are given."""
    return View(sound, {}, sound.possible, {}).answered(given).completion
