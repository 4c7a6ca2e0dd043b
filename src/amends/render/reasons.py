"""Why not, what if, and what waiting changes, as JSON documents with fixed names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from amends.model import Answer, Pack
from amends.packs.writing import condition
from amends.render.document import due, pack_line, plain, plan_document
from amends.waiting import Timeline
from amends.whatif import WhatIf
from amends.whynot import WhyNot

Document = dict[str, Any]


def why_not_document(found: WhyNot) -> Document:
    """What keeps a step out, by the names of `amends.why-not/1`."""
    pack = found.plan.pack
    return {
        "schema": "amends.why-not/1",
        "pack": pack_line(pack),
        "step": found.rule.id,
        "do": found.rule.step.do,
        "overruled_by": list(found.overruled_by),
        "unmet": [{"test": condition(unmet.test), "distance": unmet.distance} for unmet in found.unmet],
        "within_reach": [_values(pack, way) for way in found.within_reach],
        "past": [_values(pack, way) for way in found.past],
        "out_of_reach": found.out_of_reach,
    }


def what_if_document(found: WhatIf) -> Document:
    """What other answers change, by the names of `amends.what-if/1`."""
    return {
        "schema": "amends.what-if/1",
        "pack": pack_line(found.before.pack),
        "changes": _values(found.before.pack, found.changes),
        "adds": [step.rule.id for step in found.added],
        "removes": [{"id": name, "overruled_by": list(above)} for name, above in found.removed.items()],
        "moves": [
            {"id": move.after.rule.id, "before": due(move.before.due), "after": due(move.after.due)}
            for move in found.moved
        ],
        "before": plan_document(found.before),
        "after": plan_document(found.after),
    }


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


def _values(pack: Pack, values: Mapping[str, Answer]) -> Document:
    return {name: plain(pack, name, value) for name, value in values.items()}
