"""The sources of a pack with the rules that stand on them, as a JSON document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from amends.domain.model import Pack, Source
from amends.render.documents.parts import Document, fields, head


def sources_document(pack: Pack, sources: Iterable[Source]) -> Document:
    """Sources and the rules that cite them, by the names of `amends.sources/1`."""
    return {**head("sources", pack), "sources": [_source(source, pack.citing) for source in sources]}


def _source(source: Source, users: Mapping[tuple[str, int], tuple[str, ...]]) -> Document:
    return {
        **fields(source, "id", "title", "publisher", "year", "address", "strength", "note"),
        "rules": list(users.get((source.id, 0), ())),
        "passages": [
            {"number": number, "text": text, "rules": list(users.get((source.id, number), ()))}
            for number, text in enumerate(source.passages, start=1)
        ],
    }
