"""done: the answers that change when a step is done make an impossible situation, or one that asks for it again.

Why it matters: who has written and says so is refused ("these answers cannot go together"), or is told to write once
more. Nobody does what they were told twice.

Before: `done: {so_far: [wrote]}` in a rule that does not look at `so_far`: the step still stands when it is done.
After: the rule has `when: {not: {so_far: {includes: wrote}}}`, and no constraint rules `wrote` out where it stood.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from amends.authoring.finding import Finding, seen
from amends.domain.conditions import met
from amends.domain.message import Message
from amends.domain.model import Constraint, Pack, StepRule, Value
from amends.logic.diagram import Cell, Level, Node
from amends.logic.smallest import smallest_example
from amends.logic.space import IN
from amends.logic.steps import Logic, read

Values = Mapping[str, Value]


def done(pack: Pack) -> Iterator[Finding]:
    logic = read(pack)
    for rule in pack.step.values():
        if rule.step.done:
            yield from _impossible(logic, rule)
            yield from _again(logic, rule)


def _impossible(logic: Logic, rule: StepRule) -> Iterator[Finding]:
    """Where the situation afterwards is impossible, with the constraints against it."""
    where = logic.diagrams.minus(_before(logic, rule), _leading(logic, rule, logic.possible))
    example = smallest_example(logic, where)
    if example is not None:
        kept = {name: _leading(logic, rule, node) for name, node in logic.constraints.items()}
        broken = tuple(name for name, node in kept.items() if logic.diagrams.minus(where, node))
        message = Message("done.impossible", rule=rule.id, by=broken, count=logic.diagrams.count(where))
        yield Finding(message, rule.where, example, shows=partial(_is_impossible, logic.pack, rule))


def _again(logic: Logic, rule: StepRule) -> Iterator[Finding]:
    """Where the situation afterwards is possible, and the act still in its plan."""
    before = logic.diagrams.meet(_before(logic, rule), _leading(logic, rule, logic.possible))
    where = logic.diagrams.meet(before, _leading(logic, rule, logic.act(rule.act)))
    example = smallest_example(logic, where)
    if example is not None:
        still = {each.id: _leading(logic, rule, logic.stands[each.id]) for each in logic.pack.steps_of[rule.act]}
        steps = tuple(step for step, node in still.items() if logic.diagrams.meet(before, node))
        message = Message("done.again", rule=rule.id, steps=steps, count=logic.diagrams.count(where))
        yield Finding(message, rule.where, example, shows=partial(_is_advised_again, logic.pack, rule))


# ------------------------------------------------------------------- by the logic


def _before(logic: Logic, rule: StepRule) -> Node:
    """The possible situations in which the step stands."""
    return logic.diagrams.meet(logic.stands[rule.id], logic.possible)


def _leading(logic: Logic, rule: StepRule, into: Node) -> Node:
    """The situations from which doing the step leads into a set."""
    (found,) = logic.diagrams.restrict([into], dict(_cells(logic, rule.step.done)))
    return found


def _cells(logic: Logic, changes: Values) -> Iterator[tuple[Level, Cell]]:
    """The cells that are known afterwards; what is not gained of several stays as it is."""
    for name, value in changes.items():
        for level, cell in logic.space.cells(name, value).items():
            if cell == IN or not isinstance(value, frozenset):
                yield level, cell


# ------------------------------------------------------------------ by the engine


def _afterwards(pack: Pack, rule: StepRule, known: Values) -> dict[str, Value]:
    """The answers when the step has been done."""
    return {fact.name: _changed(known[fact.name], rule.step.done.get(fact.name)) for fact in pack.facts}


def _changed(before: Value, after: Value | None) -> Value:
    if isinstance(before, frozenset) and isinstance(after, frozenset):
        return before | after
    return before if after is None else after


def _is_impossible(pack: Pack, rule: StepRule, known: Values, standing: Sequence[str]) -> bool:
    after = _afterwards(pack, rule, known)
    return rule.id in standing and any(_breaks(constraint, after) for constraint in pack.constraints)


def _breaks(constraint: Constraint, here: Values) -> bool:
    return met(constraint.given, here, ()) and not met(constraint.then, here, ())


def _is_advised_again(pack: Pack, rule: StepRule, known: Values, standing: Sequence[str]) -> bool:
    _, then = seen(pack, _afterwards(pack, rule, known))
    again = any(each.id in then for each in pack.steps_of[rule.act])
    return again and rule.id in standing and not _is_impossible(pack, rule, known, standing)
