"""Would a pack's own cases and invariants notice a mistake in a rule? Every small one is tried, and decided exactly.

A mutant is the pack with one small fault. It is caught if a case fails or an invariant (or "every phase has a step")
breaks. Of those that are not caught, the ones that change no plan in any possible situation are no faults at all;
each of the others survives, and comes with the case that would catch it. After DeMillo, Lipton, Sayward: "Hints on
test data selection", 1978.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from amends import conditions
from amends.checks.contradiction import against
from amends.diagram import NONE, Diagrams
from amends.logic import Logic
from amends.model import AllOf, AnyOf, Between, Condition, Includes, Is, Not, Pack, Rule, Value
from amends.smallest import smallest_example
from amends.space import Space
from amends.view import View

Fate = Literal["caught", "same", "survives"]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A pack with one small fault: where it is, and what was done."""

    rule: str
    what: str
    pack: Pack


@dataclass(frozen=True, slots=True)
class Survivor:
    """A fault that nothing in the pack notices, with the smallest situation that shows it and what it changes there."""

    rule: str
    what: str
    example: Mapping[str, Value]
    gone: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mutation:
    """How many mutants were tried, how many were caught, how many change no plan, and which survive."""

    tried: int
    caught: int
    same: int
    survivors: tuple[Survivor, ...]


def mutate(pack: Pack) -> Mutation:
    """The fate of every mutant of a pack whose own cases and invariants hold."""
    space = Space((pack,), fine=True)
    diagrams = Diagrams(space.sizes)
    sound = Logic(pack, space, diagrams)
    plans = [View(sound, {}, sound.possible, sound.stands).answered(case.given).completion for case in pack.cases]
    cells = [[plan[level] for level in range(len(space.levels))] for plan in plans]
    fates: dict[Fate, int] = {"caught": 0, "same": 0, "survives": 0}
    survivors = []
    for mutant in mutants(pack):
        logic = Logic(mutant.pack, space, diagrams)
        changed = _changed(sound, logic)
        fate: Fate = "same" if changed == NONE else "caught" if _caught(logic, cells) else "survives"
        fates[fate] += 1
        if fate == "survives":
            survivors.append(_survivor(sound, logic, mutant, changed))
    return Mutation(sum(fates.values()), fates["caught"], fates["same"], tuple(survivors))


# --------------------------------------------------------------- making mutants


def mutants(pack: Pack) -> Iterator[Mutant]:
    """Every pack that differs from this one by one small fault in one rule."""
    for rule in pack.rules:
        yield Mutant(rule.id, "rule dropped", _with(pack, replace(rule, when=AnyOf(()))))
        for what, when in _faults(pack, rule.when):
            yield Mutant(rule.id, what, _with(pack, replace(rule, when=when)))
        for beaten in sorted(rule.overrules):
            spared = replace(rule, overrules=rule.overrules - {beaten})
            yield Mutant(rule.id, f"no longer overrules {beaten}", _with(pack, spared))
    for one, other in zip(pack.rules, pack.rules[1:], strict=False):
        if one.phase == other.phase and one.when != other.when:
            swapped = _with(_with(pack, replace(one, when=other.when)), replace(other, when=one.when))
            yield Mutant(one.id, f"condition swapped with {other.id}", swapped)


def _with(pack: Pack, rule: Rule) -> Pack:
    rules = tuple(rule if each.id == rule.id else each for each in pack.rules)
    return replace(pack, rules=rules, hash="mutant")


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
                yield f"lower end moved by {step}: {conditions.said(test)}", replace(test, low=test.low + step)
            if test.high is not None:
                yield f"upper end moved by {step}: {conditions.said(test)}", replace(test, high=test.high + step)
    elif isinstance(test, Is | Includes):
        known = pack.fact[test.name].values if test.name in pack.fact else pack.conclusion[test.name].values
        for value in known:
            if value not in test.values:
                yield f"widened by {value}: {conditions.said(test)}", replace(test, values=test.values | {value})
            elif len(test.values) > 1:
                yield f"narrowed by {value}: {conditions.said(test)}", replace(test, values=test.values - {value})


# -------------------------------------------------------------- deciding fates


def _changed(sound: Logic, mutant: Logic) -> int:
    """The possible situations that get another plan from the mutant."""
    diagrams = sound.diagrams
    places = []
    for step, stood in sound.stands.items():
        stands = mutant.stands[step]
        if stands != stood:
            places += [diagrams.minus(stood, stands), diagrams.minus(stands, stood)]
    return diagrams.meet(diagrams.join_all(places), sound.possible)


def _caught(mutant: Logic, cases: list[list[int]]) -> bool:
    """Whether a case fails, an invariant breaks, or a phase is left without a step."""
    return (
        any(not _passes(mutant, number, cells) for number, cells in enumerate(cases))
        or any(_breaks(mutant, against(mutant, invariant)) for invariant in mutant.pack.invariants)
        or any(_breaks(mutant, _bare(mutant, phase.name)) for phase in mutant.pack.phases)
    )


def _passes(mutant: Logic, number: int, cells: list[int]) -> bool:
    case = mutant.pack.cases[number]

    def stands(step: str) -> bool:
        return mutant.diagrams.contains(mutant.stands[step], cells)

    return all(stands(step) for step in case.expect) and not any(stands(step) for step in case.never)


def _breaks(mutant: Logic, where: int) -> bool:
    return mutant.diagrams.meet(where, mutant.possible) != NONE


def _bare(mutant: Logic, phase: str) -> int:
    steps = (rule.id for rule in mutant.pack.rules if rule.phase == phase)
    return mutant.diagrams.complement(mutant.diagrams.join_all(mutant.stands[step] for step in steps))


def _survivor(sound: Logic, mutant: Logic, what: Mutant, changed: int) -> Survivor:
    example = smallest_example(sound, changed) or {}
    before = View(sound, {}, sound.possible, sound.stands).given(example).standing
    after = View(mutant, {}, mutant.possible, mutant.stands).given(example).standing
    order = [rule.id for rule in sound.pack.rules]
    return Survivor(
        rule=what.rule,
        what=what.what,
        example=example,
        gone=tuple(step for step in order if step in before - after),
        new=tuple(step for step in order if step in after - before),
    )
