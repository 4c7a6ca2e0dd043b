"""past-deadline: a step can stand when the window that it names is already over.

Why it matters: the person reads "by yesterday", on top of everything else.

Before: `by: {until: 24 h}` in a rule that also fires three days after the event.
After: the rule tests the clock (`elapsed_minutes: {below: 1440}`), and another one advises those who come later.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from amends.authoring.finding import Finding, Shows
from amends.domain.due import Window
from amends.domain.message import Message
from amends.domain.model import Pack, Value
from amends.engine.experta import Record
from amends.logic.diagram import NONE
from amends.logic.smallest import smallest_example
from amends.logic.steps import read


def past_deadline(pack: Pack) -> Iterator[Finding]:
    if not pack.clock:
        return  # then a window is counted from now on
    logic = read(pack)
    for rule in pack.rules:
        if not isinstance(rule.step.by, Window):
            continue
        end = rule.step.by.end
        over = logic.diagrams.literal(*logic.space.between(pack.clock, end.minutes, None))
        late = logic.diagrams.meet_all((over, logic.stands[rule.id], logic.possible))
        if late != NONE:
            message = Message("past-deadline", rule=rule.id, amount=end.amount, unit=end.unit)
            example = smallest_example(logic, late)
            yield Finding(message, rule.where, example, shows=_over(pack, rule.id, end.minutes))


def _over(pack: Pack, step: str, minutes: int) -> Shows:
    def shows(values: Mapping[str, Value], record: Record) -> bool:
        clock = values[pack.clock]
        return step in record.standing and isinstance(clock, int) and clock >= minutes

    return shows
