"""Reading a pack from its files: every fault of all of them collected, then one pack or none."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from amends.model import Pack, Where
from amends.packs.build import build
from amends.packs.document import document
from amends.packs.node import Node, placeless
from amends.packs.shape import faults
from amends.packs.yaml_text import read_yaml
from amends.problems import InvalidPack, Problem

LISTS = ("facts", "constraints", "conclusions", "rules", "invariants", "cases", "sources")


def read(texts: Mapping[str, str]) -> tuple[Pack, list[Problem]]:
    """The pack that files say, given by name, and all of its faults, in the order of files and lines."""
    roots: list[Node] = []
    problems: list[Problem] = []
    for name, text in texts.items():
        root, found = read_yaml(text, name)
        problems += found
        roots += [root] if root else []
    return _built(roots, problems)


def from_document(data: Mapping[str, Any]) -> Pack:
    """The pack that a document says (see `document`); raises `InvalidPack` with every fault."""
    pack, problems = _built([placeless(dict(data))], [])
    if problems:
        raise InvalidPack(problems)
    return pack


def _built(roots: list[Node], problems: list[Problem]) -> tuple[Pack, list[Problem]]:
    shaped = [fault for root in roots for fault in faults(root)]
    parts: dict[str, list[Node]] = {key: [] for key in ("pack", *LISTS)}
    for root in roots:
        for key, node in root.value.items() if isinstance(root.value, dict) else ():
            members = node.value if isinstance(node.value, list) else [node]
            parts.setdefault(key, []).extend(each for each in members if isinstance(each.value, dict))
    if not parts["pack"] and not problems:
        place = roots[0].where if roots else Where("", 0, 0)
        shaped.append(Problem("missing-key", Where(place.file, 1, 1), "", "No file of the pack has a `pack:` entry."))
    pack, named = build(parts)
    # A value with a wrong shape is not reported again for what it means.
    places = {problem.where for problem in (*problems, *shaped) if problem.where.line}
    found = [*problems, *shaped, *(problem for problem in named if problem.where not in places)]
    if found:
        return pack, sorted(found, key=lambda problem: (problem.where.file, problem.where.line, problem.where.column))
    return replace(pack, hash=_hash(pack)), []


def _hash(pack: Pack) -> str:
    written = json.dumps(document(pack), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return "sha256:" + hashlib.sha256(written.encode()).hexdigest()
