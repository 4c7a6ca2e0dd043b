"""The grounds of a step, as a JSON document."""

from __future__ import annotations

from amends.domain.model import Pack
from amends.domain.why import Cited, Known, Passed, Why
from amends.render.documents import parts
from amends.render.documents.parts import Document, fields


def why_document(why: Why) -> Document:
    """The grounds of a step by the names of `amends.why/1`."""
    pack = why.plan.pack
    return {
        **parts.head("why", pack),
        "step": parts.part_part(why.plan, why.part),
        "facts": [_known(pack, known) for known in why.facts],
        "conclusions": [_passed(pack, passed) for passed in why.conclusions],
        "firings": [parts.firing_part(pack, firing) for firing in why.firings],
        "overruled": [parts.overruled_part(step) for step in why.overruled],
        "sources": [_cited(cited) for cited in why.sources],
    }


def _known(pack: Pack, known: Known) -> Document:
    value = parts.plain(pack, known.fact.name, known.value)
    return {**fields(known.fact, "name", "question"), "value": value, "known": known.how, "because": known.because}


def _passed(pack: Pack, passed: Passed) -> Document:
    read = parts.values_part(pack, passed.read)
    return {**fields(passed, "conclusion.name", "conclusion.about", "value"), "rule": passed.decision, "read": read}


def _cited(cited: Cited) -> Document:
    passages = [{"number": number, "text": text} for number, text in cited.passages.items()]
    return {**fields(cited.source, "id", "title", "publisher", "year", "address", "strength"), "passages": passages}
