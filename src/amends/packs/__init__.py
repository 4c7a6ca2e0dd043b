"""Packs from files: found, read, checked, built. Loading never stops at the first fault."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from amends.model import Pack, Where
from amends.packs.build import build
from amends.packs.document import document
from amends.packs.files import read_file
from amends.packs.find import DEFAULT, locate
from amends.packs.limits import LIMITS
from amends.packs.node import Node, placeless
from amends.packs.yaml_text import read_yaml
from amends.problems import BadInput, InvalidPack, Problem

__all__ = ["DEFAULT", "document", "from_document", "inspect", "load"]

LISTS = ("facts", "constraints", "conclusions", "rules", "invariants", "cases", "sources")


def load(where: str | Path = DEFAULT) -> Pack:
    """The pack in a folder, or the pack of that name.

    Raises `InvalidPack` with every fault of all of its files, and `BadInput` if there is no such folder.
    """
    pack, problems = inspect(where)
    if problems:
        raise InvalidPack(problems)
    return pack


def inspect(where: str | Path = DEFAULT) -> tuple[Pack, list[Problem]]:
    """The pack in a folder and all of its faults, in the order of files and lines."""
    folder = locate(where)
    roots: list[Node] = []
    problems: list[Problem] = []
    size = 0
    for path in sorted(folder.glob("*.yaml")):
        try:
            text = read_file(path, LIMITS.file_bytes, folder)
        except BadInput as error:
            problems += error.problems
            continue
        size += len(text)
        root, found = read_yaml(text, path.name)
        problems += found
        roots += [root] if root else []
    if size > LIMITS.pack_bytes:
        message = f"The files of this pack are larger than {LIMITS.pack_bytes // 1024} KB together."
        problems.append(Problem("too-big", Where(folder.name, 0, 0), "", message))
    if not roots and not problems:
        message = f"There is no YAML file in {folder}. A pack has at least pack.yaml."
        problems.append(Problem("empty-pack", Where(str(folder), 0, 0), "", message))
    return _built(roots, problems)


def from_document(data: Mapping[str, Any]) -> Pack:
    """The pack that a document says (see `document`); raises `InvalidPack` with every fault."""
    pack, problems = _built([placeless(dict(data))], [])
    if problems:
        raise InvalidPack(problems)
    return pack


def _built(roots: list[Node], problems: list[Problem]) -> tuple[Pack, list[Problem]]:
    from amends.packs.shape import faults  # pydantic takes a while to import

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
