"""What conditions mention: the facts and conclusions that they read, and the steps that they ask for."""

from __future__ import annotations

from collections.abc import Iterator

from amends.domain.model import (
    Advised,
    AllOf,
    Always,
    AnyOf,
    AtMost,
    Between,
    Conclusion,
    Condition,
    Includes,
    Is,
    Not,
    Pack,
)


def leaves(condition: Condition) -> Iterator[Is | Between | Includes | Advised]:
    """The single tests of a condition, in order."""
    match condition:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from leaves(part)
        case Not(part):
            yield from leaves(part)
        case Is() | Between() | Includes() | Advised():
            yield condition


def parts_of(condition: Condition) -> tuple[Condition, ...]:
    """The parts that must all hold."""
    return condition.parts if isinstance(condition, AllOf) else (condition,)


def names(*conditions: Condition) -> tuple[str, ...]:
    """The facts and conclusions that the conditions read, each once."""
    tests = (test for condition in conditions for test in leaves(condition))
    return tuple(dict.fromkeys(test.name for test in tests if not isinstance(test, Advised)))


def read_by(conclusion: Conclusion) -> tuple[str, ...]:
    """The facts and conclusions that a conclusion's decisions read, each once."""
    return names(*(decision.when for decision in conclusion.decisions))


def steps(*conditions: Condition) -> frozenset[str]:
    """The steps that the conditions ask for."""
    tests = (test for condition in conditions for test in leaves(condition))
    return frozenset(step for test in tests if isinstance(test, Advised) for step in test.steps)


def of_pack(pack: Pack) -> Iterator[Condition]:
    """Every condition of a pack that decides something: constraints, conclusions, rules, invariants."""
    for constraint in pack.constraints:
        yield from (constraint.given, constraint.then)
    for conclusion in pack.conclusions:
        yield from (decision.when for decision in conclusion.decisions)
    yield from (rule.when for rule in pack.rules)
    for invariant in pack.invariants:
        match invariant.law:
            case Always(given, then):
                yield from (given, then)
            case AtMost(given=given):
                yield given
