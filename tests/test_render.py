"""Pages as text and Markdown, whatever a pack or a person put into them; the catalogue; the slots."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends import packs
from amends.domain.model import (
    Advised,
    After,
    AllOf,
    AnyOf,
    Between,
    Condition,
    Includes,
    Is,
    Not,
    Now,
    Span,
    Window,
    Within,
)
from amends.domain.problems import visible
from amends.render.forms.markdown import markdown
from amends.render.forms.text import encodable, text
from amends.render.page import Block, Code, Entry, Heading, Labelled, Page, Paragraph, Quote
from amends.render.say_values import by_words, condition_entries
from amends.render.words import CATALOGUE, say

UMBRELLA = packs.load(Path(__file__).parent / "packs" / "good" / "umbrella")
SOURCES = Path(__file__).resolve().parents[1] / "src" / "amends"

words = st.text(max_size=120)
leaves = st.one_of(
    st.builds(Heading, words, st.integers(1, 3)),
    st.builds(Paragraph, words),
    st.builds(Labelled, words, words),
    st.builds(Quote, words, words),
    st.builds(Code, st.lists(words, min_size=1, max_size=5).map(tuple)),
)
entries: st.SearchStrategy[Block] = st.recursive(
    leaves,
    lambda inner: st.builds(
        Entry, words, st.one_of(st.none(), st.integers(1, 99)), st.lists(inner, max_size=3).map(tuple)
    ),
    max_leaves=6,
)
pages = st.lists(entries, max_size=5).map(tuple)


@given(pages, st.sampled_from([40, 80]))
def test_no_line_is_longer_than_the_width(page: Page, width: int):
    lines = text(page, width).split("\n")
    assert max(map(len, lines)) <= width


@given(pages)
def test_nothing_steers_the_terminal(page: Page):
    for shown in (text(page), markdown(page)):
        assert shown == visible(shown)


@given(st.text(), st.sampled_from(["ascii", "latin-1", "cp1252", "utf-8", None, "no-such-encoding"]))
def test_every_stream_can_carry_what_is_written_to_it(shown: str, encoding: str | None):
    shown = visible(shown)
    carried = encodable(shown, encoding)
    known = encoding if encoding not in {None, "no-such-encoding"} else "ascii"
    carried.encode(known or "ascii")
    assert known != "utf-8" or carried == shown


def test_typographic_signs_become_plain_ones():
    assert encodable("\u201cYes\u201d \u2013 caf\u00e9\u2026", "ascii") == '"Yes" - cafe...'


def test_words_to_use_stand_in_quotes_and_keep_their_lines():
    page = (Entry("Write.", 1, (Quote("Say:", "Dear Sam,\nI am sorry."),)),)
    assert text(page, 40) == '1. Write.\n   Say:\n     "Dear Sam,\n     I am sorry."\n'


@pytest.mark.parametrize(
    ("written", "escaped"),
    [
        ("[company] is fine", "[company] is fine"),
        ("[x](javascript:y)", "[x\\](javascript:y)"),
        ("*bold* _not_ snake_case", "\\*bold\\* \\_not\\_ snake_case"),
        ("<b>", "\\<b\\>"),
        ("1. first", "1\\. first"),
        ("# no title", "\\# no title"),
    ],
)
def test_markdown_shows_what_was_written(written: str, escaped: str):
    assert markdown((Paragraph(written),)) == f"{escaped}\n"


def test_a_filled_message_is_not_searched_again():
    assert say("list.or", most="{last}", last="{most}") == "{last} or {most}"


def test_the_catalogue_has_no_word_too_many_and_none_too_few():
    code = "".join(path.read_text() for path in SOURCES.rglob("*.py") if path.name != "words.py")
    whole = set(re.findall(r'"([a-z0-9]+\.[a-z_]+)"', code))
    starts = tuple(re.findall(r'f"([a-z0-9]+\.?)\{', code))
    assert {key for key in re.findall(r'(?<![.\w])say\(\s*"([^"]+)"', code) if key not in CATALOGUE} == set()
    assert [key for key in CATALOGUE if key not in whole and not key.startswith(starts)] == []


# ------------------------------------------------------------ conditions


SUN = Is("weather", frozenset({"sun"}))
WET = Is("weather", frozenset({"storm", "rain"}))
SOON = Between("minutes_to_leave", None, 5)
LATER = Between("minutes_to_leave", 30, None)
SMALL = Includes("companions", frozenset({"child", "dog"}))
READY = Advised(frozenset({"stay-in", "take-umbrella"}))


@pytest.mark.parametrize(
    ("condition", "lines"),
    [
        (AllOf(()), ["- always"]),
        (AllOf((SUN, SOON)), ["- weather is sun", "- minutes_to_leave is at most 5 minutes"]),
        (Between("minutes_to_leave", 5, 30), ["- minutes_to_leave is from 5 to 30 minutes"]),
        (Between("minutes_to_leave", 5, 5), ["- minutes_to_leave is 5 minutes"]),
        (AnyOf((WET,)), ["- weather is rain or storm"]),
        (
            AnyOf((WET, AllOf((LATER, SMALL)))),
            [
                "- at least one of these holds:",
                "  - weather is rain or storm",
                "  - all of these hold:",
                "    - minutes_to_leave is at least 30 minutes",
                "    - companions includes child or dog",
            ],
        ),
        (
            Not(AnyOf((SUN, READY))),
            ["- none of these holds:", "  - weather is sun", "  - advised before: stay-in or take-umbrella"],
        ),
        (
            Not(AllOf((SUN, LATER))),
            ["- not all of these hold:", "  - weather is sun", "  - minutes_to_leave is at least 30 minutes"],
        ),
        (Not(AllOf((SUN,))), ["- weather is not sun"]),
        (Not(SMALL), ["- companions does not include child or dog"]),
        (Not(READY), ["- not advised before: stay-in or take-umbrella"]),
        (Not(Not(SUN)), ["- not all of these hold:", "  - weather is not sun"]),
    ],
)
def test_a_condition_in_words(condition: Condition, lines: list[str]) -> None:
    assert text(condition_entries(UMBRELLA, condition), 80).splitlines() == lines


def test_when_a_rule_is_due_in_words() -> None:
    hour, day = Span(1, "h"), Span(1, "days")
    bys = [Now(), Within(hour), After(day), Window(hour), Window(day, hour)]
    assert [by_words(by) for by in bys] == [
        "right now",
        "within 1 hour from now",
        "not before 1 day after it happened",
        "until 1 hour after it happened",
        "from 1 hour until 1 day after it happened",
    ]
