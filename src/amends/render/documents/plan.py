"""Plans and reasons as JSON documents with fixed names, for other programs; the same plan gives the same bytes."""

from __future__ import annotations

from amends.domain.model import Pack
from amends.domain.plan import Plan, Question
from amends.render.documents import parts
from amends.render.documents.parts import Document, fields, in_order, plain
from amends.render.words import say


def plan_document(plan: Plan) -> Document:
    """A plan by the names of `amends.plan/1`."""
    pack = plan.pack
    return {
        **parts.head("plan", pack),
        **fields(plan, "now"),
        "situation": parts.values_part(pack, plan.situation.known),
        "assumed": {
            name: {"value": plain(pack, name, found.value), "because": say(f"because.{found.because}")}
            for name, found in in_order(pack, plan.assumed)
        },
        "forced": {
            name: {"value": plain(pack, name, found.value), **fields(found, "constraints", "because")}
            for name, found in in_order(pack, plan.forced)
        },
        "concluded": {name: fields(found, "value", "rule") for name, found in plan.concluded.items()},
        **fields(plan, "settled", "until"),
        "steps": [parts.step_part(plan, step) for step in plan.steps],
        "overruled": [parts.overruled_part(step) for step in plan.overruled],
        "open": [_open(pack, question) for question in plan.open],
        "trace": [parts.firing_part(pack, firing) for firing in plan.trace],
    }


def _open(pack: Pack, question: Question) -> Document:
    fact = pack.fact[question.fact]
    bounds = ("unit", "minimum", "maximum") if fact.kind == "number" else ()
    return {
        "fact": fact.name,
        **fields(fact, "question", "kind", "values", *bounds),
        "stakes": {reply: fields(stake, "adds", "removes") for reply, stake in question.stakes.items()},
    }
