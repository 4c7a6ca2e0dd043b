"""The moments at which waiting changes the plan, as a JSON document."""

from __future__ import annotations

from amends.advice.timeline import Timeline
from amends.render.documents.parts import Document, pack_line


def timeline_document(found: Timeline) -> Document:
    """The moments at which waiting changes the plan, by the names of `amends.timeline/1`."""
    return {
        "schema": "amends.timeline/1",
        "pack": pack_line(found.plan.pack),
        "now": found.plan.now.isoformat(),
        "steps": [step.rule.id for step in found.plan.steps],
        "instants": [
            {
                "at": instant.at.isoformat(),
                "elapsed": instant.elapsed,
                "adds": list(instant.adds),
                "removes": list(instant.removes),
            }
            for instant in found.instants
        ],
        "ends": found.ends.isoformat() if found.ends else None,
    }
