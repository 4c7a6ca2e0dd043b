"""Invariants: the law that each states, about which steps, and what is said for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from amends.domain.due import Span
from amends.domain.message import Message
from amends.domain.model import Along, Always, AtMost, Every, InOrder, Invariant, Law, Never
from amends.domain.phrases import says
from amends.packs.read.node import Node
from amends.packs.resolve.conditions import Conditions
from amends.packs.resolve.draft import Draft
from amends.packs.resolve.report import entries, entry, items, number, text, texts, told
from amends.packs.resolve.steps import check_slots
from amends.packs.resolve.values import read_value
from amends.packs.spans import read_span


def read_invariant(draft: Draft, node: Node) -> Iterator[Invariant]:
    """The invariant that a node says; none if it does not say exactly one law."""
    given = [key for key in LAWS if entry(node, key)]
    if len(given) == 1:
        reading = _Reading(draft)
        law = LAWS[given[0]](reading, entry(node, given[0]) or node)
        yield Invariant(text(node, "id"), text(node, "says"), law, node.where, frozenset(reading.conditions.named))
    else:
        place = entry(node, given[1]) if given else entry(node, "id")
        message = Message("bad-form.law" if given else "bad-form.no-law", laws=tuple(LAWS), given=" and ".join(given))
        draft.report.note(message, place.where if place else node.where)


class _Reading:
    """What is shared by the readers of all laws: what they may name, and where faults go."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.report = draft.report
        self.scope = draft.law_scope()
        self.conditions = Conditions(self.scope, draft.report)

    # ------------------------------------------------------------- laws

    def never(self, node: Node) -> Law:
        return Never(tuple(self._steps(each) for each in items(node)))

    def always(self, node: Node) -> Law:
        return Always(self.conditions.read(entry(node, "if")), self.conditions.read(entry(node, "then")))

    def at_most(self, node: Node) -> Law:
        per_person, within = text(node, "per") == "to", self._within(node)
        given, phrases = self.conditions.read(entry(node, "if")), self._spoken_of(node)
        return AtMost(number(node, "n"), self._counted(node), given, per_person, within, phrases)

    def every(self, node: Node) -> Law:
        steps, phrases = self._steps(entry(node, "tagged")) & self._all_steps(), self._spoken_of(node)
        silent = steps - self._saying(phrases)
        return Every(steps, phrases, silent, self.conditions.read(entry(node, "if")))

    def along(self, node: Node) -> Law:
        rises = text(node, "never") == "rises"
        up_to = number(node, "up_to") or (None if rises else 1)
        steps, fact = self._steps(entry(node, "tagged")), text(node, "fact")
        return Along(steps, fact, rises, tuple(self._ends(node)), up_to)

    def in_order(self, _: Node) -> Law:
        return InOrder(self._all_steps())

    # ------------------------------------------------------------ steps

    def _steps(self, node: Node | None) -> frozenset[str]:
        """The steps that a list of names stands for."""
        if node and not items(node):
            self.report.note(Message("empty-list.steps"), node.where)
        return frozenset[str]().union(*map(self.conditions.steps, items(node)))

    def _all_steps(self) -> frozenset[str]:
        """The rules that advise a step: what a law says of words and deadlines says nothing of other rules."""
        return frozenset(rule for rule, node in self.draft.rules.items() if entry(node, "advise"))

    def _spoken_of(self, node: Node) -> tuple[str, ...]:
        """The phrases under `saying`; slots among them are slots of the pack."""
        check_slots(self.draft, entry(node, "saying"))
        return texts(node, "saying")

    def _saying(self, phrases: tuple[str, ...]) -> frozenset[str]:
        """The steps whose words hold one of these phrases."""
        said = {rule: text(entry(node, "advise") or node, "say") for rule, node in self.draft.rules.items()}
        return frozenset(rule for rule, words in said.items() if any(says(words, phrase) for phrase in phrases))

    def _reaching(self) -> frozenset[str]:
        """The steps that say whom their words reach."""
        groups = self.scope.steps or {}
        return frozenset[str]().union(*(steps for name, steps in groups.items() if name.startswith("to:")))

    def _counted(self, node: Node) -> frozenset[str]:
        """The steps that `at_most` counts: those that all its entries speak of."""
        found, groups = len(self.report.problems), []
        if tagged := entry(node, "tagged"):
            groups.append(self._steps(tagged))
        if entry(node, "saying"):
            groups.append(self._saying(texts(node, "saying")))
        if text(node, "per") == "to":
            groups.append(self._reaching())
        if not groups:
            self.report.note(Message("missing-key.counted"), node.where)
        if entry(node, "within"):  # only a step has a deadline
            groups.append(self._all_steps())
        # That nobody says a word is a law before somebody does.
        unsaid = set(entries(node)) <= {"n", "saying", "if"} and number(node, "n") == 0
        steps = frozenset.intersection(*groups) if groups else frozenset[str]()
        if not steps and not unsaid and len(self.report.problems) == found and "" not in self.draft.rules:
            self.report.note(Message("unknown-step-or-tag.counted"), node.where)
        return steps

    # ------------------------------------------------------------ ends

    def _within(self, node: Node) -> Span | None:
        given = entry(node, "within")
        if given is None:
            return None
        span = read_span(str(given.value))
        if span is None or span.unit == "working days":
            self.report.note(Message("bad-form.span", found=told(given)), given.where, str(given.value))
        elif number(node, "n") != 1:
            self.report.note(Message("out-of-range.near"), (entry(node, "n") or node).where)
        return span

    def _ends(self, node: Node) -> Iterator[str]:
        """The two values of a fact that is no number: the one that it has first, and the one that it has then."""
        name = entry(node, "fact")
        if name is None or not self.report.known("fact", name, self.draft.facts):
            return
        if text(node, "fact") in self.draft.doubtful:
            return
        fact = self.draft.facts[text(node, "fact")]
        if fact.kind == "several":
            self.report.note(Message("wrong-kind.along", name=fact.name), name.where)
        for key in ("from", "to"):
            end = entry(node, key)
            if end and fact.kind == "number":
                self.report.note(Message("wrong-kind.ends", name=fact.name), end.where)
            elif end and fact.kind != "several":
                value, problem = read_value(fact, end)
                self.report.problems += [problem] if problem else []
                yield from [value] if isinstance(value, str) else []
            elif fact.kind not in {"number", "several"}:
                self.report.note(Message("missing-key.ends", key=key, name=fact.name), node.where)


LAWS: Mapping[str, Callable[[_Reading, Node], Law]] = {
    "never": _Reading.never,
    "always": _Reading.always,
    "at_most": _Reading.at_most,
    "every": _Reading.every,
    "along": _Reading.along,
    "in_order": _Reading.in_order,
}
"""What an invariant says: exactly one of these."""
