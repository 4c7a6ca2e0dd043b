"""Which questions still matter, exactly.

Of the facts that are *unknown* (not answered, not forced by what was), those are *deciding* that have to be known for
every step to be certain or impossible: as few as will do, the first to be asked preferred. Others are *telling*: they
decide nothing themselves, but some reply to them settles a step, or changes what stands for now. *Asked* are the
deciding ones, and the clock where the moment of a step hangs on it. *Open* are all of these, the asked ones first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from amends.domain.due import After, Window
from amends.domain.plan import Stake
from amends.logic.diagram import NONE, Level, Node
from amends.logic.standing import Standing
from amends.logic.view import View


@dataclass(frozen=True, eq=False)
class Relevance:
    """The questions that matter for somebody with this view, whose steps stand like this."""

    standing: Standing

    @property
    def _seen(self) -> View:
        return self.standing.seen

    # ------------------------------------------------------- deciding

    @cached_property
    def deciding(self) -> tuple[str, ...]:
        """A smallest set of unknown facts whose answers settle the plan, in the order in which they are asked.

        Of each fact in it some course of the other answers makes its reply change the plan: no smaller part settles.
        """
        ignored: list[str] = []
        for name in reversed(self._seen.unknown):
            if self._settles([*ignored, name]):
                ignored.append(name)
        return tuple(name for name in self._seen.unknown if name not in ignored)

    def _settles(self, ignored: list[str]) -> bool:
        """Whether no two possible situations that differ in the facts `ignored` alone differ in the plan."""
        # The facts that a cautious value stands for follow whatever is answered elsewhere.
        levels = self._seen.logic.space.levels_of([*ignored, *self._seen.assumed])
        return not any(self._mixed(step, levels) for step in self.standing.undecided)

    def _mixed(self, step: str, levels: frozenset[Level]) -> bool:
        """Whether some choice of the other levels leaves it to `levels` whether a step stands."""
        if levels.isdisjoint(self._support[step]):
            return False
        diagrams, where = self._seen.logic.diagrams, self.standing.undecided[step]
        inside = diagrams.project(where, levels)
        outside = diagrams.project(diagrams.minus(self._seen.possible, where), levels)
        return diagrams.meet(inside, outside) != NONE

    @cached_property
    def _support(self) -> dict[str, frozenset[Level]]:
        levels = self._seen.logic.diagrams.levels
        return {step: levels(self._seen.stands[step]) for step in self.standing.undecided}

    # -------------------------------------------------------- telling

    @cached_property
    def telling(self) -> tuple[str, ...]:
        """The unknown facts that do not decide anything themselves, but some reply to them tells what does."""
        seen = self._seen
        linked = seen.logic.diagrams.levels(seen.possible)
        rest = (name for name in seen.unknown if name not in self.deciding)
        linking = (name for name in rest if not linked.isdisjoint(seen.logic.space.of[name]))
        return tuple(name for name in linking if any(node != NONE for node in self._told(name)))

    def _told(self, name: str) -> Iterator[Node]:
        """The replies that make a step certain or impossible; then where one changes what stands by cautious values."""
        seen, diagrams = self._seen, self._seen.logic.diagrams
        others = [i for i in seen.logic.space.levels if i not in seen.logic.space.of[name] and i not in seen.cells]
        unasked = frozenset(others)
        replies = diagrams.project(seen.possible, unasked)
        for where in self.standing.undecided.values():
            for node in (where, diagrams.minus(seen.possible, where)):
                yield diagrams.minus(replies, diagrams.project(node, unasked))
        cautious = seen.preferred(others)
        for step, where in self.standing.undecided.items():
            stands = step in self.standing.cautious
            yield diagrams.minus(cautious, where) if stands else diagrams.meet(cautious, where)

    # ---------------------------------------------------------- asked

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """The facts that decide, and the clock where a deadline hangs on it, in the order in which they are asked."""
        clock = (self._seen.logic.pack.clock,) if self.clock_open else ()
        return tuple(name for name in self._seen.logic.space.of if name in self.deciding or name in clock)

    @cached_property
    def open(self) -> tuple[str, ...]:
        """The unknown facts that can still change the plan: first those to ask, then those that tell of others."""
        return (*self.asked, *(name for name in self.telling if name not in self.asked))

    @cached_property
    def clock_open(self) -> bool:
        """Whether the moment of some step that can stand hangs on the clock, and the clock is not known."""
        pack = self._seen.logic.pack
        if not pack.clock or self._seen.knows(pack.clock) or pack.clock in self._seen.assumed:
            return False
        hanging = (rule.id for rule in pack.rules if isinstance(rule.step.by, Window | After))
        return any(self.standing.status(step) for step in hanging)

    def stakes(self, name: str) -> dict[str, Stake]:
        """For each possible reply to a question, what it adds to the plan and what it removes."""
        before, ordered = self.standing.cautious, self._seen.logic.pack.in_order
        return {
            words: Stake(ordered(after - before), ordered(before - after)) for words, after in self.standing.after(name)
        }
