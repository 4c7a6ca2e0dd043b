"""How replies are read, and the conversation of `amends plan` as a person meets it."""

from __future__ import annotations

import pytest

from amends import menu
from amends.model import UNSURE, Fact, Option

SMALL = Fact(
    "gear",
    "several",
    "What do you have with you?",
    options=(Option("umbrella", "An umbrella"), Option("rain_coat", "A coat for the rain"), Option("hat", "A hat")),
    if_unsure=frozenset(),
)
YES_NO = Fact("wet", "yes_no", "Are you wet?", options=(Option("yes", "Yes"), Option("no", "No, dry")), if_unsure="no")
BIG = Fact(
    "weather",
    "choice",
    "What is it like?",
    options=(
        *(Option(f"common_{n}", f"Common weather {n}", "The common ones") for n in range(4)),
        *(Option(f"wet_{n}", f"Wet weather {n}", "Wet", ("drizzle",) if n == 3 else ()) for n in range(6)),
        *(Option(f"dry_{n}", f"Dry weather {n}", "Dry") for n in range(5)),
    ),
)


def read(fact: Fact, reply: str) -> menu.Reading:
    return menu.read(fact, menu.lines(fact, fact.values), reply)


def test_a_long_list_shows_its_first_group_and_the_names_of_the_others():
    shown = [line.words for line in menu.lines(BIG, BIG.values)]
    assert shown == [*(f"Common weather {n}" for n in range(4)), "Wet ...", "Dry ..."]


def test_a_group_opens_by_its_number_and_by_its_name():
    assert read(BIG, "5") == read(BIG, "wet") == menu.Group("Wet")
    assert [line.gives for line in menu.opened(BIG, "Dry", BIG.values)] == [f"dry_{n}" for n in range(5)]


def test_options_that_are_impossible_are_not_shown():
    assert [line.gives for line in menu.lines(BIG, ["wet_1", "dry_2"])] == ["wet_1", "dry_2"]


@pytest.mark.parametrize("reply", ["drizzle", "DRIZZLE", "wet_3", "Wet weather 3", "drizle"])
def test_words_find_the_nearest_option(reply: str):
    assert read(BIG, reply) == menu.Chosen("wet_3", "Wet weather 3")


def test_words_that_fit_several_options_give_them_all():
    reading = read(BIG, "dry weather")
    assert isinstance(reading, menu.Hits)
    assert [option.value for option in reading.options] == [f"dry_{n}" for n in range(5)]


@pytest.mark.parametrize("reply", ["nonsense", "99", "0", "-1", "\u0661", "\x1b[31m", "1" * 2000])
def test_what_fits_nothing_is_unclear(reply: str):
    assert isinstance(read(BIG, reply), menu.Unclear)


@pytest.mark.parametrize(
    ("reply", "answer"),
    [("y", "yes"), ("YES", "yes"), ("1", "yes"), ("n", "no"), ("2", "no"), ("dry", "no"), ("3", UNSURE)],
)
def test_yes_and_no(reply: str, answer: object):
    assert read(YES_NO, reply) == menu.Chosen(answer, "No, dry" if reply == "dry" else "")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("reply", "items"),
    [
        ("1,3", {"umbrella", "hat"}),
        ("1 3", {"umbrella", "hat"}),
        ("umbrella, a hat", {"umbrella", "hat"}),
        ("coat", {"rain_coat"}),
        ("none", set[str]()),
        ("4", set[str]()),
    ],
)
def test_several(reply: str, items: set[str]):
    reading = read(SMALL, reply)
    assert isinstance(reading, menu.Chosen)
    assert reading.answer == items


def test_none_goes_with_nothing_else():
    assert isinstance(read(SMALL, "1,4"), menu.Unclear)
    assert isinstance(read(SMALL, ",,"), menu.Unclear)
