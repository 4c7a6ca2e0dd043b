"""Plans and reasons as JSON documents with fixed names, for other programs; the same plan gives the same bytes."""

from __future__ import annotations

from amends.domain.model import Fact, Pack
from amends.domain.plan import Plan, Question
from amends.render.documents.parts import (
    Document,
    firing_part,
    in_order,
    overruled_part,
    pack_line,
    plain,
    step_part,
    values_part,
)
from amends.render.words import say


def plan_document(plan: Plan) -> Document:
    """A plan by the names of `amends.plan/1`."""
    return {
        "schema": "amends.plan/1",
        "pack": pack_line(plan.pack),
        "now": plan.now.isoformat(),
        "situation": values_part(plan.pack, plan.situation.known),
        "assumed": {
            name: {"value": plain(plan.pack, name, found.value), "because": say(f"because.{found.because}")}
            for name, found in in_order(plan.pack, plan.assumed)
        },
        "forced": {
            name: {
                "value": plain(plan.pack, name, found.value),
                "constraints": list(found.constraints),
                "because": found.because,
            }
            for name, found in in_order(plan.pack, plan.forced)
        },
        "concluded": {name: {"value": found.value, "rule": found.rule} for name, found in plan.concluded.items()},
        "settled": plan.settled,
        "until": plan.until.isoformat() if plan.until else None,
        "steps": [step_part(plan, step) for step in plan.steps],
        "overruled": [overruled_part(step) for step in plan.overruled],
        "open": [_open(plan.pack, question) for question in plan.open],
        "trace": [firing_part(plan.pack, firing) for firing in plan.trace],
    }


def _open(pack: Pack, question: Question) -> Document:
    fact = pack.fact[question.fact]
    return {
        "fact": fact.name,
        "question": fact.question,
        "kind": fact.kind,
        "values": list(fact.values),
        **_range(fact),
        "stakes": {
            reply: {"adds": list(stake.adds), "removes": list(stake.removes)}
            for reply, stake in question.stakes.items()
        },
    }


def _range(fact: Fact) -> Document:
    number = {"unit": fact.unit, "minimum": fact.minimum, "maximum": fact.maximum}
    return number if fact.kind == "number" else {}
