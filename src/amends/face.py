"""The Python face: what another program calls."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from amends import ask, checks, compare, explain, packs, waiting, whatif, whynot
from amends.checks.finding import Finding
from amends.compare import Difference
from amends.grounds import Why
from amends.model import Pack, Unsure
from amends.packs.answers import answers_from_mapping
from amends.plans import advise as advised
from amends.situation import Plan, Question, Situation
from amends.waiting import Timeline
from amends.whatif import WhatIf
from amends.whynot import WhyNot


def load(where: str | Path) -> Pack:
    """The pack of this name, or in this folder.

    Raises `InvalidPack`, which lists every problem of the pack with its place.
    """
    return packs.load(where)


def advise(pack: Pack, answers: Mapping[str, object] | Situation, now: datetime | None = None) -> Plan:
    """What to do from `now` (by default the clock) on, in order, with a reason for each step.

    Raises `BadAnswers` if an answer is unknown, impossible or not allowed, or if a required one is missing;
    `ValueError` if `now` has no time zone.
    """
    moment = _moment(now)
    return advised(pack, _situation(pack, answers, moment), moment)


def next_question(
    pack: Pack, answers: Mapping[str, object] | Situation, now: datetime | None = None
) -> Question | None:
    """The question to ask next, with what each reply would change; `None` when no answer can change the plan.

    Raises `BadAnswers` if an answer is unknown, impossible or not allowed.
    """
    return ask.next_question(pack, _situation(pack, answers, _moment(now)))


def why(plan: Plan, step_id: str) -> Why:
    """Why a step is in the plan: facts, conclusions, firings, what it overruled, sources.

    Raises `BadInput` if the plan has no such step.
    """
    return explain.why(plan, step_id)


def why_not(plan: Plan, step_id: str) -> WhyNot:
    """What keeps a step out of the plan, and the smallest changes that would bring it in.

    Raises `BadInput` if the pack has no such step, or if the step is in the plan.
    """
    return whynot.why_not(plan, step_id)


def what_if(plan: Plan, changes: Mapping[str, object]) -> WhatIf:
    """The plan beside the one that other answers would give: steps added, removed, moved.

    Raises `BadAnswers` if a changed answer is unknown, not allowed, or impossible beside the others.
    """
    return whatif.what_if(plan, answers_from_mapping(plan.pack, _plain(changes), plan.now))


def timeline(plan: Plan) -> Timeline:
    """The moments at which waiting, and doing nothing, changes the plan."""
    return waiting.timeline(plan)


def check(pack: Pack) -> tuple[Finding, ...]:
    """Everything that is wrong with a pack that can be read, proven over all possible situations."""
    return checks.check(pack)


def diff(old: Pack, new: Pack) -> Difference:
    """Which possible situations get another plan from `new` than from `old`, by the rule responsible."""
    return compare.diff(old, new)


def _moment(now: datetime | None) -> datetime:
    if now is None:
        return datetime.now(UTC).astimezone()
    if now.utcoffset() is None:
        message = "`now` must have a time zone, for example datetime.now(UTC)"
        raise ValueError(message)
    return now


def _situation(pack: Pack, answers: Mapping[str, object] | Situation, now: datetime) -> Situation:
    given = answers.known if isinstance(answers, Situation) else answers
    return Situation(answers_from_mapping(pack, _plain(given), now))


def _plain(answers: Mapping[str, object]) -> dict[str, object]:
    """The answers with "not sure" as documents write it, so that they are checked like any others."""
    return {name: answer.value if isinstance(answer, Unsure) else answer for name, answer in answers.items()}
