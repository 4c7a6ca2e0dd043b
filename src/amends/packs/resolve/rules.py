"""Rules: what each advises, when it is due, what it cites, and which steps it overrules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from amends.domain.model import By, Citation, Rule, Source, Span, Step
from amends.packs.read.node import Node
from amends.packs.resolve.conditions import Conditions
from amends.packs.resolve.draft import Draft
from amends.packs.resolve.report import entries, entry, items, number, text, texts, told
from amends.packs.spans import read_span

SLOT = re.compile(r"\[([a-z][a-z0-9_]*)\]")
CITED = re.compile(r"([^/]+)(?:/([1-9][0-9]{0,2}))?")
DUE = "now, {within: 30 min}, {from: 5 h, until: 24 h}, {until: 24 h} or {after: 2 working days}"


def read_rule(draft: Draft, node: Node) -> Rule:
    """The rule that a node says."""
    phase = entry(node, "phase")
    if phase:
        draft.report.known("phase", phase, draft.order)
    for tag in items(entry(node, "tags")):
        if isinstance(tag.value, str) and tag.value in draft.rules:
            message = f'"{tag.value}" is the id of a rule, so it cannot be a tag as well.'
            draft.report.say("tag-is-rule", tag.where, message)
    overruled = [each for each in items(entry(node, "overrules")) if draft.report.known("rule", each, draft.rules)]
    return Rule(
        id=text(node, "id"),
        phase=text(node, "phase"),
        when=Conditions(draft.rule_scope(text(node, "phase")), draft.report).read(entry(node, "when")),
        step=_step(draft, entry(node, "advise") or Node({}, node.where)),
        sources=tuple(found for each in items(entry(node, "sources")) for found in _citation(draft, each)),
        basis="inference" if text(node, "basis") == "inference" else "sourced",
        overrules=frozenset(str(each.value) for each in overruled),
        tags=texts(node, "tags"),
        where=node.where,
    )


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
            message = f'There is no slot {found.group()}. Declare it under "slots" in the head of the pack.'
            draft.report.say("unknown-slot", node.where, message, found.group(1), names)


def _citation(draft: Draft, node: Node) -> Iterator[Citation]:
    found = CITED.fullmatch(str(node.value))
    if not found or not draft.report.known("source", Node(found.group(1), node.where), draft.sources):
        return
    key, passage = found.group(1), int(found.group(2) or 0)
    most = len(draft.sources[key].passages)
    if passage > most:
        message = f'There is no passage {passage} of "{key}"; its passages are numbered from 1 to {most}.'
        draft.report.say("unknown-passage", node.where, message, str(node.value))
        return
    yield Citation(key, passage)


def _by(draft: Draft, node: Node | None) -> By:
    """When a step is due."""
    if node is None or node.value == "now":
        return By("now")
    given = entries(node)
    match sorted(given):
        case ["within"]:
            return By("within", end=_span(draft, given["within"], working=True))
        case ["after"]:
            return By("after", start=_span(draft, given["after"], working=True))
        case ["until"]:
            return By("window", end=_span(draft, given["until"]))
        case ["from", "until"]:
            return _window(draft, given["from"], given["until"])
    said = f"has {', '.join(given)}" if given else f"is {told(node)}"
    draft.report.say("bad-form", node.where, f'"by" {said}; it has to be {DUE}.')
    return By("now")


def _window(draft: Draft, start: Node, end: Node) -> By:
    found = len(draft.report.problems)
    window = By("window", first := _span(draft, start), last := _span(draft, end))
    if len(draft.report.problems) == found and first.minutes >= last.minutes:
        message = f'This window ends ("until") {end.value} after the event, and has not begun ("from") by then.'
        draft.report.say("out-of-range", start.where, message, str(start.value))
    return window


def _span(draft: Draft, node: Node, *, working: bool = False) -> Span:
    span = read_span(str(node.value))
    if span is None or (span.unit == "working days" and not working):
        units = "min, h, days, weeks" + (" or working days" if working else "")
        message = f"A length of time is a number and a unit ({units}), such as 30 min, and this is {told(node)}."
        draft.report.say("bad-form", node.where, message, str(node.value))
        return Span(1, "min")
    return span


# ------------------------------------------------------------- overruling


def check_overruling(draft: Draft) -> None:
    """Note overruled rules of earlier phases, and circles of overruling, spelt out."""
    above = {rule: _overruled(draft, node) for rule, node in draft.rules.items()}
    for rule, below in above.items():
        for other, here in below.items():
            if _place(draft, other) < _place(draft, rule):
                message = f'"{rule}" overrules "{other}" of an earlier phase, when its step has been advised already.'
                draft.report.say("overrules-earlier", here.where, message)
    for circle in _circles({rule: list(below) for rule, below in above.items()}):
        message = "These rules overrule one another in a circle: " + " -> ".join(circle) + "."
        draft.report.say("overrule-cycle", above[circle[0]][circle[1]].where, message)


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
