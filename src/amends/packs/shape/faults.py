"""What is wrong with the shape of a pack's file, at its place and in our words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from amends.domain.model import NOWHERE
from amends.domain.problems import Problem, near_miss, shown
from amends.packs.read.node import Node, child, locate, plain
from amends.packs.resolve.report import told
from amends.packs.shape.models import ADDRESS, CITED, HYPHENED, LANGUAGE, SEEN, UNDERSCORED, PackFile, keys


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
    allowed = tuple(keys(path[:-1])) if unknown else _choices(error)
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
    "nothing": "missing-key",
    "literal_error": "unknown-value",
    "string_pattern_mismatch": "bad-form",
    "string_too_short": "too-short",
    "too_short": "too-short",
    "string_too_long": "text-too-long",
    "too_long": "list-too-long",
    "greater_than_equal": "out-of-range",
    "less_than_equal": "out-of-range",
}

_FORMS = {
    HYPHENED: "begin with a small letter and go on with small letters, digits and hyphens, at most 64 in all",
    UNDERSCORED: "begin with a small letter and go on with small letters, digits and underscores, at most 64 in all",
    CITED: "be the id of a source, such as seed, or one of its passages, such as seed/4",
    LANGUAGE: "be the code of a language, such as en or pt-BR",
    ADDRESS: "begin with https:// or http:// and have no spaces",
    SEEN: "have at least one letter",
}


def _message(error: ErrorDetails, path: list[str | int], owner: str) -> str:
    """What is wrong, and what would be right, in our words."""
    key, given = path[-1] if path else "", Node(error["input"], NOWHERE)
    inner = path[_depth(path) :]
    inside = " of ".join(words for words in (dotted(inner[:-1]), owner) if words)
    name = f'"{shown(dotted(inner))}" of {owner}' if inner else owner.capitalize()
    match error["type"]:
        case "extra_forbidden":
            return f'There is no key "{shown(key)}" in {inside}.'
        case "missing":
            return f'The key "{key}" is missing in {inside}{_meaning(path)}.'
        case "nothing":
            return f"{name} has nothing written after it{_meaning(path)}."
        case "literal_error":
            return f"{name} cannot be {told(given)}."
        case "string_pattern_mismatch":
            return f"{name} is {told(given)}. It has to {_FORMS[error['ctx']['pattern']]}."
        case kind if kind in _KINDS:
            hint = " Put quotes around it." if kind == "string_type" and isinstance(given.value, int | float) else ""
            return f"{name} has to be {_KINDS[kind]}, and is {told(given)}.{hint}"
        case kind:
            return f"{name} {_beyond(kind, error.get('ctx', {}), told(given))}."


def _beyond(kind: str, bounds: Mapping[str, object], given: str) -> str:
    """What is wrong with something that is too short, too long, too small or too large."""
    match kind:
        case "string_too_short":
            return "is empty"
        case "too_short":
            return f"is too short: it needs at least {bounds['min_length']} entries"
        case "string_too_long":
            return f"is too long: it may have {bounds['max_length']} characters"
        case "too_long":
            return f"is too long: it may have {bounds['max_length']} entries"
        case "greater_than_equal":
            return f"is {given}, and has to be at least {bounds['ge']}"
        case "less_than_equal":
            return f"is {given}, and may be at most {bounds['le']}"
    return f"has to be of another kind, and is {given}"


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
    if _depth(path) < 2 or not isinstance(path[1], int):
        return "the pack head" if _depth(path) else "a pack file"
    part = child(child(root, str(path[0])), path[1])
    kind = str(path[0]).removesuffix("s")
    names = (child(part, key) for key in ("id", "name", "case"))
    name = next((name.value for name in names if name and isinstance(name.value, str)), "")
    return f'{kind} "{shown(name)}"' if name else f"{kind} {path[1] + 1}"


def _depth(path: list[str | int]) -> int:
    """How much of a path `_owner` stands for: a member of a list, the head, or nothing but the file."""
    return 2 if len(path) > 1 and isinstance(path[1], int) else 1 if len(path) > 1 and path[0] == "pack" else 0


def _meaning(path: list[str | int]) -> str:
    """What a key stands for, where the models say it."""
    field = keys(path[:-1]).get(str(path[-1]))
    return f": {field.description}" if field and field.description else ""


def _choices(error: ErrorDetails) -> tuple[str, ...]:
    if error["type"] != "literal_error":
        return ()
    return tuple(re.findall(r"'([^']*)'", error["ctx"]["expected"]))


def dotted(path: Sequence[str | int]) -> str:
    """A path as people write it: `rules[3].advise.by`."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.lstrip(".")
