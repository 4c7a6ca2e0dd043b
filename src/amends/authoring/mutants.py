"""Every pack that differs from a given one by one small fault; what becomes of them is not known here.

After DeMillo, Lipton, Sayward: "Hints on test data selection", 1978.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

from amends.domain.message import Message
from amends.domain.model import AllOf, AnyOf, Between, Conclusion, Condition, Includes, Is, Not, Pack, Rule

T = TypeVar("T")
Fault = tuple[Message, Condition]
"""What was done to a condition, and what it is then."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A pack with one small fault: in which rule or decision it is, and what was done."""

    rule: str
    what: Message
    pack: Pack


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
            yield Mutant(rule.id, Message("mutant.spared", rule=beaten), _with(pack, spared))
    yield from _swapped(pack)


def _swapped(pack: Pack) -> Iterator[Mutant]:
    """Two neighbours that have changed places: decisions in their list, rules by their conditions."""
    for conclusion in pack.conclusions:
        for place, (one, other) in enumerate(pairwise(conclusion.decisions)):
            decisions = _replaced(_replaced(conclusion.decisions, place, other), place + 1, one)
            yield Mutant(
                one.id, Message("mutant.swapped", other=other.id), _with(pack, replace(conclusion, decisions=decisions))
            )
    for one_rule, other_rule in pairwise(pack.rules):
        if one_rule.phase == other_rule.phase and one_rule.when != other_rule.when:
            swapped = _with(pack, replace(one_rule, when=other_rule.when))
            swapped = _with(swapped, replace(other_rule, when=one_rule.when))
            yield Mutant(one_rule.id, Message("mutant.swapped-condition", other=other_rule.id), swapped)


def _replaced(parts: tuple[T, ...], place: int, part: T) -> tuple[T, ...]:
    return (*parts[:place], part, *parts[place + 1 :])


def _with(pack: Pack, changed: Conclusion | Rule) -> Pack:
    if isinstance(changed, Rule):
        rules = tuple(changed if each.id == changed.id else each for each in pack.rules)
        return replace(pack, rules=rules, hash="mutant")
    conclusions = tuple(changed if each.name == changed.name else each for each in pack.conclusions)
    return replace(pack, conclusions=conclusions, hash="mutant")


def _changed_conditions(pack: Pack, condition: Condition) -> Iterator[Fault]:
    yield Message("mutant.dropped"), AnyOf(())
    yield from _faults(pack, condition)


def _faults(pack: Pack, condition: Condition) -> Iterator[Fault]:
    """Every condition that differs from this one by one fault, with what was done."""
    match condition:
        case AllOf(parts) | AnyOf(parts):
            for place, part in enumerate(parts):
                before, after = parts[:place], parts[place + 1 :]
                if isinstance(condition, AllOf) or len(parts) > 1:
                    yield Message("mutant.without", test=part), type(condition)((*before, *after))
                for what, fault in _faults(pack, part):
                    yield what, type(condition)((*before, fault, *after))
        case Not(part):
            yield Message("mutant.affirmed", test=part), part
            for what, fault in _faults(pack, part):
                yield what, Not(fault)
        case _:
            yield Message("mutant.negated", test=condition), Not(condition)
            yield from _shifted(pack, condition)


def _shifted(pack: Pack, test: Condition) -> Iterator[Fault]:
    """A test with its edge moved: a threshold by one either way, a set of values by one value more or fewer."""
    if isinstance(test, Between):
        for step in (-1, 1):
            if test.low is not None:
                yield Message("mutant.low", step=step, test=test), replace(test, low=test.low + step)
            if test.high is not None:
                yield Message("mutant.high", step=step, test=test), replace(test, high=test.high + step)
    elif isinstance(test, Is | Includes):
        known = pack.fact[test.name].values if test.name in pack.fact else pack.conclusion[test.name].values
        for value in known:
            if value not in test.values:
                yield Message("mutant.widened", value=value, test=test), replace(test, values=test.values | {value})
            elif len(test.values) > 1:
                yield Message("mutant.narrowed", value=value, test=test), replace(test, values=test.values - {value})
