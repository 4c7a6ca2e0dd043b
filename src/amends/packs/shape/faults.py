"""What is wrong with the shape of a pack's file, at its place and in our words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from amends.domain.message import Message
from amends.domain.model import NOWHERE
from amends.domain.problems import Problem, fault, shown
from amends.packs.find import EXTENDS
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
    choices = re.findall(r"'([^']*)'", error.get("ctx", {}).get("expected", ""))  # only `Literal` tells them
    allowed = keys(path[:-1]) if unknown else choices
    found = str(path[-1]) if unknown else error["input"] if isinstance(error["input"], str) else ""
    return fault(_message(error, path, _owner(root, path)), where, found, allowed, dotted(path))


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
    "unquoted": "wrong-type",
    **dict.fromkeys(("string_type", "int_type", "bool_type", "list_type", "dict_type", "model_type"), "wrong-type"),
}

_FORMS = {HYPHENED: "hyphened", UNDERSCORED: "underscored", CITED: "cited"}
_FORMS |= {EXTENDS: "extends", LANGUAGE: "language", ADDRESS: "address", SEEN: "seen"}


def _message(error: ErrorDetails, path: list[str | int], owner: Message) -> Message:
    """What is wrong, and what would be right."""
    kind, context = error["type"], error.get("ctx", {})
    inner = path[_depth(path) :]
    parts: dict[str, object] = {
        "name": Message("owner.part", part=shown(dotted(inner)), owner=owner) if inner else owner,
        "inside": Message("owner.inside", part=dotted(inner[:-1]), owner=owner) if inner[:-1] else owner,
        "key": shown(path[-1] if path else ""),
        "meaning": _meaning(path),
        "found": told(Node(error["input"], NOWHERE)),
        "form": Message(f"form.{_FORMS[context['pattern']]}") if "pattern" in context else "",
        "bound": next((context[name] for name in ("min_length", "max_length", "ge", "le") if name in context), ""),
    }
    if kind == "string_type" and isinstance(error["input"], int | float):
        kind = "unquoted"
    return Message(f"{_CODES[kind]}.{kind}" if kind in _CODES else "wrong-type.other", **parts)


# ------------------------------------------------------------ places in words


def _owner(root: Node, path: list[str | int]) -> Message:
    """The part of a pack that a path leads into, by its name if it has one: `rule "call-at-once"`."""
    if _depth(path) < 2 or not isinstance(path[1], int):
        return Message("owner.head" if _depth(path) else "owner.file")
    part = child(child(root, str(path[0])), path[1])
    kind = str(path[0]).removesuffix("s")
    names = (child(part, key) for key in ("id", "name", "case"))
    name = next((name.value for name in names if name and isinstance(name.value, str)), "")
    if name:
        return Message("owner.named", kind=kind, name=shown(name))
    return Message("owner.number", kind=kind, number=path[1] + 1)


def _depth(path: list[str | int]) -> int:
    """How much of a path `_owner` stands for: a member of a list, the head, or nothing but the file."""
    return 2 if len(path) > 1 and isinstance(path[1], int) else 1 if len(path) > 1 and path[0] == "pack" else 0


def _meaning(path: list[str | int]) -> str:
    """What a key stands for, where the models say it."""
    field = keys(path[:-1]).get(str(path[-1])) if path else None
    return f": {field.description}" if field and field.description else ""


def dotted(path: Sequence[str | int]) -> str:
    """A path as people write it: `rules[3].advise.by`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")
