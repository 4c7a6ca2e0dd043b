"""Where a law of a pack does not hold, by the logic: the situations, all of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from itertools import combinations, combinations_with_replacement, zip_longest

from amends.authoring.moments import Apart, backwards, near, somewhere
from amends.domain.due import By
from amends.domain.model import Advised, Along, Always, AtMost, Every, InOrder, Law, Never, Pack
from amends.logic.diagram import EVERY, NONE, Cell, Node
from amends.logic.steps import Logic


def broken(logic: Logic, law: Law) -> Node:
    """The situations in which a law does not hold.

    A law along a fact compares two of them: what breaks it is the one in which the fact has gone on. What is due when
    hangs on the very reading of the clock: a situation counts if the law is broken at some reading in its cell, on some
    day.
    """
    diagrams = logic.diagrams
    match law:
        case Never(groups):
            return diagrams.meet_all(logic.holds(Advised(group)) for group in groups)
        case Always(given, then):
            return diagrams.minus(logic.holds(given), logic.holds(then))
        case AtMost(given=given):
            many = diagrams.join_all(_too_many(logic, law, group) for group in counted(logic.pack, law))
            return diagrams.meet(logic.holds(given), many)
        case Every(silent=silent, given=given):
            return diagrams.meet(logic.holds(given), logic.holds(Advised(silent)))
        case Along():
            return diagrams.join_all(_turns(logic, law))
        case InOrder(steps):
            return diagrams.join_all(_backwards(logic, steps))


def across(law: Law) -> frozenset[str]:
    """The facts whose values a law compares: whether it is broken hangs on other situations too."""
    return frozenset([law.fact] if isinstance(law, Along) else [])


# ------------------------------------------------------------------- at most


def counted(pack: Pack, law: AtMost) -> tuple[frozenset[str], ...]:
    """The steps that "at most" counts together: all of them, or those that reach the same person."""
    if not law.per_person:
        return (law.steps,)
    people = (frozenset(step for step in law.steps if pack.step[step].step.to == one.name) for one in pack.people)
    return tuple(steps for steps in people if steps)


def _too_many(logic: Logic, law: AtMost, steps: frozenset[str]) -> Node:
    if law.within:
        return logic.diagrams.join_all(_near(logic, steps, near(law.within.minutes)))
    return at_least(logic, steps, law.n + 1)


def at_least(logic: Logic, steps: Collection[str], number: int) -> Node:
    """The situations in which so many of these steps stand, or more."""
    found = _counts(logic, steps, number)
    return found[number] if number < len(found) else NONE


def _counts(logic: Logic, steps: Collection[str], most: int, among: Node = EVERY) -> list[Node]:
    """For each number up to `most`, the situations in which at least so many steps stand, as far as there are any."""
    meet, join = logic.diagrams.meet, logic.diagrams.join
    reached = [among]
    for step in sorted(steps):
        more = [meet(fewer, logic.stands[step]) for fewer in reached[:most]]
        grown = [join(one, other) for one, other in zip_longest(reached[1:], more, fillvalue=NONE)]
        reached = [among, *(each for each in grown if each != NONE)]
    return reached


def _near(logic: Logic, steps: frozenset[str], apart: Apart) -> Iterator[Node]:
    """Where two of these steps stand that are due so near to each other."""
    due = _by_deadline(logic.pack, steps)
    stand = cache(lambda by: logic.holds(Advised(due[by])))
    for one, other in combinations_with_replacement(due, 2):
        both = at_least(logic, due[one], 2) if one == other else logic.diagrams.meet(stand(one), stand(other))
        yield logic.diagrams.meet(both, somewhere(logic, one, other, apart)) if both != NONE else NONE


# ------------------------------------------------------------------- in order


def _backwards(logic: Logic, steps: frozenset[str]) -> Iterator[Node]:
    """Where one of these steps stands beside one of an earlier phase, and is due before it."""
    stand: dict[tuple[str, By], Node] = {}
    for phase in (phase.name for phase in logic.pack.phases):
        inside = [step for step in steps if logic.pack.rule[step].phase == phase]
        due = _by_deadline(logic.pack, inside)
        stand |= {(phase, by): where for by in due if (where := logic.holds(Advised(due[by]))) != NONE}
    for (phase, one), (later, other) in combinations(stand, 2):
        where = somewhere(logic, one, other, backwards) if phase != later else NONE
        if where != NONE:
            yield logic.diagrams.meet_all((where, stand[phase, one], stand[later, other]))


def _by_deadline(pack: Pack, steps: Collection[str]) -> Mapping[By, frozenset[str]]:
    """The steps by what they say of when they are due."""
    found: dict[By, set[str]] = {}
    for step in sorted(steps):
        found.setdefault(pack.step[step].step.by, set()).add(step)
    return {by: frozenset(ids) for by, ids in found.items()}


# ------------------------------------------------------------------- along a fact


def _turns(logic: Logic, law: Along) -> Iterator[Node]:
    """Where more steps stand (or fewer) than where the fact had not gone on so far, and all else was the same."""
    meet, minus, join = logic.diagrams.meet, logic.diagrams.minus, logic.diagrams.join
    (level,) = logic.space.of[law.fact]
    counts = _counts(logic, law.steps, len(law.steps) if law.up_to is None else law.up_to, logic.possible)
    before = [NONE] * len(counts)
    for cell in _way(logic, law):
        possible, *reached = logic.diagrams.restrict(counts, {level: cell})
        few = [minus(possible, here) for here in reached]
        now, seen = (reached, few) if law.rises else (few, reached)
        turned = logic.diagrams.join_all(meet(here, there) for here, there in zip(now, before, strict=False))
        yield meet(turned, logic.diagrams.literal(level, (cell,)))
        before = [join(there, here) for there, here in zip(before, seen, strict=False)]


def _way(logic: Logic, law: Along) -> tuple[Cell, ...]:
    """The cells along which the fact goes."""
    (level,) = logic.space.of[law.fact]
    return tuple(logic.space.cells(law.fact, end)[level] for end in law.ends) or logic.space.variables[level].cells
