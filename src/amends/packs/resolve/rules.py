"""Rules: when each fires, what it gives, what it cites, and which others it overrules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from amends.domain.conditions import parts_of
from amends.domain.message import Message
from amends.domain.model import AllOf, AnswerRule, AnyRule, Citation, Condition, Is, OutlookRule, Source, StepRule
from amends.packs.read.node import Node
from amends.packs.resolve.conditions import Conditions
from amends.packs.resolve.draft import Draft
from amends.packs.resolve.report import entry, is_true, items, number, text, texts
from amends.packs.resolve.steps import check_slots, read_step

CITED = re.compile(r"([^/]+)(?:/([1-9][0-9]{0,2}))?")


GIVES = ("advise", "outlook", "answer")
"""What a rule gives: exactly one of these."""


def read_rule(draft: Draft, node: Node) -> AnyRule:
    """The rule that a node says."""
    _check_tags(draft, node)
    _check_gives(draft, node)
    overruled = [each for each in items(entry(node, "overrules")) if draft.report.known("rule", each, draft.rules)]
    own = Conditions(draft.rule_scope(text(node, "phase")), draft.report).read(entry(node, "when"))
    shared = _shared(draft, node, own)
    parts: dict[str, Any] = {
        "id": text(node, "id"),
        "phase": text(node, "phase"),
        "when": AllOf((*shared, *parts_of(own))) if shared else own,
        "sources": tuple(found for each in items(entry(node, "sources")) for found in _citation(draft, each)),
        "basis": "inference" if text(node, "basis") == "inference" else "sourced",
        "overrules": frozenset(str(each.value) for each in overruled),
        "tags": texts(node, "tags"),
        "shared": shared,
        "where": node.where,
    }
    if said := entry(node, "outlook"):
        check_slots(draft, said)
        return OutlookRule(**parts, text=text(said, "text"), because=text(said, "because"))
    if said := entry(node, "answer"):
        check_slots(draft, said)
        return AnswerRule(**parts, ask=text(said, "ask"), reply=text(said, "reply"), because=text(said, "because"))
    step = read_step(draft, entry(node, "advise") or Node({}, node.where))
    return StepRule(**parts, act=text(node, "act") or parts["id"], step=step)


def _check_tags(draft: Draft, node: Node) -> None:
    for tag in items(entry(node, "tags")):
        if isinstance(tag.value, str) and tag.value in draft.rules:
            draft.report.note(Message("tag-is-rule", name=tag.value), tag.where)
        elif draft.tags:
            draft.report.known("tag", tag, [each.name for each in draft.tags])


def _check_gives(draft: Draft, node: Node) -> None:
    """Note a rule that gives nothing, or several things, and what does not belong to what it gives."""
    given = [key for key in GIVES if entry(node, key)]
    if len(given) != 1:
        place = entry(node, given[1]) if given else entry(node, "id")
        message = Message("bad-form.gives" if given else "bad-form.gives-nothing", given=" and ".join(given))
        draft.report.note(message, place.where if place else node.where)
    steps = "advise" in given
    if (phase := entry(node, "phase")) and draft.report.known("phase", phase, draft.order) and given and not steps:
        draft.report.note(Message("wrong-kind.phase", gives=given[0]), phase.where)
    if steps and not phase:
        draft.report.note(Message("missing-key.phase"), node.where)
    if act := entry(node, "act"):
        draft.report.known("act", act, [each.name for each in draft.acts])
        if given and not steps:
            draft.report.note(Message("wrong-kind.act", gives=given[0]), act.where)


def _shared(draft: Draft, node: Node, own: Condition) -> tuple[Condition, ...]:
    """What the file of a rule asks of all of its rules, but for the tests that the rule narrows itself."""
    given = draft.parts.given.get(node.where)
    if given is None:
        return ()
    tested = {test.name: test for test in parts_of(own) if isinstance(test, Is)}
    if given.where not in draft.shared:  # said once for all rules of the file, so read and judged once
        draft.shared[given.where] = parts_of(Conditions(draft.family_scope(), draft.report).read(given))
    shared = draft.shared[given.where]
    narrowed = [test for test in shared if isinstance(test, Is) and test.name in tested]
    for test in narrowed:
        if not tested[test.name].values <= test.values:
            message = Message("outside-family", rule=text(node, "id"), name=test.name)
            draft.report.note(message, node.where, allowed=sorted(test.values))
    return tuple(test for test in shared if test not in narrowed)


def _citation(draft: Draft, node: Node) -> Iterator[Citation]:
    found = CITED.fullmatch(str(node.value))
    if not found or not draft.report.known("source", Node(found.group(1), node.where), draft.sources):
        return
    key, passage = found.group(1), int(found.group(2) or 0)
    most = len(draft.sources[key].passages)
    if passage > most:
        message = Message("unknown-passage", number=passage, source=key, most=most)
        draft.report.note(message, node.where, str(node.value))
        return
    yield Citation(key, passage)


# ------------------------------------------------------------- overruling


def check_overruling(draft: Draft) -> None:
    """Note overruled rules of earlier phases, and circles of overruling, spelt out."""
    above = {rule: _overruled(draft, node) for rule, node in draft.rules.items()}
    for rule, below in above.items():
        for other, here in below.items():
            if 0 <= draft.place(draft.rules[other]) < draft.place(draft.rules[rule]):
                draft.report.note(Message("overrules-earlier", rule=rule, other=other), here.where)
    for circle in _circles({rule: list(below) for rule, below in above.items()}):
        message = Message("overrule-cycle", circle=" -> ".join(circle))
        draft.report.note(message, above[circle[0]][circle[1]].where)


def _overruled(draft: Draft, node: Node) -> dict[str, Node]:
    named = {str(each.value): each for each in items(entry(node, "overrules"))}
    return {name: here for name, here in named.items() if name in draft.rules}


def _circles(above: Mapping[str, list[str]]) -> Iterator[list[str]]:
    """Circles in a graph, each with its first member again at the end; none if there is no circle."""
    done: set[str] = set()
    for start in above:
        path: list[tuple[str, Iterator[str]]] = [] if start in done else [(start, iter(above[start]))]
        while path:
            names = [name for name, _ in path]
            following = next((each for each in path[-1][1] if each not in done), None)
            if following is None:
                done.add(path.pop()[0])
            elif following in names:
                yield [*names[names.index(following) :], following]
            else:
                path.append((following, iter(above[following])))


# ---------------------------------------------------------------- sources


def read_source(draft: Draft, node: Node) -> Source:
    """The source that a node says; what is read after it can cite it."""
    strength = text(node, "strength")
    source = Source(
        id=text(node, "id"),
        title=text(node, "title"),
        publisher=text(node, "publisher"),
        year=number(node, "year") or None,
        address=text(node, "address"),
        strength=strength,  # type: ignore[arg-type]  # its shape was checked
        passages=texts(node, "passages"),
        note=text(node, "note"),
        all_used=is_true(entry(node, "all_used")),
        where=node.where,
    )
    draft.sources.setdefault(source.id, source)
    return source
