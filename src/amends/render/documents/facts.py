"""A pack as JSON documents: its facts, and its sources with the rules that stand on them."""

from __future__ import annotations

from amends.domain.model import Fact, Pack
from amends.render.documents.parts import Document, pack_line, plain


def facts_document(pack: Pack) -> Document:
    """What can be asked, by the names of `amends.facts/1`."""
    return {"schema": "amends.facts/1", "pack": pack_line(pack), "facts": [_fact(pack, fact) for fact in pack.facts]}


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
