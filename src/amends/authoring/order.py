"""Which steps change places in a plan because their rules changed places in the pack.

A plan has the steps of a phase by the moment they are due; the pack's order tells only between steps that are due at
the same moment. Nothing here looks at steps that come in another phase or with another deadline than before.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import combinations

from amends.authoring.moments import readings, somewhere, together
from amends.domain.due import By
from amends.domain.model import AnyRule, OutlookRule, Pack, StepRule, Value
from amends.logic.diagram import EVERY, NONE, Node
from amends.logic.steps import Logic


def turned(before: Logic, after: Logic, within: Node) -> Iterator[tuple[AnyRule, AnyRule, Node]]:
    """Each two steps that may change places in a plan, in the order in which they come now, and where; none is missed.

    Both logics are over one space. A situation counts if the steps change places for some reading in its cell of the
    clock, on some weekday.
    """
    diagrams = after.diagrams
    stands = cache(lambda rule: diagrams.meet_all((before.stands[rule], after.stands[rule], within)))
    meeting = cache(lambda one, other: diagrams.join(_meeting(before, one, other), _meeting(after, one, other)))
    for first, second in _inverted(before.pack, after.pack):
        both = diagrams.meet(stands(first.id), stands(second.id))
        where = diagrams.meet(both, meeting(_by(first), _by(second))) if both != NONE else NONE
        if where != NONE:
            yield first, second, where


def _inverted(old: Pack, new: Pack) -> Iterator[tuple[AnyRule, AnyRule]]:
    """Each two steps of a phase, or answers, that had the other order, as they come now; the deadline has stayed."""
    place = {rule.id: number for number, rule in enumerate(old.rules)}
    ordered = (rule for rule in new.rules if rule.id in place and not isinstance(rule, OutlookRule))
    kept = (rule for rule in ordered if _slot(rule) == _slot(old.rule[rule.id]))
    for first, second in combinations(kept, 2):
        if place[first.id] > place[second.id] and first.phase == second.phase:
            yield first, second


def _slot(rule: AnyRule) -> tuple[object, ...]:
    """What else decides the place in a plan."""
    return type(rule), rule.phase, _by(rule)


def _by(rule: AnyRule | None) -> By | None:
    """When it is due, if that means anything: only a step is, and an act is no rule."""
    return rule.step.by if isinstance(rule, StepRule) else None


def _meeting(logic: Logic, one: By | None, other: By | None) -> Node:
    """The situations in which two steps may be due at the same moment."""
    return EVERY if one is None or other is None or one == other else somewhere(logic, one, other, together)


def with_reading(logic: Logic, pair: tuple[str, str], where: Node, example: dict[str, Value]) -> dict[str, Value]:
    """An example of where two steps change places; if that hangs on the clock, with a reading at which they do."""
    one, other = (_by(logic.pack.rule.get(rule)) for rule in pair)
    clock, space, diagrams = logic.pack.clock, logic.space, logic.diagrams
    if one is None or other is None or one == other or not clock:
        return example
    (level,), (variable,) = space.of[clock], space.variables_of(clock)
    told = (diagrams.literal(i, (cell,)) for n, value in example.items() for i, cell in space.cells(n, value).items())
    left = diagrams.cells(diagrams.meet_all((where, *told)), level)
    cells = (variable.bounds(cell) for cell in variable.preference if cell in left)
    reading = next((at for low, high in cells for at in readings(one, other, low, high, together)), None)
    return example if reading is None else {**example, clock: reading}
