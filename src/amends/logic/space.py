"""The facts of a pack cut into finitely many cells, so that every situation can be counted.

A `choice` or `yes_no` fact has a cell for each value, a `several` fact one level with two cells for each item, and a
number is cut wherever the pack names a threshold: inside a cell no condition can tell two numbers apart.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from amends.domain import conditions
from amends.domain.model import Between, Fact, Pack, Value

OUT, IN = 0, 1
"""The two cells of an item of a `several` fact."""


@dataclass(frozen=True, slots=True)
class Level:
    """One question to the situation: the fact, the item asked about (`several` only), and how its cells rank.

    `starts` holds the first number of each cell (numbers only). `preference` lists the cells from the one that stands
    in for a missing answer to the one that would do so last.
    """

    fact: Fact
    item: str
    size: int
    preference: tuple[int, ...]
    starts: tuple[int, ...] = ()

    def bounds(self, cell: int) -> tuple[int, int]:
        """The lowest and the highest number in a cell."""
        last = self.starts[cell + 1] - 1 if cell + 1 < self.size else self.fact.maximum
        return self.starts[cell], last


class Space:
    """The levels of a pack, or of several packs to be compared, in the order in which the facts are asked."""

    def __init__(self, packs: Sequence[Pack], *, fine: bool = False) -> None:
        """`fine` cuts numbers one step beside every threshold too, so that thresholds moved by one can be compared."""
        cuts: dict[str, set[int]] = {}
        for pack in packs:
            for name, found in _thresholds(pack).items():
                around = {cut + step for cut in found for step in (-1, 0, 1)} if fine else found
                cuts.setdefault(name, set()).update(around)
        facts = tuple(_merged([fact for pack in packs for fact in pack.facts]))
        for name, found in _borders(packs):
            cuts.setdefault(name, set()).update(found)
        self.levels: tuple[Level, ...] = tuple(
            level for fact in facts for level in _levels(fact, cuts.get(fact.name, set()))
        )
        self.of: Mapping[str, tuple[int, ...]] = {
            fact.name: tuple(i for i, level in enumerate(self.levels) if level.fact is fact) for fact in facts
        }

    @property
    def sizes(self) -> tuple[int, ...]:
        return tuple(level.size for level in self.levels)

    def levels_of(self, name: str) -> tuple[Level, ...]:
        """The levels of a fact: one for each item of a `several` fact, else one."""
        return tuple(self.levels[index] for index in self.of[name])

    def cells(self, name: str, value: Value) -> dict[int, int]:
        """The cell that `value` puts each level of the fact in."""
        return {index: _cell(self.levels[index], value) for index in self.of[name]}

    def between(self, name: str, low: int | None, high: int | None) -> tuple[int, frozenset[int]]:
        """The level of a number, and its cells inside the closed range."""
        index = self.of[name][0]
        level = self.levels[index]
        inside = (cell for cell in range(level.size) if _inside(level.bounds(cell), low, high))
        return index, frozenset(inside)

    def value(self, name: str, cells: Mapping[int, int]) -> Value:
        """The value of a fact in these cells; of a number, the one in the cell that is nearest to the cautious one."""
        indices = self.of[name]
        fact = self.levels[indices[0]].fact
        if fact.kind == "several":
            return frozenset(self.levels[i].item for i in indices if cells[i] == IN)
        cell = cells[indices[0]]
        if fact.kind == "number":
            low, high = self.levels[indices[0]].bounds(cell)
            return max(low, min(high, _cautious(fact)))
        return fact.values[cell]

    def replies(self, name: str) -> Iterator[tuple[str, dict[int, int]]]:
        """Every reply that a rule can tell from another: its words, and the cells that it fixes."""
        indices = self.of[name]
        first = self.levels[indices[0]]
        if first.fact.kind == "several":
            for chosen in (*indices, -1):
                yield (
                    self.levels[chosen].item if chosen >= 0 else "none of these",
                    {i: IN if i == chosen else OUT for i in indices},
                )
            return
        for cell in range(first.size):
            yield self._reply(first, cell), {indices[0]: cell}

    @staticmethod
    def _reply(level: Level, cell: int) -> str:
        if level.fact.kind != "number":
            return level.fact.values[cell]
        low, high = level.bounds(cell)
        return str(low) if low == high else f"{low}..{high}"


def _merged(facts: Sequence[Fact]) -> Iterator[Fact]:
    """Facts of one name as one: with the values of all of them, and the widest range."""
    for name in dict.fromkeys(fact.name for fact in facts):
        first, *others = (fact for fact in facts if fact.name == name)
        options = {option.value: option for fact in (*reversed(others), first) for option in fact.options}
        order = dict.fromkeys(value for fact in (first, *others) for value in fact.values)
        yield (
            first
            if not others
            else replace(
                first,
                options=tuple(options[value] for value in order),
                minimum=min(fact.minimum for fact in (first, *others)),
                maximum=max(fact.maximum for fact in (first, *others)),
            )
        )


def _borders(packs: Sequence[Pack]) -> Iterator[tuple[str, set[int]]]:
    """Where the range of a number begins and ends in some pack."""
    for fact in (fact for pack in packs for fact in pack.facts if fact.kind == "number"):
        yield fact.name, {fact.minimum, fact.maximum + 1}


def _levels(fact: Fact, cuts: set[int]) -> Iterator[Level]:
    if fact.kind == "several":
        chosen = fact.if_unsure if isinstance(fact.if_unsure, frozenset) else frozenset()
        for item in fact.values:
            yield Level(fact, item, 2, (IN, OUT) if item in chosen else (OUT, IN))
    elif fact.kind == "number":
        starts = (fact.minimum, *sorted(cut for cut in cuts if fact.minimum < cut <= fact.maximum))
        yield Level(fact, "", len(starts), _nearest(fact, starts), starts)
    else:
        cautious = [i for i, value in enumerate(fact.values) if value == fact.if_unsure]
        rest = [i for i in range(len(fact.values)) if i not in cautious]
        yield Level(fact, "", len(fact.values), (*cautious, *rest))


def _cautious(fact: Fact) -> int:
    return fact.if_unsure if isinstance(fact.if_unsure, int) else fact.minimum


def _nearest(fact: Fact, starts: tuple[int, ...]) -> tuple[int, ...]:
    """The cells by their distance from the cautious number; of two that are as near, the lower first."""
    home = _cautious(fact)
    ends = (*(start - 1 for start in starts[1:]), fact.maximum)
    distance = {i: max(low - home, home - high, 0) for i, (low, high) in enumerate(zip(starts, ends, strict=True))}
    return tuple(sorted(distance, key=lambda i: (distance[i], i)))


def _cell(level: Level, value: Value) -> int:
    if level.item:
        return IN if isinstance(value, frozenset) and level.item in value else OUT
    if isinstance(value, int):
        return bisect_right(level.starts, value) - 1
    return level.fact.values.index(str(value))


def _inside(bounds: tuple[int, int], low: int | None, high: int | None) -> bool:
    return (low is None or bounds[0] >= low) and (high is None or bounds[1] <= high)


def _thresholds(pack: Pack) -> dict[str, set[int]]:
    """For each number, where a new cell starts."""
    cuts: dict[str, set[int]] = {}
    tests = (test for condition in conditions.of_pack(pack) for test in conditions.leaves(condition))
    for test in tests:
        if isinstance(test, Between):
            starts = (test.low, None if test.high is None else test.high + 1)
            cuts.setdefault(test.name, set()).update(start for start in starts if start is not None)
    for rule in pack.rules:
        if pack.clock and rule.step.by.kind == "window" and rule.step.by.end:
            # A cell may not straddle the end of a window, so that "its time is past" is decided exactly.
            cuts.setdefault(pack.clock, set()).add(rule.step.by.end.minutes)
    return cuts
