"""idle-condition: a test can be left out of a rule (or a decision, or a constraint) and nothing changes.

Why it matters: the reader believes that the test decides something. Often another test, a constraint or an earlier
decision already says the same; sometimes a different test was meant.

Before: `when: {weather: storm, wet: true}`, while a constraint says that everything gets wet in a storm.
After: `when: {weather: storm}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from amends.authoring.finding import Finding
from amends.domain.conditions import parts_of
from amends.domain.message import Message
from amends.domain.model import AllOf, AnyOf, Condition, Not, Pack
from amends.logic.diagram import NONE, Node
from amends.logic.steps import Logic, read


def idle_condition(pack: Pack) -> Iterator[Finding]:
    logic = read(pack)
    for conclusion in pack.conclusions:
        left = logic.possible
        for decision in conclusion.decisions:
            for test in _idle(logic, decision.when, left):
                yield Finding(Message("idle-condition.decision", name=decision.id, test=test), decision.where)
            left = logic.diagrams.minus(left, logic.holds(decision.when))
    for rule in pack.rules:
        # What its file asks of all rules is left out of account: it says what the file is about.
        own = AllOf(tuple(part for part in parts_of(rule.when) if part not in rule.shared))
        for test in _idle(logic, own, logic.possible):
            yield Finding(Message("idle-condition.rule", name=rule.id, test=test), rule.where)
    for constraint in pack.constraints:
        others = (node for name, node in logic.constraints.items() if name != constraint.id)
        if logic.diagrams.meet_all(others) == logic.possible:
            yield Finding(Message("idle-condition.constraint", name=constraint.id), constraint.where)


def _idle(logic: Logic, condition: Condition, where: Node) -> list[Condition]:
    """The parts that can be left out, one at a time, without a change inside `where`."""
    every = condition if isinstance(condition, AllOf) else AllOf((condition,))
    with logic.diagrams.scratch():
        fires = logic.diagrams.meet(logic.holds(condition), where)
        if fires == NONE:
            return []
        shorter = ((part, logic.holds(without)) for part, without in _leaving_out(every))
        return [part for part, holds in shorter if logic.diagrams.meet(holds, where) == fires]


def _leaving_out(condition: Condition) -> Iterator[tuple[Condition, Condition]]:
    """Every part of a condition, with the whole condition as it is without that part."""
    match condition:
        case AllOf(parts) | AnyOf(parts):
            kind = type(condition)
            for place, part in enumerate(parts):
                before, after = parts[:place], parts[place + 1 :]
                if kind is AllOf or len(parts) > 1:
                    yield part, kind((*before, *after))
                for inner, rest in _leaving_out(part):
                    yield inner, kind((*before, rest, *after))
        case Not(part):
            for inner, rest in _leaving_out(part):
                yield inner, Not(rest)
