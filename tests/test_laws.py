"""What must hold for every pack: random ones against the brute-force oracle, and against CLIPS."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

import oracle
import strategies
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from readers import relevance, standing

from amends import engine, packs
from amends.advice.plan import advise
from amends.domain.due import After, Window
from amends.domain.model import UNSURE, Answer, AnswerRule, OutlookRule, Pack, StepRule, Value
from amends.domain.plan import Situation, Status
from amends.logic.reasons import sufficient
from amends.logic.standing import Standing

NOW = datetime(2026, 11, 23, 9, 12, tzinfo=UTC)


@st.composite
def known_situations(draw: st.DrawFn) -> tuple[Pack, dict[str, Value], dict[str, Value]]:
    """A random pack, one of its possible situations, and a part of it that is known."""
    pack = draw(strategies.packs())
    every = list(oracle.situations(pack))
    assume(every)
    here = draw(st.sampled_from(every))
    names = draw(st.sets(st.sampled_from(sorted(here))))
    return pack, here, {name: here[name] for name in sorted(names)}


@given(known_situations())
def test_engine_fires_what_the_conditions_say(drawn: tuple[Pack, dict[str, Value], dict[str, Value]]) -> None:
    pack, here, _ = drawn
    record, plain = engine.run(pack, here), oracle.outcome(pack, here)
    assert {name: found.value for name, found in record.concluded.items()} == plain.concluded
    assert set(record.fired) == plain.fired
    assert set(record.standing) == plain.standing
    assert {beaten.id for beaten in record.overruled} == plain.fired - plain.standing


@given(known_situations())
def test_logic_and_engine_agree(drawn: tuple[Pack, dict[str, Value], dict[str, Value]]) -> None:
    pack, here, _ = drawn
    seen = relevance(pack, Situation(here))
    assert seen.standing.cautious == set(engine.run(pack, here).standing)
    assert seen.open == ()


@given(known_situations())
def test_certain_and_possible_are_exact(drawn: tuple[Pack, dict[str, Value], dict[str, Value]]) -> None:
    pack, _, known = drawn
    plans = [oracle.outcome(pack, here).standing for here in oracle.situations(pack, known)]
    seen = standing(pack, Situation(known))
    for rule in pack.rules:
        same = {other.id for other in pack.steps_of[rule.act]} if isinstance(rule, StepRule) else {rule.id}
        assert seen.wording(rule.id) == _status({rule.id}, plans)
        assert seen.status(rule.id) == (seen.wording(rule.id) and _status(same, plans))


def _status(rules: set[str], plans: list[frozenset[str]]) -> Status | None:
    """In how many of these plans one of the rules stands."""
    times = sum(not rules.isdisjoint(plan) for plan in plans)
    return None if not times else "certain" if times == len(plans) else "possible"


@given(known_situations())
def test_questions_are_open_exactly_while_the_plan_or_a_deadline_is(
    drawn: tuple[Pack, dict[str, Value], dict[str, Value]],
) -> None:
    pack, _, known = drawn
    every = list(oracle.situations(pack, known))
    plans = {oracle.outcome(pack, here).standing for here in every}
    hanging = {rule.id for rule in pack.step.values() if isinstance(rule.step.by, Window | After)}
    timed = pack.clock and any(hanging & plan for plan in plans) and len({here[pack.clock] for here in every}) > 1
    assert bool(relevance(pack, Situation(known)).open) == bool(timed or len(plans) > 1)


@given(known_situations())
def test_a_fact_that_alone_makes_a_difference_is_asked(
    drawn: tuple[Pack, dict[str, Value], dict[str, Value]],
) -> None:
    pack, _, known = drawn
    seen = relevance(pack, Situation(known))
    for name in pack.fact:
        if name not in known and _differs_alone(pack, known, name):
            assert name in seen.deciding


def _differs_alone(pack: Pack, known: Mapping[str, Value], name: str) -> bool:
    plans: dict[tuple[object, ...], set[frozenset[str]]] = {}
    for here in oracle.situations(pack, known):
        others = tuple(value for other, value in here.items() if other != name)
        plans.setdefault(others, set()).add(oracle.outcome(pack, here).standing)
    return any(len(found) > 1 for found in plans.values())


@given(known_situations())
def test_an_answer_that_is_not_offered_changes_nothing(
    drawn: tuple[Pack, dict[str, Value], dict[str, Value]],
) -> None:
    pack, _, known = drawn
    seen = relevance(pack, Situation(known))
    for name in pack.fact:
        if name in known or name in seen.open:
            continue
        for value in {here[name] for here in oracle.situations(pack, known)}:
            told = standing(pack, Situation({**known, name: value}))
            assert told.cautious == seen.standing.cautious
            assert all(told.status(rule.id) == seen.standing.status(rule.id) for rule in pack.rules)


def tied() -> tuple[Pack, dict[str, Value], dict[str, Value]]:
    """Two facts that are always alike: neither can change alone, and yet one of them must be asked."""
    ties = [{"id": f"{a}-{b}", "if": {a: "yes"}, "then": {b: "yes"}, "because": "So."} for a, b in TIES]
    return small({"one": "yes"}, constraints=ties), {"one": "yes", "other": "yes"}, {}


TIES = (("one", "other"), ("other", "one"))


def mute() -> tuple[Pack, dict[str, Value], dict[str, Value]]:
    """Two facts of which one reply alone tells nothing of the step, now or later; and yet both must be asked."""
    ways = [{a: "yes", b: "no", "third": "yes"} for a, b in TIES]
    return small({"any": ways}, "third"), {"one": "no", "other": "no", "third": "no"}, {}


def talkative() -> tuple[Pack, dict[str, Value], dict[str, Value]]:
    """The fact that is asked first changes an answer only."""
    answer = {"ask": "Must I?", "reply": "No.", "because": "It is so."}
    said = {"id": "said", "when": {"one": "yes"}, "answer": answer, "sources": ["book"]}
    return small({"other": "yes"}, rules=[said]), {"one": "no", "other": "no"}, {}


def small(
    when: strategies.Data,
    *more: str,
    constraints: Sequence[strategies.Data] = (),
    rules: Sequence[strategies.Data] = (),
) -> Pack:
    """A pack with one step and a few facts of yes and no."""
    names = ("one", "other", *more)
    step = {"do": "Do it.", "because": "It is so.", "by": "now"}
    return packs.from_document(
        {
            "pack": {"id": "small", "version": "1.0.0", "title": "Small", "language": "en", "phases": {"first": "1"}},
            "facts": [{"name": name, "kind": "yes_no", "question": "So?", "if_unsure": "no"} for name in names],
            "constraints": list(constraints),
            "rules": [{"id": "rule", "phase": "first", "when": when, "advise": step, "sources": ["book"]}, *rules],
            "sources": [
                {
                    "id": "book",
                    "title": "A book",
                    "address": "https://example.org",
                    "strength": "opinion",
                    "passages": ["One."],
                }
            ],
        }
    )


@given(known_situations())
@example(tied())
def test_the_deciding_facts_decide_and_none_is_idle(
    drawn: tuple[Pack, dict[str, Value], dict[str, Value]],
) -> None:
    pack, _, known = drawn
    deciding = relevance(pack, Situation(known)).deciding
    assert _decides(pack, known, deciding)
    assert not any(_decides(pack, known, [n for n in deciding if n != name]) for name in deciding)


def _decides(pack: Pack, known: Mapping[str, Value], names: Iterable[str], among: Iterable[str] | None = None) -> bool:
    """Whether these facts settle which rules (`among` these, or all) stand."""
    names, among = tuple(names), frozenset(pack.rule if among is None else among)
    plans: dict[tuple[object, ...], frozenset[str]] = {}
    for here in oracle.situations(pack, known):
        standing = oracle.outcome(pack, here).standing & among
        if plans.setdefault(tuple(here[name] for name in names), standing) != standing:
            return False
    return True


@given(known_situations())
@example(tied())
@example(mute())
@example(talkative())
def test_a_question_is_only_for_answers_exactly_if_no_reply_can_change_the_steps(
    drawn: tuple[Pack, dict[str, Value], dict[str, Value]],
) -> None:
    pack, _, known = drawn
    seen = relevance(pack, Situation(known))
    only = [name for name in seen.open if seen.only_answers(name)]
    for order in (seen.open, seen.asked):
        assert [name in only for name in order] == sorted(name in only for name in order)
    assert _decides(pack, known, [name for name in seen.open if name not in only], pack.step)
    for name in seen.open:
        told = [Situation({**known, name: here[name]}) for here in oracle.situations(pack, known)]
        changes = {_steps(pack, standing(pack, situation)) for situation in told} != {_steps(pack, seen.standing)}
        decides = not _decides(pack, known, [other for other in seen.acting if other != name], pack.step)
        clock = name == pack.clock and seen.clock_open
        assert (name in only) == (not changes and not decides and not clock)


def _steps(pack: Pack, seen: Standing) -> tuple[object, ...]:
    """What can be said of the steps: in which words each stands for certain or possibly, and which stand for now."""
    return *(seen.wording(step) for step in pack.step), seen.cautious.intersection(pack.step)


@given(known_situations(), st.data())
def test_asking_what_is_offered_gives_the_plan_of_telling_everything(
    drawn: tuple[Pack, dict[str, Value], dict[str, Value]], data: st.DataObject
) -> None:
    pack, here, _ = drawn
    unsure = data.draw(st.sets(st.sampled_from(sorted(here))))
    answers: dict[str, Answer] = {name: UNSURE if name in unsure else value for name, value in here.items()}
    told: dict[str, Answer] = {}
    while (seen := relevance(pack, Situation(told))).open:
        told[seen.open[0]] = answers[seen.open[0]]
    everything = relevance(pack, Situation(answers))
    assert everything.open == ()
    assert seen.standing.cautious == everything.standing.cautious


@given(known_situations())
def test_sufficient_facts_suffice_and_none_can_be_spared(
    drawn: tuple[Pack, dict[str, Value], dict[str, Value]],
) -> None:
    pack, here, _ = drawn
    seen = standing(pack, Situation(here))
    for step in seen.cautious:
        names = sufficient(seen.seen, step)
        assert _always(pack, step, {name: here[name] for name in names})
        for spared in names:
            assert not _always(pack, step, {name: here[name] for name in names if name != spared})


def _always(pack: Pack, step: str, known: Mapping[str, Value]) -> bool:
    return all(step in oracle.outcome(pack, here).standing for here in oracle.situations(pack, known))


@given(known_situations())
@settings(max_examples=30)
def test_advice_is_the_standing_steps_in_order(drawn: tuple[Pack, dict[str, Value], dict[str, Value]]) -> None:
    pack, here, _ = drawn
    plan = advise(pack, Situation(here), NOW)
    standing = [rule for rule in pack.rules if rule.id in oracle.outcome(pack, here).standing]
    assert {step.rule.id for step in plan.steps} == {rule.id for rule in standing if isinstance(rule, StepRule)}
    outlooks = [rule for rule in standing if isinstance(rule, OutlookRule)]
    assert (plan.outlook.rule if plan.outlook else None) == next(iter(outlooks), None)
    assert [answer.rule for answer in plan.answers] == [rule for rule in standing if isinstance(rule, AnswerRule)]
    assert all(part.status == "certain" for part in plan.parts)
    assert plan.settled
    phases = [phase.name for phase in pack.phases]
    places = [(phases.index(step.rule.phase), step.due.at) for step in plan.steps]
    assert places == sorted(places)
    assert all(step.due.at >= NOW for step in plan.steps)
