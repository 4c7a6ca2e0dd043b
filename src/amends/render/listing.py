"""A pack as JSON documents: its facts, its rules, and its sources with the rules that stand on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from amends.conditions import names, steps
from amends.model import By, Fact, Pack, Rule, Source, Span
from amends.render.document import Document, pack_line, plain
from amends.render.phrases import as_written


def facts_document(pack: Pack) -> Document:
    """What can be asked, by the names of `amends.facts/1`."""
    return {"schema": "amends.facts/1", "pack": pack_line(pack), "facts": [_fact(pack, fact) for fact in pack.facts]}


def rules_document(pack: Pack, rules: Iterable[Rule]) -> Document:
    """Rules, whole, by the names of `amends.rules/1`."""
    return {"schema": "amends.rules/1", "pack": pack_line(pack), "rules": [_rule(pack, rule) for rule in rules]}


def sources_document(pack: Pack, sources: Iterable[Source]) -> Document:
    """Sources and the rules that cite them, by the names of `amends.sources/1`."""
    users = cited_by(pack)
    return {
        "schema": "amends.sources/1",
        "pack": pack_line(pack),
        "sources": [_source(source, users) for source in sources],
    }


def cited_by(pack: Pack) -> Mapping[tuple[str, int], tuple[str, ...]]:
    """For each passage of each source (0 is the source as a whole), the rules that cite it, in order."""
    users: dict[tuple[str, int], list[str]] = {}
    for rule in pack.rules:
        for citation in rule.sources:
            users.setdefault((citation.source, citation.passage), []).append(rule.id)
    return {cited: tuple(rules) for cited, rules in users.items()}


def _fact(pack: Pack, fact: Fact) -> Document:
    return {
        "name": fact.name,
        "kind": fact.kind,
        "question": fact.question,
        "help": fact.help,
        "private": fact.private,
        "values": [
            {"value": option.value, "label": option.label, "group": option.group, "words": list(option.words)}
            for option in fact.options
        ],
        "unit": fact.unit or None,
        "minimum": fact.minimum if fact.kind == "number" else None,
        "maximum": fact.maximum if fact.kind == "number" else None,
        "if_unsure": None if fact.if_unsure is None else plain(pack, fact.name, fact.if_unsure),
        "required": fact.required,
        "can_change": fact.can_change,
    }


def _rule(pack: Pack, rule: Rule) -> Document:
    step = rule.step
    return {
        "id": rule.id,
        "phase": rule.phase,
        "where": str(rule.where),
        "when": as_written(pack, rule.when),
        "reads": list(names(rule.when)),
        "after": sorted(steps(rule.when)),
        "advise": {
            "do": step.do,
            "say": step.say,
            "avoid": list(step.avoid),
            "channel": step.channel,
            "by": _by(step.by),
            "because": step.because,
        },
        "sources": [str(citation) for citation in rule.sources],
        "basis": rule.basis,
        "overrules": sorted(rule.overrules),
        "tags": list(rule.tags),
    }


def _by(by: By) -> Document:
    return {"kind": by.kind, "from": _span(by.start), "until": _span(by.end)}


def _span(span: Span | None) -> str | None:
    return None if span is None else f"{span.amount} {span.unit}"


def _source(source: Source, users: Mapping[tuple[str, int], tuple[str, ...]]) -> Document:
    return {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "year": source.year,
        "address": source.address,
        "strength": source.strength,
        "note": source.note,
        "rules": list(users.get((source.id, 0), ())),
        "passages": [
            {"number": number, "text": text, "rules": list(users.get((source.id, number), ()))}
            for number, text in enumerate(source.passages, start=1)
        ],
    }
