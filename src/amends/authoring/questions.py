"""How many questions it takes until a plan is settled: exactly, over every possible situation.

The tree of questions is walked once; two places in it from which the same is left to decide are the same place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from amends.domain.model import Pack
from amends.logic.diagram import NONE, Cell, Level
from amends.logic.relevance import Relevance
from amends.logic.standing import Standing
from amends.logic.steps import read
from amends.logic.view import View

Way = tuple[tuple[str, str], ...]
"""Facts with the replies that lead along a way of questions."""


@dataclass(frozen=True, slots=True)
class Economy:
    """Numbers of questions until the plan is settled: the fewest, the mean over all situations, the most.

    `worst` is a longest way. The mean counts every possible situation once.
    """

    least: int
    mean: float
    most: int
    worst: Way


def economy(pack: Pack) -> Economy:
    """How many questions a pack needs, when each is asked in the order in which the program asks."""
    return _Walk().economy(_start(pack))


def economy_by_first(pack: Pack) -> dict[str, Economy]:
    """The same for each reply to the first question, the first question counted."""
    walk, start = _Walk(), _start(pack)
    first = _next(start)
    if first is None:
        return {}
    return {words: walk.economy(after, before=((first, words),)) for words, after in _replies(start, first)}


@dataclass(frozen=True, slots=True)
class _Place:
    """What lies ahead of a place in the tree; `total` adds up the questions of all `situations`."""

    least: int
    most: int
    total: int
    situations: int


class _Walk:
    """The tree of questions, each distinct place looked at once; a place is where somebody is who has said so much."""

    def __init__(self) -> None:
        self._seen: dict[object, _Place] = {}

    def economy(self, here: Relevance, before: Way = ()) -> Economy:
        """The numbers of questions from a place on, after those that were asked before."""
        ahead, asked = self._ahead(here), len(before)
        mean = ahead.total / ahead.situations + asked
        return Economy(ahead.least + asked, mean, ahead.most + asked, (*before, *self._longest(here)))

    def _ahead(self, here: Relevance) -> _Place:
        key = _what_is_left(here)
        if key not in self._seen:
            self._seen[key] = self._place(here)
        return self._seen[key]

    def _place(self, here: Relevance) -> _Place:
        view, question = here.standing.seen, _next(here)
        count = view.logic.diagrams.count_over(view.possible, _unanswered(view))
        if question is None:
            return _Place(0, 0, 0, count)
        ahead = [self._ahead(after) for _, after in _replies(here, question)]
        return _Place(
            least=1 + min(place.least for place in ahead),
            most=1 + max(place.most for place in ahead),
            total=count + sum(place.total for place in ahead),
            situations=count,
        )

    def _longest(self, here: Relevance) -> Way:
        question = _next(here)
        if question is None:
            return ()
        words, after = max(_replies(here, question), key=lambda reply: self._ahead(reply[1]).most)
        return ((question, words), *self._longest(after))


def _start(pack: Pack) -> Relevance:
    logic = read(pack)
    return Relevance(Standing(View(logic, {}, logic.possible, logic.stands)))


def _what_is_left(here: Relevance) -> object:
    """What the rest of the way depends on."""
    view = here.standing.seen
    return view.possible, frozenset(here.standing.undecided.values()), here.clock_open, _unanswered(view)


def _unanswered(view: View) -> frozenset[Level]:
    return frozenset(view.logic.space.levels) - frozenset(view.cells)


def _next(here: Relevance) -> str | None:
    return next(iter(here.asked), None)


def _replies(here: Relevance, name: str) -> Iterator[tuple[str, Relevance]]:
    """Every reply that is possible: of a `several` fact every choice of items."""
    view, space = here.standing.seen, here.standing.seen.logic.space
    levels = [level for level in space.of[name] if level not in view.cells]
    for chosen in product(*(space.variables[level].cells for level in levels)):
        cells = dict(zip(levels, chosen, strict=True))
        after = view.at(cells)
        if after.possible != NONE:
            yield _words(view, name, {**view.cells, **cells}), Relevance(Standing(after))


def _words(view: View, name: str, cells: dict[Level, Cell]) -> str:
    value = view.logic.space.value(name, cells)
    return ", ".join(sorted(value)) or "none" if isinstance(value, frozenset) else str(value)
