"""contradiction: an invariant of the pack is broken in some possible situation.

Why it matters: the pack's author has written down what no plan may do (two steps that exclude each other, two
apologies, a call where calls were ruled out), and some person would get exactly that plan.

Before: `never: [speak, stay-silent]`, and both steps stand when nobody noticed and it was a trifle.
After: one of the two rules asks for the opposite of the other, or overrules it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from amends.authoring.finding import Finding, Shows
from amends.authoring.verified import met
from amends.domain.message import Message
from amends.domain.model import Always, AtMost, Invariant, Never, Pack, Value
from amends.engine.experta import Record
from amends.logic.diagram import EVERY, NONE, Node
from amends.logic.smallest import smallest_example
from amends.logic.steps import Logic, read


def contradiction(pack: Pack) -> Iterator[Finding]:
    logic = read(pack)
    for invariant in pack.invariants:
        broken = logic.diagrams.meet(against(logic, invariant), logic.possible)
        if broken != NONE:
            count = logic.diagrams.count(broken)
            yield Finding(
                Message("contradiction", says=invariant.says, id=invariant.id, count=count),
                invariant.where,
                example=smallest_example(logic, broken),
                shows=_broken(invariant),
            )


def _broken(invariant: Invariant) -> Shows:
    def shows(values: Mapping[str, Value], record: Record) -> bool:
        match invariant.law:
            case Never(groups):
                return all(not group.isdisjoint(record.standing) for group in groups)
            case Always(given, then):
                return met(given, values, record) and not met(then, values, record)
            case AtMost(n, steps, given):
                return met(given, values, record) and len(steps.intersection(record.standing)) > n

    return shows


def against(logic: Logic, invariant: Invariant) -> Node:
    """The situations in which an invariant does not hold."""
    match invariant.law:
        case Never(groups):
            return logic.diagrams.meet_all(
                logic.diagrams.join_all(logic.stands[step] for step in sorted(group)) for group in groups
            )
        case Always(given, then):
            return logic.diagrams.minus(logic.holds(given), logic.holds(then))
        case AtMost(n, steps, given):
            return logic.diagrams.meet(logic.holds(given), _more_than(logic, n, sorted(steps)))


def _more_than(logic: Logic, n: int, steps: list[str]) -> Node:
    """The situations in which more than `n` of these steps stand."""
    at_least = [EVERY, *([NONE] * (n + 1))]
    for step in steps:
        here = logic.stands[step]
        for count in range(n + 1, 0, -1):
            more = logic.diagrams.meet(at_least[count - 1], here)
            at_least[count] = logic.diagrams.join(at_least[count], more)
    return at_least[n + 1]
