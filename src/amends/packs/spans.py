"""Lengths of time as packs write them: a number and a unit."""

from __future__ import annotations

import re

from amends.domain.due import Span, Unit

SPAN = re.compile(r"([1-9][0-9]{0,4}) (min|h|days?|weeks?|working days?)")
_UNITS: dict[str, Unit] = {"min": "min", "h": "h", "day": "days", "week": "weeks", "working day": "working days"}


def read_span(text: str) -> Span | None:
    """The length of time that a text such as `30 min` or `5 working days` says; `None` if it says none."""
    found = SPAN.fullmatch(text.strip())
    return Span(int(found[1]), _UNITS[found[2].removesuffix("s")]) if found else None


def write_span(span: Span) -> str:
    """The text that `read_span` reads as this length."""
    unit = span.unit.removesuffix("s") if span.amount == 1 and span.unit.endswith("s") else span.unit
    return f"{span.amount} {unit}"
