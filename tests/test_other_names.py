"""What people say for values, and what facts and values were called before: each means one of them, or is refused."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from amends import packs
from amends.domain.problems import InvalidPack

Data = dict[str, Any]

SPELT = {
    "late": ("late", "Late!", "  LATE "),
    "running late": ("running late", "Running-late", "running, late..."),
    "la te": ("la te",),
    "theyre late": ("they're late", "theyre late", "Theyre; late"),
    "": ("?!", "..."),
}
"""Phrases, each with some ways to write it; one without any word is looked for by nobody."""
MEANT = {spelling: phrase for phrase, spellings in SPELT.items() for spelling in spellings}
NAMES = ("a", "b", "c", "d")
OLD = (*NAMES, "e", "f", "g")

phrases = st.lists(st.sampled_from(sorted(MEANT)), max_size=3)
old_names = st.lists(st.sampled_from(OLD), max_size=2)


def faults(facts: list[Data]) -> list[tuple[str, str]]:
    """The faults of a pack with these facts, each with its place."""
    head = {"id": "toy", "version": "1", "title": "A toy", "language": "en", "phases": {"one": "One"}}
    advise = {"do": "Wait.", "by": "now", "because": "It passes."}
    rule = {"id": "wait", "phase": "one", "when": {}, "advise": advise, "sources": ["book"]}
    source = {"id": "book", "title": "-", "address": "https://example.org", "strength": "opinion", "passages": ["-"]}
    try:
        packs.from_document({"pack": head, "facts": facts, "rules": [rule], "sources": [source]})
    except InvalidPack as error:
        return [(problem.code, problem.where.file) for problem in error.problems]
    return []


def fact(name: str, **more: Any) -> Data:
    options = [{"value": value, "label": value} for value in NAMES]
    return {"name": name, "kind": "choice", "question": "Which?", "required": True, "options": options, **more}


def clash(one: Any, other: Any) -> bool:
    return bool({*one} & {*other})


@given(st.lists(phrases, min_size=4, max_size=4), phrases)
def test_a_phrase_is_said_for_one_value_of_a_fact_only(said: list[list[str]], elsewhere: list[str]) -> None:
    facts = [fact("thing"), fact("other")]
    for option, own in zip(facts[0]["options"], said, strict=True):
        option["said"] = own
    facts[1]["options"][0]["said"] = elsewhere
    meant = [{MEANT[spelling] for spelling in own} - {""} for own in said]
    found = faults(facts)
    assert bool(found) == any(clash(one, other) for one, other in combinations(meant, 2))
    assert {code for code, _ in found} <= {"said-twice"}
    for place in (place for _, place in found):
        owner, number = (int(each) for each in place.replace("]", "[").split("[")[3::2])
        phrase = MEANT[said[owner][number]]
        assert any(phrase in meant[before] for before in range(owner)), "the later of the two is reported"


@given(st.lists(old_names, min_size=4, max_size=4), old_names)
def test_an_old_value_means_one_value_of_its_fact(renamed: list[list[str]], elsewhere: list[str]) -> None:
    facts = [fact("thing"), fact("other")]
    for option, old in zip(facts[0]["options"], renamed, strict=True):
        option["renamed"] = old
    facts[1]["options"][0]["renamed"] = [name for name in elsewhere if name not in NAMES]
    wrong = any(clash(old, NAMES) for old in renamed) or any(clash(*two) for two in combinations(renamed, 2))
    assert {code for code, _ in faults(facts)} == ({"old-name-taken"} if wrong else set())


@given(st.lists(old_names, min_size=4, max_size=4))
def test_an_old_name_means_one_fact(renamed: list[list[str]]) -> None:
    facts = [fact(name, renamed=old) for name, old in zip(NAMES, renamed, strict=True)]
    wrong = any(clash(old, NAMES) for old in renamed) or any(clash(*two) for two in combinations(renamed, 2))
    assert {code for code, _ in faults(facts)} == ({"old-name-taken"} if wrong else set())


def test_not_sure_was_never_a_value() -> None:
    options = [{"value": "a", "label": "A", "renamed": ["unsure"]}, {"value": "b", "label": "B", "renamed": [True]}]
    assert faults([fact("thing", options=options)]) == [("reserved-name", "facts[0].options[0].renamed[0]")]


def test_the_options_of_a_yes_or_no_have_other_names_too() -> None:
    options = [{"value": value, "label": value, "said": ["sure"], "renamed": ["maybe"]} for value in ("yes", "no")]
    found = faults([fact("thing", kind="yes_no", options=options)])
    assert {code for code, _ in found} == {"said-twice", "old-name-taken"}
