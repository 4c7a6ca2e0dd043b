"""How far apart two steps are due, over all readings in a cell of the clock, and on every day of a week."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from itertools import product

from amends.domain.due import AT_ONCE, After, By, Now, Window, Within, add, due
from amends.logic.diagram import EVERY, NONE, Cell, Node
from amends.logic.steps import Logic

Apart = Callable[[timedelta], bool]
"""Whether this is what is looked for: how much later the first of two steps is due than the second."""

DAY = 1440
TIMES = ((0, 0), (23, 59))
WEEK = tuple(datetime(2001, 1, day, hour, minute, tzinfo=UTC) for day in range(1, 8) for hour, minute in TIMES)
"""Every moment counts as one of these: working days hang on the weekday, of now and of the event before it."""


def together(gap: timedelta) -> bool:
    """Whether two steps are due at the same moment."""
    return not gap


def backwards(gap: timedelta) -> bool:
    """Whether the second of two steps is due before the first."""
    return gap > timedelta()


@cache
def near(minutes: int) -> Apart:
    """Whether two steps are due so near to each other; the same function for the same number of minutes."""
    return lambda gap: abs(gap) <= timedelta(minutes=minutes)


def somewhere(logic: Logic, one: By, other: By, apart: Apart) -> Node:
    """The situations in which two steps may be due so far apart: at some reading in the cell of the clock, some day."""
    clock = logic.pack.clock
    if not clock:
        return EVERY if any(True for _ in readings(one, other, 0, 0, apart)) else NONE
    (level,), (variable,) = logic.space.of[clock], logic.space.variables_of(clock)
    return logic.diagrams.literal(level, _cells(one, other, tuple(map(variable.bounds, variable.cells)), apart))


@lru_cache(maxsize=10_000)  # packs that differ in a condition have the same deadlines
def _cells(one: By, other: By, bounds: Sequence[tuple[int, int]], apart: Apart) -> tuple[Cell, ...]:
    """The cells, given by their bounds, in which there are such readings."""
    found = (any(True for _ in readings(one, other, low, high, apart)) for low, high in bounds)
    return tuple(Cell(cell) for cell, some in enumerate(found) if some)


def readings(one: By, other: By, low: int, high: int, apart: Apart) -> Iterator[int]:
    """Readings of the clock, from `low` to `high`, at which two steps are due so far apart on some day.

    Not all of them, but some if there are any, of whatever can be asked of the gap by "none", "at most" or "more than".
    As the clock runs, a deadline stays as far ahead or comes nearer minute by minute, until its time is past; where
    working days are counted from the event, it jumps when the event moves to another day. Between those readings the
    gap grows, falls or stays, so that it is largest and smallest at their ends, and none at the difference of two
    lengths.
    """
    return (at for at in _telling(one, other, low, high) if apart_on_some_day(one, other, at, apart))


def apart_on_some_day(one: By, other: By, elapsed: int, apart: Apart) -> bool:
    """Whether two steps are due so far apart at a reading of the clock, on some day."""
    return any(apart(due(one, day, elapsed).at - due(other, day, elapsed).at) for day in WEEK)


def _telling(one: By, other: By, low: int, high: int) -> tuple[int, ...]:
    """The readings between which nothing turns that is told by the gap."""
    lengths = [{each // timedelta(minutes=1) for each in _lengths(by)} for by in (one, other)]
    past = {length - before for each in lengths for length in each for before in (0, 1)}
    level = {sign * (a - b) for a, b in product(*lengths) for sign in (1, -1)}
    turns = _midnights(low, min(high, max(past))) if any(map(_jumps, (one, other))) else ()
    return tuple(sorted({low, high, *(at for at in (*past, *level, *turns) if low <= at <= high)}))


def _jumps(by: By) -> bool:
    return isinstance(by, After) and by.start.unit == "working days"


def _midnights(low: int, high: int) -> Iterator[int]:
    """The readings at which the event moves to another day, seen from the first and from the last minute of a day."""
    for days in range(low // DAY, high // DAY + 2):
        yield from (days * DAY + beside for beside in (-1, 0, 1))


def _lengths(by: By) -> set[timedelta]:
    """How far ahead a deadline can be when it is reckoned: on each weekday, or once its time is past."""
    match by:
        case Now():
            return {AT_ONCE}
        case Within(span) | Window(span) | After(span):
            return {AT_ONCE, timedelta(), *(add(day, span) - day for day in WEEK)}
