"""What texts take for granted: found as a reader finds it, judged as brute force does."""

from __future__ import annotations

import re
from collections.abc import Iterator

import oracle
import pytest
import strategies
from hypothesis import given, settings
from hypothesis import strategies as st

from amends import packs
from amends.authoring.checks.presumes import presumes
from amends.authoring.finding import Finding, verified
from amends.domain.model import ALWAYS, AnyRule, Condition, Pack, Presumption
from amends.domain.phrases import Lexicon

WORDS = st.sampled_from(["ab", "a", "b", "[s]", ",", "c's"])
SHIPPED = packs.load()


# ---------------------------------------------------------------------- phrases in a text


def held(text: str, *phrases: str) -> list[str]:
    return [each.phrase for each in Lexicon(Presumption(phrase, ALWAYS) for phrase in phrases).held(text)]


def plainly(text: str, phrases: list[str]) -> set[str]:
    """The phrases that stand somewhere in a text outside of every longer one."""
    places = [(phrase, place) for phrase in phrases for place in _places(text, phrase)]
    inside = [(one, a) for one, a in places for _, b in places if a != b and b[0] <= a[0] and a[1] <= b[1]]
    return {phrase for phrase, place in places if (phrase, place) not in inside}


def _places(text: str, phrase: str) -> Iterator[tuple[int, int]]:
    pattern = r"\s*".join(map(re.escape, phrase.split()))
    for found in re.finditer(rf"(?<!\w)(?={pattern}(?!\w))", text):
        yield found.start(), found.start() + len(re.match(pattern, text[found.start() :])[0])  # type: ignore[index]


@given(st.lists(WORDS, max_size=9), st.data())
def test_phrases_are_found_as_a_reader_finds_them(words: list[str], data: st.DataObject) -> None:
    some = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
    phrases = data.draw(st.lists(some, max_size=4, unique=True))
    assert set(held(" ".join(words), *phrases)) == plainly(" ".join(words), phrases)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Now ANOTHER\n  apology.", ["another apology"]),
        ("Another apologyfest; bother another", []),
        ("another apology in the same breath", ["another apology in the same breath"]),
        ("no more, another apology, again", ["another apology", "again"]),
        ("It\u2019s [role], don't you know?", ["it's", "[role]"]),
        ("the role", []),
        ("ring again and again", ["again and again"]),
    ],
)
def test_whole_words_in_any_case_and_the_longer_phrase_alone(text: str, found: list[str]) -> None:
    phrases = "another apology", "another apology in the same breath", "again and again", "again", "it's", "[role]"
    assert held(text, *phrases) == found


# ---------------------------------------------------------------------- against brute force


@given(strategies.packs())
@settings(max_examples=100)
def test_a_phrase_is_refused_exactly_where_brute_force_finds_it_false(pack: Pack) -> None:
    every = [(here, oracle.outcome(pack, here)) for here in oracle.situations(pack)]
    when = {each.phrase.casefold(): each.when for each in pack.presumes}
    wrong = {
        (field, rule.id, phrase): sum(untrue(when[phrase], rule, here, outcome) for here, outcome in every)
        for rule in pack.rules
        for field, text in rule.texts
        for phrase in plainly(" ".join(text.casefold().split()), list(when))
    }
    found = [(said(finding), verified(pack, finding)) for finding in presumes(pack)]
    assert {said for said, _ in found} == {place for place, count in wrong.items() if count}
    assert len(found) == len({said for said, _ in found})


def test_a_number_is_cut_where_only_a_presumption_names_it() -> None:
    count = {"name": "n", "kind": "number", "question": "How many?", "minimum": 0, "maximum": 9, "if_unsure": 7}
    book = {
        "id": "book",
        "title": "A book",
        "address": "https://example.org",
        "strength": "opinion",
        "passages": ["It."],
    }
    step = {"do": "Do it again.", "because": "It helps.", "by": "now"}
    pack = packs.from_document(
        {
            "pack": {"id": "toy", "version": "1.0.0", "title": "A toy", "language": "en", "phases": {"now": "Now"}},
            "facts": [count],
            "rules": [{"id": "once-more", "phase": "now", "when": {}, "advise": step, "sources": ["book"]}],
            "presumes": [{"phrase": "again", "when": {"n": {"at_least": 5}}}],
            "sources": [book],
        }
    )
    (finding,) = presumes(pack)
    assert verified(pack, finding).example == {"n": 4}


def untrue(when: Condition, rule: AnyRule, here: oracle.Values, outcome: oracle.Outcome) -> bool:
    """Whether somebody gets the rule and not what it takes for granted."""
    return rule.id in outcome.standing and not oracle.holds(when, {**here, **outcome.concluded}, outcome.standing)


def said(finding: Finding) -> tuple[str, str, str]:
    parts = dict(finding.message.parts)
    return str(parts["field"]), str(parts["rule"]), str(parts["phrase"]).casefold()


# ---------------------------------------------------------------------- the shipped pack


def test_no_text_of_the_shipped_pack_takes_for_granted_what_is_not_so() -> None:
    assert [str(finding.message) for finding in presumes(SHIPPED)] == []
