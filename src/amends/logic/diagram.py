"""Multi-valued decision diagrams: sets of situations as small shared graphs, so that "for all" needs no sampling.

A level is one question with a few possible cells; a node asks its level and leads on by the cell. Equal sets are the
same number (the diagrams are ordered and reduced), so that comparing two sets is comparing two integers. After
Srinivasan, Kam, Malik, Brayton: "Algorithms for discrete function manipulation", ICCAD 1990.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import reduce
from math import prod
from typing import Any, NewType

from amends.domain.message import Message
from amends.domain.problems import AmendsError

Node = NewType("Node", int)
"""The number of a node of a forest: the set of situations from which its way leads to `EVERY`."""
Level = NewType("Level", int)
"""The place of a question in the order of asking, from 0."""
Cell = NewType("Cell", int)
"""One of the answers to the question of a level, from 0."""

NONE = Node(0)
"""The empty set."""
EVERY = Node(1)
"""The set of all situations."""

BUDGET = 2_000_000
"""So many nodes at most; about a gigabyte."""
CALLS = 4
"""So many calls of Python at most for each level, on the way down: a projection and a join, each with its list."""


class OverBudget(AmendsError):
    """The diagram grew past its budget of nodes: the question stays undecided."""


class Diagrams:
    """A forest of diagrams over the same levels; a diagram is the number of its top node."""

    def __init__(self, sizes: Sequence[int], budget: int | None = None) -> None:
        """`sizes[level]` is the number of cells of that level; more than `budget` nodes raise `OverBudget`.

        Python's limit on calls within calls is raised where the levels are more than it allows for.
        """
        self.sizes = tuple(sizes)
        sys.setrecursionlimit(max(sys.getrecursionlimit(), 1000 + CALLS * len(self.sizes)))
        self._budget = BUDGET if budget is None else budget
        self._end = Level(len(self.sizes))
        self._level = [self._end, self._end]
        self._kids: list[tuple[Node, ...]] = [(), ()]
        self._known: dict[tuple[Level, tuple[Node, ...]], Node] = {}
        self._meets: dict[tuple[Node, Node], Node] = {}
        self._joins: dict[tuple[Node, Node], Node] = {}
        self._complements: dict[Node, Node] = {NONE: EVERY, EVERY: NONE}
        self._projections: dict[tuple[Node, frozenset[Level]], Node] = {}
        self._counts: dict[Node, int] = {}

    def __len__(self) -> int:
        return len(self._level)

    def copy(self, roots: Iterable[Node]) -> tuple[Diagrams, dict[Node, Node]]:
        """New diagrams with only what `roots` need, and for each node that is there its number in them."""
        new, numbers = Diagrams(self.sizes, self._budget), {NONE: NONE, EVERY: EVERY}

        def walk(node: Node) -> Node:
            if node not in numbers:
                numbers[node] = new._node(self._level[node], tuple([walk(kid) for kid in self._kids[node]]))
            return numbers[node]

        for root in roots:
            walk(root)
        return new, numbers

    @contextmanager
    def scratch(self) -> Iterator[None]:
        """What is made inside is forgotten afterwards; no node of it may be kept."""
        kept, memos = len(self), self._memos()
        lengths = [len(memo) for memo in memos]
        try:
            yield
        finally:
            del self._level[kept:], self._kids[kept:]
            for memo, length in zip(memos, lengths, strict=True):
                while len(memo) > length:  # the latest entry goes first
                    memo.popitem()

    def _memos(self) -> list[dict[Any, Any]]:
        return [self._known, self._meets, self._joins, self._complements, self._projections, self._counts]

    def record(self) -> list[list[Any]]:
        """All nodes as plain lists, in a form that `replay` takes."""
        return [self._level, self._kids]

    def replay(self, record: list[list[Any]]) -> None:
        """Have exactly the nodes of a record that was made over the same levels."""
        self._level, self._kids = record[0], list(map(tuple, record[1]))
        numbers = map(Node, range(len(self._kids)))
        self._known = dict(zip(zip(self._level, self._kids, strict=True), numbers, strict=True))

    # ------------------------------------------------------------ making

    def literal(self, level: Level, cells: Iterable[Cell]) -> Node:
        """The situations whose `level` has one of `cells`."""
        wanted = frozenset(cells)
        return self._node(level, tuple(EVERY if cell in wanted else NONE for cell in range(self.sizes[level])))

    def node(self, level: Level, kids: Iterable[Node]) -> Node:
        """The situations that lie, by the cell of `level` that they have, in the set for that cell."""
        return self._node(level, tuple(kids))

    def meet(self, one: Node, other: Node) -> Node:
        """The situations in both."""
        one, other = (one, other) if one < other else (other, one)
        if one in (NONE, other):
            return one
        if one == EVERY:
            return other
        found = self._meets.get((one, other))
        if found is None:
            level, pairs = self._together(one, other)
            found = self._meets[one, other] = self._node(level, tuple([self.meet(a, b) for a, b in pairs]))
        return found

    def join(self, one: Node, other: Node) -> Node:
        """The situations in either."""
        one, other = (one, other) if one < other else (other, one)
        if one in (NONE, other):
            return other
        if one == EVERY:
            return EVERY
        found = self._joins.get((one, other))
        if found is None:
            level, pairs = self._together(one, other)
            found = self._joins[one, other] = self._node(level, tuple([self.join(a, b) for a, b in pairs]))
        return found

    def complement(self, node: Node) -> Node:
        """The situations outside."""
        found = self._complements.get(node)
        if found is None:
            found = self._node(self._level[node], tuple([self.complement(kid) for kid in self._kids[node]]))
            self._complements[node] = found
            self._complements[found] = node
        return found

    def minus(self, one: Node, other: Node) -> Node:
        """The situations in `one` and not in `other`."""
        return self.meet(one, self.complement(other))

    def meet_all(self, nodes: Iterable[Node]) -> Node:
        """The situations in all of them."""
        return reduce(self.meet, nodes, EVERY)

    def join_all(self, nodes: Iterable[Node]) -> Node:
        """The situations in any of them."""
        return reduce(self.join, nodes, NONE)

    def project(self, node: Node, levels: frozenset[Level]) -> Node:
        """The situations that get into the set by some choice of cells for `levels` (existential quantification)."""
        if not levels or node <= EVERY:
            return node
        key = (node, levels)
        found = self._projections.get(key)
        if found is None:
            kids = [self.project(kid, levels) for kid in self._kids[node]]
            level = self._level[node]
            found = self.join_all(kids) if level in levels else self._node(level, tuple(kids))
            self._projections[key] = found
        return found

    def restrict(self, nodes: Sequence[Node], cells: Mapping[Level, Cell]) -> list[Node]:
        """Each of `nodes` as seen by somebody who knows the cells of some levels; those levels are gone from it."""
        seen: dict[Node, Node] = {NONE: NONE, EVERY: EVERY}

        def walk(node: Node) -> Node:
            found = seen.get(node)
            if found is None:
                level = self._level[node]
                if level in cells:
                    found = walk(self._kids[node][cells[level]])
                else:
                    found = self._node(level, tuple([walk(kid) for kid in self._kids[node]]))
                seen[node] = found
            return found

        return [walk(node) for node in nodes]

    # ------------------------------------------------------------ asking

    def contains(self, node: Node, cells: Sequence[Cell]) -> bool:
        """Whether the situation with these cells, one for each level, is in the set."""
        while node > EVERY:
            node = self._kids[node][cells[self._level[node]]]
        return node == EVERY

    def level(self, node: Node) -> Level:
        """The level that a node asks about; the number of levels for `NONE` and `EVERY`."""
        return self._level[node]

    def kid(self, node: Node, cell: Cell) -> Node:
        """Where a node leads by a cell of its level."""
        return self._kids[node][cell]

    def reaches(self, node: Node, cells: Mapping[Level, Cell]) -> bool:
        """Whether the set holds a situation with these cells, whatever the other levels are."""
        seen: set[Node] = set()
        waiting = [node]
        while waiting:
            here = waiting.pop()
            if here == EVERY:
                return True
            if here not in seen:
                seen.add(here)
                kids, cell = self._kids[here], cells.get(self._level[here])
                waiting += kids if cell is None else (kids[cell],)
        return False

    def levels(self, *nodes: Node) -> frozenset[Level]:
        """The levels that the sets depend on."""
        seen: set[Node] = set()
        waiting = list(nodes)
        while waiting:
            node = waiting.pop()
            if node > EVERY and node not in seen:
                seen.add(node)
                waiting += self._kids[node]
        return frozenset(self._level[node] for node in seen)

    def cells(self, node: Node, level: Level) -> frozenset[Cell]:
        """The cells of `level` that occur in the set."""
        return frozenset(cell for cell in map(Cell, range(self.sizes[level])) if self.reaches(node, {level: cell}))

    def count(self, node: Node) -> int:
        """How many situations the set holds, all levels counted."""
        return self._below(node) * self._span(Level(0), self._level[node])

    def count_over(self, node: Node, levels: frozenset[Level]) -> int:
        """How many situations the set holds, only these levels counted; the set must not depend on others."""
        return self.count(node) // prod(size for level, size in enumerate(self.sizes) if level not in levels)

    # ------------------------------------------------------------ inside

    def _node(self, level: Level, kids: tuple[Node, ...]) -> Node:
        first = kids[0]
        if all(kid == first for kid in kids):
            return first
        key = (level, kids)
        found = self._known.get(key)
        if found is None:
            found = Node(len(self._level))
            if found > self._budget:
                raise OverBudget(Message("not-decided.budget", most=self._budget))
            self._level.append(level)
            self._kids.append(kids)
            self._known[key] = found
        return found

    def _together(self, one: Node, other: Node) -> tuple[Level, list[tuple[Node, Node]]]:
        """The upper level of two nodes, and for each of its cells where the two lead."""
        ours, theirs = self._level[one], self._level[other]
        if ours == theirs:
            return ours, list(zip(self._kids[one], self._kids[other], strict=True))
        if ours < theirs:
            return ours, [(kid, other) for kid in self._kids[one]]
        return theirs, [(one, kid) for kid in self._kids[other]]

    def _below(self, node: Node) -> int:
        """How many choices for the levels from the node's own on lead into the set."""
        if node <= EVERY:
            return node
        found = self._counts.get(node)
        if found is None:
            level = self._level[node]
            kids = [self._below(kid) * self._span(Level(level + 1), self._level[kid]) for kid in self._kids[node]]
            found = sum(kids)
            self._counts[node] = found
        return found

    def _span(self, first: Level, last: Level) -> int:
        return prod(self.sizes[first:last])
