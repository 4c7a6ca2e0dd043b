"""A pack as JSON documents: its facts, and its sources with the rules that stand on them."""

from __future__ import annotations

from amends.domain.model import Fact, Pack
from amends.render.documents.parts import Document, fields, head, plain


def facts_document(pack: Pack) -> Document:
    """What can be asked, by the names of `amends.facts/1`."""
    return {**head("facts", pack), "facts": [_fact(pack, fact) for fact in pack.facts]}


def _fact(pack: Pack, fact: Fact) -> Document:
    return {
        **fields(fact, "name", "kind", "question", "help", "private"),
        "values": [fields(option, "value", "label", "group", "said") for option in fact.options],
        "unit": fact.unit or None,
        "minimum": fact.minimum if fact.kind == "number" else None,
        "maximum": fact.maximum if fact.kind == "number" else None,
        "if_unsure": None if fact.if_unsure is None else plain(pack, fact.name, fact.if_unsure),
        **fields(fact, "required", "can_change"),
    }
