"""The JSON Schema of a pack's files: what the models say, and in full what takes values of several kinds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from amends.packs.limits import LIMITS
from amends.packs.shape.models import SELECTING, UNDERSCORED, Data, PackFile
from amends.packs.spans import SPAN


def json_schema() -> Data:
    """The JSON Schema (2020-12) of a pack file, for editors and other tools."""
    schema = PackFile.model_json_schema(by_alias=True)
    schema["$defs"] |= _DEFINITIONS
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:amends:pack:1",
        **_with_references(schema),
    }


def _with_references(schema: Any) -> Any:
    """The schema with our own definitions referred to as JSON Schema does."""
    if isinstance(schema, list):
        return [_with_references(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    done = {key: _with_references(value) for key, value in schema.items() if key != "refers to"}
    if "patternProperties" in done:
        done["additionalProperties"] = False  # pydantic means it, and does not say it
    return {"$ref": f"#/$defs/{schema['refers to']}", **done} if "refers to" in schema else done


# ------------------------------------------------------------------- definitions


def _list(of: Data, **more: Any) -> Data:
    return {"type": "array", "items": of, **more}


def _only(properties: Data, required: Sequence[str] = (), **more: Any) -> Data:
    """A mapping with these keys and no others; at least one of them where none is required."""
    least: Data = {"required": list(required)} if required else {"minProperties": 1}
    return {"type": "object", "properties": properties, **least, "additionalProperties": False, **more}


_SELECTOR = {"type": "string", "pattern": SELECTING}
_WORD = {"anyOf": [{"type": "string", "pattern": UNDERSCORED}, {"type": "boolean"}]}
_NAME = {"type": "string", "pattern": UNDERSCORED}
_WHOLE = {"type": "integer", "minimum": -LIMITS.number, "maximum": LIMITS.number}
_SPAN = {"type": "string", "pattern": f"^{SPAN.pattern}$", "description": "such as 30 min, 5 h, 3 days, 5 working days"}
_CONDITION = {"$ref": "#/$defs/condition"}
_TESTS = [
    _WORD,
    _WHOLE,
    _list({"anyOf": [_WORD, _WHOLE]}, minItems=1, description="one of these"),
    _only(dict.fromkeys(("at_least", "at_most", "above", "below"), _WHOLE)),
    _only({"includes": {"anyOf": [_WORD, _list(_WORD, minItems=1)]}}, ["includes"]),
]
_DUES = [
    {"const": "now"},
    _only({"within": _SPAN}, ["within"], description="from now"),
    _only({"from": _SPAN, "until": _SPAN}, ["until"], description="since the event on the clock"),
    _only({"after": _SPAN}, ["after"], description="not before this long after the event"),
]
_DEFINITIONS: Data = {
    "word": _WORD,
    "names": {"anyOf": [_SELECTOR, _list(_SELECTOR, minItems=1)]},
    "span": _SPAN,
    "topics": {"anyOf": [_NAME, _list(_NAME, minItems=1)]},
    "answer": {"anyOf": [_WORD, _WHOLE, _list(_WORD)]},
    "condition": {
        "type": "object",
        "description": "all entries hold; any key besides all, any, not, advised names a fact or a conclusion",
        "properties": {
            "all": _list(_CONDITION, description="every one of these"),
            "any": _list(_CONDITION, description="at least one of these"),
            "not": _CONDITION,
            "advised": {"$ref": "#/$defs/names", "description": "one of these steps stands, earlier on"},
        },
        "additionalProperties": {"$ref": "#/$defs/test"},
    },
    "test": {"anyOf": _TESTS},
    "due": {"anyOf": _DUES},
}
