"""What a rule gives: a step, an outlook, or an answer."""

from __future__ import annotations

from collections.abc import Mapping

from amends.domain.due import After, By, Now, Span, Window, Within
from amends.domain.message import Message
from amends.domain.model import Step, Value
from amends.domain.slots import SLOT
from amends.packs.read.node import Node
from amends.packs.resolve.draft import Draft
from amends.packs.resolve.report import entries, entry, items, text, texts, told, within
from amends.packs.resolve.values import read_value
from amends.packs.spans import read_span


def read_step(draft: Draft, node: Node) -> Step:
    """The step that a node says."""
    check_slots(draft, node)
    for each in _named(draft, node, "channel"):
        draft.report.known("channel", each, [one.name for one in draft.channels])
    for each in (*_named(draft, node, "about"), *_named(draft, node, "silent_on")):
        draft.report.known("topic", each, [one.name for one in draft.topics])
    for each in _named(draft, node, "to"):
        draft.report.known("person", each, [one.name for one in draft.people])
    _fits_its_words(draft, node)
    return Step(
        do=text(node, "do"),
        because=text(node, "because"),
        by=_by(draft, entry(node, "by")),
        say=text(node, "say"),
        avoid=texts(node, "avoid"),
        channel=text(node, "channel"),
        about=texts(node, "about"),
        to=text(node, "to"),
        silent_on=text(node, "silent_on"),
        done=_done(draft, entry(node, "done")),
    )


def check_slots(draft: Draft, node: Node | None) -> None:
    """Note the slots in the texts of a node, or of any that is in it, that the pack does not name."""
    names = [each.name for each in draft.slots]
    for text_ in within(node) if node else ():
        for found in SLOT.finditer(text_.value) if isinstance(text_.value, str) else ():
            if found.group(1) not in names and "" not in names:
                draft.report.note(Message("unknown-slot", slot=found.group()), text_.where, found.group(1), names)


def _named(draft: Draft, node: Node, key: str) -> list[Node]:
    """The names under a key; noted if nothing is between its brackets."""
    given = entry(node, key)
    if given and not items(given):
        draft.report.note(Message("empty-list.names", key=key), given.where)
    return items(given)


def _fits_its_words(draft: Draft, node: Node) -> None:
    """Note words that do not say what they are about, and what only belongs to a step with words, or to one without."""
    say = entry(node, "say")
    if say and entry(node, "about") is None:
        draft.report.note(Message("missing-key.about"), say.where)
    for key in () if say else ("about", "to"):
        if extra := entry(node, key):
            draft.report.note(Message(f"wrong-kind.{key}"), extra.where)
    silent = entry(node, "silent_on")
    if silent and str(silent.value) in texts(node, "about"):
        draft.report.note(Message("wrong-kind.silent_on", topic=silent.value), silent.where)


def _done(draft: Draft, node: Node | None) -> Mapping[str, Value]:
    """The answers that change when a step is done."""
    found: dict[str, Value] = {}
    for name, given in entries(node).items():
        if draft.report.known("fact", Node(name, given.key), draft.facts) and name not in draft.doubtful:
            value, problem = read_value(draft.facts[name], given)
            draft.report.problems += [problem] if problem else []
            found |= {} if value is None else {name: value}
    return found


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
