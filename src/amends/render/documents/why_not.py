"""Why not, what if, and what waiting changes, as JSON documents with fixed names."""

from __future__ import annotations

from typing import Any

from amends.advice.why_not import WhyNot
from amends.packs.writing import condition
from amends.render.documents.parts import pack_line, values_part

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
        "within_reach": [values_part(pack, way) for way in found.within_reach],
        "past": [values_part(pack, way) for way in found.past],
        "out_of_reach": found.out_of_reach,
    }
