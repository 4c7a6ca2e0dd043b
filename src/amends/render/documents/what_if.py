"""What other answers change, as a JSON document."""

from __future__ import annotations

from amends.advice.what_if import Moved, WhatIf
from amends.render.documents.parts import Document, due_part, head, values_part
from amends.render.documents.plan import plan_document


def what_if_document(found: WhatIf) -> Document:
    """What other answers change, by the names of `amends.what-if/1`."""
    return {
        **head("what-if", found.before.pack),
        "changes": values_part(found.before.pack, found.changes),
        "adds": [step.rule.id for step in found.added],
        "removes": [{"id": name, "overruled_by": list(above)} for name, above in found.removed.items()],
        "moves": [_moved(found, move) for move in found.moved],
        "rewords": [_reworded(pair) for pair in found.reworded],
        "says": [part.rule.id for part in found.comes],
        "no_longer_says": [part.rule.id for part in found.goes],
        "before": plan_document(found.before),
        "after": plan_document(found.after),
    }


def _reworded(pair: Moved) -> Document:
    return {"act": pair.after.rule.act, "before": pair.before.rule.id, "after": pair.after.rule.id}


def _moved(found: WhatIf, move: Moved) -> Document:
    before, after = due_part(found.before, move.before), due_part(found.after, move.after)
    return {"id": move.after.rule.id, "before": before, "after": after}
