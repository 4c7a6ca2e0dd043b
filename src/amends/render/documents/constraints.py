"""What the constraints of a pack forbid, as a JSON document."""

from __future__ import annotations

from amends.authoring.constraints import Constrained
from amends.domain.model import Pack
from amends.render.documents.parts import Document, fields, head

_PARTS = ("constraint.id", "constraint.because", "forbids", "share", "alone")
_PLACE = ("constraint.where.file", "constraint.where.line", "constraint.where.column")


def constraints_document(pack: Pack, found: Constrained) -> Document:
    """Numbers of combinations of answers by the names of `amends.constraints/1`."""
    return {
        **head("constraints", pack),
        **fields(found, "combinations", "possible"),
        "constraints": [fields(one, *_PARTS, *_PLACE) for one in found.constraints],
    }
