"""How many questions it takes until the steps of a plan are settled: exactly, over every possible situation.

The tree of questions is walked once; two places in it from which the same is left to decide are the same place. What
is asked after that changes the outlook and the answers alone: of these questions the number is told that will do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from amends.domain.model import Pack, Value
from amends.logic.diagram import NONE
from amends.logic.relevance import Relevance
from amends.logic.standing import Standing
from amends.logic.steps import read
from amends.logic.view import View

Way = tuple[tuple[str, str], ...]
"""Facts with the replies that lead along a way of questions."""


@dataclass(frozen=True, slots=True)
class Economy:
    """Numbers of questions until the steps are settled, from some place in the tree on: the fewest, the mean, the most.

    `worst` is a longest way; `total` adds up the questions of all possible `situations`, and `more` those that are at
    most asked after them, for the outlook and the answers alone.
    """

    least: int
    total: int
    more: int
    situations: int
    worst: Way

    @property
    def mean(self) -> float:
        """The mean over all possible situations, each counted once."""
        return self.total / self.situations

    @property
    def mean_more(self) -> float:
        """The mean of the questions that are at most asked after that."""
        return self.more / self.situations

    @property
    def most(self) -> int:
        return len(self.worst)

    def after(self, name: str, reply: str, times: int = 1) -> Economy:
        """The same from one question before on, to which so many replies lead here."""
        total, more, situations = times * (self.total + self.situations), times * self.more, times * self.situations
        return Economy(self.least + 1, total, more, situations, ((name, reply), *self.worst))


def economy(pack: Pack) -> Economy:
    """How many questions a pack needs, when each is asked in the order in which the program asks."""
    return _Walk().economy(_start(pack))


def economies(pack: Pack) -> tuple[Economy, dict[str, Economy]]:
    """The same, and for each reply to the first question apart, the first question counted."""
    walk, start = _Walk(), _start(pack)
    return walk.economy(start), {one.worst[0][1]: one for one in walk.branches(start)}


class _Walk:
    """The tree of questions, each distinct place looked at once; a place is where somebody is who has said so much."""

    def __init__(self) -> None:
        self._seen: dict[object, Economy] = {}

    def economy(self, here: Relevance) -> Economy:
        """The numbers of questions from a place on."""
        view = here.standing.seen
        # What the rest of the way depends on.
        key = view.possible, frozenset(here.standing.undecided.values()), here.clock_open, frozenset(view.cells)
        if key not in self._seen:
            self._seen[key] = self._economy(here)
        return self._seen[key]

    def _economy(self, here: Relevance) -> Economy:
        if not here.asked_for_steps:
            return _settled(here)
        ahead = list(self.branches(here))
        return Economy(
            least=min(one.least for one in ahead),
            total=sum(one.total for one in ahead),
            more=sum(one.more for one in ahead),
            situations=sum(one.situations for one in ahead),
            worst=max((one.worst for one in ahead), key=len),
        )

    def branches(self, here: Relevance) -> Iterator[Economy]:
        """The same for each possible reply to the next question, that question counted; none if there is none.

        Of a `several` fact every choice of items is a reply; those that leave the same to ask are one branch.
        """
        for name in here.asked_for_steps[:1]:
            for after, times in replies(here.standing.seen, name):
                reply = _words(after.told[name])
                yield self.economy(Relevance(Standing(after))).after(name, reply, times)


def replies(before: View, name: str) -> Iterator[tuple[View, int]]:
    """What is known after each possible reply to a question, and how many replies leave the same to decide."""
    space = before.logic.space
    known: dict[object, tuple[View, int]] = {None: (before, 1)}
    for level in space.of[name]:
        further: dict[object, tuple[View, int]] = {}
        for view, times in known.values():
            for cell in space.variables[level].cells:
                after = view.at({level: cell})
                if after.possible != NONE:
                    alike = (after.possible, *after.stands.values()) if space.variables[level].item else cell
                    first, others = further.get(alike, (after, 0))
                    further[alike] = first, others + times
        known = further
    for view, times in known.values():  # who replies tells one reading, which closes the clock
        value = space.value(name, view.cells)
        yield replace(view, told={**view.told, name: value}), times


def _settled(here: Relevance) -> Economy:
    """No question more for the steps: how many situations are left, and how many questions for the rest."""
    view = here.standing.seen
    unanswered = frozenset(view.logic.space.levels).difference(view.cells)
    situations = view.logic.diagrams.count_over(view.possible, unanswered)
    return Economy(0, 0, len(here.asked) * situations, situations, ())


def _start(pack: Pack) -> Relevance:
    logic = read(pack)
    return Relevance(Standing(View(logic, {}, logic.possible, logic.stands)))


def _words(value: Value) -> str:
    return ", ".join(sorted(value)) or "none" if isinstance(value, frozenset) else str(value)
