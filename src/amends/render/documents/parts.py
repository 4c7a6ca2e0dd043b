"""What several JSON documents share: packs, values, steps, firings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from operator import attrgetter
from typing import Any, TypeVar

from amends.domain.message import Message
from amends.domain.model import Answer, AnyRule, Citation, Pack, Unsure
from amends.domain.plan import Advice, Answered, Firing, Foreseen, Overruled, Part, Plan, Reason
from amends.render.say_values import due_words

Document = dict[str, Any]
T = TypeVar("T")


def head(name: str, pack: Pack) -> Document:
    """How a document begins: by which names it goes, and which pack it speaks of."""
    return {"schema": f"amends.{name}/1", "pack": pack_line(pack)}


def pack_line(pack: Pack) -> Document:
    """Which pack a document speaks of."""
    return fields(pack, "id", "version", "hash", "title")


def fields(value: object, *paths: str) -> Document:
    """Some fields of a value, or of what it holds (`where.line`), each under its own name, as JSON has them."""
    return {path.rpartition(".")[2]: _as_json(attrgetter(path)(value)) for path in paths}


def _as_json(value: object) -> object:
    match value:
        case tuple():
            return list(value)
        case datetime():
            return value.isoformat()
        case Message():
            return str(value)
    return value


def plain(pack: Pack, name: str, value: Answer) -> str | int | list[str]:
    """A value as JSON has it: a set becomes a list in the order of the pack."""
    if isinstance(value, Unsure):
        return value.value
    if isinstance(value, frozenset):
        return [item for item in pack.fact[name].values if item in value]
    return value


def values_part(pack: Pack, values: Mapping[str, Answer]) -> Document:
    return {name: plain(pack, name, value) for name, value in in_order(pack, values)}


def in_order(pack: Pack, values: Mapping[str, T]) -> Iterable[tuple[str, T]]:
    """The facts in the order of the pack, so that the order of the answers leaves no trace; then the conclusions."""
    return ((name, values[name]) for name in (*pack.fact, *pack.conclusion) if name in values)


def step_part(plan: Plan, advice: Advice) -> Document:
    step = advice.rule.step
    return {
        **fields(advice, "rule.id", "rule.act", "rule.phase", "status", "wording"),
        **fields(step, "do", "say", "avoid", "channel", "about", "to", "silent_on"),
        "by": due_part(plan, advice),
        **fields(advice, "rule.step.because", "rule.tags", "rule.basis"),
        "done": values_part(plan.pack, step.done),
        "reason": _reason(plan.pack, advice.rule, advice.reason),
    }


def said_part(plan: Plan, part: Foreseen | Answered) -> Document:
    """An outlook or an answer, with its reason."""
    texts, reason = dict(part.rule.texts), _reason(plan.pack, part.rule, part.reason)
    return {**fields(part, "rule.id", "status"), **texts, **fields(part.rule, "tags", "basis"), "reason": reason}


def part_part(plan: Plan, part: Part) -> Document:
    """Any part of a plan."""
    return step_part(plan, part) if isinstance(part, Advice) else said_part(plan, part)


def due_part(plan: Plan, advice: Advice) -> Document | None:
    """When a step is due; none if it asks for nothing."""
    if advice.rule.step.asks_nothing:
        return None
    due = advice.due
    start = {} if due.start is None else {"from": due.start.isoformat()}
    return {"text": due_words(plan, advice), "at": due.at.isoformat(), **start}


def _reason(pack: Pack, rule: AnyRule, reason: Reason) -> Document:
    return {
        "rule": rule.id,
        "where": str(rule.where),
        "facts": values_part(pack, reason.facts),
        "concluded": dict(reason.concluded),
        "overrules": list(reason.overrules),
        "sources": list(dict.fromkeys(citation.source for citation in rule.sources)),
        "passages": [_passage(pack, citation) for citation in rule.sources if citation.passage],
    }


def _passage(pack: Pack, citation: Citation) -> Document:
    text = pack.source[citation.source].passages[citation.passage - 1]
    return {"source": citation.source, "number": citation.passage, "text": text}


def overruled_part(step: Overruled) -> Document:
    return {"id": step.id, "by": step.by[0], "also_by": list(step.by[1:])}


def firing_part(pack: Pack, firing: Firing) -> Document:
    return {**fields(firing, "order", "gives", "name", "rule"), "matched": values_part(pack, firing.matched)}
