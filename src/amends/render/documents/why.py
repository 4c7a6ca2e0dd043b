"""The grounds of a step, as a JSON document."""

from __future__ import annotations

from amends.domain.why import Cited, Why
from amends.render.documents.parts import (
    Document,
    firing_part,
    overruled_part,
    pack_line,
    plain,
    step_part,
    values_part,
)


def why_document(why: Why) -> Document:
    """The grounds of a step by the names of `amends.why/1`."""
    pack = why.plan.pack
    return {
        "schema": "amends.why/1",
        "pack": pack_line(pack),
        "step": step_part(why.plan, why.advice),
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
                "read": values_part(pack, passed.read),
            }
            for passed in why.conclusions
        ],
        "firings": [firing_part(pack, firing) for firing in why.firings],
        "overruled": [overruled_part(step) for step in why.overruled],
        "sources": [_cited(cited) for cited in why.sources],
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
