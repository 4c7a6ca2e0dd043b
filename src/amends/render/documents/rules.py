"""Rules as a JSON document."""

from __future__ import annotations

from collections.abc import Iterable

from amends.domain.model import AnyRule, Pack
from amends.packs.writing import document
from amends.render.documents.parts import Document, head


def rules_document(pack: Pack, rules: Iterable[AnyRule]) -> Document:
    """Rules as the rule language has them, each with its place."""
    written = {rule["id"]: rule for rule in document(pack)["rules"]}
    return head("rules", pack) | {"rules": [{**written[rule.id], "where": str(rule.where)} for rule in rules]}
