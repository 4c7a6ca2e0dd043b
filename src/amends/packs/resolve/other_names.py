"""What else facts and their values are called: what people say for a value, and what either was called before.

Whoever reads such a name has to know what is meant by it, so none of them may stand for two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from amends.domain.bare_words import bare_words
from amends.domain.message import Message
from amends.domain.model import Fact, Where
from amends.domain.problems import shown
from amends.packs.read.node import Node
from amends.packs.resolve.draft import Draft
from amends.packs.resolve.report import entry, items, text, word

Owned = Iterable[tuple[str, Node]]
"""Names, each with whose it is."""


def check_said(draft: Draft, fact: Fact, node: Node) -> None:
    """Note every phrase that is said for a second value of a fact, or is another value or its label."""
    names = [each for key in ("value", "label") for each in _of_options(fact, node, key)]
    phrases = ((value, each) for value, each in _of_options(fact, node, "said") if _phrase(each))
    for value, each, other, first in _shared(phrases, _phrase, names):
        found = shown(each.value)
        message = Message("said-twice", name=fact.name, found=found, value=value, other=other, first=first)
        draft.report.note(message, each.where, found)


def check_old_values(draft: Draft, fact: Fact, node: Node) -> None:
    """Note every old value of a fact that is a value still, or was another one too."""
    options = items(entry(node, "options"))
    today = {value: option.where for value, option in zip(fact.values, options, strict=False)}
    _check_old(draft, list(_of_options(fact, node, "renamed")), today)


def check_old_facts(draft: Draft) -> None:
    """Note every old name of a fact that is the name of a fact or a conclusion, or was that of another fact too."""
    concluded = {text(node, "name"): node.where for node in draft.all("conclusions")}
    today = concluded | {name: fact.where for name, fact in draft.facts.items()}
    named = ((str(name.value), node) for node in draft.all("facts") if (name := entry(node, "name")))
    old = [(name, each) for name, node in named for each in items(entry(node, "renamed"))]
    _check_old(draft, old, today)


def _check_old(draft: Draft, old: list[tuple[str, Node]], today: dict[str, Where]) -> None:
    for _, each in old:
        if (name := word(each)) in today:
            draft.report.note(Message("old-name-taken", name=name, first=today[name]), each.where, name)
    for _, each, other, first in _shared(old, word):
        message = Message("old-name-taken.before", name=word(each), other=other, first=first)
        draft.report.note(message, each.where, word(each) or "")


def _of_options(fact: Fact, node: Node, key: str) -> Iterator[tuple[str, Node]]:
    """What the options of a fact list under a key, each with its value."""
    # A yes_no fact has its two options without naming them.
    for value, option in zip(fact.values, items(entry(node, "options")), strict=False):
        yield from ((value, each) for each in items(entry(option, key)))


def _phrase(node: Node) -> tuple[str, ...]:
    return bare_words(str(node.value))


def _shared(
    owned: Owned, meaning: Callable[[Node], object], known: Owned = ()
) -> Iterator[tuple[str, Node, str, Where]]:
    """What is the same as something of another owner, known before: its owner, its node, the other, its place."""
    first: dict[object, tuple[str, Where]] = {}
    for owner, node in known:
        first.setdefault(meaning(node), (owner, node.where))
    for owner, node in owned:
        other, where = first.setdefault(meaning(node), (owner, node.where))
        if other != owner:
            yield owner, node, other, where
