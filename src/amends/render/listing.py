"""A pack as JSON documents: its facts, and its sources with the rules that stand on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from amends.model import Fact, Pack, Source
from amends.render.document import Document, pack_line, plain


def facts_document(pack: Pack) -> Document:
    """What can be asked, by the names of `amends.facts/1`."""
    return {"schema": "amends.facts/1", "pack": pack_line(pack), "facts": [_fact(pack, fact) for fact in pack.facts]}


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
