"""What another program calls: the same answers as the command line gives, and errors that say what to do."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

import amends

UMBRELLA = Path(__file__).parent / "packs" / "good" / "umbrella"
NOW = datetime(2026, 11, 23, 9, 12, tzinfo=UTC)
PACK = amends.load(UMBRELLA)
WET = {"weather": "rain", "has_umbrella": False, "minutes_to_leave": "10 min", "companions": ["colleague"]}


def test_a_plan_and_all_that_can_be_asked_about_it() -> None:
    plan = amends.advise(PACK, WET, NOW)
    assert [step.rule.id for step in plan.steps][:1] == ["ask-colleague"]
    assert [each.id for each in amends.why(plan, "ask-colleague").overruled] == ["borrow-umbrella"]
    missing = amends.why_not(plan, "take-umbrella")
    assert [dict(each) for each in missing.within_reach] == [{"has_umbrella": "yes"}]
    dry = amends.what_if(plan, {"weather": "sun", "companions": []})
    assert [step.rule.id for step in dry.added] == ["go-as-you-are", "walk-freely"]
    assert amends.timeline(plan).instants == ()


def test_a_situation_is_taken_like_a_mapping() -> None:
    plan = amends.advise(PACK, WET, NOW)
    assert amends.advise(PACK, plan.situation, NOW) == plan
    unsure = amends.Situation({"weather": "rain", "has_umbrella": amends.UNSURE})
    assert amends.advise(PACK, unsure, NOW).values["has_umbrella"] == "no"


def test_questions_lead_to_a_settled_plan() -> None:
    answers: dict[str, object] = {}
    replies = {"weather": "rain", "minutes_to_leave": 10, "minutes_since_shower": 5, "companions": []}
    while question := amends.next_question(PACK, answers, NOW):
        answers[question.fact] = replies.get(question.fact, "yes")
    assert amends.advise(PACK, answers, NOW).settled


def test_checks_and_differences() -> None:
    assert {finding.code for finding in amends.check(PACK)} == {"past-deadline"}
    assert amends.diff(PACK, PACK).same


def test_the_clock_is_read_only_where_no_moment_is_given() -> None:
    before = datetime.now(UTC)
    plan = amends.advise(PACK, WET)
    assert before <= plan.now <= datetime.now(UTC)
    assert amends.next_question(PACK, {}) is not None
    with pytest.raises(ValueError, match="must have a time zone"):
        amends.advise(PACK, WET, datetime(2026, 11, 23))  # noqa: DTZ001  # that is the fault


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"wether": "rain"}, 'Did you mean "weather"'),
        ({"weather": "rainn", "has_umbrella": 3}, '"has_umbrella" cannot be'),
        ({"weather": "storm", "has_umbrella": True}, "cannot go together"),
        ({}, "There is no plan without"),
        (None, "Answers are a mapping"),
        (["weather"], "Answers are a mapping"),
        ({"weather": amends.UNSURE}, '"unsure" will not do'),
    ],
)
def test_bad_answers_say_what_is_wrong(answers: object, words: str) -> None:
    with pytest.raises(amends.BadAnswers) as raised:
        amends.advise(PACK, answers, NOW)  # type: ignore[arg-type]  # some are no mapping
    assert words in str(raised.value)
    assert isinstance(raised.value, amends.AmendsError)


def test_an_unknown_step_or_pack_is_an_error_of_ours() -> None:
    plan = amends.advise(PACK, WET, NOW)
    for ask in (amends.why, amends.why_not):
        with pytest.raises(amends.AmendsError, match="borrow-umbrella"):
            ask(plan, "borow-umbrella")
    with pytest.raises(amends.AmendsError, match="no folder"):
        amends.load(UMBRELLA / "nowhere")
    with pytest.raises(AttributeError):
        amends.nothing  # noqa: B018  # it is the question
