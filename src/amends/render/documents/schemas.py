"""JSON Schemas of the documents that enter and leave: the plan's is a file, the answers' follows from the pack."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from amends.domain.model import UNSURE, Fact, Pack
from amends.render.words import say

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def plan_schema() -> dict[str, Any]:
    """The schema of `amends.plan/1`."""
    schema: dict[str, Any] = json.loads(files(__package__).joinpath("plan.schema.json").read_text(encoding="utf-8"))
    return schema


def answers_schema(pack: Pack) -> dict[str, Any]:
    """The schema of an answers file for this pack."""
    return {
        "$schema": DIALECT,
        "$id": f"urn:amends:answers:{pack.id}:{pack.version}",
        "title": say("schema.answers", pack=pack.id, version=pack.version),
        "type": "object",
        "additionalProperties": False,
        "properties": {fact.name: _fact(fact) for fact in pack.facts},
    }


def _fact(fact: Fact) -> dict[str, Any]:
    unsure = [] if fact.required else [{"const": UNSURE.value}]
    return {"title": fact.question, "description": fact.help, "anyOf": [*_values(fact), *unsure]}


def _values(fact: Fact) -> list[dict[str, Any]]:
    words: list[dict[str, Any]] = [{"const": option.value, "title": option.label} for option in fact.options]
    if fact.kind == "number":
        number = {"type": "integer", "minimum": fact.minimum, "maximum": fact.maximum}
        return [number, {"type": "string", "description": say("schema.times")}]
    if fact.kind == "several":
        return [{"type": "array", "items": {"anyOf": words}, "uniqueItems": True}, *words]
    return [*words, {"type": "boolean"}] if fact.kind == "yes_no" else words
