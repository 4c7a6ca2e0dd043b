"""The slow obvious reading of a pack: every possible situation written out, every question answered by looking.

It shares no code with the engine or with the logic; it only works on packs with few facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, combinations, product

from amends.domain.model import (
    Advised,
    AllOf,
    AnswerRule,
    AnyOf,
    Between,
    Condition,
    Fact,
    Includes,
    Is,
    Not,
    Pack,
    Value,
)

Values = dict[str, Value]


@dataclass(frozen=True)
class Outcome:
    """What a pack says about one complete situation; `cut` are the answers for which there is no room."""

    concluded: Mapping[str, str]
    fired: frozenset[str]
    standing: frozenset[str]
    cut: frozenset[str]


def values(fact: Fact) -> list[Value]:
    """Every value of a fact, numbers one by one."""
    if fact.kind == "number":
        return list(range(fact.minimum, fact.maximum + 1))
    if fact.kind == "several":
        sizes = range(len(fact.values) + 1)
        return [frozenset(chosen) for size in sizes for chosen in combinations(fact.values, size)]
    return list(fact.values)


def situations(pack: Pack, known: Mapping[str, Value] | None = None) -> Iterator[Values]:
    """Every possible situation that agrees with what is known."""
    known = known or {}
    choices = [[known[fact.name]] if fact.name in known else values(fact) for fact in pack.facts]
    for chosen in product(*choices):
        here = dict(zip((fact.name for fact in pack.facts), chosen, strict=True))
        if possible(pack, here):
            yield here


def possible(pack: Pack, here: Values) -> bool:
    """Whether every constraint holds."""
    return all(not _holds(c.given, here) or _holds(c.then, here) for c in pack.constraints)


def outcome(pack: Pack, here: Values) -> Outcome:
    """What the pack says, read from top to bottom."""
    concluded: dict[str, str] = {}
    for conclusion in pack.conclusions:
        seen = {**here, **concluded}
        held = [decision.value for decision in conclusion.decisions if _holds(decision.when, seen)]
        concluded[conclusion.name] = [*held, conclusion.otherwise][0]
    fired: set[str] = set()
    standing: set[str] = set()
    for phase in [*(phase.name for phase in pack.phases), ""]:
        rules = [rule for rule in pack.rules if rule.phase == phase]
        new = {rule.id for rule in rules if _holds(rule.when, {**here, **concluded}, frozenset(standing))}
        fired |= new
        _settle(pack, new, standing)
    answers = [rule.id for rule in pack.rules if isinstance(rule, AnswerRule) and rule.id in standing]
    cut = frozenset(answers[pack.answered.most :])
    return Outcome(concluded, frozenset(fired), frozenset(standing - cut), cut)


def _settle(pack: Pack, new: set[str], standing: set[str]) -> None:
    """Let the steps stand that nothing overrules, until nothing is left to decide."""
    undecided = set(new)
    while undecided:
        for step in sorted(undecided):
            above = {rule.id for rule in pack.rules if step in rule.overrules}
            if above & standing:
                undecided.discard(step)
                break
            if not above & undecided:
                undecided.discard(step)
                standing.add(step)
                break
        else:
            raise AssertionError(undecided)


def _holds(condition: Condition, here: Mapping[str, Value], standing: frozenset[str] = frozenset()) -> bool:
    match condition:
        case Is(name, wanted):
            return here[name] in wanted
        case Between(name, low, high):
            number = here[name]
            assert isinstance(number, int)
            return (low is None or low <= number) and (high is None or number <= high)
        case Includes(name, wanted):
            chosen = here[name]
            assert isinstance(chosen, frozenset)
            return not chosen.isdisjoint(wanted)
        case Advised(steps):
            return not steps.isdisjoint(standing)
        case Not(part):
            return not _holds(part, here, standing)
        case AllOf(parts):
            return all(_holds(part, here, standing) for part in parts)
        case AnyOf(parts):
            return any(_holds(part, here, standing) for part in parts)


def holds(condition: Condition, here: Mapping[str, Value], standing: frozenset[str]) -> bool:
    """Whether a condition holds in a situation, given the steps that stand."""
    return _holds(condition, here, standing)


def subsets(names: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Every choice of names, smaller ones first."""
    names = list(names)
    return chain.from_iterable(combinations(names, size) for size in range(len(names) + 1))
