"""idle-fact, idle-value: a fact (or the difference between two of its values) can never change the plan.

Why it matters: a question that cannot matter must not be asked, and a choice between two words for the same thing
frightens people into looking for a difference.

Before: `cause` has the values `caring` and `health`, and every rule treats both alike.
After: one value with a label that names both; or a rule that tells them apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from amends.authoring.finding import Finding
from amends.domain.message import Message
from amends.domain.model import Fact, Pack
from amends.logic.diagram import NONE, Node
from amends.logic.steps import Logic, read


def idle_fact(pack: Pack) -> Iterator[Finding]:
    logic = read(pack)
    support = {node: logic.diagrams.levels(node) for node in set(logic.stands.values())}
    for fact in pack.facts:
        own = frozenset(logic.space.of[fact.name])
        kinds = _told_apart(logic, fact, [node for node, levels in support.items() if not own.isdisjoint(levels)])
        if len(kinds) == 1 and fact.name != pack.clock:
            yield Finding(Message("idle-fact", name=fact.name), fact.where)
        elif fact.kind == "choice":
            alike = (tuple(kind) for kind in kinds.values() if len(kind) > 1)
            yield from (Finding(Message("idle-value", name=fact.name, values=values), fact.where) for values in alike)


def _told_apart(logic: Logic, fact: Fact, reached: Sequence[Node]) -> dict[tuple[Node, ...], list[str]]:
    """The replies to a fact, grouped by what they leave of what it reaches; one group means that the fact is idle."""
    kinds: dict[tuple[Node, ...], list[str]] = {}
    for words, cells in logic.space.replies(fact.name):
        possible, *stands = logic.diagrams.restrict([logic.possible, *reached], cells)
        if possible != NONE:
            left = (possible, *(logic.diagrams.meet(possible, node) for node in stands))
            kinds.setdefault(left, []).append(words)
    return kinds
