"""Times as people type them and as the program says them: reading undoes saying, and nothing typed can do harm."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.domain.due import After, Now, Span, Window, Within, add, due
from amends.packs.time_words import read_minutes, read_number
from amends.render.say_values import say_length, say_minutes, say_moment, say_span

NOW = datetime(2026, 11, 23, 9, 12, tzinfo=timezone(timedelta(hours=1)))  # a Monday
YEAR = 525_600

moments = st.datetimes(datetime(2001, 1, 1), datetime(2099, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001  # aware by `timezones`
    lambda moment: moment.replace(microsecond=0)
)
spans = st.builds(Span, st.integers(1, 400), st.sampled_from(["min", "h", "days", "weeks", "working days"]))


# --------------------------------------------------------------- lengths


@given(st.integers(-YEAR, YEAR))
def test_what_is_said_is_read_again(minutes: int) -> None:
    assert read_minutes(say_minutes(minutes), NOW) == minutes


@given(st.integers(1, YEAR))
def test_a_length_that_is_said_is_read_again(minutes: int) -> None:
    assert read_minutes(say_length(minutes), NOW) == minutes


@given(st.integers(0, 500), st.integers(0, 59))
def test_hours_and_minutes_in_every_spelling(hours: int, minutes: int) -> None:
    for words in (f"{hours}h{minutes}", f"{hours} hr {minutes}", f"{hours}h {minutes}m ago", f"PT{hours}H{minutes}M"):
        assert read_minutes(words, NOW) == hours * 60 + minutes
    assert read_minutes(f"in {hours} hours and {minutes} minutes", NOW) == -(hours * 60 + minutes)


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("20 minutes ago", 20),
        ("2h", 120),
        ("PT2H", 120),
        ("P1D", 1440),
        ("an hour and a half ago", 90),
        ("1.5 hours", 90),
        ("a day and a half ago", 2160),
        ("half an hour", 30),
        ("a couple of hours ago", 120),
        ("a few minutes ago", 3),
        ("about two days ago", 2880),
        ("twenty-five minutes ago", 25),
        ("forty mins late", 40),
        ("in half an hour", -30),
        ("10 minutes from now", -10),
        ("just now", 0),
        ("Last Week", 10080),
        ("90", 90),
        ("-30", -30),
        ("seven", 7),
    ],
)
def test_lengths_of_time_in_words(words: str, minutes: int) -> None:
    assert read_minutes(words, NOW) == minutes


# --------------------------------------------------------------- moments


@given(moments, st.integers(0, 23), st.integers(0, 59))
def test_a_clock_time_is_the_last_time_that_the_clock_showed_it(now: datetime, hour: int, minute: int) -> None:
    now = now.replace(second=0)
    minutes = read_minutes(f"{hour}:{minute:02}", now)
    assert minutes is not None
    moment = now - timedelta(minutes=minutes)
    assert 0 <= minutes <= 1440
    assert (moment.hour, moment.minute) == (hour, minute)


@given(moments, st.integers(1, 12), st.sampled_from(["am", "pm"]))
def test_yesterday_at_an_hour(now: datetime, hour: int, half: str) -> None:
    meant = (now - timedelta(days=1)).replace(hour=hour % 12 + 12 * (half == "pm"), minute=0, second=0)
    for words in (f"yesterday at {hour}{half}", f"yesterday {hour} {half}", f"{hour}{half} yesterday"):
        assert read_minutes(words, now) == round((now - meant) / timedelta(minutes=1))


@given(moments, st.integers(1, 7))
def test_a_weekday_is_the_last_one_before_today(now: datetime, back: int) -> None:
    day = now - timedelta(days=back)
    assert read_minutes(f"on {day:%A}", now) == back * 1440
    assert read_minutes(f"last {day:%A}", now) == back * 1440


@given(moments, moments)
def test_a_moment_in_iso_is_read_exactly(now: datetime, moment: datetime) -> None:
    assert read_minutes(moment.isoformat(), now) == round((now - moment) / timedelta(minutes=1))


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("yesterday", 1440),
        ("yesterday afternoon", 1092),
        ("the day before yesterday at noon", 2712),
        ("this morning at 8", 72),
        ("last night", 792),
        ("at noon", 1272),
        ("midnight", 552),
        ("at 9", 12),
        ("8.30am", 42),
        ("tomorrow at 9", -1428),
        ("Friday at 4pm", 3912),
        ("20 Nov 2026 10:00", 4272),
        ("Fri 2026/11/20", 4872),
        ("Nov 20 at 10:00", 4272),
        ("2026-11-20T10:00", 4272),
    ],
)
def test_moments_in_words(words: str, minutes: int) -> None:
    assert read_minutes(words, NOW) == minutes


@pytest.mark.parametrize(
    "words",
    [
        "",
        " ",
        "03/04",
        "3/4 at 5pm",
        "fri 3/4",
        "3.4.2026",
        "mon 3-4-2026",
        "soon",
        "gestern",
        "1,5 hours",
        "13pm",
        "25:00",
        "a",
        "∞",
        "٣ h",
    ],
)
def test_what_is_unclear_is_not_guessed(words: str) -> None:
    assert read_minutes(words, NOW) is None


@given(st.text(max_size=300) | st.from_regex(r"[0-9a-z :./+-]{1,40}", fullmatch=True))
def test_nothing_that_can_be_typed_breaks_the_reader(words: str) -> None:
    assert isinstance(read_minutes(words, NOW), int | None)
    assert isinstance(read_number(words), int | None)


@given(st.integers(-(10**30), 10**30))
def test_a_number_is_read_as_it_stands(number: int) -> None:
    assert read_number(f" {number} ") == number


# -------------------------------------------------------------- deadlines


@given(moments, st.integers(-10080, YEAR), spans, spans)
def test_no_step_is_due_before_now_or_before_it_may_begin(now: datetime, elapsed: int, one: Span, other: Span) -> None:
    shorter, longer = sorted((one, other), key=lambda span: add(now - timedelta(minutes=elapsed), span))
    for by in (
        Now(),
        Within(one),
        After(one),
        Window(one),
        Window(longer, shorter),
    ):
        found = due(by, now, elapsed)
        assert found.at >= now
        assert found.start is None or now < found.start <= found.at


@given(moments, st.integers(0, 10080), st.integers(1, 10080), spans)
def test_waiting_moves_no_deadline_but_one_that_is_over(now: datetime, elapsed: int, wait: int, span: Span) -> None:
    later = now + timedelta(minutes=wait)
    window = Window(span)
    assert due(window, later, elapsed + wait).at == max(due(window, now, elapsed).at, later)


@given(moments, spans, spans)
def test_a_longer_span_ends_later(now: datetime, one: Span, other: Span) -> None:
    if one.unit == other.unit and one.amount < other.amount:
        assert add(now, one) < add(now, other)


@given(moments, st.integers(1, 60))
def test_working_days_leave_out_the_weekend(now: datetime, days: int) -> None:
    end = add(now, Span(days, "working days"))
    assert end.weekday() < 5
    between = (now + timedelta(days=each) for each in range(1, (end - now).days + 1))
    assert sum(day.weekday() < 5 for day in between) == days


def test_how_spans_and_moments_are_said() -> None:
    assert [say_span(Span(*each)) for each in [(1, "h"), (30, "min"), (5, "working days"), (1, "weeks")]] == [
        "1 hour",
        "30 minutes",
        "5 working days",
        "1 week",
    ]
    said = [say_moment(NOW + timedelta(days=days), NOW) for days in (0, 1, 2, 60)]
    assert said == ["09:12 today", "09:12 tomorrow", "Wed 25 Nov, 09:12", "Fri 22 Jan 2027, 09:12"]
