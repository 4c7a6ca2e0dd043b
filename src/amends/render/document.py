"""Plans and reasons as JSON documents with fixed names, for other programs; the same plan gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from amends.model import Answer, Citation, Fact, Pack, Rule, Unsure
from amends.situation import Advice, Due, Firing, Overruled, Plan, Question, Reason

if TYPE_CHECKING:
    from amends.grounds import Cited, Why  # a plan needs none

Document = dict[str, Any]
T = TypeVar("T")


def as_json(document: Mapping[str, Any]) -> str:
    """The document as text; only ASCII, so that it survives every stream and no sign in it can steer a terminal."""
    return json.dumps(document, indent=2) + "\n"


def plan_document(plan: Plan) -> Document:
    """A plan by the names of `amends.plan/1`."""
    return {
        "schema": "amends.plan/1",
        "pack": pack_line(plan.pack),
        "now": plan.now.isoformat(),
        "situation": _values(plan.pack, plan.situation.known),
        "assumed": {
            name: {"value": plain(plan.pack, name, found.value), "because": found.because}
            for name, found in _in_order(plan.pack, plan.assumed)
        },
        "forced": {
            name: {
                "value": plain(plan.pack, name, found.value),
                "constraints": list(found.constraints),
                "because": found.because,
            }
            for name, found in _in_order(plan.pack, plan.forced)
        },
        "concluded": {name: {"value": found.value, "rule": found.rule} for name, found in plan.concluded.items()},
        "settled": plan.settled,
        "until": plan.until.isoformat() if plan.until else None,
        "steps": [_step(plan.pack, step) for step in plan.steps],
        "overruled": [_overruled(step) for step in plan.overruled],
        "open": [_open(plan.pack, question) for question in plan.open],
        "trace": [_firing(plan.pack, firing) for firing in plan.trace],
    }


def why_document(why: Why) -> Document:
    """The grounds of a step by the names of `amends.why/1`."""
    pack = why.plan.pack
    return {
        "schema": "amends.why/1",
        "pack": pack_line(pack),
        "step": _step(pack, why.advice),
        "facts": [
            {
                "name": known.fact.name,
                "question": known.fact.question,
                "value": plain(pack, known.fact.name, known.value),
                "known": known.how,
                "because": known.because,
            }
            for known in why.facts
        ],
        "conclusions": [
            {
                "name": passed.conclusion.name,
                "about": passed.conclusion.about,
                "value": passed.value,
                "rule": passed.decision,
                "read": _values(pack, passed.read),
            }
            for passed in why.conclusions
        ],
        "firings": [_firing(pack, firing) for firing in why.firings],
        "overruled": [_overruled(step) for step in why.overruled],
        "sources": [_cited(cited) for cited in why.sources],
    }


def pack_line(pack: Pack) -> Document:
    """Which pack a document speaks of."""
    return {"id": pack.id, "version": pack.version, "hash": pack.hash, "title": pack.title}


def plain(pack: Pack, name: str, value: Answer) -> str | int | list[str]:
    """A value as JSON has it: a set becomes a list in the order of the pack."""
    if isinstance(value, Unsure):
        return value.value
    if isinstance(value, frozenset):
        return [item for item in pack.fact[name].values if item in value]
    return value


def _values(pack: Pack, values: Mapping[str, Answer]) -> Document:
    return {name: plain(pack, name, value) for name, value in _in_order(pack, values)}


def _in_order(pack: Pack, values: Mapping[str, T]) -> Iterable[tuple[str, T]]:
    """The facts in the order of the pack, so that the order of the answers leaves no trace; then the conclusions."""
    names = [name for name in (*pack.fact, *pack.conclusion) if name in values]
    return ((name, values[name]) for name in names)


def _step(pack: Pack, advice: Advice) -> Document:
    rule, step = advice.rule, advice.rule.step
    return {
        "id": rule.id,
        "phase": rule.phase,
        "status": advice.status,
        "do": step.do,
        "say": step.say,
        "avoid": list(step.avoid),
        "channel": step.channel,
        "by": due(advice.due),
        "because": step.because,
        "tags": list(rule.tags),
        "basis": rule.basis,
        "reason": _reason(pack, rule, advice.reason),
    }


def due(due: Due) -> Document:
    start = {} if due.start is None else {"from": due.start.isoformat()}
    return {"text": due.text, "at": due.at.isoformat(), **start}


def _reason(pack: Pack, rule: Rule, reason: Reason) -> Document:
    return {
        "rule": reason.rule,
        "where": reason.where,
        "facts": _values(pack, reason.facts),
        "concluded": dict(reason.concluded),
        "overrules": list(reason.overrules),
        "sources": list(dict.fromkeys(citation.source for citation in reason.sources)),
        "passages": [_passage(pack, citation) for citation in rule.sources if citation.passage],
    }


def _passage(pack: Pack, citation: Citation) -> Document:
    text = pack.source[citation.source].passages[citation.passage - 1]
    return {"source": citation.source, "number": citation.passage, "text": text}


def _overruled(step: Overruled) -> Document:
    return {"id": step.id, "by": step.by[0], "also_by": list(step.by[1:])}


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


def _firing(pack: Pack, firing: Firing) -> Document:
    return {
        "order": firing.order,
        "gives": firing.gives,
        "name": firing.name,
        "rule": firing.rule,
        "matched": _values(pack, firing.matched),
    }


def _cited(cited: Cited) -> Document:
    source = cited.source
    return {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "year": source.year,
        "address": source.address,
        "strength": source.strength,
        "passages": [{"number": number, "text": text} for number, text in cited.passages.items()],
    }
