"""What other answers change, as a JSON document."""

from __future__ import annotations

from amends.advice.what_if import WhatIf
from amends.render.documents.parts import Document, due_part, pack_line, values_part
from amends.render.documents.plan import plan_document


def what_if_document(found: WhatIf) -> Document:
    """What other answers change, by the names of `amends.what-if/1`."""
    return {
        "schema": "amends.what-if/1",
        "pack": pack_line(found.before.pack),
        "changes": values_part(found.before.pack, found.changes),
        "adds": [step.rule.id for step in found.added],
        "removes": [{"id": name, "overruled_by": list(above)} for name, above in found.removed.items()],
        "moves": [
            {
                "id": move.after.rule.id,
                "before": due_part(found.before, move.before),
                "after": due_part(found.after, move.after),
            }
            for move in found.moved
        ],
        "before": plan_document(found.before),
        "after": plan_document(found.after),
    }
