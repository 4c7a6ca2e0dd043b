"""idle-fact, idle-value: a fact (or the difference between two of its values) can never change the plan.

Why it matters: a question that cannot matter must not be asked, and a choice between two words for the same thing
frightens people into looking for a difference.

Before: `cause` has the values `caring` and `health`, and every rule treats both alike.
After: one value with a label that names both; or a rule that tells them apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from amends.authoring.finding import Finding
from amends.domain.message import Message
from amends.domain.model import Fact, Pack
from amends.logic.diagram import NONE, Cell, Level, Node
from amends.logic.steps import Logic, read

Reply = tuple[str, Mapping[Level, Cell], Node]
"""A reply to a fact: its words, the cells that it fixes, and what it leaves possible."""


def idle_fact(pack: Pack) -> Iterator[Finding]:
    logic = read(pack)
    support = {node: logic.diagrams.levels(node) for node in set(logic.stands.values())}
    for fact in pack.facts:
        own = frozenset(logic.space.of[fact.name])
        kinds = _told_apart(logic, fact, (node for node, levels in support.items() if not own.isdisjoint(levels)))
        if len(kinds) == 1 and fact.name != pack.clock:
            yield Finding(Message("idle-fact", name=fact.name), fact.where)
        elif fact.kind == "choice":
            alike = (tuple(words for words, *_ in kind) for kind in kinds if len(kind) > 1)
            yield from (Finding(Message("idle-value", name=fact.name, values=values), fact.where) for values in alike)


def _told_apart(logic: Logic, fact: Fact, reached: Iterable[Node]) -> list[list[Reply]]:
    """The replies to a fact, grouped by what they leave of what it reaches; one group means that the fact is idle.

    Looked at as far as it takes to tell the values of a choice apart, or of any other fact two replies.
    """
    kinds = _replies(logic, fact)
    for node in reached:
        if all(len(kind) == 1 for kind in kinds) or (len(kinds) > 1 and fact.kind != "choice"):
            break
        kinds = [part for kind in kinds for part in (_split(logic, kind, node) if len(kind) > 1 else [kind])]
    return kinds


def _replies(logic: Logic, fact: Fact) -> list[list[Reply]]:
    """The replies that can be true, grouped by what they leave possible."""
    kinds: dict[Node, list[Reply]] = {}
    for words, cells in logic.space.replies(fact.name):
        (possible,) = logic.diagrams.restrict([logic.possible], cells)
        if possible != NONE:
            kinds.setdefault(possible, []).append((words, cells, possible))
    return list(kinds.values())


def _split(logic: Logic, kind: list[Reply], node: Node) -> Iterable[list[Reply]]:
    """Replies that were alike so far, grouped by what they leave of a set."""
    parts: dict[Node, list[Reply]] = {}
    for words, cells, possible in kind:
        (left,) = logic.diagrams.restrict([node], cells)
        parts.setdefault(logic.diagrams.meet(possible, left), []).append((words, cells, possible))
    return parts.values()
