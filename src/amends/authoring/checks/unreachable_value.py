"""unreachable-value: no possible situation gives a conclusion this value, or lets this decision decide.

Why it matters: rules that test the value can never fire, and the decision list reads as if it said more than it does.

Before: `time_window` names `ahead` only for `elapsed_minutes: {below: 0}`, and the fact starts at 0.
After: widen the fact, or take the value out.
"""

from __future__ import annotations

from collections.abc import Iterator

from amends.authoring.checks.finding import Finding
from amends.domain.model import Pack
from amends.logic.diagram import NONE
from amends.logic.steps import read


def unreachable_value(pack: Pack) -> Iterator[Finding]:
    logic = read(pack)
    for conclusion in pack.conclusions:
        for value, node in logic.concluded[conclusion.name].items():
            if logic.diagrams.meet(node, logic.possible) == NONE:
                message = f'"{conclusion.name}" can never be "{value}".'
                yield Finding("unreachable-value", conclusion.where, message)
        left = logic.possible
        for decision in conclusion.decisions:
            here = logic.holds(decision.when)
            if logic.diagrams.meet(left, here) == NONE:
                message = f'Decision "{decision.id}" never decides: the ones before it take all of its situations.'
                yield Finding("unreachable-value", decision.where, message)
            left = logic.diagrams.minus(left, here)
