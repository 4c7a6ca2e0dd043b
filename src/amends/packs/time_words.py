"""Times as people write them, read as minutes since: "20 minutes ago", "2h", "PT2H", "yesterday at 3pm", "in an hour".

A small grammar reads lengths of time, the standard library reads ISO 8601, and dateparser reads the rest. What is
ambiguous (03/04) is not read at all: whoever asks can ask again, and should show what was understood.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

# Python reads no number of more than 4,300 digits; with these, a fact can still say that it is out of its range.
_WHOLE = re.compile(r"[-+]?[0-9]{1,4000}")
_COUNTED = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_SMALL = _COUNTED.split(" ")
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_NUMBERS = {
    **{word: number for number, word in enumerate(_SMALL)},
    **_TENS,
    **{f"{ten}{sign}{_SMALL[one]}": _TENS[ten] + one for ten, one, sign in product(_TENS, range(1, 10), " -")},
}
_COUNTS = {**_NUMBERS, "a": 1, "an": 1, "couple": 2, "a couple": 2, "a few": 3}
"""The numbers, and the words that are numbers only where something is counted."""
_UNITS = {
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), 1),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), 60),
    **dict.fromkeys(("d", "day", "days"), 1440),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks"), 10080),
    **dict.fromkeys(("month", "months"), 43200),
    **dict.fromkeys(("year", "years"), 525600),
}
_FIXED = {
    **dict.fromkeys(("now", "just now", "right now", "a moment ago"), 0),
    **dict.fromkeys(("a quarter of an hour", "quarter of an hour"), 15),
    **dict.fromkeys(("half an hour", "half hour"), 30),
} | {"half a day": 720, "last week": 10080, "last month": 43200}
_COUNT = rf"(?P<count>[0-9]+(?:\.[0-9]+)?|{'|'.join(sorted(_COUNTS, key=len, reverse=True))})(?P<more> and a half)?"
_PIECE = re.compile(_COUNT + r"(?: of)?\s*(?P<unit>[a-z]+)(?P<half> and a half)?(?:,| and)?\s*")
_SHORT = re.compile(r"([0-9]+)\s*(?:h|hr|hrs|hours?)\s*([0-5]?[0-9])(?:\s*(?:m|min|mins|minutes))?")
_ISO = re.compile(r"(-?)p(?=.*[0-9])(?:(?P<w>[0-9]+)w)?(?:(?P<d>[0-9]+)d)?(?:t(?:(?P<h>[0-9]+)h)?(?:(?P<m>[0-9]+)m)?)?")
_ABOUT = re.compile(r"^(about|around|roughly|approximately|some|maybe|over|almost|nearly) ")
_AHEAD = re.compile(r"in (?!the)(?:about )?(.+)|(.+) (?:to go|from now|ahead|left)")
_BACK = re.compile(r"(.+) (?:ago|late|earlier|before)")
_WISHES = {"PREFER_DATES_FROM": "past", "RETURN_AS_TIMEZONE_AWARE": False}  # what dateparser is asked for
# A day and a month in figures: which is which differs from country to country.
_SLASHED = re.compile(r"(?<![0-9/])[0-9]{1,2}(?:/[0-9]{1,2}|([.-])[0-9]{1,2}\1[0-9]{2,4})(?![0-9])")
_CLOCK = re.compile(r"(?:at )?([01]?[0-9]|2[0-3])(?:[:.]([0-5][0-9]))?\s*(am|pm)?")
_NAMED = {"noon": "12:00", "midday": "12:00", "midnight": "0:00"}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_BACK_TO = dict.fromkeys(("today", "this morning", "this afternoon", "this evening", "tonight"), 0)
_BACK_TO |= {"the day before yesterday": 2, "yesterday": 1, "last night": 1, "tomorrow": -1}
_PARTS = {"morning": "9:00", "noon": "12:00", "afternoon": "15:00", "evening": "19:00", "night": "20:00"}
_TIME = rf"(?P<time>(?:at )?[0-9]{{1,2}}(?:[:.][0-9]{{2}})?\s*(?:am|pm)?|{'|'.join(_PARTS)})"
_DAY = rf"(?:last |on )?(?P<day>{'|'.join((*_BACK_TO, *_WEEKDAYS))})"
_DAY_FIRST, _TIME_FIRST = re.compile(rf"{_DAY}(?:,? (?:at )?{_TIME})?"), re.compile(rf"{_TIME},? {_DAY}")
_DATED = re.compile(r"\b(ago|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)")


def read_number(text: str) -> int | None:
    """The whole number that a text says in plain digits, or in one word; `None` if it says none."""
    words = text.strip().lower()
    return int(words) if _WHOLE.fullmatch(words) else _NUMBERS.get(words)


def read_minutes(text: str, now: datetime) -> int | None:
    """The minutes from a moment in words until `now` (negative for what is still to come), or a length in minutes.

    `None` if the text cannot be read, or could be read in two ways.
    """
    words = " ".join(text.lower().split()).strip(".")
    if not words.isascii() or len(words) > 200:
        return None
    number = read_number(words)
    length = _length(words) if number is None else number
    return _moment(words, now) if length is None else length


def _length(words: str) -> int | None:
    """Minutes from a length of time, with or without a word that says which way it points."""
    words, sign = _ABOUT.sub("", words), 1
    if words.startswith("-"):
        sign, words = -1, words[1:].strip()
    elif ahead := _AHEAD.fullmatch(words):
        sign, words = -1, ahead[1] or ahead[2]
    elif back := _BACK.fullmatch(words):
        words = back[1]
    readings = (_FIXED.get(words), _iso(words), _pieces(words))
    return next((round(sign * minutes) for minutes in readings if minutes is not None), None)


def _iso(words: str) -> int | None:
    if not (found := _ISO.fullmatch(words)):
        return None
    total = sum(int(found[unit] or 0) * _UNITS[unit] for unit in "wdhm")
    return -total if found[1] else total


def _pieces(words: str) -> float | None:
    if short := _SHORT.fullmatch(words):
        return int(short[1]) * 60 + int(short[2])
    total, at = 0.0, 0
    while at < len(words):
        piece = _PIECE.match(words, at)
        if not piece or piece["unit"] not in _UNITS:
            return None
        size = _UNITS[piece["unit"]]
        total += float(_COUNTS.get(piece["count"], piece["count"])) * size
        total += size / 2 if piece["half"] or piece["more"] else 0
        at = piece.end()
    return total if words else None


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
    clock = _CLOCK.fullmatch(words)
    if not clock or not (clock[2] or clock[3] or words.startswith("at ")):
        return None
    if clock[3] and not 1 <= int(clock[1]) <= 12:
        return None
    moment = _at(now, clock)
    return moment if moment <= now else moment - timedelta(days=1)


def _at(day: datetime, clock: re.Match[str]) -> datetime:
    """The moment of a day at which the clock shows this."""
    hour, half = int(clock[1]), clock[3]
    hour = hour % 12 + 12 * (half == "pm") if half else hour
    return day.replace(hour=hour, minute=int(clock[2] or 0), second=0, microsecond=0)


def _on_a_day(words: str, now: datetime) -> datetime | None:
    """A day by its name, alone (at the same time of day), with a part of the day, or with a clock time."""
    found = _DAY_FIRST.fullmatch(words) or _TIME_FIRST.fullmatch(words)
    if not found:
        return None
    name = found["day"]
    back = (now.weekday() - _WEEKDAYS.index(name)) % 7 or 7 if name in _WEEKDAYS else _BACK_TO[name]
    day = now - timedelta(days=back)
    # "This morning" is in the morning, whether a time follows or not.
    time = found["time"] or next((part for part in _PARTS if name.endswith(f" {part}")), "")
    clock = _CLOCK.fullmatch(_PARTS.get(time, time))
    return _at(day, clock) if clock else None if time else day


def _parsed(words: str, now: datetime) -> datetime | None:
    """What dateparser reads; it reads much in very little, so only texts with a number and a date word get there."""
    if not _DATED.search(words) or not re.search("[0-9]", words):
        return None
    import dateparser  # half a second that most people never need

    base: Any = {"RELATIVE_BASE": now.replace(tzinfo=None)}
    try:
        return dateparser.parse(words, languages=["en"], settings=base | _WISHES)
    except (ValueError, OverflowError, RecursionError, TypeError, AttributeError, IndexError, KeyError):
        return None  # dateparser stumbles over odd texts in many ways; to us they are all unreadable
