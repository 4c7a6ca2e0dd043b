"""contradiction: an invariant of the pack is broken in some possible situation.

Why it matters: the pack's author has written down what no plan may do (two steps that exclude each other, two
apologies, a call where calls were ruled out), and some person would get exactly that plan.

Before: `never: [speak, stay-silent]`, and both steps stand when nobody noticed and it was a trifle.
After: one of the two rules asks for the opposite of the other, or overrules it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise

from amends.authoring.finding import Finding
from amends.authoring.implied import implied
from amends.domain.conditions import breaks, met
from amends.domain.message import Message
from amends.domain.model import AtMost, Invariant, Pack, Value
from amends.logic.diagram import EVERY, NONE, Node
from amends.logic.smallest import smallest_example
from amends.logic.steps import Logic, read


def contradiction(pack: Pack) -> Iterator[Finding]:
    logic = read(pack)
    for invariant in (*pack.invariants, *implied(pack)):
        broken = logic.diagrams.meet(against(logic, invariant), logic.possible)
        if broken != NONE:
            message = Message("contradiction", says=invariant.says, id=invariant.id, count=logic.diagrams.count(broken))
            example = smallest_example(logic, broken)
            yield Finding(message, invariant.where, example, shows=partial(_broken, invariant))


def _broken(invariant: Invariant, known: Mapping[str, Value], standing: Sequence[str]) -> bool:
    law = invariant.law
    few = isinstance(law, AtMost) and len(law.steps.intersection(standing)) <= law.n
    return not few and met(breaks(invariant), known, standing)


def against(logic: Logic, invariant: Invariant) -> Node:
    """The situations in which an invariant does not hold."""
    law, broken = invariant.law, logic.holds(breaks(invariant))
    if isinstance(law, AtMost):
        return logic.diagrams.meet(broken, _more_than(logic, law.n, sorted(law.steps)))
    return broken


def _more_than(logic: Logic, n: int, steps: list[str]) -> Node:
    """The situations in which more than `n` of these steps stand."""
    meet, join = logic.diagrams.meet, logic.diagrams.join
    at_least = [EVERY, *([NONE] * (n + 1))]
    for step in steps:
        at_least[1:] = [join(more, meet(fewer, logic.stands[step])) for fewer, more in pairwise(at_least)]
    return at_least[-1]
