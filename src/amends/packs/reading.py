"""Reading a pack from its files: every fault of all of them collected, then one pack or none."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from amends.domain.message import Message
from amends.domain.model import Pack, Where
from amends.domain.problems import BadInput, InvalidPack, Problem
from amends.packs.overlay import explained, faults_of_heads, overlaid, stands
from amends.packs.read.node import Node, from_data
from amends.packs.read.yaml_text import read_yaml
from amends.packs.resolve.draft import Parts
from amends.packs.resolve.pack import build
from amends.packs.resolve.report import Report, entry, items, text, word
from amends.packs.shape.faults import faults
from amends.packs.writing import document

LISTS = ("facts", "constraints", "conclusions", "rules", "presumes", "invariants", "cases", "sources")


def read(*stack: Mapping[str, str], whole: bool = True) -> tuple[Pack | None, list[Problem]]:
    """The pack that files say, given by name, and all of its faults, in the order of files and lines.

    The files of packs that it extends follow, from the uppermost to the lowest. Where a file is missing (the pack is
    not `whole`) or cannot be read, names are not judged: there is no telling.
    """
    layers: Layers = []
    problems: list[Problem] = []
    for texts in stack:
        read = [read_yaml(written, name) for name, written in texts.items()]
        problems += [problem for _, found in read for problem in found]
        layers.append([root for root, _ in read if root])
    whole = whole and [*map(len, layers)] == [*map(len, stack)]
    return _built(layers, problems, whole=whole)


def from_document(data: Mapping[str, Any]) -> Pack:
    """The pack that a document says (see `document`); raises `InvalidPack` with every fault."""
    try:
        root = from_data(data)
    except BadInput as error:
        raise InvalidPack(error.problems) from None
    pack, problems = _built([[root]], [])
    if pack is None:
        raise InvalidPack(problems)
    return pack


Layers = list[list[Node]]
"""The files of a pack, and those of each pack below it."""


def _built(layers: Layers, problems: list[Problem], *, whole: bool = True) -> tuple[Pack | None, list[Problem]]:
    shaped = [fault for roots in layers for root in roots for fault in faults(root)]
    every = [_parts(_in_order(roots, _families(layers))) for roots in layers]
    known = _besides(problems, _besides(shaped, faults_of_heads(every, whole=whole)))
    whole = whole and stands(every)
    if whole and not every[-1].lists["pack"]:
        known.append(Problem(Message("missing-key.head"), Where(_first_file(layers[-1]), 0, 0)))
    report = Report()
    parts = overlaid(every, report)
    pack, named = build(parts, frozenset(problem.where for problem in known if str(problem.where)))
    named = [explained(problem, parts) for problem in (*report.problems, *named)]
    found = _besides(known, named) if whole else known
    if found or not whole:
        return None, sorted(found, key=lambda problem: (problem.where.file, problem.where.line, problem.where.column))
    return replace(pack, hash=_hash(pack)), []


def _first_file(roots: list[Node]) -> str:
    return roots[0].where.file if roots else ""


def _families(layers: Layers) -> dict[str | None, int]:
    """The families that the heads name, in the order of reading: what a pack below names comes first."""
    heads = (head for roots in reversed(layers) for root in roots if (head := entry(root, "pack")))
    names = dict.fromkeys(word(each) for head in heads for each in items(entry(head, "families")))
    return {name: place for place, name in enumerate(names, start=1)}


def _in_order(roots: list[Node], order: Mapping[str | None, int]) -> list[Node]:
    """First the files of no family, then those of families in the order that the heads name, then the others."""
    return sorted(roots, key=lambda root: order.get(name, len(order) + 1) if (name := text(root, "family")) else 0)


def _parts(roots: list[Node]) -> Parts:
    """The members of each list of a pack, from all of its files; what cannot be a member is left out."""
    parts = Parts({key: [] for key in ("pack", *LISTS)})
    for root in roots:
        for key, members in parts.lists.items():
            members.extend(each for each in items(entry(root, key)) if isinstance(each.value, dict))
        if family := entry(root, "family"):
            parts.families.append(family)
        if given := entry(root, "for"):
            parts.given |= {rule.where: given for rule in items(entry(root, "rules"))}
    return parts


def _besides(known: list[Problem], more: Iterable[Problem]) -> list[Problem]:
    """The known problems and more, without those at the same place: a value is not reported again for what it means."""
    places = {problem.where for problem in known if str(problem.where)}
    return [*known, *(problem for problem in more if problem.where not in places)]


def _hash(pack: Pack) -> str:
    written = json.dumps(document(pack), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return "sha256:" + hashlib.sha256(written.encode()).hexdigest()
