"""The moments at which waiting changes the plan, as a JSON document."""

from __future__ import annotations

from amends.advice.timeline import Timeline
from amends.render.documents.parts import Document, fields, head

_INSTANT = ("at", "elapsed", "change.adds", "change.removes", "change.rewords")


def timeline_document(found: Timeline) -> Document:
    """The moments at which waiting changes the plan, by the names of `amends.timeline/1`."""
    return {
        **head("timeline", found.plan.pack),
        **fields(found, "plan.now"),
        "steps": [step.rule.id for step in found.plan.steps],
        "instants": [
            fields(instant, "at", "elapsed", "change.adds", "change.removes", "change.rewords")
            for instant in found.instants
        ],
        **fields(found, "ends"),
    }
