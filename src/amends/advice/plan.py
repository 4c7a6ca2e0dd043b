"""From answers to a plan: the engine fires the rules, the logic says what is certain and what is still open."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from datetime import datetime
from typing import TypeVar

from amends import engine
from amends.advice.next_question import questions
from amends.advice.timeline import shelf_life
from amends.domain.due import due
from amends.domain.model import Pack, StepRule
from amends.domain.plan import Advice, Answered, Assumed, Forced, Foreseen, Plan, Reason, Situation
from amends.logic import reasons
from amends.logic.relevance import Relevance
from amends.logic.standing import Standing
from amends.logic.urgency import do_now
from amends.logic.view import View, refuse_missing, view

T = TypeVar("T")


def advise(pack: Pack, situation: Situation, now: datetime) -> Plan:
    """What to do from `now` (an aware datetime) on, in order, with a reason for each step.

    Raises `BadAnswers` if a required answer is missing or the answers cannot be true together.
    """
    seen = view(pack, situation)
    refuse_missing(seen)
    record = engine.run(pack, seen.values)
    standing = Standing(seen)
    forced = _forced(seen)
    return Plan(
        pack=pack,
        now=now,
        situation=situation,
        values=seen.values,
        assumed=_assumed(situation, seen, forced),
        forced=forced,
        concluded=record.concluded,
        outlook=next(_foreseen(standing, record), None),
        do_now=do_now(standing),
        steps=_scheduled(standing, record, now),
        answers=tuple(_answered(standing, record)),
        overruled=record.overruled,
        open=tuple(questions(Relevance(standing))),
        trace=record.trace,
        until=shelf_life(standing, situation, now),
    )


def _forced(seen: View) -> dict[str, Forced]:
    because = {constraint.id: constraint.because for constraint in seen.logic.pack.constraints}
    return {
        name: Forced(seen.values[name], constraints, " ".join(because[each] for each in constraints))
        for name, constraints in reasons.forced(seen).items()
    }


def _assumed(situation: Situation, seen: View, forced: Container[str]) -> dict[str, Assumed]:
    return {
        name: Assumed(value, "unsure" if name in situation.known else "unasked")
        for name, value in seen.values.items()
        if name not in seen.told and name not in forced
    }


def _foreseen(standing: Standing, record: engine.Record) -> Iterator[Foreseen]:
    """The standing outlooks; a sound pack has one of them, or none."""
    for name, rule in _standing(standing.seen.logic.pack.outlook, record):
        yield Foreseen(rule, standing.status(name) or "possible", _reason(standing, record, name))


def _answered(standing: Standing, record: engine.Record) -> Iterator[Answered]:
    """The standing answers, in the order of the pack."""
    for name, rule in _standing(standing.seen.logic.pack.answer, record):
        yield Answered(rule, standing.status(name) or "possible", _reason(standing, record, name))


def _scheduled(standing: Standing, record: engine.Record, now: datetime) -> tuple[Advice, ...]:
    """The standing steps in order: phase by phase, inside a phase by deadline, then as the pack has them."""
    pack = standing.seen.logic.pack
    steps = [_advice(standing, record, rule, now) for _, rule in _standing(pack.step, record)]
    return tuple(sorted(steps, key=lambda step: (pack.stages.index(step.rule.phase), step.due.at)))


def _advice(standing: Standing, record: engine.Record, rule: StepRule, now: datetime) -> Advice:
    clock = standing.seen.values.get(standing.seen.logic.pack.clock)
    return Advice(
        rule=rule,
        status=standing.status(rule.id) or "possible",
        wording=standing.wording(rule.id) or "possible",
        due=due(rule.step.by, now, clock if isinstance(clock, int) else 0),
        reason=_reason(standing, record, rule.id),
    )


def _standing(rules: Mapping[str, T], record: engine.Record) -> Iterator[tuple[str, T]]:
    """Those of some rules that stand."""
    return ((name, rules[name]) for name in record.standing if name in rules)


def _reason(standing: Standing, record: engine.Record, name: str) -> Reason:
    seen = standing.seen
    read = next(firing.matched for firing in record.trace if firing.rule == name)
    facts = {fact: seen.values[fact] for fact in reasons.sufficient(seen, name)}
    concluded = {each: record.concluded[each].value for each in read if each in record.concluded}
    return Reason(facts, concluded, tuple(other.id for other in record.overruled if name in other.by))
