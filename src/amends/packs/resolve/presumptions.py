"""What phrases take for granted, and that every slot says when it can be filled."""

from __future__ import annotations

from amends.domain.message import Message
from amends.domain.model import Presumption, Where
from amends.packs.read.node import Node
from amends.packs.resolve.conditions import Conditions
from amends.packs.resolve.draft import Draft
from amends.packs.resolve.report import entries, entry, text
from amends.packs.resolve.steps import check_slots


def read_presumptions(draft: Draft) -> tuple[Presumption, ...]:
    """The presumptions of a pack; a slot without one is noted, and a phrase that stands twice."""
    found = tuple(_presumption(draft, node) for node in draft.all("presumes"))
    first: dict[str, Where] = {}
    for each in found:
        if each.phrase and each.phrase.casefold() in first:
            before = first[each.phrase.casefold()]
            draft.report.note(Message("duplicate-phrase", phrase=each.phrase, first=before), each.where)
        first.setdefault(each.phrase.casefold(), each.where)
    for name, node in entries(entry(draft.head, "slots")).items():
        if f"[{name}]" not in first:
            draft.report.note(Message("missing-presumption", slot=name), node.key, name)
    return found


def _presumption(draft: Draft, node: Node) -> Presumption:
    slot, phrase = entry(node, "slot"), " ".join(text(node, "phrase").split())
    check_slots(draft, entry(node, "phrase"))
    if bool(slot) == bool(phrase):
        draft.report.note(Message("bad-form.presumption"), node.where)
    if slot and draft.report.known("slot", slot, [each.name for each in draft.slots]):
        phrase = f"[{slot.value}]"
    # Slots are filled wherever a step stands, so a phrase may presume what an earlier phase advises as well.
    when = Conditions(draft.law_scope(), draft.report).read(entry(node, "when"))
    return Presumption(phrase, when, node.where)
