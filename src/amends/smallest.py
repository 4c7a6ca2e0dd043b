"""The smallest example of what can happen, and the smallest change that brings something about; both exact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import combinations

from amends.diagram import NONE
from amends.logic import Logic
from amends.model import Value


def smallest_example(logic: Logic, where: int) -> dict[str, Value] | None:
    """The fewest facts, with their most ordinary values, after which every possible situation lies in `where`.

    `None` if no possible situation does. Of examples with as few facts, the one whose facts are asked first.
    """
    inside = logic.diagrams.meet(where, logic.possible)
    if inside == NONE:
        return None
    linked = logic.diagrams.levels(inside, logic.possible)
    facts = [name for name, levels in logic.space.of.items() if not linked.isdisjoint(levels)]
    # A fact without which all others together do not suffice belongs to every example: only the rest is searched.
    core = [name for name in facts if _after(logic, inside, [f for f in facts if f != name]) == NONE]
    rest = [name for name in facts if name not in core]
    found = next(each for size in range(len(rest) + 1) for each in _examples(logic, inside, core, rest, size))
    return {name: logic.space.value(name, found) for name in facts if logic.space.of[name][0] in found}


def _examples(logic: Logic, inside: int, core: list[str], rest: list[str], size: int) -> Iterable[dict[int, int]]:
    for extra in combinations(rest, size):
        names = [*core, *extra]
        after = _after(logic, inside, names)
        if after != NONE:
            yield _ordinary(logic, after, [level for name in names for level in logic.space.of[name]])


def _after(logic: Logic, inside: int, names: Iterable[str]) -> int:
    """The answers to `names` alone after which a situation is possible and every possible one lies inside."""
    kept = {level for name in names for level in logic.space.of[name]}
    others = frozenset(range(len(logic.space.levels))) - kept
    outside = logic.diagrams.minus(logic.possible, inside)
    possible = logic.diagrams.project(logic.possible, others)
    return logic.diagrams.minus(possible, logic.diagrams.project(outside, others))


def _ordinary(logic: Logic, where: int, levels: Iterable[int]) -> dict[int, int]:
    """Of the situations in a set, the cells of `levels` that come first in their order of preference."""
    cells: dict[int, int] = {}
    for level in levels:
        left = logic.diagrams.cells(where, level)
        cells[level] = next(cell for cell in logic.space.levels[level].preference if cell in left)
        (where,) = logic.diagrams.restrict([where], {level: cells[level]})
    return cells


def nearest(
    logic: Logic, goal: int, here: Mapping[int, int], fixed: frozenset[str] = frozenset()
) -> dict[str, Value] | None:
    """The fewest facts to change, with their new values, to get from the situation `here` into the set `goal`.

    `here` holds a cell for every level; facts in `fixed` may not change. `None` if there is no way.
    """
    levels = logic.space.levels

    @cache
    def walk(node: int, changing: str) -> tuple[int, tuple[tuple[int, int], ...]] | None:
        """The fewest further facts to change from a node on, and how; `changing` is a fact already paid for."""
        if node == NONE:
            return None
        level = logic.diagrams.level(node)
        if level == len(levels):
            return 0, ()
        name = levels[level].fact.name
        best = None
        for cell in (here[level], *(c for c in levels[level].preference if c != here[level])):
            stays = cell == here[level]
            if not stays and name in fixed:
                continue
            below = walk(logic.diagrams.kid(node, cell), changing if stays else name)
            if below is None:
                continue
            price = below[0] + (0 if stays or changing == name else 1)
            if best is None or price < best[0]:
                best = price, below[1] if stays else ((level, cell), *below[1])
        return best

    found = walk(logic.diagrams.meet(goal, logic.possible), "")
    if found is None:
        return None
    cells = {**here, **dict(found[1])}
    changed = dict.fromkeys(levels[level].fact.name for level, _ in found[1])
    return {name: logic.space.value(name, cells) for name in changed}
