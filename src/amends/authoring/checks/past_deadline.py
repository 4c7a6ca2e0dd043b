"""past-deadline: a step can stand when the window that it names is already over.

Why it matters: the person reads "by yesterday", on top of everything else.

Before: `by: {until: 24 h}` in a rule that also fires three days after the event.
After: the rule tests the clock (`elapsed_minutes: {below: 1440}`), and another one advises those who come later.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from amends.authoring.finding import Finding
from amends.domain.conditions import met
from amends.domain.due import Window
from amends.domain.message import Message
from amends.domain.model import Advised, AllOf, Between, Pack
from amends.logic.smallest import smallest_example
from amends.logic.steps import read


def past_deadline(pack: Pack) -> Iterator[Finding]:
    logic = read(pack)
    for rule in pack.step.values():
        # Without a clock a window is counted from now on.
        if isinstance(rule.step.by, Window) and pack.clock:
            end = rule.step.by.end
            late = AllOf((Advised(frozenset((rule.id,))), Between(pack.clock, end.minutes, None)))
            example = smallest_example(logic, logic.holds(late))
            if example is not None:
                message = Message("past-deadline", rule=rule.id, amount=end.amount, unit=end.unit)
                yield Finding(message, rule.where, example, shows=partial(met, late))
