"""Times as people write them, read as minutes since: "20 minutes ago", "2h", "PT2H", "yesterday at 3pm", "in an hour".

A small grammar reads lengths of time, the standard library reads ISO 8601, and dateparser reads the rest. What is
ambiguous (03/04) is not read at all: whoever asks can ask again, and should show what was understood.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

# Python reads no number of more than 4,300 digits; with these, a fact can still say that it is out of its range.
_WHOLE = re.compile(r"[-+]?[0-9]{1,4000}")
_COUNTED = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_NUMBERS = {
    **{word: number for number, word in enumerate(_COUNTED.split(" "))},
    **_TENS,
    **{
        f"{ten}{sign}{one}": size + number
        for ten, size in _TENS.items()
        for number, one in enumerate(_COUNTED.split(" ")[1:10], start=1)
        for sign in " -"
    },
    "a": 1,
    "an": 1,
    "couple": 2,
    "a couple": 2,
    "a few": 3,
}
_ARTICLES = frozenset({"a", "an", "couple", "a couple", "a few"})
"""Numbers only where something is counted."""
_UNITS = {
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), 1),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), 60),
    **dict.fromkeys(("d", "day", "days"), 1440),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks"), 10080),
    **dict.fromkeys(("month", "months"), 43200),
    **dict.fromkeys(("year", "years"), 525600),
}
_FIXED = {
    "now": 0,
    "just now": 0,
    "right now": 0,
    "a moment ago": 0,
    "half an hour": 30,
    "half hour": 30,
    "a quarter of an hour": 15,
    "quarter of an hour": 15,
    "an hour and a half": 90,
    "half a day": 720,
    "last week": 10080,
    "last month": 43200,
}
_COUNT = r"(?P<count>[0-9]+(?:\.[0-9]+)?|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + r")"
_COUNT += r"(?P<more> and a half)?(?: of)?"
_PIECE = re.compile(_COUNT + r"\s*(?P<unit>[a-z]+)(?: and a (?P<half>half))?(?:,| and)?\s*")
_SHORT = re.compile(r"([0-9]+)\s*(?:h|hr|hrs|hours?)\s*([0-5]?[0-9])(?:\s*(?:m|min|mins|minutes))?")
_ISO = re.compile(r"(?P<sign>-?)p(?:(?P<w>[0-9]+)w)?(?:(?P<d>[0-9]+)d)?(?:t(?:(?P<h>[0-9]+)h)?(?:(?P<m>[0-9]+)m)?)?")
# A day and a month in figures: which is which differs from country to country.
_SLASHED = re.compile(r"(?<![0-9/])[0-9]{1,2}(?:/[0-9]{1,2}|([.-])[0-9]{1,2}\1[0-9]{2,4})(?![0-9])")
_CLOCK = re.compile(r"(?:at )?([01]?[0-9]|2[0-3])(?:[:.]([0-5][0-9]))?\s*(am|pm)?")
_DAYS = {"today": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "tonight": 0} | {
    "the day before yesterday": -2,
    "yesterday": -1,
    "last night": -1,
    "tomorrow": 1,
}
_NAMED = {"noon": "12:00", "midday": "12:00", "midnight": "0:00"}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_PARTS = {"morning": "9:00", "noon": "12:00", "afternoon": "15:00", "evening": "19:00", "night": "20:00"}
_DATED = re.compile(r"\b(ago|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)")


def read_number(text: str) -> int | None:
    """The whole number that a text says in plain digits, or in one word; `None` if it says none."""
    words = text.strip().lower()
    if _WHOLE.fullmatch(words):
        return int(words)
    return _NUMBERS.get(words) if words not in _ARTICLES else None


def read_minutes(text: str, now: datetime) -> int | None:
    """The minutes from a moment in words until `now` (negative for what is still to come), or a length in minutes.

    `None` if the text cannot be read, or could be read in two ways.
    """
    words = " ".join(text.lower().split()).strip(".")
    if not words.isascii() or len(words) > 200:
        return None
    number = read_number(words)
    if number is not None:
        return number
    length = _length(words)
    return length if length is not None else _moment(words, now)


def _length(words: str) -> int | None:
    """Minutes from a length of time, with or without a word that says which way it points."""
    words = re.sub(r"^(about|around|roughly|approximately|some|maybe|over|almost|nearly) ", "", words)
    sign = 1
    ahead = re.fullmatch(r"in (?:about )?(.+)|(.+) (?:to go|from now|ahead|left)", words)
    back = re.fullmatch(r"(.+) (?:ago|late|earlier|before)", words)
    if words.startswith("-"):
        sign, words = -1, words[1:].strip()
    elif ahead and not words.startswith("in the"):
        sign, words = -1, ahead.group(1) or ahead.group(2)
    elif back:
        words = back.group(1)
    if words in _FIXED:
        return sign * _FIXED[words]
    minutes = _iso(words)
    minutes = _pieces(words) if minutes is None else minutes
    return None if minutes is None else round(sign * minutes)


def _pieces(words: str) -> float | None:
    short = _SHORT.fullmatch(words)
    if short:
        return int(short.group(1)) * 60 + int(short.group(2))
    total, at = 0.0, 0
    while at < len(words):
        piece = _PIECE.match(words, at)
        if not piece or piece.group("unit") not in _UNITS:
            return None
        count = piece.group("count")
        size = _UNITS[piece.group("unit")]
        total += (_NUMBERS[count] if count in _NUMBERS else float(count)) * size + (
            size / 2 if piece.group("half") or piece.group("more") else 0
        )
        at = piece.end()
    return total if words else None


def _iso(words: str) -> float | None:
    found = _ISO.fullmatch(words)
    if not found or not any(found.group(key) for key in "wdhm"):
        return None
    total = sum(int(found.group(key) or 0) * size for key, size in (("w", 10080), ("d", 1440), ("h", 60), ("m", 1)))
    return -total if found.group("sign") else total


def _moment(words: str, now: datetime) -> int | None:
    """Minutes since a moment: ISO, a time of day, or whatever dateparser knows."""
    if _SLASHED.search(words):
        return None
    try:
        moment: datetime | None = datetime.fromisoformat(words.upper())
    except ValueError:
        moment = _time_of_day(words, now) or _on_a_day(words, now) or _parsed(words, now)
    if moment is None:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)
    try:
        return round((now.astimezone(UTC) - aware.astimezone(UTC)) / timedelta(minutes=1))
    except OverflowError:
        return None


def _time_of_day(words: str, now: datetime) -> datetime | None:
    """A clock time alone is the last time that the clock showed it."""
    words = _NAMED.get(words.removeprefix("at "), words)
    found = _CLOCK.fullmatch(words)
    if not found or not (found.group(2) or found.group(3) or words.startswith("at ")):
        return None
    hour, half = int(found.group(1)), found.group(3)
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + 12 * (half == "pm") if half else hour
    moment = now.replace(hour=hour, minute=int(found.group(2) or 0), second=0, microsecond=0)
    return moment if moment <= now else moment - timedelta(days=1)


def _on_a_day(words: str, now: datetime) -> datetime | None:
    """A day by its name, alone (at the same time of day), with a part of the day, or with a clock time."""
    clock = r"(?P<clock>(?:at )?[0-9]{1,2}(?:[:.][0-9]{2})?\s*(?:am|pm)?|" + "|".join(_PARTS) + ")"
    day = "(?:last |on )?(?P<day>" + "|".join((*_DAYS, *_WEEKDAYS)) + ")"
    found = re.fullmatch(f"{day}(?:,? (?:at )?{clock})?", words) or re.fullmatch(f"{clock},? {day}", words)
    if not found:
        return None
    name, time = found.group("day"), found.group("clock") or _part_of(found.group("day"))
    back = (now.weekday() - _WEEKDAYS.index(name)) % 7 or 7 if name in _WEEKDAYS else -_DAYS[name]
    moment = now - timedelta(days=back)
    read = _CLOCK.fullmatch(_PARTS.get(time, time)) if time else None
    if not time:
        return moment
    if not read:
        return None
    hour = int(read.group(1)) % 12 + 12 * (read.group(3) == "pm") if read.group(3) else int(read.group(1))
    return moment.replace(hour=hour, minute=int(read.group(2) or 0), second=0, microsecond=0)


def _part_of(day: str) -> str:
    """The part of the day that the name of a day speaks of: "this morning" is in the morning."""
    return next((part for part in _PARTS if day.endswith(f" {part}")), "")


def _parsed(words: str, now: datetime) -> datetime | None:
    """What dateparser reads; it reads much in very little, so only texts with a number and a date word get there."""
    if not _DATED.search(words) or not re.search("[0-9]", words):
        return None
    import dateparser  # half a second that most people never need

    settings: Any = {
        "RELATIVE_BASE": now.replace(tzinfo=None),
        "PREFER_DATES_FROM": "past",
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    try:
        return dateparser.parse(words, languages=["en"], settings=settings)
    except (ValueError, OverflowError, RecursionError, TypeError, AttributeError, IndexError, KeyError):
        return None  # dateparser stumbles over odd texts in many ways; to us they are all unreadable
