"""bounds: in some possible situation a plan has fewer steps or answers than the pack wants, or more.

Why it matters: somebody in trouble reads three lines, not thirty, and where all is well two are too many already. The
head of the pack says how many there are (`plan: {steps: [3, 7]}`, `answers: {least: 2}`). A plan that is `quiet` has
two steps at most, and an answer at least: who has nothing to do wants to hear that.

Before: `plan: {steps: [3, 7]}`, and who missed a call by two minutes gets nine steps.
After: one of the steps takes in two others; or what only helps some asks for those.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from amends.authoring.broken import broken
from amends.authoring.finding import Finding, blamed, in_example
from amends.domain.conditions import met
from amends.domain.message import Message
from amends.domain.model import ALWAYS, CALM, NOWHERE, AtMost, Condition, Not, Pack, Value, Where
from amends.logic.diagram import Node
from amends.logic.smallest import smallest_example
from amends.logic.steps import Logic, read


def bounds(pack: Pack) -> Iterator[Finding]:
    logic = read(pack)
    for limit in _limits(pack):
        outside = logic.diagrams.meet(limit.outside(logic), logic.possible)
        example = smallest_example(logic, outside)
        if example is not None:
            _, standing = in_example(pack, example)
            here = tuple(rule for rule in standing if rule in limit.rules)
            count = logic.diagrams.count(outside)
            message = Message(limit.key, bound=limit.bound, count=count, rules=here or Message("bounds.none"))
            where = blamed(pack, limit.where, here) if limit.end == "most" else limit.where
            yield Finding(message, where, example, shows=limit.passed)


def _limits(pack: Pack) -> Iterator[_Limit]:
    """What the head of a pack asks for, each with the key of what is said where a plan passes it."""
    steps, answers = frozenset(pack.step), frozenset(pack.answer)
    if pack.bounds:
        loud = ALWAYS if pack.quiet is None else Not(pack.quiet)
        yield _Limit("bounds.few-steps", "least", pack.bounds.least, steps, loud, pack.bounds.where)
        yield _Limit("bounds.many-steps", "most", pack.bounds.most, steps, loud, pack.bounds.where)
    if pack.quiet is not None:
        yield _Limit("bounds.quiet-steps", "most", CALM.most, steps, pack.quiet)
    if pack.quiet is not None and not pack.answered.least:
        yield _Limit("bounds.quiet-answers", "least", 1, answers, pack.quiet)
    yield _Limit("bounds.few-answers", "least", pack.answered.least, answers, ALWAYS, pack.answered.where)


@dataclass(frozen=True, slots=True)
class _Limit:
    """How many of some rules stand together at least, or at most, where a condition holds."""

    key: str
    end: str
    bound: int
    rules: frozenset[str]
    given: Condition
    where: Where = NOWHERE

    def outside(self, logic: Logic) -> Node:
        """The situations in which fewer or more of them stand."""
        if self.end == "most":
            return _more_than(logic, self.bound, self.rules, self.given)
        enough = _more_than(logic, self.bound - 1, self.rules) if self.bound else logic.holds(self.given)
        return logic.diagrams.minus(logic.holds(self.given), enough)

    def passed(self, known: Mapping[str, Value], standing: Sequence[str]) -> bool:
        """Whether fewer or more of them stand in what the engine makes of a situation."""
        number = len(self.rules.intersection(standing))
        beyond = number > self.bound if self.end == "most" else number < self.bound
        return beyond and met(self.given, known, standing)


def _more_than(logic: Logic, number: int, rules: frozenset[str], given: Condition = ALWAYS) -> Node:
    """The situations in which a condition holds and more than so many of these rules stand."""
    return broken(logic, AtMost(number, rules, given))
