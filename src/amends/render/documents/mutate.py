"""The fate of the mutants of a pack, as a JSON document."""

from __future__ import annotations

from amends.authoring.mutate import Mutation
from amends.domain.model import Pack
from amends.render.case_yaml import case_yaml
from amends.render.documents.parts import Document, fields, head, values_part


def mutate_document(pack: Pack, found: Mutation) -> Document:
    """Mutants by the names of `amends.mutants/1`."""
    return {
        **head("mutants", pack),
        **fields(found, "every", "tried", "caught"),
        "caught_by": {"cases": found.by_cases, "invariants": found.by_invariants},
        "parts": {gives: {"caught": caught, "all": faults} for gives, (caught, faults) in found.parts.items()},
        "same": found.same,
        "missing": [
            {
                "given": values_part(pack, one.given),
                **fields(one, "expect", "never"),
                "catches": [fields(survivor, "rule", "what") for survivor in one.survivors],
                "case": case_yaml(pack, one),
            }
            for one in found.missing
        ],
    }
