"""What a good plan is, for every possible situation of the shipped pack.

Where a law is about steps alone, it is proven over all possible situations at once, on the decision diagrams; where
it is about a plan as it is printed, Experta makes one for many random situations. The properties that the advice
must have, and who sees to each (a test here, or by its name an invariant of the pack, all of which are proven too):

 1. Every situation gets advice: test_every_phase_advises_something
 2. Never both to speak and to stay silent: test_every_invariant_holds, enough-is-enough
 3. An untruth is put right: untruth-is-put-right, untruth-is-never-denied
 4. No apology for what was never done: no-confession-when-falsely-accused
 5. One apology: one-apology, an-apology-says-sorry, no-second-apology
 6. Phases and deadlines come in order: deadlines-in-order, test_a_plan_reads_from_top_to_bottom
 7. Safety before a call: safety-before-calls, no-call-at-once-when-unsafe
 8. What the employer asked for counts: no-number-no-call, no-contact-means-none, no-contact-but-the-truth
 9. The recruiter first: recruiter-first
10. Each thing where it belongs: in-the-room-only-there, thanks-only-for-an-interview, one-thank-you
11. A budget of contacts: contact-budget, contact-budget-one-left, one-contact-after-a-refusal
12. Nothing is due in the past, and time adds no contact: test_a_plan_reads_from_top_to_bottom,
    test_no_window_is_over, waiting-adds-no-contact
13. Several roles are told apart: several-roles-are-named, a-message-says-which-job
14. Their mistake, no apology: their-error-no-apology
15. Who withdraws asks for nothing: withdrawing-asks-for-nothing
16. Being noticed never silences: noticed-is-not-silenced
17. "Not sure" is as cautious as can be: test_not_sure_is_the_cautious_answer
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
import random_answers
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from readers import relevance, standing

from amends import packs
from amends.advice.next_question import next_question
from amends.advice.plan import advise
from amends.authoring.checks.bounds import bounds
from amends.authoring.checks.contradiction import contradiction
from amends.authoring.checks.wording import wording
from amends.authoring.questions import economy
from amends.domain.conditions import leaves
from amends.domain.due import Window
from amends.domain.laws import reads
from amends.domain.model import UNSURE, Advised, AllOf, Answer, Bounds, Invariant, Is, Not, Value
from amends.domain.plan import Situation
from amends.logic import steps
from amends.logic.diagram import Cell, Level, Node
from amends.logic.relevance import Relevance
from amends.logic.smallest import smallest_example
from amends.packs.find import locate

SHIPPED = packs.load()
LOGIC = steps.read(SHIPPED)
DIAGRAMS = LOGIC.diagrams
PHASES = [phase.name for phase in SHIPPED.phases]
WEEK = [datetime(2026, 11, day, 9, 12, tzinfo=UTC) for day in range(23, 30)]
"""A moment on every day of a week, because working days are counted."""

MOST_WORDS = 40


def test_every_property_is_seen_to() -> None:
    """The table above names things that exist, and none of the 17 properties is missing."""
    _, *rows = re.split(r"^ ?(\d+)\. ", __doc__ or "", flags=re.MULTILINE)
    assert [int(number) for number in rows[::2]] == list(range(1, 18))
    for row in rows[1::2]:
        named = set(re.findall(r"[\w-]+", row.partition(":")[2]))
        assert named
        assert named <= {invariant.id for invariant in SHIPPED.invariants} | globals().keys()


# ------------------------------------------------------- proven over all possible situations


def where(name: str, value: str) -> Node:
    return LOGIC.holds(Is(name, frozenset({value})))


def refuse(node: Node) -> None:
    """Fail with the smallest example if the set holds a possible situation."""
    assert smallest_example(LOGIC, node) is None


def test_every_invariant_holds() -> None:
    assert [(finding.message, finding.example) for finding in contradiction(SHIPPED)] == []


@pytest.mark.parametrize("invariant", SHIPPED.invariants, ids=lambda invariant: invariant.id)
def test_an_invariant_is_about_something(invariant: Invariant) -> None:
    """What it asks for happens somewhere; only words that nobody may say, nobody says."""
    for asked in reads(invariant.law):
        for test in (asked, *leaves(asked)):
            assert LOGIC.occurs(LOGIC.holds(test)) or test == Advised(frozenset())


@pytest.mark.parametrize("phase", PHASES)
def test_every_phase_advises_something(phase: str) -> None:
    """Everywhere but where hardly anything is to be done."""
    steps = frozenset(rule.id for rule in SHIPPED.rules if rule.phase == phase)
    assert SHIPPED.quiet is not None
    refuse(LOGIC.holds(AllOf((Not(Advised(steps)), Not(SHIPPED.quiet)))))


def test_the_bounds_of_plans_are_those_that_they_have() -> None:
    """So that `bounds` proves something: one step fewer at most, or one more at least, would not hold."""
    least, most = SHIPPED.bounds.least, SHIPPED.bounds.most
    assert [*bounds(SHIPPED)] == []
    assert [*bounds(replace(SHIPPED, bounds=Bounds(least, most - 1), hash="fewer"))]
    assert [*bounds(replace(SHIPPED, bounds=Bounds(least + 1, most), hash="more"))]


def test_no_window_is_over() -> None:
    for rule in SHIPPED.step.values():
        if isinstance(rule.step.by, Window):
            over = DIAGRAMS.literal(*LOGIC.space.between(SHIPPED.clock, rule.step.by.end.minutes, None))
            refuse(DIAGRAMS.meet(over, LOGIC.stands[rule.id]))


# ---------------------------------------------------------------------- plans as they are made

situations = random_answers.possible(SHIPPED)
moments = st.sampled_from(WEEK)


@given(situations, moments)
def test_a_plan_reads_from_top_to_bottom(here: dict[str, Value], now: datetime) -> None:
    """Phase after phase, deadline after deadline, nothing due in the past, and every step leads back to its sources."""
    steps = advise(SHIPPED, Situation(here), now).steps
    assert [step.rule.phase for step in steps] == sorted((step.rule.phase for step in steps), key=PHASES.index)
    assert [step.due.at for step in steps] == sorted(step.due.at for step in steps)
    for step in steps:
        assert step.due.at >= now
        assert all(here[name] == value for name, value in step.reason.facts.items())
        assert step.rule.sources
        assert {citation.source for citation in step.rule.sources} <= SHIPPED.source.keys()


@given(situations, st.data())
def test_not_sure_is_the_cautious_answer(here: dict[str, Value], data: st.DataObject) -> None:
    """Not to be sure of a fact gives the plan of its cautious value, wherever that value can be true."""
    fact = data.draw(st.sampled_from([fact for fact in SHIPPED.facts if not fact.required]))
    rest = {name: value for name, value in here.items() if name != fact.name}
    unsure = advise(SHIPPED, Situation({**rest, fact.name: UNSURE}), WEEK[0])
    cautious = fact.if_unsure
    assert cautious is not None
    if _possible({**rest, fact.name: cautious}):
        assert unsure.values[fact.name] == cautious
        assert unsure.steps == advise(SHIPPED, Situation({**rest, fact.name: cautious}), WEEK[0]).steps
    else:
        assert _possible(unsure.values)


def _possible(values: Mapping[str, Value]) -> bool:
    cells: dict[Level, Cell] = {}
    for name, value in values.items():
        cells |= LOGIC.space.cells(name, value)
    return DIAGRAMS.contains(LOGIC.possible, [cells[level] for level in LOGIC.space.levels])


# -------------------------------------------------------------------------- questions and orders


@given(situations, st.sets(st.sampled_from([fact.name for fact in SHIPPED.facts if not fact.required])))
@settings(max_examples=30)
def test_to_answer_what_is_asked_is_to_answer_everything(here: dict[str, Value], unsure: set[str]) -> None:
    answers: dict[str, Answer] = {name: UNSURE if name in unsure else value for name, value in here.items()}
    asked = Situation()
    while question := next_question(SHIPPED, asked):
        asked = asked.told(question.fact, answers[question.fact])
    one, other = (advise(SHIPPED, answered, WEEK[0]) for answered in (asked, Situation(answers)))
    assert one.settled
    assert [(step.rule.id, step.due) for step in one.steps] == [(step.rule.id, step.due) for step in other.steps]
    assert {part.status for part in one.parts} == {"certain"}


@given(situations, st.data())
def test_what_is_not_asked_changes_nothing(here: dict[str, Value], data: st.DataObject) -> None:
    known, seen, others = _not_asked(here, data)
    assume(others)
    name = data.draw(st.sampled_from(others))
    _changes_nothing(seen, known.told(name, here[name]))


@pytest.mark.sweep  # every fact that is not asked, one after the other
@given(situations, st.data())
@settings(max_examples=50)
def test_nothing_that_is_not_asked_changes_anything(here: dict[str, Value], data: st.DataObject) -> None:
    known, seen, others = _not_asked(here, data)
    for name in others:
        _changes_nothing(seen, known.told(name, here[name]))


def _not_asked(here: dict[str, Value], data: st.DataObject) -> tuple[Situation, Relevance, list[str]]:
    """What somebody has told of a situation, and the facts that are neither told nor asked."""
    names = data.draw(st.sets(st.sampled_from(sorted(here))))
    known = Situation({name: here[name] for name in sorted({*names, "mistake_type"})})
    seen = relevance(SHIPPED, known)
    return known, seen, sorted(here.keys() - known.known.keys() - set(seen.open))


def _changes_nothing(seen: Relevance, told: Situation) -> None:
    more = standing(SHIPPED, told)
    assert more.cautious == seen.standing.cautious
    assert {rule: more.status(rule) for rule in LOGIC.stands} == {
        rule: seen.standing.status(rule) for rule in LOGIC.stands
    }


@given(situations, st.randoms(use_true_random=False))
@settings(max_examples=30)
def test_the_order_of_answers_does_not_matter(here: dict[str, Value], chance: Random) -> None:
    names = sorted(here)
    chance.shuffle(names)
    one, other = (advise(SHIPPED, Situation(known), WEEK[0]) for known in (here, {name: here[name] for name in names}))
    assert one == other


def test_the_names_of_files_do_not_matter(tmp_path: Path) -> None:
    """In reverse, the files of a pack say the same: only where a rule is found changes."""
    files = sorted(locate("interview").glob("*.yaml"), reverse=True)
    for number, file in enumerate(files):
        (tmp_path / f"{number:02}.yaml").write_bytes(file.read_bytes())
    renamed = packs.load(tmp_path)
    for value in SHIPPED.fact["mistake_type"].values[::4]:
        one, other = (advise(pack, Situation({"mistake_type": value}), WEEK[0]) for pack in (SHIPPED, renamed))
        same, steps = ({step.rule.id: (step.rule, step.due) for step in plan.steps} for plan in (one, other))
        assert same == steps
        assert [step.due.at for step in one.steps] == [step.due.at for step in other.steps]
        assert (one.concluded, one.assumed, one.forced) == (other.concluded, other.assumed, other.forced)
        assert [question.fact for question in one.open] == [question.fact for question in other.open]


# ------------------------------------------------------------------------------------- words


def test_words_are_easy() -> None:
    """Short, in plain English, and quiet: the person reads them at a bad moment."""
    assert [finding.message for finding in wording(SHIPPED)] == []
    texts = [text for rule in SHIPPED.rules for _, text in rule.texts]
    assert [text for text in texts if len(text.split()) > MOST_WORDS or "!" in text] == []


# ------------------------------------------------------------------- questions


@pytest.mark.sweep  # four minutes: every way to be asked
def test_few_questions_settle_a_plan() -> None:
    found = economy(SHIPPED)
    assert found.mean <= 7
    assert found.most <= 12
