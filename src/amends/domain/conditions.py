"""What conditions mention, and whether one is met."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from amends.domain import model
from amends.domain.laws import reads
from amends.domain.model import AllOf, Condition, Value


def leaves(*conditions: Condition) -> Iterator[model.Is | model.Between | model.Includes | model.Advised]:
    """The single tests of the conditions, in order."""
    for condition in conditions:
        match condition:
            case model.AllOf(parts) | model.AnyOf(parts):
                yield from leaves(*parts)
            case model.Not(part):
                yield from leaves(part)
            case _:
                yield condition


def parts_of(condition: Condition) -> tuple[Condition, ...]:
    """The parts that must all hold."""
    return condition.parts if isinstance(condition, AllOf) else (condition,)


def names(*conditions: Condition) -> tuple[str, ...]:
    """The facts and conclusions that the conditions read, each once."""
    return tuple(dict.fromkeys(test.name for test in leaves(*conditions) if not isinstance(test, model.Advised)))


def read_by(conclusion: model.Conclusion) -> tuple[str, ...]:
    """The facts and conclusions that a conclusion's decisions read, each once."""
    return names(*(decision.when for decision in conclusion.decisions))


def steps(*conditions: Condition) -> frozenset[str]:
    """The steps that the conditions ask for."""
    return frozenset(step for test in leaves(*conditions) if isinstance(test, model.Advised) for step in test.steps)


def mentions(*conditions: Condition) -> frozenset[str]:
    """The facts, conclusions and steps that the conditions read; a step has the name of its rule."""
    return steps(*conditions).union(names(*conditions))


def of_pack(pack: model.Pack) -> Iterator[Condition]:
    """Every condition of a pack that decides something, or that it can be held against."""
    yield from (part for constraint in pack.constraints for part in (constraint.given, constraint.then))
    yield from (decision.when for conclusion in pack.conclusions for decision in conclusion.decisions)
    yield from (rule.when for rule in pack.rules)
    yield from (part for invariant in pack.invariants for part in reads(invariant.law))
    yield from (presumed.when for presumed in pack.presumes)
    if pack.quiet is not None:
        yield pack.quiet


def met(condition: Condition, known: Mapping[str, Value], standing: Collection[str]) -> bool:
    """Whether a condition is met where this is `known` of every fact and conclusion, and these steps stand."""
    match condition:
        case model.Is(name, wanted):
            return known[name] in wanted
        case model.Between(name, low, high):
            number = known[name]
            return isinstance(number, int) and (low is None or low <= number) and (high is None or number <= high)
        case model.Includes(name, wanted):
            chosen = known[name]
            return isinstance(chosen, frozenset) and not chosen.isdisjoint(wanted)
        case model.Advised(steps):
            return not steps.isdisjoint(standing)
        case model.AllOf(parts):
            return all(met(part, known, standing) for part in parts)
        case model.AnyOf(parts):
            return any(met(part, known, standing) for part in parts)
        case model.Not(part):
            return not met(part, known, standing)
