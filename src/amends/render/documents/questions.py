"""Numbers of questions, as a JSON document."""

from __future__ import annotations

from collections.abc import Mapping

from amends.authoring.questions import Economy
from amends.domain.model import Pack
from amends.render.documents.parts import Document, pack_line


def questions_document(pack: Pack, whole: Economy, by_first: Mapping[str, Economy]) -> Document:
    """Numbers of questions by the names of `amends.questions/1`."""

    def numbers(one: Economy) -> Document:
        worst = [{"fact": name, "reply": reply} for name, reply in one.worst]
        return {"least": one.least, "mean": one.mean, "most": one.most, "worst": worst}

    return {
        "schema": "amends.questions/1",
        "pack": pack_line(pack),
        "overall": numbers(whole),
        "by_first": {name: numbers(one) for name, one in by_first.items()},
    }
