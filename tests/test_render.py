"""Pages in every form, whatever a pack or a person put into them; the catalogue; conditions in words."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

import hurtful
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from reader import Reader, words_in_html, words_in_markdown

from amends import packs
from amends.domain.due import After, Now, Span, Window, Within
from amends.domain.model import Advised, AllOf, AnyOf, Between, Condition, Includes, Is, Not
from amends.domain.problems import visible
from amends.render.forms import FORMS, rendered
from amends.render.forms.html import html
from amends.render.forms.markdown import markdown
from amends.render.forms.text import encodable, text
from amends.render.page import Block, Code, Entry, Heading, Labelled, Lines, Page, Paragraph, Quote
from amends.render.say_values import by_words, condition_entries
from amends.render.words import CATALOGUE, say

UMBRELLA = packs.load(Path(__file__).parent / "packs" / "good" / "umbrella")
SOURCES = Path(__file__).resolve().parents[1] / "src" / "amends"

words = st.text(max_size=120) | st.sampled_from(hurtful.WORDS)
some = words.filter(str.strip)
leaves = st.one_of(
    st.builds(Heading, words, st.integers(1, 3)),
    st.builds(Paragraph, words),
    st.builds(Labelled, st.just("") | some, words),
    st.builds(Quote, some, words),
    st.builds(Lines, some, words),
    st.builds(Code, st.lists(words, min_size=1, max_size=5).map(tuple)),
)
entries: st.SearchStrategy[Block] = st.recursive(
    leaves,
    lambda inner: st.builds(
        Entry, some, st.one_of(st.none(), st.integers(1, 99)), st.lists(inner, max_size=3).map(tuple)
    ),
    max_leaves=6,
)
pages = st.lists(entries, max_size=5).map(tuple)


def everywhere(said: str) -> Page:
    """A page that says the same in every place where words can stand."""
    blocks = (Heading(said, 1), Paragraph(said), Labelled(said, said), Quote(said, said), Lines(said, said))
    return (*blocks, Code((said, said)), Entry(said, 7, (*blocks, Entry(said))), Entry(said, None, (Entry(said, 2),)))


def for_every_page(law: Callable[..., None]) -> Callable[..., None]:
    """The law for pages at random, and for those that are made to hurt."""
    law = given(page=pages)(law)
    for hurting in hurtful.WORDS:
        law = example(page=everywhere(hurting))(law)
    return law


def in_form(form: str, page: Page) -> str:
    return rendered(form, lambda: page, lambda: {"said": list(said(page))}, lambda: 10**6)


def said(page: Page) -> Iterator[str]:
    """What a page says, piece by piece."""
    for block in page:
        match block:
            case Code(words):
                yield shlex.join(words)
            case Entry(words, _, parts):
                yield words
                yield from said(parts)
            case Heading(words) | Paragraph(words):
                yield words
            case Labelled(label, words) | Quote(label, words) | Lines(label, words):
                yield from (label, words)


def words_of(page: Page) -> list[str]:
    return visible("\n".join(said(page))).split()


# ------------------------------------------------------------ every form in the table


@pytest.mark.parametrize("form", FORMS)
@for_every_page
def test_nothing_steers_whoever_reads_it(form: str, page: Page):
    shown = in_form(form, page)
    assert shown == visible(shown)


@pytest.mark.parametrize("form", FORMS)
@for_every_page
def test_every_form_says_all_words_in_their_order(form: str, page: Page):
    shown = READ.get(form, str)(in_form(form, page))
    at = 0
    for word in words_of(page):
        at = shown.index(word, at) + len(word)


@pytest.mark.parametrize("form", ["html", "markdown"])
@for_every_page
def test_a_form_with_marks_says_nothing_more(form: str, page: Page):
    assert READ[form](in_form(form, page)).split() == words_of(page)


@for_every_page
def test_json_keeps_the_very_words(page: Page):
    shown = in_form("json", page)
    assert shown.isascii()
    assert json.loads(shown) == {"said": list(said(page))}


# ------------------------------------------------------------ HTML


READ: dict[str, Callable[[str], str]] = {
    "html": lambda shown: " ".join(words_in_html(shown)),
    "markdown": lambda shown: " ".join(words_in_markdown(shown)),
    "json": lambda shown: visible("\n".join(json.loads(shown)["said"])),
}
"""What a reader sees of each form; of a form that is not here, every sign of it."""


def numbers(page: Page) -> Iterator[int]:
    for block in page:
        if isinstance(block, Entry):
            yield from () if block.number is None else (block.number,)
            yield from numbers(block.parts)


@for_every_page
def test_html_is_one_whole_page_that_every_stream_can_carry(page: Page):
    shown = html(page)
    assert shown.isascii()
    assert shown.startswith('<!doctype html>\n<html lang="en">\n')
    assert shown.endswith("</html>\n")
    assert Reader(shown).numbers == list(numbers(page))
    assert "".join(Reader(shown).title).strip()
    assert not re.search(r"<[^>]*\b(?:src|href|url|on\w+)\s*[=(]|@import", shown)


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ((Paragraph("Hello"), Heading("Your plan", 1)), "Your plan"),
        ((Paragraph("One\n two."), Heading("Three")), "One two."),
        ((Paragraph(" "), Code(("amends", "why", "a b"))), "amends why 'a b'"),
        ((Entry("x" * 99),), "x" * 57 + "..."),
        ((), "amends"),
    ],
)
def test_a_page_of_html_has_a_title(page: Page, title: str):
    assert "".join(Reader(html(page)).title) == title


def test_entries_beside_one_another_are_one_list():
    page = (Entry("a", 1), Entry("b", 2, (Entry("c"), Entry("d"))), Heading("E"), Entry("f", 3), Entry("g"))
    _, _, shown = html(page).partition("<main>\n")
    assert shown.partition("\n</main>")[0].splitlines() == [
        *("<ol>", '<li value="1">a</li>', '<li value="2">b', "<ul>", "<li>c</li>", "<li>d</li>", "</ul></li>", "</ol>"),
        *("<h2>E</h2>", "<ol>", '<li value="3">f</li>', "</ol>", "<ul>", "<li>g</li>", "</ul>"),
    ]


# ------------------------------------------------------------ text and Markdown


@given(pages, st.sampled_from([40, 80]))
def test_no_line_is_longer_than_the_width(page: Page, width: int):
    lines = text(without_lines(page), width).split("\n")
    assert max(map(len, lines)) <= width


def without_lines(page: Page) -> Page:
    """The page without what stands as it stands, however long it is."""
    kept = (block for block in page if not isinstance(block, Lines))
    return tuple(Entry(b.text, b.number, without_lines(b.parts)) if isinstance(b, Entry) else b for b in kept)


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
    texts = set(re.findall(r'"([A-Za-z0-9_.-]+)"', code))
    starts = ("explain.", *re.findall(r'f"([a-z0-9-]+)[.-]?\{', code))
    said = re.findall(r'(?<![.\w])(?:say|Message|_refusal|_refuse|_unfit)\(\s*"([^"]+)"', code)
    assert [key for key in said if key not in CATALOGUE] == []
    unsaid = (key for key in CATALOGUE if key not in texts and not key.startswith(starts))
    assert [key for key in unsaid if not texts.issuperset(key.split("."))] == []  # a code and a kind, put together


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
