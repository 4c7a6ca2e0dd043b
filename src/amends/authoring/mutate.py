"""Would a pack's own cases and invariants notice a mistake in a rule? Every small one is tried, and decided exactly.

A mutant is the pack with one small fault. It is caught if a case fails or an invariant (or "every phase has a step")
breaks. Of those that are not caught, the ones that change no plan in any possible situation are no faults at all;
each of the others survives, and comes with the case that would catch it. After DeMillo, Lipton, Sayward: "Hints on
test data selection", 1978.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, TypeVar

from amends.authoring.checks.contradiction import against
from amends.domain import conditions
from amends.domain.model import (
    AllOf,
    Answer,
    AnyOf,
    Between,
    Conclusion,
    Condition,
    Includes,
    Is,
    Not,
    Pack,
    Rule,
    Value,
)
from amends.logic.diagram import NONE, Diagrams
from amends.logic.smallest import ordinary
from amends.logic.space import Space
from amends.logic.steps import CROWDED, Logic
from amends.logic.view import View

T = TypeVar("T")
Fate = Literal["caught", "same", "survives"]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A pack with one small fault: in which rule or decision it is, and what was done."""

    rule: str
    what: str
    pack: Pack


@dataclass(frozen=True, slots=True)
class Survivor:
    """A fault that nothing in the pack notices, with the steps that it takes from a plan and those that it adds."""

    rule: str
    what: str
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
    """How many mutants were tried, how many were caught, how many change no plan, and what would catch the rest."""

    tried: int
    caught: int
    same: int
    missing: tuple[Catch, ...]

    @property
    def survivors(self) -> tuple[Survivor, ...]:
        """The faults that nothing notices."""
        return tuple(one for catch in self.missing for one in catch.survivors)


_Shown = Callable[[list[int]], Survivor]


def mutate(pack: Pack) -> Mutation:
    """The fate of every mutant of a pack whose own cases and invariants hold."""
    sound = _fine(pack)
    cases = [_completion(sound, case.given) for case in pack.cases]
    fates: dict[Fate, int] = {"caught": 0, "same": 0, "survives": 0}
    groups: list[_Group] = []
    for mutant in mutants(pack):
        if len(sound.diagrams) > CROWDED:
            sound = _fine(pack)
        logic = sound.altered(mutant.pack)
        changed = _changed(sound, logic)
        fate: Fate = "same" if changed == NONE else "caught" if _caught(sound, logic, cases) else "survives"
        fates[fate] += 1
        if fate == "survives":
            _gather(groups, sound, _survivor(sound, logic, mutant), changed)
    missing = tuple(Catch(group.given, tuple(group.survivors)) for group in groups)
    return Mutation(sum(fates.values()), fates["caught"], fates["same"], missing)


def _fine(pack: Pack) -> Logic:
    """The logic of a pack in which thresholds that were moved by one can be told apart."""
    space = Space((pack,), fine=True)
    return Logic(pack, space, Diagrams(space.sizes))


# --------------------------------------------------------------- making mutants


def mutants(pack: Pack) -> Iterator[Mutant]:
    """Every pack that differs from this one by one small fault in one decision or rule."""
    for conclusion in pack.conclusions:
        for place, decision in enumerate(conclusion.decisions):
            for what, when in _changed_conditions(pack, decision.when):
                decisions = _replaced(conclusion.decisions, place, replace(decision, when=when))
                yield Mutant(decision.id, what, _with(pack, replace(conclusion, decisions=decisions)))
    for rule in pack.rules:
        for what, when in _changed_conditions(pack, rule.when):
            yield Mutant(rule.id, what, _with(pack, replace(rule, when=when)))
        for beaten in sorted(rule.overrules):
            spared = replace(rule, overrules=rule.overrules - {beaten})
            yield Mutant(rule.id, f"no longer overrules {beaten}", _with(pack, spared))
    yield from _swapped(pack)


def _swapped(pack: Pack) -> Iterator[Mutant]:
    """Two neighbours that have changed places: decisions in their list, rules by their conditions."""
    for conclusion in pack.conclusions:
        for place, (one, other) in enumerate(pairwise(conclusion.decisions)):
            decisions = _replaced(_replaced(conclusion.decisions, place, other), place + 1, one)
            yield Mutant(one.id, f"swapped with {other.id}", _with(pack, replace(conclusion, decisions=decisions)))
    for one_rule, other_rule in pairwise(pack.rules):
        if one_rule.phase == other_rule.phase and one_rule.when != other_rule.when:
            swapped = _with(pack, replace(one_rule, when=other_rule.when))
            swapped = _with(swapped, replace(other_rule, when=one_rule.when))
            yield Mutant(one_rule.id, f"condition swapped with {other_rule.id}", swapped)


def _replaced(parts: tuple[T, ...], place: int, part: T) -> tuple[T, ...]:
    return (*parts[:place], part, *parts[place + 1 :])


def _with(pack: Pack, changed: Conclusion | Rule) -> Pack:
    if isinstance(changed, Rule):
        rules = tuple(changed if each.id == changed.id else each for each in pack.rules)
        return replace(pack, rules=rules, hash="mutant")
    conclusions = tuple(changed if each.name == changed.name else each for each in pack.conclusions)
    return replace(pack, conclusions=conclusions, hash="mutant")


def _changed_conditions(pack: Pack, condition: Condition) -> Iterator[tuple[str, Condition]]:
    yield "dropped", AnyOf(())
    yield from _faults(pack, condition)


def _faults(pack: Pack, condition: Condition) -> Iterator[tuple[str, Condition]]:
    """Every condition that differs from this one by one fault, with what was done."""
    match condition:
        case AllOf(parts) | AnyOf(parts):
            for place, part in enumerate(parts):
                before, after = parts[:place], parts[place + 1 :]
                if isinstance(condition, AllOf) or len(parts) > 1:
                    yield f"dropped: {conditions.said(part)}", type(condition)((*before, *after))
                for what, fault in _faults(pack, part):
                    yield what, type(condition)((*before, fault, *after))
        case Not(part):
            yield f"no longer negated: {conditions.said(part)}", part
            for what, fault in _faults(pack, part):
                yield what, Not(fault)
        case _:
            yield f"negated: {conditions.said(condition)}", Not(condition)
            yield from _shifted(pack, condition)


def _shifted(pack: Pack, test: Condition) -> Iterator[tuple[str, Condition]]:
    """A test with its edge moved: a threshold by one either way, a set of values by one value more or fewer."""
    if isinstance(test, Between):
        for step in (-1, 1):
            if test.low is not None:
                yield f"lower end moved by {step}: {test}", replace(test, low=test.low + step)
            if test.high is not None:
                yield f"upper end moved by {step}: {test}", replace(test, high=test.high + step)
    elif isinstance(test, Is | Includes):
        known = pack.fact[test.name].values if test.name in pack.fact else pack.conclusion[test.name].values
        for value in known:
            if value not in test.values:
                yield f"widened by {value}: {test}", replace(test, values=test.values | {value})
            elif len(test.values) > 1:
                yield f"narrowed by {value}: {test}", replace(test, values=test.values - {value})


# -------------------------------------------------------------- deciding fates


def _changed(sound: Logic, mutant: Logic) -> int:
    """The possible situations that get another plan from the mutant."""
    diagrams = sound.diagrams
    places = []
    for step in _touched(sound, mutant):
        stands, stood = mutant.stands[step], sound.stands[step]
        places += [diagrams.minus(stood, stands), diagrams.minus(stands, stood)]
    return diagrams.meet(diagrams.join_all(places), sound.possible)


def _touched(sound: Logic, mutant: Logic) -> list[str]:
    return [step for step, stands in mutant.stands.items() if stands != sound.stands[step]]


def _caught(sound: Logic, mutant: Logic, cases: list[list[int]]) -> bool:
    """Whether a case fails, an invariant breaks, or a phase is left without a step.

    All of that holds of the sound pack, so that only what the fault touches has to be looked at.
    """
    touched = frozenset(_touched(sound, mutant))
    phases = {mutant.pack.rule[step].phase for step in touched}
    return (
        any(_fails(mutant, touched, number, cells) for number, cells in enumerate(cases))
        or any(_breaks(mutant, _bare(mutant, phase)) for phase in sorted(phases))
        or any(_breaks(mutant, against(mutant, invariant)) for invariant in mutant.pack.invariants)
    )


def _fails(mutant: Logic, touched: frozenset[str], number: int, cells: list[int]) -> bool:
    case = mutant.pack.cases[number]
    standing = [step for step in touched if mutant.diagrams.contains(mutant.stands[step], cells)]
    return bool(touched.intersection(case.missing(standing)) or case.forbidden(standing))


def _breaks(mutant: Logic, where: int) -> bool:
    return mutant.diagrams.meet(where, mutant.possible) != NONE


def _bare(mutant: Logic, phase: str) -> int:
    steps = (rule.id for rule in mutant.pack.rules if rule.phase == phase)
    return mutant.diagrams.complement(mutant.diagrams.join_all(mutant.stands[step] for step in steps))


# ------------------------------------------------- cases that would catch the rest


@dataclass
class _Group:
    """Survivors that one situation shows: its cells, the answers that lead there, and the survivors."""

    cells: list[int]
    given: dict[str, Value]
    survivors: list[Survivor]


def _gather(groups: list[_Group], sound: Logic, survivor: _Shown, changed: int) -> None:
    """Put a survivor with the first others whose situation shows it too, or else with a new situation."""
    group = next((group for group in groups if sound.diagrams.contains(changed, group.cells)), None)
    if group is None:
        given = _answers(sound, changed)
        group = _Group(_completion(sound, given), given, [])
        groups.append(group)
    group.survivors.append(survivor(group.cells))


def _answers(sound: Logic, where: int) -> dict[str, Value]:
    """Few answers, and ordinary ones, after which the cautious values lead into `where`; none of them can be spared."""
    cells = ordinary(sound, where, range(len(sound.space.levels)))
    given = {name: sound.space.value(name, cells) for name in sound.space.of}
    for name in reversed(list(given)):
        fewer = {other: value for other, value in given.items() if other != name}
        if not sound.pack.fact[name].required and sound.diagrams.contains(where, _completion(sound, fewer)):
            given = fewer
    return given


def _completion(sound: Logic, given: Mapping[str, Answer]) -> list[int]:
    """A cell for every level, when these answers are given."""
    completion = View(sound, {}, sound.possible, {}).answered(given).completion
    return [completion[level] for level in range(len(sound.space.levels))]


def _survivor(sound: Logic, logic: Logic, mutant: Mutant) -> _Shown:
    """What the mutant does to the plan in a situation that is given by its cells."""

    def differ(one: Logic, other: Logic, cells: list[int]) -> tuple[str, ...]:
        here = (step for step in _touched(sound, logic) if one.diagrams.contains(one.stands[step], cells))
        return tuple(step for step in here if not other.diagrams.contains(other.stands[step], cells))

    return lambda cells: Survivor(
        mutant.rule, mutant.what, gone=differ(sound, logic, cells), new=differ(logic, sound, cells)
    )
