"""Every pack that differs from a given one by one small fault; what becomes of them is not known here.

After DeMillo, Lipton, Sayward: "Hints on test data selection", 1978.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from amends.domain.message import Message
from amends.domain.model import AllOf, AnyOf, AnyRule, Between, Conclusion, Condition, Decision, Includes, Is, Not, Pack

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
                yield Mutant(decision.id, what, _deciding(pack, conclusion, place, replace(decision, when=when)))
    for rule in pack.rules:
        for what, when in _changed_conditions(pack, rule.when):
            yield Mutant(rule.id, what, _advising(pack, replace(rule, when=when)))
        for beaten in sorted(rule.overrules):
            spared = replace(rule, overrules=rule.overrules - {beaten})
            yield Mutant(rule.id, Message("mutant.spared", rule=beaten), _advising(pack, spared))
    yield from _swapped(pack)


def _swapped(pack: Pack) -> Iterator[Mutant]:
    """Two neighbours that have changed places: decisions in their list, rules by their conditions."""
    for conclusion in pack.conclusions:
        for place, (one, other) in enumerate(pairwise(conclusion.decisions)):
            what = Message("mutant.swapped", other=other.id)
            yield Mutant(one.id, what, _deciding(pack, conclusion, place, other, one))
    for rule, after in pairwise(pack.rules):
        if rule.phase == after.phase and rule.when != after.when:
            what = Message("mutant.swapped-condition", other=after.id)
            swapped = replace(rule, when=after.when), replace(after, when=rule.when)
            yield Mutant(rule.id, what, _advising(pack, *swapped))


def _deciding(pack: Pack, conclusion: Conclusion, place: int, *others: Decision) -> Pack:
    """The pack with other decisions in a conclusion, from a place on."""
    before, after = conclusion.decisions[:place], conclusion.decisions[place + len(others) :]
    changed = replace(conclusion, decisions=(*before, *others, *after))
    return replace(pack, conclusions=tuple({**pack.conclusion, changed.name: changed}.values()), hash="mutant")


def _advising(pack: Pack, *others: AnyRule) -> Pack:
    """The pack with other rules of the same names."""
    changed = {**pack.rule, **{rule.id: rule for rule in others}}
    return replace(pack, rules=tuple(changed.values()), hash="mutant")


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
