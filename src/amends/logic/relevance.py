"""Which questions still matter, exactly.

Of the facts that are *unknown* (not answered, not forced by what was), those are *deciding* that have to be known for
every step, outlook and answer to be certain or impossible: as few as will do, the first to be asked preferred. Others
are *telling*: they decide nothing themselves, but some reply to them settles something, or changes what stands for now.
*Asked* are the deciding ones, and the clock where the moment of a step hangs on it; *open* are all of these. First is
asked what settles an urgent act and its words, then what else settles steps; last what only tells of answers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from amends.domain.due import After, Window
from amends.domain.plan import Change, changed
from amends.logic.diagram import NONE, Level, Node
from amends.logic.standing import Standing
from amends.logic.urgency import urgent
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
        return self._settling(self._stands(self.standing.undecided), self._seen.unknown, self.acting)

    @cached_property
    def acting(self) -> tuple[str, ...]:
        """A smallest set whose answers settle the steps, outlook and answers aside."""
        return self._settling(self._stands(self._undecided_steps), self._seen.unknown)

    @cached_property
    def urgent(self) -> tuple[str, ...]:
        """Those of them that settle the first urgent act that is not settled; first the act, then its words."""
        standing, pack = self.standing, self._seen.logic.pack
        for act in urgent(standing):
            words = self._stands(rule.id for rule in pack.steps_of[act.name])
            if standing.of_act(act.name) == "possible":
                return self._settling({self._seen.logic.diagrams.join_all(words)}, self.acting)
            if facts := self._settling(words, self.acting):
                return facts
        return ()

    @cached_property
    def _undecided_steps(self) -> dict[str, Node]:
        steps = self._seen.logic.pack.step
        return {rule: where for rule, where in self.standing.undecided.items() if rule in steps}

    def _stands(self, rules: Iterable[str]) -> set[Node]:
        """Where rules stand; rules that stand in the same situations are settled together."""
        return {self._seen.stands[rule] for rule in rules}

    def _settling(self, nodes: set[Node], among: Sequence[str], needed: Collection[str] = ()) -> tuple[str, ...]:
        """A smallest part of some facts, with those `needed`, that settles whether a situation lies in these sets."""
        of = self._seen.logic.space.of
        # The facts that a cautious value stands for follow whatever is answered elsewhere.
        elsewhere = (name for name in self._seen.unknown if name not in among)
        ignored, settling = self._seen.logic.space.levels_of([*elsewhere, *self._seen.assumed]), list[str]()
        for name in reversed(among):
            fewer = ignored.union(of[name])
            if name not in needed and not any(self._mixed(node, fewer) for node in nodes):
                ignored = fewer
            else:
                settling.append(name)
        return tuple(reversed(settling))

    def _mixed(self, node: Node, levels: frozenset[Level]) -> bool:
        """Whether some choice of the other levels leaves it to `levels` whether a situation lies in a set."""
        diagrams, possible = self._seen.logic.diagrams, self._seen.possible
        if levels.isdisjoint(self._support(node)):
            return False
        inside = diagrams.project(diagrams.meet(node, possible), levels)
        outside = diagrams.project(diagrams.minus(possible, node), levels)
        return diagrams.meet(inside, outside) != NONE

    def _support(self, node: Node) -> frozenset[Level]:
        if node not in self._supports:
            self._supports[node] = self._seen.logic.diagrams.levels(node)
        return self._supports[node]

    @cached_property
    def _supports(self) -> dict[Node, frozenset[Level]]:
        return {}

    # -------------------------------------------------------- telling

    @cached_property
    def telling(self) -> tuple[str, ...]:
        """The unknown facts that do not decide anything themselves, but some reply to them tells what does."""
        rest = (name for name in self._seen.unknown if name not in self.deciding)
        return tuple(name for name in rest if self._tells(name, self.standing.undecided))

    def _tells(self, name: str, undecided: Mapping[str, Node]) -> bool:
        """Whether some reply settles one of these, or changes what stands by cautious values."""
        linked = self._seen.logic.diagrams.levels(self._seen.possible)
        linking = not linked.isdisjoint(self._seen.logic.space.of[name])
        return linking and any(node != NONE for node in self._told(name, undecided))

    def _told(self, name: str, undecided: Mapping[str, Node]) -> Iterator[Node]:
        """The replies that make something certain or impossible; then where one changes what stands for now."""
        seen, diagrams = self._seen, self._seen.logic.diagrams
        others = [i for i in seen.logic.space.levels if i not in seen.logic.space.of[name] and i not in seen.cells]
        unasked = frozenset(others)
        replies = diagrams.project(seen.possible, unasked)
        for where in undecided.values():
            for node in (where, diagrams.minus(seen.possible, where)):
                yield diagrams.minus(replies, diagrams.project(node, unasked))
        cautious = seen.preferred(others)
        for rule, where in undecided.items():
            stands = rule in self.standing.cautious
            yield diagrams.minus(cautious, where) if stands else diagrams.meet(cautious, where)

    # ---------------------------------------------------------- asked

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """The facts that decide, and the clock where a deadline hangs on it, in the order in which they are asked."""
        return tuple(dict.fromkeys((*self.asked_for_steps, *self.deciding)))

    @cached_property
    def asked_for_steps(self) -> tuple[str, ...]:
        """Those of them that settle the steps and their deadlines; the others change outlook and answers only."""
        clock = (self._seen.logic.pack.clock,) if self.clock_open else ()
        rest = (name for name in self._seen.logic.space.of if name in self.acting or name in clock)
        return tuple(dict.fromkeys((*self.urgent, *rest)))

    @cached_property
    def open(self) -> tuple[str, ...]:
        """The unknown facts that can still change the plan: first those to ask, then those that tell of others.

        What can change the outlook and the answers only comes last.
        """
        every = (*self.asked, *(name for name in self.telling if name not in self.asked))
        return tuple(sorted(every, key=self.only_answers))

    def only_answers(self, name: str) -> bool:
        """Whether a fact can change nothing but the outlook and the answers."""
        if name in self.acting or (self.clock_open and name == self._seen.logic.pack.clock):
            return False
        return not self._tells(name, self._undecided_steps)

    @cached_property
    def clock_open(self) -> bool:
        """Whether the moment of some step that can stand hangs on the clock, and the clock is not known."""
        pack = self._seen.logic.pack
        if not pack.clock or pack.clock in self._seen.told or pack.clock in self._seen.assumed or self._clock_stands:
            return False
        hanging = (rule.id for rule in pack.step.values() if isinstance(rule.step.by, Window | After))
        return any(self.standing.wording(step) for step in hanging)

    @property
    def _clock_stands(self) -> bool:
        """Whether only one reading of the clock is left possible."""
        space, diagrams = self._seen.logic.space, self._seen.logic.diagrams
        (level,) = space.of[self._seen.logic.pack.clock]
        left = [self._seen.cells[level]] if level in self._seen.cells else diagrams.cells(self._seen.possible, level)
        bounds = [space.variables[level].bounds(cell) for cell in left]
        return len(bounds) == 1 and bounds[0][0] == bounds[0][1]

    def stakes(self, name: str) -> dict[str, Change]:
        """For each possible reply to a question, what it would change."""
        pack, before = self._seen.logic.pack, self.standing.cautious
        return {words: changed(pack, before, after) for words, after in self.standing.after(name)}
