"""What stands for somebody who knows some answers: in all situations that are left, in some, or in none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from amends.domain.plan import Status
from amends.logic.diagram import EVERY, NONE, Cell, Node
from amends.logic.view import View


@dataclass(frozen=True, eq=False)
class Standing:
    """The rules of a view: where what they give stands."""

    seen: View

    def status(self, rule: str) -> Status | None:
        """Whether something stands in all of the situations that are still possible, in some, or (None) in none.

        A step that can stand is certain where its act is, in whatever words.
        """
        steps = self.seen.logic.pack.step
        return (self.wording(rule) and self.of_act(steps[rule].act)) if rule in steps else self.wording(rule)

    def wording(self, rule: str) -> Status | None:
        """The same of a step in the words of this very rule."""
        return self._status(self.where(rule))

    def of_act(self, act: str) -> Status | None:
        """The same of an act."""
        return self._status(self.where_act(act))

    def _status(self, where: Node) -> Status | None:
        if where == NONE:
            return None
        return "certain" if where == self.seen.possible else "possible"

    def where(self, rule: str) -> Node:
        """The possible situations in which what a rule gives stands."""
        return self.seen.logic.diagrams.meet(self.seen.stands[rule], self.seen.possible)

    def where_act(self, act: str) -> Node:
        """The possible situations in which a step of an act stands."""
        return self.seen.logic.diagrams.join_all(self.where(rule.id) for rule in self.seen.logic.pack.steps_of[act])

    @cached_property
    def undecided(self) -> dict[str, Node]:
        """The rules that stand in some possible situations and not in others, with where they do."""
        places = {rule: self.where(rule) for rule, node in self.seen.stands.items() if node > EVERY}
        return {rule: where for rule, where in places.items() if where not in (NONE, self.seen.possible)}

    @cached_property
    def cautious(self) -> frozenset[str]:
        """The rules that stand when the cautious values take the place of what is not known."""
        return self._in(self.seen.completion)

    def after(self, name: str) -> Iterator[tuple[str, frozenset[str]]]:
        """For each reply that is still possible and that rules can tell apart: its words, and the rules that stand."""
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
        """The rules that can stand at all, with where they do."""
        return {step: node for step, node in self.seen.stands.items() if node != NONE}
