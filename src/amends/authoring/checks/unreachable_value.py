"""unreachable-value: no possible situation gives a conclusion this value, or lets this decision decide.

Why it matters: rules that test the value can never fire, and the decision list reads as if it said more than it does.

Before: `time_window` names `ahead` only for `elapsed_minutes: {below: 0}`, and the fact starts at 0.
After: widen the fact, or take the value out.
"""

from __future__ import annotations

from collections.abc import Iterator

from amends.authoring.finding import Finding
from amends.domain.message import Message
from amends.domain.model import Pack
from amends.logic.diagram import NONE
from amends.logic.steps import read


def unreachable_value(pack: Pack) -> Iterator[Finding]:
    logic = read(pack)
    for conclusion in pack.conclusions:
        for value, node in logic.concluded[conclusion.name].items():
            if not logic.occurs(node):
                yield Finding(Message("unreachable-value", name=conclusion.name, value=value), conclusion.where)
        left = logic.possible
        for decision in conclusion.decisions:
            here = logic.holds(decision.when)
            if logic.diagrams.meet(left, here) == NONE:
                yield Finding(Message("unreachable-value.decision", name=decision.id), decision.where)
            left = logic.diagrams.minus(left, here)
