"""subsumed, duplicate: two rules of a phase advise the same, and one fires only where the other does too.

Why it matters: the second rule adds nothing, and whoever changes one of them will forget the other. (In the person's
plan the same step would stand twice.)

Before: "Ring them" for rain, and "Ring them" for rain on a Monday.
After: one rule with the wider condition; or two different steps, if two were meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from operator import attrgetter

from amends.authoring.finding import Finding
from amends.domain.message import Message
from amends.domain.model import Pack, Rule
from amends.logic.steps import Logic, read


def same_advice(pack: Pack) -> Iterator[Finding]:
    logic = read(pack)
    for one, other in permutations(pack.rules, 2):
        if _advice(one) == _advice(other) and _inside(logic, one, other):
            equal = _inside(logic, other, one)
            if not equal or pack.rules.index(one) > pack.rules.index(other):
                yield Finding(Message("duplicate" if equal else "subsumed", one=one.id, other=other.id), one.where)


_advice = attrgetter("phase", "step.do", "step.say", "step.channel")


def _inside(logic: Logic, one: Rule, other: Rule) -> bool:
    fires, outside = logic.fires[one.id], logic.diagrams.minus(logic.fires[one.id], logic.fires[other.id])
    return logic.occurs(fires) and not logic.occurs(outside)
