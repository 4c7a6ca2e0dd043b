"""subsumed, duplicate: two rules say the same, and one fires only where the other does too.

Why it matters: the second rule adds nothing, and whoever changes one of them will forget the other. (In the person's
plan the same step, outlook or answer would stand twice.) Steps of two phases are never the same.

Before: "Ring them" for rain, and "Ring them" for rain on a Monday.
After: one rule with the wider condition; or two different steps, if two were meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from amends.authoring.finding import Finding
from amends.domain.message import Message
from amends.domain.model import AnswerRule, AnyRule, OutlookRule, Pack, StepRule
from amends.logic.steps import Logic, read


def same_advice(pack: Pack) -> Iterator[Finding]:
    logic = read(pack)
    alike: dict[tuple[str, ...], list[AnyRule]] = {}
    for rule in pack.rules:
        alike.setdefault(_advice(rule), []).append(rule)
    for rules in alike.values():
        for one, other in permutations(rules, 2):
            if _inside(logic, one, other):
                equal = _inside(logic, other, one)
                if not equal or rules.index(one) > rules.index(other):
                    yield Finding(Message("duplicate" if equal else "subsumed", one=one.id, other=other.id), one.where)


def _advice(rule: AnyRule) -> tuple[str, ...]:
    """What a rule says, the reason aside."""
    match rule:
        case StepRule(phase=phase, step=step):
            return "step", phase, step.do, step.say, step.channel
        case OutlookRule(text=text):
            return "outlook", text
        case AnswerRule(ask=ask, reply=reply):
            return "answer", ask, reply


def _inside(logic: Logic, one: AnyRule, other: AnyRule) -> bool:
    fires, outside = logic.fires[one.id], logic.diagrams.minus(logic.fires[one.id], logic.fires[other.id])
    return logic.occurs(fires) and not logic.occurs(outside)
