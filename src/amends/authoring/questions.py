"""How many questions it takes until a plan is settled: exactly, over every possible situation.

The tree of questions is walked once; two places in it from which the same is left to decide are the same place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from amends.domain.model import Pack
from amends.logic.diagram import NONE
from amends.logic.steps import read
from amends.logic.view import View


@dataclass(frozen=True, slots=True)
class Economy:
    """Numbers of questions until the plan is settled: the fewest, the mean over all situations, the most.

    `worst` is a longest way: facts with the replies that lead along it. The mean counts every possible situation once.
    """

    least: int
    mean: float
    most: int
    worst: tuple[tuple[str, str], ...]


def economy(pack: Pack) -> Economy:
    """How many questions a pack needs, when each is asked in the order in which the program asks."""
    return _economy(_Walk(), _start(pack))


def economy_by_first(pack: Pack) -> dict[str, Economy]:
    """The same for each reply to the first question, the first question counted."""
    walk, start = _Walk(), _start(pack)
    first = _next(start)
    if first is None:
        return {}
    return {words: _economy(walk, after, before=((first, words),)) for words, after in _replies(start, first)}


def _start(pack: Pack) -> View:
    logic = read(pack)
    return View(logic, {}, logic.possible, logic.stands)


def _economy(walk: _Walk, view: View, before: tuple[tuple[str, str], ...] = ()) -> Economy:
    found = walk.from_here(view)
    asked = len(before)
    return Economy(
        least=found.least + asked,
        mean=found.total / found.situations + asked,
        most=found.most + asked,
        worst=(*before, *walk.longest(view)),
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """What lies ahead of a place in the tree; `total` adds up the questions of all `situations`."""

    least: int
    most: int
    total: int
    situations: int


class _Walk:
    """The tree of questions, each distinct place looked at once."""

    def __init__(self) -> None:
        self._seen: dict[object, _Place] = {}

    def from_here(self, view: View) -> _Place:
        key = _what_is_left(view)
        if key not in self._seen:
            question = _next(view)
            count = view.logic.diagrams.count_over(view.possible, _unanswered(view))
            places = [self.from_here(after) for _, after in _replies(view, question)] if question else []
            self._seen[key] = (
                _Place(
                    least=1 + min(place.least for place in places),
                    most=1 + max(place.most for place in places),
                    total=count + sum(place.total for place in places),
                    situations=count,
                )
                if places
                else _Place(0, 0, 0, count)
            )
        return self._seen[key]

    def longest(self, view: View) -> tuple[tuple[str, str], ...]:
        """A longest way from a place: facts and replies."""
        question = _next(view)
        if question is None:
            return ()
        words, after = max(_replies(view, question), key=lambda reply: self.from_here(reply[1]).most)
        return ((question, words), *self.longest(after))


def _what_is_left(view: View) -> object:
    """What the rest of the way depends on."""
    return view.possible, frozenset(view.undecided.values()), view.clock_open, _unanswered(view)


def _unanswered(view: View) -> frozenset[int]:
    return frozenset(range(len(view.logic.space.levels))) - frozenset(view.cells)


def _next(view: View) -> str | None:
    return next(iter(view.asked), None)


def _replies(view: View, name: str) -> Iterator[tuple[str, View]]:
    """Every reply that is possible: of a `several` fact every choice of items."""
    space = view.logic.space
    levels = [level for level in space.of[name] if level not in view.cells]
    for chosen in product(*(range(space.levels[level].size) for level in levels)):
        cells = dict(zip(levels, chosen, strict=True))
        after = view.at(cells)
        if after.possible != NONE:
            yield _words(view, name, {**view.cells, **cells}), after


def _words(view: View, name: str, cells: dict[int, int]) -> str:
    value = view.logic.space.value(name, cells)
    return ", ".join(sorted(value)) or "none" if isinstance(value, frozenset) else str(value)
