"""How many steps and answers a plan has, as the head of a pack says it."""

from __future__ import annotations

from amends.domain.message import Message
from amends.domain.model import FEW, Bounds
from amends.packs.read.node import Node
from amends.packs.resolve.draft import Draft
from amends.packs.resolve.report import entry, items, number


def read_bounds(draft: Draft) -> Bounds | None:
    """How many steps a plan has; `None` if the pack does not say."""
    node = entry(entry(draft.head, "plan") or Node({}, draft.head.where), "steps")
    ends = [each.value for each in items(node) if type(each.value) is int]
    return _in_order(draft, node, Bounds(ends[0], ends[1], node.where)) if node and len(ends) == 2 else None


def read_answered(draft: Draft) -> Bounds:
    """How many answers stand at once."""
    node = entry(draft.head, "answers")
    if node is None:
        return FEW
    most = number(node, "most") if entry(node, "most") else FEW.most
    return _in_order(draft, node, Bounds(number(node, "least"), most, node.where))


def _in_order(draft: Draft, node: Node, bounds: Bounds) -> Bounds:
    if not 0 <= bounds.least <= bounds.most:
        draft.report.note(Message("out-of-range.least", least=bounds.least, most=bounds.most), node.where)
    return bounds
