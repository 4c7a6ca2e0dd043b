"""What the head of a pack says otherwise than before: the words for acts and channels, and which acts press first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from operator import attrgetter
from typing import Literal

from amends.domain.model import Act, Named, Pack, StepRule
from amends.logic.diagram import NONE, Node
from amends.logic.steps import Logic

Head = Literal["other-act", "other-channel"]
Of = Callable[[StepRule], str]
"""How a step says which act or channel is its own."""

ACT: Of = attrgetter("act")
HEADS: Sequence[tuple[Head, Callable[[Pack], Sequence[Act | Named]], Of]] = (
    ("other-act", attrgetter("acts"), ACT),
    ("other-channel", attrgetter("channels"), attrgetter("step.channel")),
)


def reworded(before: Logic, after: Logic, within: Node) -> Iterator[tuple[Head, str, Node]]:
    """Each act or channel that has other words, or presses now or no more, and where steps of it stand."""
    for what, listed, of in HEADS:
        old = {each.name: each for each in listed(before.pack)}
        for new in listed(after.pack):
            where = _where(before, after, of, new.name, within) if old.get(new.name, new) != new else NONE
            if where != NONE:
                yield what, new.name, where


def overtaken(before: Logic, after: Logic, within: Node) -> Iterator[tuple[str, str, Node]]:
    """Each two urgent acts that have changed places, in the order in which they come now, and where both stand."""
    old, new = ([act.name for act in logic.pack.acts if act.urgent] for logic in (before, after))
    for first, second in combinations((name for name in new if name in old), 2):
        if old.index(first) > old.index(second):
            where = _where(before, after, ACT, first, _where(before, after, ACT, second, within))
            if where != NONE:
                yield first, second, where


def _where(before: Logic, after: Logic, of: Of, name: str, within: Node) -> Node:
    """The situations in which a step of this act or channel stands in both packs."""
    diagrams = after.diagrams
    for logic in (before, after):
        steps = (rule.id for rule in logic.pack.step.values() if of(rule) == name)
        within = diagrams.meet(within, diagrams.join_all(logic.stands[step] for step in steps))
    return within
