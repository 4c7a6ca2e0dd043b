"""subsumed, duplicate: two rules of a phase advise the same, and one fires only where the other does too.

Why it matters: the second rule adds nothing, and whoever changes one of them will forget the other. (In the person's
plan the same step would stand twice.)

Before: "Ring them" for rain, and "Ring them" for rain on a Monday.
After: one rule with the wider condition; or two different steps, if two were meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from amends.authoring.finding import Finding
from amends.domain.message import Message
from amends.domain.model import Pack, Rule
from amends.logic.diagram import NONE
from amends.logic.steps import Logic, read


def same_advice(pack: Pack) -> Iterator[Finding]:
    logic = read(pack)
    for one, other in permutations(pack.rules, 2):
        if one.phase != other.phase or not _alike(one, other) or not _inside(logic, one, other):
            continue
        equal = _inside(logic, other, one)
        if equal and pack.rules.index(one) < pack.rules.index(other):
            continue
        code = "duplicate" if equal else "subsumed"
        yield Finding(Message(code, one=one.id, other=other.id), one.where)


def _alike(one: Rule, other: Rule) -> bool:
    return (one.step.do, one.step.say, one.step.channel) == (other.step.do, other.step.say, other.step.channel)


def _inside(logic: Logic, one: Rule, other: Rule) -> bool:
    fires = logic.diagrams.meet(logic.fires[one.id], logic.possible)
    return fires != NONE and logic.diagrams.minus(fires, logic.fires[other.id]) == NONE
