"""Which steps stand for somebody who knows some answers: in all situations that are left, in some, or in none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from amends.domain.plan import Status
from amends.logic.diagram import EVERY, NONE, Cell, Node
from amends.logic.view import View


@dataclass(frozen=True, eq=False)
class Standing:
    """The steps of a view."""

    seen: View

    def status(self, step: str) -> Status | None:
        """Whether a step stands in all of the situations that are still possible, in some, or (None) in none."""
        where = self.where(step)
        if where == NONE:
            return None
        return "certain" if where == self.seen.possible else "possible"

    def where(self, step: str) -> Node:
        """The possible situations in which a step stands."""
        return self.seen.logic.diagrams.meet(self.seen.stands[step], self.seen.possible)

    @cached_property
    def undecided(self) -> dict[str, Node]:
        """The steps that stand in some possible situations and not in others, with where they stand."""
        places = {step: self.where(step) for step, node in self.seen.stands.items() if node > EVERY}
        return {step: where for step, where in places.items() if where not in (NONE, self.seen.possible)}

    @cached_property
    def cautious(self) -> frozenset[str]:
        """The steps that stand when the cautious values take the place of what is not known."""
        return self._in(self.seen.completion)

    def after(self, name: str) -> Iterator[tuple[str, frozenset[str]]]:
        """For each reply that is still possible and that rules can tell apart: its words, and the steps that stand."""
        seen = self.seen
        for words, cells in seen.logic.space.replies(name):
            (possible,) = seen.logic.diagrams.restrict([seen.possible], cells)
            if possible != NONE:
                yield words, self._in(seen.completed(possible, {**seen.cells, **cells}))

    def _in(self, cells: tuple[Cell, ...]) -> frozenset[str]:
        contains = self.seen.logic.diagrams.contains
        return frozenset(step for step, node in self._live.items() if contains(node, cells))

    @cached_property
    def _live(self) -> dict[str, Node]:
        """The steps that can stand at all, with where they do."""
        return {step: node for step, node in self.seen.stands.items() if node != NONE}
