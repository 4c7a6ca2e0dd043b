"""From answers to a plan: the engine fires the rules, the logic says what is certain and what is still open."""

from __future__ import annotations

from collections.abc import Container
from datetime import datetime

from amends import engine
from amends.advice.timeline import shelf_life
from amends.domain.due import due
from amends.domain.model import Pack
from amends.domain.plan import Advice, Assumed, Forced, Plan, Question, Reason, Situation
from amends.logic import reasons
from amends.logic.relevance import Relevance
from amends.logic.standing import Standing
from amends.logic.view import View, refuse_missing, view


def advise(pack: Pack, situation: Situation, now: datetime) -> Plan:
    """What to do from `now` (an aware datetime) on, in order, with a reason for each step.

    Raises `BadAnswers` if a required answer is missing or the answers cannot be true together.
    """
    seen = view(pack, situation)
    refuse_missing(seen)
    record = engine.run(pack, seen.values)
    standing = Standing(seen)
    relevance = Relevance(standing)
    forced = _forced(seen)
    return Plan(
        pack=pack,
        now=now,
        situation=situation,
        values=seen.values,
        assumed=_assumed(situation, seen, forced),
        forced=forced,
        concluded=record.concluded,
        steps=_scheduled(standing, record, now),
        overruled=record.overruled,
        open=tuple(Question(name, relevance.stakes(name)) for name in relevance.open),
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


def _scheduled(standing: Standing, record: engine.Record, now: datetime) -> tuple[Advice, ...]:
    """The standing steps in order: phase by phase, inside a phase by deadline, then as the pack has them."""
    phases = [phase.name for phase in standing.seen.logic.pack.phases]
    steps = [_advice(standing, record, step, now) for step in record.standing]
    return tuple(sorted(steps, key=lambda step: (phases.index(step.rule.phase), step.due.at)))


def _advice(standing: Standing, record: engine.Record, step: str, now: datetime) -> Advice:
    seen, pack = standing.seen, standing.seen.logic.pack
    rule, clock = pack.rule[step], seen.values.get(pack.clock)
    read = next(firing.matched for firing in record.trace if firing.rule == step)
    facts = {name: seen.values[name] for name in reasons.sufficient(seen, step)}
    concluded = {name: record.concluded[name].value for name in read if name in record.concluded}
    reason = Reason(facts, concluded, tuple(other.id for other in record.overruled if step in other.by))
    when = due(rule.step.by, now, clock if isinstance(clock, int) else 0)
    return Advice(rule, "certain" if standing.status(step) == "certain" else "possible", when, reason)
