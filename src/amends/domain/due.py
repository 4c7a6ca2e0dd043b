"""When a step is due: as rules say it, and as moments. The present moment is always given, never looked up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Literal

Unit = Literal["min", "h", "days", "weeks", "working days"]
MINUTES: Mapping[Unit, int] = MappingProxyType({"min": 1, "h": 60, "days": 1440, "weeks": 10080})


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time; working days are Monday to Friday."""

    amount: int
    unit: Unit

    @property
    def minutes(self) -> int:
        """The length in minutes; `KeyError` for working days, whose length depends on the calendar."""
        return self.amount * MINUTES[self.unit]


@dataclass(frozen=True, slots=True)
class Now:
    """Due at once."""


@dataclass(frozen=True, slots=True)
class Within:
    """Due `end` from now."""

    end: Span


@dataclass(frozen=True, slots=True)
class Window:
    """Due until `end` after the event that the pack's clock counts from, and not before `start` after it."""

    end: Span
    start: Span | None = None


@dataclass(frozen=True, slots=True)
class After:
    """Due not before `start` after that event."""

    start: Span


By = Now | Within | Window | After
"""When a step is due."""


# ------------------------------------------------------------- moments

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
            last, first = add(event, end), add(event, span) if span else now
            if last <= now:
                return Due("now", now)
            return Due("until", last) if first <= now else Due("between", last, first)


def add(moment: datetime, span: Span) -> datetime:
    """The moment a length of time later; days have 24 hours, and working days leave out Saturdays and Sundays."""
    if span.unit != "working days":
        return moment + timedelta(minutes=span.minutes)
    left = span.amount
    while left:
        moment += timedelta(days=1)
        left -= moment.weekday() < 5
    return moment
