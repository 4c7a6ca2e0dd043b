"""The smallest example of what can happen, and the smallest change that brings something about; both exact."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations

from amends.domain.model import Value
from amends.logic.diagram import EVERY, NONE, Cell, Level, Node
from amends.logic.steps import Logic


def smallest_example(
    logic: Logic, where: Node, possible: Node | None = None, always: Collection[str] = ()
) -> dict[str, Value] | None:
    """The fewest facts, with their most ordinary values, after which every possible situation lies in `where`.

    `None` if no possible situation does. Of examples with as few facts, the one whose facts are asked first.
    `possible` stands for the pack's own possible situations, where others count; facts in `always` are never left out.
    """
    possible = logic.possible if possible is None else possible
    inside = logic.diagrams.meet(where, possible)
    if inside == NONE:
        return None
    search = _Example(logic, possible, inside, always)
    # A fact without which all others together do not suffice belongs to every example: only the rest is searched.
    spared = [name for name in search.facts if search.after([f for f in search.facts if f != name])]
    core = [name for name in search.facts if name in always or name not in spared]
    rest = [name for name in search.facts if name not in core]
    sizes = range(len(rest) + 1)
    names, after = next(
        (names, after)
        for size in sizes
        for extra in combinations(rest, size)
        if (after := search.after(names := [name for name in search.facts if name in core or name in extra]))
    )
    cells = ordinary(logic, after, [level for name in names for level in logic.space.of[name]])
    return {name: logic.space.value(name, cells) for name in names}


class _Example:
    """What can be known that leaves no possible situation outside."""

    def __init__(self, logic: Logic, possible: Node, inside: Node, always: Collection[str]) -> None:
        self.logic = logic
        self.possible = possible
        self.outside = logic.diagrams.minus(possible, inside)
        linked = logic.diagrams.levels(inside, possible)
        of = logic.space.of.items()
        self.facts = [name for name, levels in of if name in always or not linked.isdisjoint(levels)]

    def after(self, names: Iterable[str]) -> Node:
        """The answers to `names` alone after which something is possible, and all of it inside; `NONE` if none are."""
        diagrams = self.logic.diagrams
        kept = self.logic.space.levels_of(names)
        others = frozenset(self.logic.space.levels) - kept
        return diagrams.minus(diagrams.project(self.possible, others), diagrams.project(self.outside, others))


def ordinary(logic: Logic, where: Node, levels: Iterable[Level]) -> dict[Level, Cell]:
    """Of the situations in a set, the cells of `levels` that come first in their order of preference."""
    cells: dict[Level, Cell] = {}
    for level in levels:
        left = logic.diagrams.cells(where, level)
        cells[level] = next(cell for cell in logic.space.variables[level].preference if cell in left)
        (where,) = logic.diagrams.restrict([where], {level: cells[level]})
    return cells


def smallest_changes(
    logic: Logic, goal: Node, here: Sequence[Cell], fixed: frozenset[str] = frozenset()
) -> tuple[dict[str, Value], ...]:
    """Every way to get from the situation `here` into the set `goal` by changing as few facts as possible.

    `here` holds a cell for every level; facts in `fixed` may not change. A way says which facts change to which values
    (the most ordinary ones, if several would do). Empty if there is no way; one empty way if nothing has to change.
    """
    now = dict(zip(logic.space.levels, here, strict=True))
    _, ways = _Search(logic, here, fixed).walk(logic.diagrams.meet(goal, logic.possible), "")
    return tuple(
        {name: logic.space.value(name, {**now, **dict(cells)}) for name in _facts(logic, cells)} for cells in ways
    )


Changes = tuple[tuple[Level, Cell], ...]
FAR = 1_000_000
"""More facts than any pack has."""


class _Search:
    """The cheapest ways down from each node of a diagram, each node looked at once."""

    def __init__(self, logic: Logic, here: Sequence[Cell], fixed: frozenset[str]) -> None:
        self.logic = logic
        self.here = here
        self.fixed = fixed
        self._seen: dict[tuple[Node, str], tuple[int, tuple[Changes, ...]]] = {}

    def walk(self, node: Node, paid: str) -> tuple[int, tuple[Changes, ...]]:
        """How many further facts must change from `node` on, and which cells; the fact `paid` is counted already."""
        if node <= EVERY:
            return (0, ((),)) if node else (FAR, ())
        key = (node, paid)
        if key not in self._seen:
            branches = list(self._branches(node, paid))
            price = min((price for price, _ in branches), default=FAR)
            ways = {_facts(self.logic, way): way for cost, way in reversed(branches) if cost == price}
            self._seen[key] = price, tuple(reversed(ways.values()))
        return self._seen[key]

    def _branches(self, node: Node, paid: str) -> Iterator[tuple[int, Changes]]:
        """The ways on from a node: by the present cell first, then by the most ordinary."""
        level = self.logic.diagrams.level(node)
        now, variable = self.here[level], self.logic.space.variables[level]
        name = variable.fact.name
        others = () if name in self.fixed else (cell for cell in variable.preference if cell != now)
        for cell in (now, *others):
            changes = cell != now
            price, ways = self.walk(self.logic.diagrams.kid(node, cell), name if changes else paid)
            for way in ways:
                yield price + (changes and paid != name), ((level, cell), *way) if changes else way


def _facts(logic: Logic, cells: Changes) -> tuple[str, ...]:
    return tuple(dict.fromkeys(logic.space.variables[level].fact.name for level, _ in cells))
