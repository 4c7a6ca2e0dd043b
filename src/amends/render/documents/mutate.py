"""The fate of the mutants of a pack, as a JSON document."""

from __future__ import annotations

from amends.authoring.mutate import Mutation
from amends.domain.model import Pack
from amends.render.case_yaml import case_yaml
from amends.render.documents.parts import Document, pack_line, plain


def mutate_document(pack: Pack, found: Mutation) -> Document:
    """Mutants by the names of `amends.mutants/1`."""
    return {
        "schema": "amends.mutants/1",
        "pack": pack_line(pack),
        "tried": found.tried,
        "caught": found.caught,
        "caught_by": {"cases": found.by_cases, "invariants": found.by_invariants},
        "same": found.same,
        "missing": [
            {
                "given": {name: plain(pack, name, value) for name, value in one.given.items()},
                "expect": list(one.expect),
                "never": list(one.never),
                "catches": [{"rule": survivor.rule, "what": str(survivor.what)} for survivor in one.survivors],
                "case": case_yaml(pack, one),
            }
            for one in found.missing
        ],
    }
