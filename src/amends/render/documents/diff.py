"""The difference between two packs, as a JSON document."""

from __future__ import annotations

from amends.authoring.diff import Difference
from amends.render.documents.parts import Document, pack_line, plain


def diff_document(found: Difference) -> Document:
    """A difference by the names of `amends.diff/1`."""
    return {
        "schema": "amends.diff/1",
        "old": pack_line(found.old),
        "new": pack_line(found.new),
        "situations": found.situations,
        "changed": found.changed,
        "only_old": found.only_old,
        "only_new": found.only_new,
        "facts_only_old": list(found.facts_only_old),
        "facts_only_new": list(found.facts_only_new),
        "changes": [
            {
                "what": change.what,
                "rule": change.rule,
                **({"besides": change.besides} if change.besides else {}),
                "situations": change.situations,
                "example": {name: plain(found.asking(name), name, v) for name, v in change.example.items()},
            }
            for change in found.changes
        ],
    }
