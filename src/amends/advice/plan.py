"""From answers to a plan: the engine fires the rules, the logic says what is certain and what is still open."""

from __future__ import annotations

from datetime import datetime

from amends import engine
from amends.advice.timeline import shelf_life
from amends.domain.due import due
from amends.domain.model import Pack, Unsure
from amends.domain.plan import (
    Advice,
    Assumed,
    Due,
    Forced,
    Plan,
    Question,
    Reason,
    Situation,
)
from amends.logic.view import View, refuse_missing, view

NOT_SURE = "you were not sure"
NOT_ASKED = "not asked yet"


def advise(pack: Pack, situation: Situation, now: datetime) -> Plan:
    """What to do from `now` (an aware datetime) on, in order, with a reason for each step.

    Raises `BadAnswers` if a required answer is missing or the answers cannot be true together.
    """
    seen = view(pack, situation)
    refuse_missing(pack, seen)
    record = engine.run(pack, seen.values)
    return Plan(
        pack=pack,
        now=now,
        situation=situation,
        values=seen.values,
        assumed=_assumed(situation, seen),
        forced=_forced(pack, situation, seen),
        concluded=record.concluded,
        steps=_scheduled(pack, seen, record, now),
        overruled=record.overruled,
        open=tuple(Question(name, seen.stakes(name)) for name in seen.open),
        trace=record.trace,
        until=shelf_life(seen, situation, now),
    )


def _assumed(situation: Situation, seen: View) -> dict[str, Assumed]:
    told = {name for name, answer in situation.known.items() if not isinstance(answer, Unsure)}
    return {
        name: Assumed(value, NOT_SURE if name in situation.known else NOT_ASKED)
        for name, value in seen.values.items()
        if name not in told and name not in seen.forced
    }


def _forced(pack: Pack, situation: Situation, seen: View) -> dict[str, Forced]:
    because = {constraint.id: constraint.because for constraint in pack.constraints}
    return {
        name: Forced(seen.values[name], constraints, " ".join(because[each] for each in constraints))
        for name, constraints in seen.forced.items()
        if not isinstance(situation.known.get(name), str | int | frozenset)
    }


def _scheduled(pack: Pack, seen: View, record: engine.Record, now: datetime) -> tuple[Advice, ...]:
    """The standing steps in order: phase by phase, inside a phase by deadline, then as the pack has them."""
    phases = [phase.name for phase in pack.phases]
    clock = seen.values.get(pack.clock)
    elapsed = clock if isinstance(clock, int) else 0
    steps = [_advice(pack, seen, record, step, due(pack.rule[step].step.by, now, elapsed)) for step in record.standing]
    return tuple(sorted(steps, key=lambda step: (phases.index(step.rule.phase), step.due.at)))


def _advice(pack: Pack, seen: View, record: engine.Record, step: str, due: Due) -> Advice:
    rule = pack.rule[step]
    read = next(firing.matched for firing in record.trace if firing.rule == step)
    facts = seen.sufficient(step)
    reason = Reason(
        rule=step,
        where=str(rule.where),
        facts={name: seen.values[name] for name in facts},
        concluded={name: record.concluded[name].value for name in read if name in record.concluded},
        overrules=tuple(other.id for other in record.overruled if step in other.by),
        sources=rule.sources,
    )
    return Advice(rule, "certain" if seen.status(step) == "certain" else "possible", due, reason)
