"""Plans and reasons as JSON documents with fixed names, for other programs; the same plan gives the same bytes."""

from __future__ import annotations

from amends.domain.model import Pack
from amends.domain.plan import DoNow, Plan, Question
from amends.packs.writing import condition
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
        "outlook": _outlook(plan),
        **fields(plan, "settled", "until"),
        "do_now": do_now_part(plan.do_now),
        "steps": [parts.step_part(plan, step) for step in plan.steps],
        "answers": [parts.said_part(plan, answer) for answer in plan.answers],
        "overruled": [parts.overruled_part(step) for step in plan.overruled],
        "open": [_open(pack, question) for question in plan.open],
        "trace": [parts.firing_part(pack, firing) for firing in plan.trace],
    }


def _outlook(plan: Plan) -> Document | None:
    """The outlook, with the odds and the keys of its sources beside it."""
    if plan.outlook is None:
        return None
    odds = plan.concluded[plan.pack.odds].value if plan.pack.odds else None
    found = parts.said_part(plan, plan.outlook)
    return {"id": found.pop("id"), "odds": odds, **found, "sources": found["reason"]["sources"]}


def do_now_part(found: DoNow | None) -> Document | None:
    """The urgent act with its exceptions, each as the rule language writes a condition."""
    if found is None:
        return None
    unless = [condition(each) for each in found.unless]
    return {"act": found.act.name, "words": found.act.label, "unless": unless}


def _open(pack: Pack, question: Question) -> Document:
    fact = pack.fact[question.fact]
    bounds = ("unit", "minimum", "maximum") if fact.kind == "number" else ()
    return {
        "fact": fact.name,
        **fields(fact, "question", "kind", "values", *bounds),
        "only": question.only,
        "stakes": {reply: fields(stake, "adds", "removes", "rewords") for reply, stake in question.stakes.items()},
    }
