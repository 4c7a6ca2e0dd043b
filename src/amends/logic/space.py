"""The facts of a pack cut into finitely many cells, so that every situation can be counted.

A `choice` or `yes_no` fact has a cell for each value, a `several` fact one level with two cells for each item, and a
number is cut wherever the pack names a threshold: inside a cell no condition can tell two numbers apart.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from amends.domain import conditions
from amends.domain.due import Window
from amends.domain.model import Between, Fact, Pack, Value
from amends.logic.diagram import Cell, Level

OUT, IN = Cell(0), Cell(1)
"""The two cells of an item of a `several` fact."""
NO_ITEM = "none of these"
"""The reply to a `several` fact that chooses nothing, as documents name it."""


@dataclass(frozen=True, slots=True)
class Variable:
    """One question to the situation: the fact, the item asked about (`several` only), and how its cells rank.

    `starts` holds the first number of each cell (numbers only). `preference` lists the cells from the one that stands
    in for a missing answer to the one that would do so last.
    """

    fact: Fact
    item: str
    size: int
    preference: tuple[Cell, ...]
    starts: tuple[int, ...] = ()

    def bounds(self, cell: Cell) -> tuple[int, int]:
        """The lowest and the highest number in a cell."""
        last = self.starts[cell + 1] - 1 if cell + 1 < self.size else self.fact.maximum
        return self.starts[cell], last

    @property
    def cells(self) -> tuple[Cell, ...]:
        return tuple(map(Cell, range(self.size)))

    def reply(self, cell: Cell) -> str:
        """The reply that leads into a cell: a value, a number, or a range of numbers such as `0..4`."""
        if self.fact.kind != "number":
            return self.fact.values[cell]
        low, high = self.bounds(cell)
        return str(low) if low == high else f"{low}..{high}"


class Space:
    """The levels of a pack, or of several packs to be compared, in the order in which the facts are asked."""

    def __init__(self, packs: Sequence[Pack], *, fine: bool = False) -> None:
        """`fine` cuts numbers one step beside every threshold too, so that thresholds moved by one can be compared."""
        every = [fact for pack in packs for fact in pack.facts]
        cuts: dict[str, set[int]] = {fact.name: set() for fact in every}
        for fact in every:
            cuts[fact.name] |= {fact.minimum, fact.maximum + 1}
        for name, cut in chain.from_iterable(map(_thresholds, packs)):
            cuts[name] |= {cut - 1, cut, cut + 1} if fine else {cut}
        facts = tuple(_merged(every))
        self.variables = tuple(each for fact in facts for each in _variables(fact, cuts[fact.name]))
        self.levels: tuple[Level, ...] = tuple(map(Level, range(len(self.variables))))
        self.of: Mapping[str, tuple[Level, ...]] = {
            fact.name: tuple(level for level in self.levels if self.variables[level].fact is fact) for fact in facts
        }

    @property
    def sizes(self) -> tuple[int, ...]:
        return tuple(variable.size for variable in self.variables)

    def variables_of(self, name: str) -> tuple[Variable, ...]:
        """The variables of a fact: one for each item of a `several` fact, else one."""
        return tuple(self.variables[level] for level in self.of[name])

    def levels_of(self, names: Iterable[str]) -> frozenset[Level]:
        """The levels of some facts."""
        return frozenset(level for name in names for level in self.of[name])

    def cells(self, name: str, value: Value) -> dict[Level, Cell]:
        """The cell that `value` puts each level of the fact in."""
        return {level: _cell(self.variables[level], value) for level in self.of[name]}

    def between(self, name: str, low: int | None, high: int | None) -> tuple[Level, frozenset[Cell]]:
        """The level of a number, and its cells inside the closed range."""
        (level,) = self.of[name]
        variable = self.variables[level]
        return level, frozenset(cell for cell in variable.cells if _inside(variable.bounds(cell), low, high))

    def value(self, name: str, cells: Mapping[Level, Cell]) -> Value:
        """The value of a fact in these cells; of a number, the one in the cell that is nearest to the cautious one."""
        levels = self.of[name]
        first, cell = self.variables[levels[0]], cells[levels[0]]
        if first.fact.kind == "several":
            return frozenset(self.variables[level].item for level in levels if cells[level] == IN)
        if first.fact.kind == "number":
            low, high = first.bounds(cell)
            return max(low, min(high, _cautious(first.fact)))
        return first.fact.values[cell]

    def replies(self, name: str) -> Iterator[tuple[str, dict[Level, Cell]]]:
        """Every reply that a rule can tell from another: its words, and the cells that it fixes."""
        levels = self.of[name]
        first = self.variables[levels[0]]
        if first.fact.kind == "several":
            for chosen in levels:
                yield self.variables[chosen].item, {level: IN if level == chosen else OUT for level in levels}
            yield NO_ITEM, dict.fromkeys(levels, OUT)
        else:
            yield from ((first.reply(cell), {levels[0]: cell}) for cell in first.cells)


def _merged(facts: Sequence[Fact]) -> Iterator[Fact]:
    """Facts of one name as one: with the values of all of them, and the widest range."""
    for name in dict.fromkeys(fact.name for fact in facts):
        same = [fact for fact in facts if fact.name == name]
        options = {option.value: option for fact in reversed(same) for option in fact.options}
        order = dict.fromkeys(value for fact in same for value in fact.values)
        low, high = min(fact.minimum for fact in same), max(fact.maximum for fact in same)
        yield replace(same[0], options=tuple(map(options.__getitem__, order)), minimum=low, maximum=high)


def _variables(fact: Fact, cuts: set[int]) -> Iterator[Variable]:
    if fact.kind == "several":
        chosen = fact.if_unsure if isinstance(fact.if_unsure, frozenset) else frozenset()
        for item in fact.values:
            yield Variable(fact, item, 2, (IN, OUT) if item in chosen else (OUT, IN))
    elif fact.kind == "number":
        starts = (fact.minimum, *sorted(cut for cut in cuts if fact.minimum < cut <= fact.maximum))
        yield Variable(fact, "", len(starts), _nearest(fact, starts), starts)
    else:
        ranked = sorted(range(len(fact.values)), key=lambda cell: fact.values[cell] != fact.if_unsure)
        yield Variable(fact, "", len(fact.values), tuple(map(Cell, ranked)))


def _cautious(fact: Fact) -> int:
    return fact.if_unsure if isinstance(fact.if_unsure, int) else fact.minimum


def _nearest(fact: Fact, starts: tuple[int, ...]) -> tuple[Cell, ...]:
    """The cells by their distance from the cautious number; of two that are as near, the lower first."""
    home = _cautious(fact)
    ends = (*(start - 1 for start in starts[1:]), fact.maximum)
    distance = {i: max(low - home, home - high, 0) for i, (low, high) in enumerate(zip(starts, ends, strict=True))}
    return tuple(Cell(cell) for cell in sorted(distance, key=lambda i: (distance[i], i)))


def _cell(variable: Variable, value: Value) -> Cell:
    if variable.item:
        return IN if isinstance(value, frozenset) and variable.item in value else OUT
    if isinstance(value, int):
        return Cell(bisect_right(variable.starts, value) - 1)
    return Cell(variable.fact.values.index(str(value)))


def _inside(bounds: tuple[int, int], low: int | None, high: int | None) -> bool:
    return (low is None or bounds[0] >= low) and (high is None or bounds[1] <= high)


def _thresholds(pack: Pack) -> Iterator[tuple[str, int]]:
    """The numbers by name, and where a new cell of each starts."""
    for test in chain.from_iterable(map(conditions.leaves, conditions.of_pack(pack))):
        if isinstance(test, Between) and test.low is not None:
            yield test.name, test.low
        if isinstance(test, Between) and test.high is not None:
            yield test.name, test.high + 1
    for rule in pack.step.values():
        if pack.clock and isinstance(rule.step.by, Window):
            # A cell may not straddle the end of a window, so that "its time is past" is decided exactly.
            yield pack.clock, rule.step.by.end.minutes
