"""When a step is due, and how times are said. The present moment is always given, never looked up."""

from __future__ import annotations

from datetime import datetime, timedelta

from amends.domain.model import By, Span
from amends.domain.plan import Due

AT_ONCE = timedelta(minutes=5)
"""How long "right now" lasts."""

_UNITS = (("weeks", 10080), ("days", 1440), ("hours", 60), ("minutes", 1))


def due(by: By, now: datetime, elapsed: int) -> Due:
    """When a step is due for somebody at `now` (aware), `elapsed` minutes after the event that the clock counts from.

    The moment is never before `now`: a window that is over means at once.
    """
    event = now - timedelta(minutes=elapsed)
    at_once = Due("right now", now + AT_ONCE)
    match by.kind:
        case "window" if by.end:
            return _window(by, now, event)
        case "within" if by.end:
            return Due(f"within {say_span(by.end)}", add(now, by.end))
        case "after" if by.start:
            start = add(event, by.start)
            return Due(f"not before {say_moment(start, now)}", start, start) if start > now else at_once
        case _:
            return at_once


def _window(by: By, now: datetime, event: datetime) -> Due:
    end = add(event, by.end) if by.end else now
    start = add(event, by.start) if by.start else now
    if end <= now:
        return Due("right now", now)
    if start <= now:
        return Due(f"by {say_moment(end, now)}", end)
    return Due(f"between {say_moment(start, now)} and {say_moment(end, now)}", end, start)


def add(moment: datetime, span: Span) -> datetime:
    """The moment a length of time later; days have 24 hours, and working days leave out Saturdays and Sundays."""
    if span.unit != "working days":
        return moment + timedelta(minutes=span.minutes)
    left = span.amount
    while left:
        moment += timedelta(days=1)
        left -= moment.weekday() < 5
    return moment


def counted(number: int, unit: str) -> str:
    """A number with its unit, which is given in the plural: "1 rule", "3 rules"."""
    return f"{number} {unit.removesuffix('s') if number == 1 else unit}".strip()


def say_span(span: Span) -> str:
    """A length of time in words: "30 minutes", "1 day", "5 working days"."""
    return counted(span.amount, {"min": "minutes", "h": "hours"}.get(span.unit, span.unit))


def say_minutes(minutes: int) -> str:
    """How long ago something was, or how far ahead it is: "2 hours 30 minutes ago", "in 20 minutes", "just now"."""
    if minutes == 0:
        return "just now"
    left, words = abs(minutes), []
    for unit, size in _UNITS:
        count, left = divmod(left, size)
        if count:
            words.append(counted(count, unit))
    return f"in {' '.join(words)}" if minutes < 0 else f"{' '.join(words)} ago"


def say_length(minutes: int) -> str:
    """A number of minutes as a length of time: "2 hours 30 minutes"."""
    return say_minutes(-abs(minutes)).removeprefix("in ") if minutes else "0 minutes"


def say_moment(moment: datetime, now: datetime) -> str:
    """A moment as people say it: "18:00 today", "09:00 tomorrow", "Fri 27 Nov, 09:00"."""
    local = moment.astimezone(now.tzinfo)
    days = (local.date() - now.date()).days
    if days in {0, 1}:
        return f"{local:%H:%M} {'tomorrow' if days else 'today'}"
    return f"{say_day(local, now)}, {local:%H:%M}"


def say_day(moment: datetime, now: datetime) -> str:
    """The day of a moment: "Fri 27 Nov", with the year if it is another."""
    local = moment.astimezone(now.tzinfo)
    year = f" {local.year}" if local.year != now.year else ""
    return f"{_DAYS[local.weekday()]} {local.day} {_MONTHS[local.month - 1]}{year}"


# Not %a and %b: those change with the locale, and the same plan must read the same everywhere.
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
