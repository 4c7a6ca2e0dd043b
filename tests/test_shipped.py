"""What a good plan is, for every possible situation of the shipped pack.

Where a law is about steps alone, it is proven over all possible situations at once, on the decision diagrams; where
it is about a plan as it is printed, Experta makes one for many random situations. The properties that the advice
must have, and who sees to each (a test here, or by its name an invariant of the pack, all of which are proven too):

 1. Every situation gets advice: test_every_phase_advises_something
 2. Never both to speak and to stay silent: test_every_invariant_holds,
    once-said-is-said, enough-is-enough
 3. An untruth is put right: untruth-is-put-right, untruth-is-never-denied
 4. No apology for what was never done: no-confession-when-falsely-accused
 5. One apology: one-apology, no-second-apology, test_sorry_is_said_once, test_only_an_apology_says_sorry
 6. Phases and deadlines come in order: test_deadlines_never_run_backwards, test_a_plan_reads_from_top_to_bottom
 7. Safety before a call: safety-before-calls, no-call-at-once-when-unsafe, test_nobody_unsafe_rings_at_once
 8. What the employer asked for counts: no-calls-means-no-calls, no-contact-means-none, no-contact-but-the-truth
 9. The recruiter first: recruiter-first
10. Each thing where it belongs: in-the-room-only-there, thanks-only-for-an-interview, one-thank-you
11. A budget of contacts: contact-budget, contact-budget-one-left, one-contact-after-a-refusal
12. Nothing is due in the past, and time adds no contact: test_a_plan_reads_from_top_to_bottom,
    test_no_window_is_over, test_waiting_never_adds_a_contact
13. Several roles are told apart: several-roles-are-named, test_a_message_says_which_job_it_is_about
14. Their mistake, no apology: their-error-no-apology
15. Who withdraws asks for nothing: withdrawing-asks-for-nothing, test_who_withdraws_asks_for_nothing
16. Being noticed never silences: test_being_noticed_never_turns_speech_into_silence
17. "Not sure" is as cautious as can be: test_not_sure_is_the_cautious_answer
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from random import Random

import pytest
import strategies
from hypothesis import given, settings
from hypothesis import strategies as st
from readers import relevance, standing

from amends import packs
from amends.advice.next_question import next_question
from amends.advice.plan import advise
from amends.authoring.checks.contradiction import contradiction
from amends.authoring.checks.wording import wording
from amends.authoring.questions import economy
from amends.domain.due import By, Now, Window, due
from amends.domain.groups import groups_of
from amends.domain.model import UNSURE, Answer, Is, Rule, Value
from amends.domain.plan import Situation
from amends.logic import steps
from amends.logic.diagram import EVERY, NONE
from amends.logic.smallest import smallest_example
from amends.packs.find import locate

SHIPPED = packs.load()
LOGIC = steps.read(SHIPPED)
DIAGRAMS = LOGIC.diagrams
PHASES = [phase.name for phase in SHIPPED.phases]
WEEK = [datetime(2026, 11, day, 9, 12, tzinfo=UTC) for day in range(23, 30)]
"""A moment on every day of a week, because working days are counted."""

MOST_STEPS = 8
MOST_WORDS = 40
NAMES_THE_JOB = re.compile(r"\[(role|reference|note)\]")
SAYS_WHO_SPEAKS = re.compile(r"\[name\]")
SORRY = re.compile(r"\bsorry\b|\bapolog", re.IGNORECASE)


def test_every_property_is_seen_to() -> None:
    """The table above names things that exist, and none of the 17 properties is missing."""
    _, *rows = re.split(r"^ ?(\d+)\. ", __doc__ or "", flags=re.MULTILINE)
    assert [int(number) for number in rows[::2]] == list(range(1, 18))
    for row in rows[1::2]:
        named = set(re.findall(r"[\w-]+", row.partition(":")[2]))
        assert named
        assert named <= {invariant.id for invariant in SHIPPED.invariants} | globals().keys()


# ------------------------------------------------------- proven over all possible situations


def grouped(*names: str) -> list[str]:
    """The steps of one of these groups; there are some, or a law about them would say nothing."""
    found = [rule.id for rule in SHIPPED.step.values() if not set(names).isdisjoint(groups_of(rule))]
    assert found, names
    return found


def any_stands(steps: list[str]) -> int:
    """The possible situations in which one of the steps stands, or more."""
    return DIAGRAMS.meet(LOGIC.possible, DIAGRAMS.join_all(LOGIC.stands[step] for step in steps))


def counted(steps: list[str], most: int) -> list[int]:
    """For each number from 0 to `most`, the possible situations in which at least so many of the steps stand."""
    reached = [LOGIC.possible, *[NONE] * most]
    for step in steps:
        one_more = [NONE, *(DIAGRAMS.meet(some, LOGIC.stands[step]) for some in reached[:-1])]
        reached = [DIAGRAMS.join(some, more) for some, more in zip(reached, one_more, strict=True)]
    return reached


def where(name: str, value: str) -> int:
    return LOGIC.holds(Is(name, frozenset({value})))


def told(name: str, cell: int, *nodes: int) -> list[int]:
    """The sets as seen by somebody who knows the cell of a fact: what else must hold, whatever that fact is."""
    (level,) = LOGIC.space.of[name]
    return DIAGRAMS.restrict(nodes, {level: cell})


def refuse(node: int) -> None:
    """Fail with the smallest example if the set holds a possible situation."""
    assert smallest_example(LOGIC, node) is None


def test_every_invariant_holds() -> None:
    assert [(finding.message, finding.example) for finding in contradiction(SHIPPED)] == []


@pytest.mark.parametrize("phase", PHASES)
def test_every_phase_advises_something(phase: str) -> None:
    steps = [rule.id for rule in SHIPPED.step.values() if rule.phase == phase]
    refuse(DIAGRAMS.minus(LOGIC.possible, any_stands(steps)))


def test_no_plan_is_a_heap() -> None:
    *_, too_many = counted([rule.id for rule in SHIPPED.step.values()], MOST_STEPS + 1)
    refuse(too_many)


def test_sorry_is_said_once() -> None:
    """In words, whatever the tags say."""
    *_, twice = counted([rule.id for rule in SHIPPED.step.values() if SORRY.search(rule.step.say)], 2)
    refuse(twice)


def test_nobody_unsafe_rings_at_once() -> None:
    """By the channel, whatever the tags say: no call is the first thing to do."""
    rings = [rule.id for rule in SHIPPED.step.values() if rule.step.channel == "phone" and rule.step.by == Now()]
    assert rings
    refuse(DIAGRAMS.meet(where("safe_to_act", "no"), any_stands(rings)))


def test_deadlines_never_run_backwards() -> None:
    """Beside a step of an earlier phase, none of a later phase is due before it, whatever the clock says."""
    (clock,) = LOGIC.space.of[SHIPPED.clock]
    for (early, first), (late, then) in combinations(_by_deadline(), 2):
        if early[0] == late[0]:
            continue
        for cell in DIAGRAMS.cells(DIAGRAMS.meet(first, then), clock):
            for now in WEEK:
                for elapsed in _readings(*LOGIC.space.variables[clock].bounds(cell)):
                    one, other = (due(by, now, elapsed).at for by in (early[1], late[1]))
                    assert one <= other, (early, late, elapsed)


def _by_deadline() -> list[tuple[tuple[str, By], int]]:
    """Where some step of a phase with this deadline stands; in the order of the phases."""
    groups: dict[tuple[str, By], list[str]] = {}
    for rule in sorted(SHIPPED.step.values(), key=lambda rule: PHASES.index(rule.phase)):
        groups.setdefault((rule.phase, rule.step.by), []).append(rule.id)
    return [(group, any_stands(steps)) for group, steps in groups.items()]


def _readings(low: int, high: int) -> set[int]:
    """Where the order of two deadlines can turn inside a cell of the clock: at its ends, and when a wait is over."""
    days = range(max(low, 0) // 1440, min(high, 40 * 1440) // 1440 + 1)
    around = (day * 1440 + beside for day in days for beside in (-1, 0, 1))
    return {low, high, *(reading for reading in around if low <= reading <= high)}


def test_no_window_is_over() -> None:
    for rule in SHIPPED.step.values():
        if isinstance(rule.step.by, Window):
            over = DIAGRAMS.literal(*LOGIC.space.between(SHIPPED.clock, rule.step.by.end.minutes, None))
            refuse(DIAGRAMS.meet(over, LOGIC.stands[rule.id]))


def test_waiting_never_adds_a_contact() -> None:
    """With all other answers the same, a later reading of the clock has no more contacts than an earlier one."""
    (clock,) = LOGIC.space.of[SHIPPED.clock]
    contacts = grouped("contact")
    at = [told(SHIPPED.clock, c, *counted(contacts, len(PHASES) + 2)) for c in LOGIC.space.variables[clock].cells]
    for earlier, later in combinations(at, 2):
        for few, many in zip(earlier, later, strict=True):
            refuse(DIAGRAMS.minus(DIAGRAMS.meet(many, earlier[0]), few))


def test_being_noticed_never_turns_speech_into_silence() -> None:
    no, yes = (SHIPPED.fact["noticed"].values.index(value) for value in ("no", "yes"))
    speech = any_stands(grouped("about:slip"))
    (spoken,) = told("noticed", no, speech)
    can_be_noticed, still_spoken = told("noticed", yes, LOGIC.possible, speech)
    refuse(DIAGRAMS.minus(DIAGRAMS.meet(spoken, can_be_noticed), still_spoken))


def test_who_withdraws_asks_for_nothing() -> None:
    refuse(DIAGRAMS.meet(where("goal", "withdraw"), any_stands(grouped("reschedule", "ask-for-news"))))


def test_a_law_over_all_situations_is_about_some() -> None:
    """The sets that the proofs speak of are neither empty nor everything."""
    for name in ("contact", "about:slip", "silent_on:slip", "apology", "reschedule"):
        assert any_stands(grouped(name)) not in (NONE, LOGIC.possible)
    assert LOGIC.possible not in (NONE, EVERY)
    assert counted(grouped("contact"), 1)[1] != NONE


# ---------------------------------------------------------------------- plans as they are made

situations = strategies.possible(SHIPPED)
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
    assert unsure.steps
    cautious = fact.if_unsure
    assert cautious is not None
    if _possible({**rest, fact.name: cautious}):
        assert unsure.values[fact.name] == cautious
        assert unsure.steps == advise(SHIPPED, Situation({**rest, fact.name: cautious}), WEEK[0]).steps
    else:
        assert _possible(unsure.values)


def _possible(values: Mapping[str, Value]) -> bool:
    cells: dict[int, int] = {}
    for name, value in values.items():
        cells |= LOGIC.space.cells(name, value)
    return DIAGRAMS.contains(LOGIC.possible, [cells[level] for level in range(len(cells))])


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
    assert {step.status for step in one.steps} == {"certain"}


@given(situations, st.data())
@settings(max_examples=50)
def test_what_is_not_asked_changes_nothing(here: dict[str, Value], data: st.DataObject) -> None:
    names = data.draw(st.sets(st.sampled_from(sorted(here))))
    known = Situation({name: here[name] for name in sorted({*names, "mistake_type"})})
    seen = relevance(SHIPPED, known)
    before = {step: seen.standing.status(step) for step in LOGIC.stands}
    for name in here.keys() - known.known.keys() - set(seen.open):
        more = standing(SHIPPED, known.told(name, here[name]))
        assert more.cautious == seen.standing.cautious
        assert {step: more.status(step) for step in LOGIC.stands} == before


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
        assert {step.rule.id: step.due for step in one.steps} == {step.rule.id: step.due for step in other.steps}
        assert [step.due.at for step in one.steps] == [step.due.at for step in other.steps]
        assert (one.concluded, one.assumed, one.forced) == (other.concluded, other.assumed, other.forced)
        assert [question.fact for question in one.open] == [question.fact for question in other.open]


# ------------------------------------------------------------------------------------- words


def said(rule: Rule) -> Iterator[str]:
    yield from (rule.step.do, rule.step.say, rule.step.because, *rule.step.avoid)


def test_words_are_easy() -> None:
    """Short, in plain English, and quiet: the person reads them at a bad moment."""
    assert [finding.message for finding in wording(SHIPPED)] == []
    texts = [text for rule in SHIPPED.step.values() for text in said(rule)]
    assert [text for text in texts if len(text.split()) > MOST_WORDS or "!" in text] == []


def test_only_an_apology_says_sorry() -> None:
    """So what is proven of the tag `apology` holds of the words that are spoken."""
    assert {rule.id for rule in SHIPPED.step.values() if SORRY.search(rule.step.say)} == set(grouped("apology"))


def test_a_message_says_which_job_it_is_about() -> None:
    """With several roles open, by its title or reference, or by who is due when; a corrected note as it was meant."""
    several = DIAGRAMS.literal(*LOGIC.space.between("roles_applied", 2, None))
    spoken = grouped("channel:in_person", "channel:call_link")
    written = [step for step in grouped("to:employer", "to:recruiter") if step not in spoken]
    told = {step: SHIPPED.step[step].step.say for step in written}
    silent = [step for step, say in told.items() if not NAMES_THE_JOB.search(say) and not SAYS_WHO_SPEAKS.search(say)]
    assert [step for step in silent if DIAGRAMS.meet(several, any_stands([step])) != NONE] == []


def test_every_passage_of_the_seed_carries_a_rule() -> None:
    passages = {("seed", number) for number, _ in enumerate(SHIPPED.source["seed"].passages, start=1)}
    assert passages
    assert passages <= {(cited.source, cited.passage) for rule in SHIPPED.step.values() for cited in rule.sources}


# ------------------------------------------------------------------- questions


def test_few_questions_settle_a_plan() -> None:
    found = economy(SHIPPED)
    assert found.mean <= 7
    assert found.most <= 12
