"""Reading a pack from its files: every fault of all of them collected, then one pack or none."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from amends.domain.message import Message
from amends.domain.model import Pack, Where
from amends.domain.problems import BadInput, InvalidPack, Problem
from amends.packs.read.node import Node, from_data
from amends.packs.read.yaml_text import read_yaml
from amends.packs.resolve.draft import Parts
from amends.packs.resolve.pack import build
from amends.packs.resolve.report import entries, entry, items, text, word
from amends.packs.shape.faults import faults
from amends.packs.writing import document

LISTS = ("facts", "constraints", "conclusions", "rules", "presumes", "invariants", "cases", "sources")


def read(texts: Mapping[str, str], *, whole: bool = True) -> tuple[Pack | None, list[Problem]]:
    """The pack that files say, given by name, and all of its faults, in the order of files and lines.

    Where a file is missing (the pack is not `whole`) or cannot be read, names are not judged: there is no telling.
    """
    roots: list[Node] = []
    problems: list[Problem] = []
    for name, written in texts.items():
        root, found = read_yaml(written, name)
        problems += found
        roots += [root] if root else []
    return _built(roots, problems, whole=whole and len(roots) == len(texts))


def from_document(data: Mapping[str, Any]) -> Pack:
    """The pack that a document says (see `document`); raises `InvalidPack` with every fault."""
    try:
        root = from_data(data)
    except BadInput as error:
        raise InvalidPack(error.problems) from None
    pack, problems = _built([root], [])
    if pack is None:
        raise InvalidPack(problems)
    return pack


def _built(roots: list[Node], problems: list[Problem], *, whole: bool = True) -> tuple[Pack | None, list[Problem]]:
    shaped = [fault for root in roots for fault in faults(root)]
    parts = _parts(_in_order(roots))
    if whole and not parts.lists["pack"]:
        shaped.append(Problem(Message("missing-key.head"), Where(roots[0].where.file if roots else "", 0, 0)))
    known = _besides(problems, shaped)
    pack, named = build(parts, frozenset(problem.where for problem in known if str(problem.where)))
    found = _besides(known, named) if whole else known
    if found or not whole:
        return None, sorted(found, key=lambda problem: (problem.where.file, problem.where.line, problem.where.column))
    return replace(pack, hash=_hash(pack)), []


def _in_order(roots: list[Node]) -> list[Node]:
    """First the files of no family, then those of families in the order that the head names, then the others."""
    heads = (head for root in roots if (head := entry(root, "pack")))
    names = [word(each) for head in heads for each in items(entry(head, "families"))]
    order = {name: place for place, name in enumerate(names, start=1)}
    return sorted(roots, key=lambda root: order.get(name, len(names) + 1) if (name := text(root, "family")) else 0)


def _parts(roots: list[Node]) -> Parts:
    """The members of each list of a pack, from all of its files; what cannot be a member is left out."""
    parts = Parts({key: [] for key in ("pack", *LISTS)})
    for root in roots:
        for key, node in entries(root).items():
            parts.lists.setdefault(key, []).extend(each for each in items(node) if isinstance(each.value, dict))
        if family := entry(root, "family"):
            parts.families.append(family)
        if given := entry(root, "for"):
            parts.given |= {rule.where: given for rule in items(entry(root, "rules"))}
    return parts


def _besides(known: list[Problem], more: list[Problem]) -> list[Problem]:
    """The known problems and more, without those at the same place: a value is not reported again for what it means."""
    places = {problem.where for problem in known if str(problem.where)}
    return [*known, *(problem for problem in more if problem.where not in places)]


def _hash(pack: Pack) -> str:
    written = json.dumps(document(pack), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return "sha256:" + hashlib.sha256(written.encode()).hexdigest()
