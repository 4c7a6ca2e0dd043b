"""When a step is due, as a kind and its moments. The present moment is always given, never looked up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from amends.domain.model import After, By, Now, Span, Window, Within

AT_ONCE = timedelta(minutes=5)
"""How long "right now" lasts."""

Kind = Literal["now", "within", "until", "between", "after"]


@dataclass(frozen=True, slots=True)
class Due:
    """When a step is due: `at` the latest (`after`: at the earliest), and not before `start`, where it should wait."""

    kind: Kind
    at: datetime
    start: datetime | None = None


def due(by: By, now: datetime, elapsed: int) -> Due:
    """When a step is due for somebody at `now` (aware), `elapsed` minutes after the event that the clock counts from.

    The moment is never before `now`: a window that is over means at once.
    """
    event = now - timedelta(minutes=elapsed)
    match by:
        case Now():
            return Due("now", now + AT_ONCE)
        case Within(end):
            return Due("within", add(now, end))
        case After(span):
            start = add(event, span)
            return Due("after", start, start) if start > now else Due("now", now + AT_ONCE)
        case Window(end, span):
            return _window(add(event, end), add(event, span) if span else now, now)


def _window(end: datetime, start: datetime, now: datetime) -> Due:
    if end <= now:
        return Due("now", now)
    return Due("until", end) if start <= now else Due("between", end, start)


def add(moment: datetime, span: Span) -> datetime:
    """The moment a length of time later; days have 24 hours, and working days leave out Saturdays and Sundays."""
    if span.unit != "working days":
        return moment + timedelta(minutes=span.minutes)
    left = span.amount
    while left:
        moment += timedelta(days=1)
        left -= moment.weekday() < 5
    return moment
