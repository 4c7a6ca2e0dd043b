"""Pages as text and Markdown, whatever a pack or a person put into them; the catalogue; the slots."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amends.problems import visible
from amends.render.markdown import markdown
from amends.render.page import Block, Code, Entry, Heading, Labelled, Page, Paragraph, Quote
from amends.render.text import encodable, text
from amends.render.words import CATALOGUE, say

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
