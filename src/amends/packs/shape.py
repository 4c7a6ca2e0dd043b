"""The shape of a pack's files: which keys there are, and what kind of value each takes.

From these models come both the faults of a file and the JSON Schema that editors use. What the names mean is none of
this module's business: `build` resolves them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Any, Literal, get_args

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    StringConstraints,
    ValidationError,
    WithJsonSchema,
)
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from amends.packs.limits import LIMITS
from amends.packs.node import Node, child, from_data, locate, plain
from amends.packs.report import told
from amends.problems import Problem, near_miss, shown

HYPHENED = r"^[a-z][a-z0-9-]{0,63}$"
UNDERSCORED = r"^[a-z][a-z0-9_]{0,63}$"
LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$"
ADDRESS = r"^https?://\S+$"
SEEN = r"\S"
CITED = r"^[a-z][a-z0-9-]{0,63}(/[1-9][0-9]{0,2})?$"
SPAN = r"^[1-9][0-9]{0,4} (min|h|days?|weeks?|working days?)$"

Id = Annotated[str, StringConstraints(strict=True, pattern=HYPHENED)]
Name = Annotated[str, StringConstraints(strict=True, pattern=UNDERSCORED)]
Text = Annotated[str, StringConstraints(strict=True, min_length=1, max_length=LIMITS.text, pattern=SEEN)]
Cited = Annotated[str, StringConstraints(strict=True, pattern=CITED)]
Whole = Annotated[StrictInt, Field(ge=-LIMITS.number, le=LIMITS.number)]

# Where a key takes values of several kinds, `build` reads them, with better words than a union has; editors get the
# definition of that name from `_DEFINITIONS`.


def _defined(name: str) -> WithJsonSchema:
    # pydantic follows a "$ref" itself and does not know ours, so it is put in afterwards.
    return WithJsonSchema({"refers to": name})


Word = Annotated[Any, _defined("word")]
Condition = Annotated[Any, _defined("condition")]
Due = Annotated[Any, _defined("due")]
Answer = Annotated[Any, _defined("answer")]
Names = Annotated[Any, _defined("names")]

_WORD = {"anyOf": [{"type": "string", "pattern": UNDERSCORED}, {"type": "boolean"}]}
_WHOLE = {"type": "integer", "minimum": -LIMITS.number, "maximum": LIMITS.number}
_SPAN = {"type": "string", "pattern": SPAN, "description": "such as 30 min, 5 h, 3 days, 5 working days"}
_DEFINITIONS: dict[str, Any] = {
    "word": _WORD,
    "names": {"anyOf": [{"type": "string", "pattern": HYPHENED}, {"type": "array", "items": {"type": "string"}}]},
    "answer": {"anyOf": [_WORD, _WHOLE, {"type": "array", "items": _WORD}]},
    "condition": {
        "type": "object",
        "description": "all entries hold; any key besides all, any, not, advised names a fact or a conclusion",
        "properties": {
            "all": {"type": "array", "items": {"$ref": "#/$defs/condition"}, "description": "every one of these"},
            "any": {"type": "array", "items": {"$ref": "#/$defs/condition"}, "description": "at least one of these"},
            "not": {"$ref": "#/$defs/condition"},
            "advised": {"$ref": "#/$defs/names", "description": "one of these steps or tags stands, earlier on"},
        },
        "additionalProperties": {"$ref": "#/$defs/test"},
    },
    "test": {
        "anyOf": [
            _WORD,
            _WHOLE,
            {"type": "array", "items": {"anyOf": [_WORD, _WHOLE]}, "description": "one of these"},
            {
                "type": "object",
                "properties": dict.fromkeys(("at_least", "at_most", "above", "below"), _WHOLE),
                "additionalProperties": False,
            },
            {
                "type": "object",
                "properties": {"includes": {"anyOf": [_WORD, {"type": "array", "items": _WORD}]}},
                "required": ["includes"],
                "additionalProperties": False,
            },
        ]
    },
    "due": {
        "anyOf": [
            {"const": "now"},
            {
                "type": "object",
                "properties": {"within": _SPAN},
                "required": ["within"],
                "additionalProperties": False,
                "description": "from now",
            },
            {
                "type": "object",
                "properties": {"from": _SPAN, "until": _SPAN},
                "required": ["until"],
                "additionalProperties": False,
                "description": "since the event on the clock",
            },
            {
                "type": "object",
                "properties": {"after": _SPAN},
                "required": ["after"],
                "additionalProperties": False,
                "description": "not before this long after the event",
            },
        ]
    },
}


class Part(BaseModel):
    """What all parts of a pack share: no other keys than those named."""

    model_config = ConfigDict(extra="forbid", populate_by_name=False)


class Advise(Part):
    do: Text = Field(description="one plain sentence: what to do")
    say: Text | None = Field(None, description="what to say or write, word for word; [slots] are filled in")
    avoid: list[Text] | None = Field(None, description="short phrases: what not to do")
    channel: Name | None = Field(None, description="one of the pack's channels")
    by: Due = Field(description="when it is due")
    because: Text = Field(description="the reason, in one sentence")


class Rule(Part):
    id: Id
    phase: Name = Field(description="one of the pack's phases")
    when: Condition = Field(description="when the rule fires; {} is always")
    advise: Advise
    sources: list[Cited] = Field(min_length=1, description="a source's id, or id/number of one passage")
    basis: Literal["sourced", "inference"] | None = Field(None, description="inference: more than the sources say")
    overrules: list[Id] | None = Field(None, description="rules of this or a later phase whose steps this one replaces")
    tags: list[Id] | None = None


class Option(Part):
    value: Word
    label: Text
    group: Text | None = Field(None, description="a heading under which options are shown together")
    words: list[Text] | None = Field(None, description="words by which a person may look for this option")


class Fact(Part):
    name: Name
    kind: Literal["choice", "several", "yes_no", "number"]
    question: Text
    help: Text | None = None
    private: Text | None = Field(None, description="why it is asked, when the answer is private")
    options: list[Option] | None = Field(None, min_length=2, max_length=LIMITS.values)
    unit: Text | None = Field(None, description="of a number; answers in `minutes` may be times in words")
    minimum: Whole | None = None
    maximum: Whole | None = None
    if_unsure: Answer = Field(None, description='what stands in for "not sure"')
    required: StrictBool | None = Field(None, description="true: no cautious value, and no plan without an answer")
    can_change: StrictBool | None = Field(None, description="true: the person can still change or learn it")


class Constraint(Part):
    id: Id
    if_: Condition = Field(alias="if")
    then: Condition
    because: Text = Field(description="said when an answer is refused, or follows")


class Decision(Part):
    id: Id
    when: Condition
    value: Word


class Conclusion(Part):
    name: Name
    about: Text | None = None
    decide: list[Decision] = Field(description="the first that holds decides")
    otherwise: Word


class Implication(Part):
    if_: Condition | None = Field(None, alias="if")
    then: Condition


class Bound(Part):
    n: Annotated[StrictInt, Field(ge=0, le=LIMITS.rules)]
    tagged: Names = Field(description="a tag or a step, or several")
    if_: Condition | None = Field(None, alias="if")


class Invariant(Part):
    id: Id
    says: Text
    never: list[Id] | None = Field(None, min_length=2, description="steps or tags, never all in one plan")
    always: Implication | None = None
    at_most: Bound | None = None


class Case(Part):
    case: Text = Field(description="the situation in a sentence")
    given: dict[Name, Answer]
    expect: list[Id] | None = None
    never: list[Id] | None = None


class Source(Part):
    id: Id
    title: Text
    publisher: Text | None = None
    year: Annotated[StrictInt, Field(ge=1000, le=3000)] | None = None
    address: Annotated[str, StringConstraints(strict=True, pattern=ADDRESS, max_length=2000)]
    strength: Literal["strong", "moderate", "opinion"]
    note: Text | None = None
    passages: list[Text] = Field(min_length=1, description="its claims in our words, numbered from 1")


class Head(Part):
    id: Id
    version: Text
    title: Text
    language: Annotated[str, StringConstraints(strict=True, pattern=LANGUAGE)]
    clock: Name | None = Field(None, description="the number of minutes since the event that `by` counts from")
    phases: dict[Name, Text] = Field(min_length=1, description="in their order")
    channels: dict[Name, Text] | None = None
    slots: dict[Name, Text] | None = Field(None, description="every [slot] used in texts, with words for it")


class PackFile(Part):
    """A file of a pack: any of these keys. The lists of several files are joined."""

    model_config = ConfigDict(extra="forbid", title="amends pack file")

    pack: Head | None = None
    facts: list[Fact] | None = None
    constraints: list[Constraint] | None = None
    conclusions: list[Conclusion] | None = None
    rules: list[Rule] | None = None
    invariants: list[Invariant] | None = None
    cases: list[Case] | None = None
    sources: list[Source] | None = None


def json_schema() -> dict[str, Any]:
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
    return {"$ref": f"#/$defs/{schema['refers to']}", **done} if "refers to" in schema else done


# ---------------------------------------------------------------- faults


def faults(root: Node) -> list[Problem]:
    """Every fault in the shape of a file, each at its place."""
    try:
        PackFile.model_validate(plain(root))
    except ValidationError as error:
        return [_problem(root, one) for one in error.errors(include_url=False)]
    return []


def _problem(root: Node, error: ErrorDetails) -> Problem:
    path = [step for step in error["loc"] if step != "[key]"]
    unknown = error["type"] == "extra_forbidden"
    where = locate(root, path, key=unknown or "[key]" in error["loc"])
    allowed = tuple(_fields(path[:-1])) if unknown else _choices(error)
    found = str(path[-1]) if unknown else error["input"] if isinstance(error["input"], str) else ""
    return Problem(
        code=_CODES.get(error["type"], "wrong-type"),
        where=where,
        path=dotted(path),
        message=_message(error, path, _owner(root, path)),
        found=shown(found),
        allowed=allowed,
        near=near_miss(found, allowed) if allowed else "",
    )


_CODES = {
    "extra_forbidden": "unknown-key",
    "missing": "missing-key",
    "literal_error": "unknown-value",
    "string_pattern_mismatch": "bad-form",
    "string_too_short": "too-short",
    "too_short": "too-short",
    "string_too_long": "text-too-long",
    "too_long": "too-long",
    "greater_than_equal": "out-of-range",
    "less_than_equal": "out-of-range",
}

_FORMS = {
    HYPHENED: "begins with a small letter and goes on with small letters, digits and hyphens, at most 64 in all",
    UNDERSCORED: "begins with a small letter and goes on with small letters, digits and underscores, at most 64 in all",
    CITED: "is the id of a source, such as seed, or one of its passages, such as seed/4",
    LANGUAGE: "is the code of a language, such as en or pt-BR",
    ADDRESS: "begins with https:// or http:// and has no spaces",
    SEEN: "has at least one letter",
}


def _message(error: ErrorDetails, path: list[str | int], owner: str) -> str:
    """What is wrong, and what would be right, in our words."""
    key, given = path[-1] if path else "", from_data(error["input"])
    within = dotted(_inner_path(path)[:-1])
    name = f'"{shown(dotted(_inner_path(path)))}"' + (f" of {owner}" if owner else "") if path else "A file of a pack"
    context = error.get("ctx", {})
    match error["type"]:
        case "extra_forbidden":
            return f'There is no key "{shown(key)}"' + (f" in {within}" if within else "") + _of(owner) + "."
        case "missing":
            return (
                f'The key "{key}" is missing' + (f" in {within}" if within else "") + _of(owner) + _meaning(path) + "."
            )
        case "literal_error":
            return f"{name} cannot be {told(given)}."
        case "string_pattern_mismatch":
            return f"{name} is {told(given)}. It {_FORMS[context['pattern']]}."
        case "string_too_short" | "too_short":
            counted = {"string_too_short": ("a character", "characters"), "too_short": ("an entry", "entries")}
            one, more = counted[error["type"]]
            least = context["min_length"]
            return f"{name} is too short: it needs at least {one if least == 1 else f'{least} {more}'}."
        case "string_too_long" | "too_long":
            more = "characters" if error["type"] == "string_too_long" else "entries"
            return f"{name} is too long: it may have {context['max_length']} {more}."
        case "greater_than_equal":
            return f"{name} is {told(given)}, and has to be at least {context['ge']}."
        case "less_than_equal":
            return f"{name} is {told(given)}, and may be at most {context['le']}."
        case kind:
            hint = " Put quotes around it." if kind == "string_type" and isinstance(given.value, int | float) else ""
            return f"{name} has to be {_KINDS.get(kind, 'of another kind')}, and is {told(given)}.{hint}"


_KINDS = {
    "string_type": "text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "list_type": "a list (each entry on a line of its own after a hyphen, or in [brackets])",
    "dict_type": "a mapping (key: value)",
    "model_type": "a mapping (key: value)",
}


# ------------------------------------------------------------ places in words


def _owner(root: Node, path: list[str | int]) -> str:
    """The part of a pack that a path leads into, by its name if it has one: `rule "call-at-once"`."""
    if not path or path[0] not in _fields([]):
        return ""
    if path[0] == "pack":
        return "the pack" if len(path) > 1 else ""
    if len(path) < 3 or not isinstance(path[1], int):
        return ""
    part = child(child(root, str(path[0])), path[1])
    kind = str(path[0]).removesuffix("s")
    names = (child(part, key) for key in ("id", "name", "case"))
    name = next((name.value for name in names if name and isinstance(name.value, str)), "")
    return f'{kind} "{shown(name)}"' if name else f"{kind} {path[1] + 1}"


def _of(owner: str) -> str:
    return f" of {owner}" if owner else ""


def _inner_path(path: list[str | int]) -> list[str | int]:
    """What is left of a path inside the part that `_owner` names."""
    return path[2:] if len(path) > 2 and isinstance(path[1], int) else path[1:] if len(path) > 1 else path


def _meaning(path: list[str | int]) -> str:
    """What a key stands for, where the models say it."""
    field = _fields(path[:-1]).get(str(path[-1]))
    return f": {field.description}" if field and field.description else ""


def _choices(error: ErrorDetails) -> tuple[str, ...]:
    if error["type"] != "literal_error":
        return ()
    return tuple(re.findall(r"'([^']*)'", error["ctx"]["expected"]))


def _fields(path: Sequence[str | int]) -> dict[str, FieldInfo]:
    """The keys that a mapping at this place of a file may have."""
    model: type[BaseModel] = PackFile
    for step in path:
        if isinstance(step, str):
            model = _inner(_named(model)[step].annotation) if step in _named(model) else Part
    return _named(model)


def _named(model: type[BaseModel]) -> dict[str, FieldInfo]:
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _inner(annotation: Any) -> type[BaseModel]:
    """The model inside an annotation such as `list[Model] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    models = [_inner(part) for part in get_args(annotation) if part is not type(None)]
    return models[0] if models else Part


def dotted(path: Sequence[str | int]) -> str:
    """A path as people write it: `rules[3].advise.by`."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.lstrip(".")
