"""The Python face: what another program calls."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import amends.advice.next_question
import amends.advice.plan
import amends.advice.what_if
from amends import packs
from amends.advice.timeline import timeline
from amends.advice.what_if import WhatIf
from amends.advice.why import why
from amends.advice.why_not import why_not
from amends.authoring.checks import check
from amends.authoring.diff import diff
from amends.domain.model import Pack, Unsure
from amends.domain.plan import Plan, Question, Situation
from amends.packs.answers import answers_from_mapping
from amends.render.words import say

__all__ = ["advise", "check", "diff", "load", "next_question", "timeline", "what_if", "why", "why_not"]


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
    return amends.advice.plan.advise(pack, _situation(pack, answers, moment), moment)


def next_question(
    pack: Pack, answers: Mapping[str, object] | Situation, now: datetime | None = None
) -> Question | None:
    """The question to ask next, with what each reply would change; `None` when no answer can change the plan.

    Raises `BadAnswers` if an answer is unknown, impossible or not allowed.
    """
    return amends.advice.next_question.next_question(pack, _situation(pack, answers, _moment(now)))


def what_if(plan: Plan, changes: Mapping[str, object]) -> WhatIf:
    """The plan beside the one that other answers would give: steps added, removed, moved.

    Raises `BadAnswers` if a changed answer is unknown, not allowed, or impossible beside the others.
    """
    return amends.advice.what_if.what_if(plan, answers_from_mapping(plan.pack, _plain(changes), plan.now))


def _moment(now: datetime | None) -> datetime:
    if now is None:
        return datetime.now(UTC).astimezone()
    if now.utcoffset() is None:
        raise ValueError(say("no-zone"))
    return now


def _situation(pack: Pack, answers: Mapping[str, object] | Situation, now: datetime) -> Situation:
    given = answers.known if isinstance(answers, Situation) else answers
    return Situation(answers_from_mapping(pack, _plain(given), now))


def _plain(answers: object) -> object:
    """The answers with "not sure" as documents write it, so that they are checked like any others."""
    if not isinstance(answers, Mapping):
        return answers
    return {name: answer.value if isinstance(answer, Unsure) else answer for name, answer in answers.items()}
