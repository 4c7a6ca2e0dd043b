"""Numbers of questions, as a JSON document."""

from __future__ import annotations

from collections.abc import Mapping

from amends.authoring.questions import Economy
from amends.domain.model import Pack
from amends.render.documents.parts import Document, fields, head


def questions_document(pack: Pack, whole: Economy, by_first: Mapping[str, Economy]) -> Document:
    """Numbers of questions by the names of `amends.questions/1`."""

    def numbers(one: Economy) -> Document:
        worst = [{"fact": name, "reply": reply} for name, reply in one.worst]
        return {**fields(one, "least", "mean", "most", "mean_more"), "worst": worst}

    return {
        **head("questions", pack),
        "overall": numbers(whole),
        "by_first": {name: numbers(one) for name, one in by_first.items()},
    }
