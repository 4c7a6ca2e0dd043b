"""How much each constraint of a pack forbids: exactly, over all combinations of answers, before any is ruled out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from amends.domain.model import Constraint, Pack
from amends.logic.diagram import EVERY, Diagrams, Node
from amends.logic.steps import read


@dataclass(frozen=True, slots=True)
class Forbidden:
    """How many combinations of answers a constraint forbids, and how many of those nothing else does.

    `share` is what it forbids of all combinations.
    """

    constraint: Constraint
    forbids: int
    share: float
    alone: int


@dataclass(frozen=True, slots=True)
class Constrained:
    """What is left `possible` of all `combinations` of answers, and what each constraint forbids, the most first."""

    combinations: int
    possible: int
    constraints: tuple[Forbidden, ...]


def constraints(pack: Pack) -> Constrained:
    """How much each constraint of a pack forbids."""
    logic = read(pack)
    count, minus, every = logic.diagrams.count, logic.diagrams.minus, logic.diagrams.count(EVERY)
    allowed = [logic.constraints[constraint.id] for constraint in pack.constraints]
    found = list[Forbidden]()
    for constraint, here, others in zip(pack.constraints, allowed, _others(logic.diagrams, allowed), strict=True):
        forbids = count(minus(EVERY, here))
        found.append(Forbidden(constraint, forbids, forbids / every, count(minus(others, here))))
    found.sort(key=lambda one: one.forbids, reverse=True)
    return Constrained(every, count(logic.possible), tuple(found))


def _others(diagrams: Diagrams, sets: Sequence[Node]) -> Iterator[Node]:
    """For each of some sets, what lies in all the others: in those before it and in those after it."""
    before = accumulate(sets, diagrams.meet, initial=EVERY)
    *after, _ = accumulate(reversed(sets), diagrams.meet, initial=EVERY)
    return map(diagrams.meet, before, reversed(after))
