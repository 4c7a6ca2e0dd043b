"""The difference between two packs, as a JSON document."""

from __future__ import annotations

from amends.authoring.diff import Change, Difference
from amends.render.documents.parts import Document, fields, pack_line, plain


def diff_document(found: Difference) -> Document:
    """A difference by the names of `amends.diff/1`."""
    return {
        "schema": "amends.diff/1",
        "old": pack_line(found.old),
        "new": pack_line(found.new),
        **fields(found, "situations", "changed", "resaid", "only_old", "only_new", "facts_only_old", "facts_only_new"),
        "changes": [_change(found, change) for change in found.changes],
    }


def _change(found: Difference, change: Change) -> Document:
    besides = ("besides",) if change.besides else ()
    example = {name: plain(found.asking(name), name, value) for name, value in change.example.items()}
    return {**fields(change, "what", "rule", *besides, "situations"), "example": example}
