"""Rules: what each advises, when it is due, what it cites, and which steps it overrules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from amends.domain.conditions import parts_of
from amends.domain.due import After, By, Now, Span, Window, Within
from amends.domain.message import Message
from amends.domain.model import AllOf, Citation, Condition, Is, Rule, Source, Step
from amends.domain.slots import SLOT
from amends.packs.read.node import Node
from amends.packs.resolve.conditions import Conditions
from amends.packs.resolve.draft import Draft
from amends.packs.resolve.report import entries, entry, items, number, text, texts, told
from amends.packs.spans import read_span

CITED = re.compile(r"([^/]+)(?:/([1-9][0-9]{0,2}))?")


def read_rule(draft: Draft, node: Node) -> Rule:
    """The rule that a node says."""
    phase = entry(node, "phase")
    if phase:
        draft.report.known("phase", phase, draft.order)
    for tag in items(entry(node, "tags")):
        if isinstance(tag.value, str) and tag.value in draft.rules:
            draft.report.note(Message("tag-is-rule", name=tag.value), tag.where)
        elif draft.tags:
            draft.report.known("tag", tag, [each.name for each in draft.tags])
    overruled = [each for each in items(entry(node, "overrules")) if draft.report.known("rule", each, draft.rules)]
    own = Conditions(draft.rule_scope(text(node, "phase")), draft.report).read(entry(node, "when"))
    shared = _shared(draft, node, own)
    return Rule(
        id=text(node, "id"),
        phase=text(node, "phase"),
        when=AllOf((*shared, *parts_of(own))) if shared else own,
        step=_step(draft, entry(node, "advise") or Node({}, node.where)),
        sources=tuple(found for each in items(entry(node, "sources")) for found in _citation(draft, each)),
        basis="inference" if text(node, "basis") == "inference" else "sourced",
        overrules=frozenset(str(each.value) for each in overruled),
        tags=texts(node, "tags"),
        shared=shared,
        where=node.where,
    )


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


def _step(draft: Draft, node: Node) -> Step:
    for key in ("do", "say", "because", "avoid"):
        for each in items(entry(node, key)):
            _slotted(draft, each)
    channel = entry(node, "channel")
    if channel:
        draft.report.known("channel", channel, [each.name for each in draft.channels])
    return Step(
        do=text(node, "do"),
        because=text(node, "because"),
        by=_by(draft, entry(node, "by")),
        say=text(node, "say"),
        avoid=texts(node, "avoid"),
        channel=text(node, "channel"),
    )


def _slotted(draft: Draft, node: Node) -> None:
    names = [each.name for each in draft.slots]
    for found in SLOT.finditer(str(node.value)):
        if found.group(1) not in names and "" not in names:
            draft.report.note(Message("unknown-slot", slot=found.group()), node.where, found.group(1), names)


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


def _by(draft: Draft, node: Node | None) -> By:
    """When a step is due."""
    if node is None or node.value == "now":
        return Now()
    given = entries(node)
    match sorted(given):
        case ["within"]:
            return Within(_span(draft, given["within"], working=True))
        case ["after"]:
            return After(_span(draft, given["after"], working=True))
        case ["until"]:
            return Window(_span(draft, given["until"]))
        case ["from", "until"]:
            return _window(draft, given["from"], given["until"])
    found = Message("bad-form.by-has", keys=tuple(given)) if given else Message("bad-form.by-is", found=told(node))
    draft.report.note(Message("bad-form.by", found=found), node.where)
    return Now()


def _window(draft: Draft, start: Node, end: Node) -> Window:
    found = len(draft.report.problems)
    first, last = _span(draft, start), _span(draft, end)
    if len(draft.report.problems) == found and first.minutes >= last.minutes:
        draft.report.note(Message("out-of-range.window", end=str(end.value)), start.where, str(start.value))
    return Window(last, first)


def _span(draft: Draft, node: Node, *, working: bool = False) -> Span:
    span = read_span(str(node.value))
    if span is None or (span.unit == "working days" and not working):
        key = "bad-form.span-or-working-days" if working else "bad-form.span"
        draft.report.note(Message(key, found=told(node)), node.where, str(node.value))
        return Span(1, "min")
    return span


# ------------------------------------------------------------- overruling


def check_overruling(draft: Draft) -> None:
    """Note overruled rules of earlier phases, and circles of overruling, spelt out."""
    above = {rule: _overruled(draft, node) for rule, node in draft.rules.items()}
    for rule, below in above.items():
        for other, here in below.items():
            if _place(draft, other) < _place(draft, rule):
                draft.report.note(Message("overrules-earlier", rule=rule, other=other), here.where)
    for circle in _circles({rule: list(below) for rule, below in above.items()}):
        message = Message("overrule-cycle", circle=" -> ".join(circle))
        draft.report.note(message, above[circle[0]][circle[1]].where)


def _overruled(draft: Draft, node: Node) -> dict[str, Node]:
    named = {str(each.value): each for each in items(entry(node, "overrules"))}
    return {name: here for name, here in named.items() if name in draft.rules}


def _place(draft: Draft, rule: str) -> int:
    """The place of a rule's phase in the order; in the middle of nowhere if there is no such phase."""
    return draft.order.get(text(draft.rules[rule], "phase"), 0)


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
        where=node.where,
    )
    draft.sources.setdefault(source.id, source)
    return source
