"""What keeps a step out of a plan, as a JSON document."""

from __future__ import annotations

from amends.advice.why_not import WhyNot
from amends.packs.writing import condition
from amends.render.documents.parts import Document, fields, head, values_part
from amends.render.say_values import headline


def why_not_document(found: WhyNot) -> Document:
    """What keeps a step out, by the names of `amends.why-not/1`."""
    pack = found.plan.pack
    return {
        **head("why-not", pack),
        "step": found.rule.id,
        "do": headline(found.rule),
        **fields(found, "instead", "overruled_by", "crowded_by"),
        "unmet": [{"test": condition(unmet.test), "distance": unmet.distance} for unmet in found.unmet],
        "within_reach": [values_part(pack, way) for way in found.within_reach],
        "past": [values_part(pack, way) for way in found.past],
        **fields(found, "out_of_reach"),
    }
