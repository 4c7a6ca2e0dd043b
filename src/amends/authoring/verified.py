"""Every example is tried in the engine before it is shown: two readers that share no code have to see the fault."""

from __future__ import annotations

from collections.abc import Mapping

from amends import engine
from amends.authoring.finding import Finding
from amends.domain.message import Message
from amends.domain.model import (
    Advised,
    AllOf,
    AnyOf,
    Between,
    Condition,
    Includes,
    Is,
    Not,
    Pack,
    Value,
)
from amends.domain.plan import Situation
from amends.domain.problems import AmendsError
from amends.logic.view import view


class Disagreement(AmendsError):
    """The logic has found a fault that the engine does not show: one of the two readers is wrong."""


def verified(pack: Pack, finding: Finding) -> Finding:
    """The finding, after the engine has shown its fault in the example; raises `Disagreement` if it does not."""
    if finding.example is None or finding.shows is None:
        return finding
    values = view(pack, Situation(finding.example)).values
    record = engine.run(pack, values)
    if not finding.shows(values, record):
        answers = tuple(Message("told", name=name, value=value) for name, value in finding.example.items())
        raise Disagreement(Message("disagreement", code=finding.code, where=finding.where, answers=answers))
    return finding


def met(condition: Condition, values: Mapping[str, Value], record: engine.Record) -> bool:
    """Whether a condition is met in one situation that the engine has run."""
    match condition:
        case Is(name, wanted):
            value = record.concluded[name].value if name in record.concluded else values[name]
            return value in wanted
        case Between(name, low, high):
            number = values[name]
            return isinstance(number, int) and (low is None or low <= number) and (high is None or number <= high)
        case Includes(name, wanted):
            chosen = values[name]
            return isinstance(chosen, frozenset) and not chosen.isdisjoint(wanted)
        case Advised(steps):
            return not steps.isdisjoint(record.standing)
        case AllOf(parts):
            return all(met(part, values, record) for part in parts)
        case AnyOf(parts):
            return any(met(part, values, record) for part in parts)
        case Not(part):
            return not met(part, values, record)
