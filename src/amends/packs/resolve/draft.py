"""A pack that is being built: its parts, the names in them, and the faults found so far.

A part that has no name may be the one that others mean. So an empty name among the names of a kind stands for "perhaps
any name": what is not found then is not reported, and one mistake gives one message.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from amends.domain.message import Message
from amends.domain.model import NOWHERE, Act, Condition, Fact, Named, Source, Unguarded, Where
from amends.domain.phrases import words_of
from amends.packs.read.node import Node
from amends.packs.resolve.conditions import Scope
from amends.packs.resolve.report import Report, entries, entry, is_true, plain, text, texts, within


@dataclass
class Parts:
    """What the files of a pack hold: the members of each list, whichever file they stand in (`pack`: the head).

    `families` are the names that files give to theirs; `given` says by the place of a rule what its file asks of all.
    Of an overlay, `taken` says of what is taken out (by kind and name) where that is said, `replaced` of what is
    replaced where that stands instead, and `unguarded` is what it replaces without naming it.
    """

    lists: dict[str, list[Node]]
    families: list[Node] = field(default_factory=list)
    given: dict[Where, Node] = field(default_factory=dict)
    taken: dict[tuple[str, str], Where] = field(default_factory=dict)
    replaced: dict[tuple[str, str], Where] = field(default_factory=dict)
    unguarded: list[Unguarded] = field(default_factory=list)


PERHAPS = Named("", "")


class Draft:
    """What is known of a pack so far; `faulty` are the places that other checks have complained about already."""

    def __init__(self, parts: Parts, faulty: frozenset[Where]) -> None:
        self.parts = parts
        self.faulty = faulty
        self.report = Report()
        self.head = (self.all("pack") or [Node({}, NOWHERE)])[0]
        self.facts: dict[str, Fact] = {}
        self.conclusions: dict[str, tuple[str, ...]] = {}
        self.sources: dict[str, Source] = {}
        self.shared: dict[Where, tuple[Condition, ...]] = {}
        # Facts and conclusions with faults of their own: what is said of their values is not judged.
        self.doubtful: set[str] = set()
        self._reach: dict[int, Scope] = {}

    def all(self, kind: str) -> list[Node]:
        """The members of one kind, in the order of files and lines."""
        return self.parts.lists.get(kind, [])

    @cached_property
    def phases(self) -> tuple[Named, ...]:
        return self._named("phases") or (PERHAPS,)

    @cached_property
    def channels(self) -> tuple[Named, ...]:
        return self._named("channels")

    @cached_property
    def people(self) -> tuple[Named, ...]:
        return self._named("people")

    @cached_property
    def topics(self) -> tuple[Named, ...]:
        return self._named("topics")

    @cached_property
    def acts(self) -> tuple[Act, ...]:
        """The acts that the head names, in order."""
        if not self.all("pack"):
            return (Act("", ""),)
        named = entries(entry(self.head, "acts")).items()
        return tuple(Act(name, text(node, "words"), is_true(entry(node, "urgent")), node.key) for name, node in named)

    @cached_property
    def slots(self) -> tuple[Named, ...]:
        return self._named("slots")

    @cached_property
    def tags(self) -> tuple[Named, ...]:
        return self._named("tags")

    def _named(self, key: str) -> tuple[Named, ...]:
        if not self.all("pack"):
            return (PERHAPS,)
        named = entries(entry(self.head, key)).items()
        return tuple(Named(name, plain(node), node.key) for name, node in named)

    @cached_property
    def order(self) -> dict[str, int]:
        """The phases with their places in the order."""
        return {phase.name: place for place, phase in enumerate(self.phases)}

    def place(self, rule: Node) -> int:
        """The place of a rule in the order of the phases; outlooks and answers come after the last."""
        after = len(self.order) if entry(rule, "outlook") or entry(rule, "answer") else -1
        return self.order.get(text(rule, "phase"), after)

    @cached_property
    def rules(self) -> dict[str, Node]:
        """The rules by their ids."""
        return {text(node, "id"): node for node in self.all("rules")}

    def doubt(self, name: str, found: int, parts: Iterable[Node | None]) -> None:
        """Doubt a fact or a conclusion if it stands twice, or has faults in the parts that say what its values are.

        `found` is how many faults were known before it was read.
        """
        twice = name in self.facts or name in self.conclusions
        faulty = any(part is None or not self.faulty.isdisjoint(_places(part)) for part in parts)
        if twice or faulty or len(self.report.problems) > found:
            self.doubtful.add(name)

    # ------------------------------------------------------- what conditions see

    def rule_scope(self, phase: str) -> Scope:
        """What the rules of a phase may name: all facts and conclusions, and the steps of earlier phases.

        Rules of no phase speak after the last one.
        """
        return self._steps(self.order.get(phase, len(self.order)))

    def law_scope(self) -> Scope:
        """What an invariant may name: everything, steps also by what they say (`saying:sorry`) and by `by:now`."""
        return replace(self._steps(len(self.order) + 1), spoken=self._spoken)

    @cached_property
    def _spoken(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for node in self.all("rules"):
            step = entry(node, "advise") or node
            words = (f"saying:{word}" for word in words_of(text(step, "say")) if word.isalnum())
            for name in (*words, *(["by:now"] if text(step, "by") == "now" else [])):
                found.setdefault(name, set()).add(text(node, "id"))
        return {name: frozenset(ids) for name, ids in found.items()}

    def family_scope(self) -> Scope:
        """What the `for` of a file may name: all facts and conclusions."""
        return Scope(self.facts, self.conclusions, None, {}, self.doubtful)

    def decision_scope(self) -> Scope:
        """What a conclusion may name: facts, and the conclusions above it."""
        why = Message("name-out-of-reach.conclusion")
        names = (text(node, "name") for node in self.all("conclusions"))
        barred = dict.fromkeys((name for name in names if name not in self.conclusions), why)
        return Scope(self.facts, self.conclusions, None, barred, self.doubtful)

    def constraint_scope(self) -> Scope:
        """What a constraint may name: facts alone."""
        why = Message("name-out-of-reach.constraint")
        barred = dict.fromkeys((text(node, "name") for node in self.all("conclusions")), why)
        return Scope(self.facts, {}, None, barred, self.doubtful)

    def _steps(self, place: int) -> Scope:
        """A scope with what comes before a place in the order of the phases."""
        if place not in self._reach:
            near: dict[str, set[str]] = {}
            far: dict[str, Message] = {}
            for node in self.all("rules"):
                for name in _groups(node):
                    if self.place(node) < place or not name:
                        near.setdefault(name, set()).add(text(node, "id"))
                    else:
                        step = self.place(node) < len(self.order)
                        far[name] = Message("step-out-of-reach" if step else "step-out-of-reach.said", name=name)
            steps = {name: frozenset(ids) for name, ids in near.items()}
            barred = {name: why for name, why in far.items() if name not in near}
            self._reach[place] = Scope(self.facts, self.conclusions, steps, barred, self.doubtful)
        return self._reach[place]


def _groups(rule: Node) -> Iterator[str]:
    """The names by which conditions and laws speak of what a rule gives: its own, and those of its groups."""
    yield text(rule, "id")
    if entry(rule, "outlook") or entry(rule, "answer"):
        return  # groups are groups of steps; the tags of other rules only sort them
    yield from texts(rule, "tags")
    if act := text(rule, "act"):
        yield act
    step = entry(rule, "advise") or rule
    for kind in ("about", "silent_on", "channel", "to"):
        yield from (f"{kind}:{name}" for name in texts(step, kind))


def _places(node: Node) -> Iterator[Where]:
    """The places of a node and of everything in it."""
    for each in within(node):
        yield from (each.where, each.key)
