"""What a pack says, as frozen values; everything that a pack consists of can be had from here.

Only the standard library is used in the domain, and nothing is decided in it: `engine` and `logic` each read these
values in their own way.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from amends.domain.facts import (
    ALWAYS,
    NOWHERE,
    UNSURE,
    Advised,
    AllOf,
    Answer,
    AnyOf,
    Between,
    Conclusion,
    Condition,
    Constraint,
    Decision,
    Fact,
    Includes,
    Is,
    Kind,
    Not,
    Option,
    Unsure,
    Value,
    Where,
)
from amends.domain.laws import Along, Always, AtMost, Every, InOrder, Invariant, Law, Never
from amends.domain.rules import Act, AnswerRule, AnyRule, Basis, Citation, OutlookRule, Rule, Step, StepRule

__all__ = [
    "ALWAYS",
    "CALM",
    "FEW",
    "NOWHERE",
    "UNSURE",
    "Act",
    "Advised",
    "AllOf",
    "Along",
    "Always",
    "Answer",
    "AnswerRule",
    "AnyOf",
    "AnyRule",
    "AtMost",
    "Basis",
    "Between",
    "Bounds",
    "Case",
    "Citation",
    "Conclusion",
    "Condition",
    "Constraint",
    "Decision",
    "Every",
    "Fact",
    "InOrder",
    "Includes",
    "Invariant",
    "Is",
    "Kind",
    "Law",
    "Named",
    "Never",
    "Not",
    "Option",
    "OutlookRule",
    "Pack",
    "Rule",
    "Source",
    "Step",
    "StepRule",
    "Strength",
    "Unsure",
    "Value",
    "Where",
]

Strength = Literal["strong", "moderate", "opinion"]


# -------------------------------------------------------- cases, sources


@dataclass(frozen=True, slots=True)
class Case:
    """A worked example: what must and must not be advised for `given`; or, with `plan`, exactly what.

    With `odds`, how it has to look. The `principle` is what the example stands for, in words.
    """

    title: str
    given: Mapping[str, Answer]
    expect: tuple[str, ...]
    never: tuple[str, ...]
    plan: tuple[str, ...] | None = None
    odds: str = ""
    principle: str = ""
    where: Where = field(default=NOWHERE, compare=False, repr=False)

    def missing(self, standing: Container[str]) -> tuple[str, ...]:
        """The steps that it wants and that do not stand."""
        return tuple(step for step in (*self.expect, *(self.plan or ())) if step not in standing)

    def other_odds(self, odds: str) -> str:
        """The odds, where it wants others."""
        return odds if self.odds not in {"", odds} else ""

    def forbidden(self, standing: Iterable[str], steps: Container[str]) -> tuple[str, ...]:
        """What stands and what it rules out; a whole plan rules out all other `steps` of the pack."""
        return tuple(name for name in standing if name in self.never or (name in steps and self._goes_beyond(name)))

    def _goes_beyond(self, step: str) -> bool:
        return self.plan is not None and step not in self.plan


@dataclass(frozen=True, slots=True)
class Source:
    """Where advice comes from; `passages` are its claims in our words, numbered from 1.

    With `all_used`, each of them carries a rule.
    """

    id: str
    title: str
    publisher: str
    year: int | None
    address: str
    strength: Strength
    passages: tuple[str, ...]
    note: str = ""
    all_used: bool = False
    where: Where = field(default=NOWHERE, compare=False, repr=False)


# ----------------------------------------------------------------- pack


@dataclass(frozen=True, slots=True)
class Named:
    """A name with the words for it: a phase, a channel, a slot, a tag."""

    name: str
    label: str
    where: Where = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many of something there are at least and at most."""

    least: int
    most: int
    where: Where = field(default=NOWHERE, compare=False, repr=False)


FEW = Bounds(0, 4)
"""How many answers stand at once in a pack that does not say."""
CALM = Bounds(0, 2)
"""How many steps a quiet plan has."""


@dataclass(frozen=True, slots=True)
class Presumption:
    """What a phrase takes for granted, wherever it stands in a text; a slot is a phrase in brackets."""

    phrase: str
    when: Condition
    where: Where = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Unguarded:
    """A part of an overlay that stands in place of the one of its name below, without being named under `replaces`."""

    name: str
    where: Where


@dataclass(frozen=True)
class Pack:
    """A checked pack. `hash` is taken over everything it says, and stands for it as a dictionary key.

    `odds` is the conclusion that says how it looks, and `quiet` where hardly anything is to be done; both may be
    missing. `bounds` are of the steps of a plan, `answered` of its answers.
    """

    id: str
    version: str
    title: str
    language: str
    clock: str
    odds: str
    quiet: Condition | None
    bounds: Bounds | None
    answered: Bounds
    phases: tuple[Named, ...]
    acts: tuple[Act, ...]
    channels: tuple[Named, ...]
    people: tuple[Named, ...]
    topics: tuple[Named, ...]
    slots: tuple[Named, ...]
    tags: tuple[Named, ...]
    presumes: tuple[Presumption, ...]
    facts: tuple[Fact, ...]
    constraints: tuple[Constraint, ...]
    conclusions: tuple[Conclusion, ...]
    rules: tuple[AnyRule, ...]
    invariants: tuple[Invariant, ...]
    cases: tuple[Case, ...]
    sources: tuple[Source, ...]
    hash: str
    unguarded: tuple[Unguarded, ...] = field(default=(), compare=False)

    def __hash__(self) -> int:
        return hash(self.hash)

    @cached_property
    def stages(self) -> tuple[str, ...]:
        """The phases in order, and after the last one that of outlooks and answers, which has no name."""
        return (*(phase.name for phase in self.phases), "")

    @cached_property
    def fact(self) -> Mapping[str, Fact]:
        return {fact.name: fact for fact in self.facts}

    @cached_property
    def rule(self) -> Mapping[str, AnyRule]:
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def step(self) -> Mapping[str, StepRule]:
        """The rules that advise steps, in order."""
        return {rule.id: rule for rule in self.rules if isinstance(rule, StepRule)}

    @cached_property
    def outlook(self) -> Mapping[str, OutlookRule]:
        """The rules that say how it looks, in order."""
        return {rule.id: rule for rule in self.rules if isinstance(rule, OutlookRule)}

    @cached_property
    def answer(self) -> Mapping[str, AnswerRule]:
        """The rules that answer what people ask themselves, in order."""
        return {rule.id: rule for rule in self.rules if isinstance(rule, AnswerRule)}

    @cached_property
    def act(self) -> Mapping[str, Act]:
        """The acts that the pack names."""
        return {act.name: act for act in self.acts}

    @cached_property
    def steps_of(self) -> Mapping[str, tuple[StepRule, ...]]:
        """For each act, named or not, the rules that give it its words, in order."""
        found: dict[str, list[StepRule]] = {}
        for rule in self.step.values():
            found.setdefault(rule.act, []).append(rule)
        return {act: tuple(rules) for act, rules in found.items()}

    def in_order(self, rules: Container[str]) -> tuple[str, ...]:
        """These rules (or their steps) in the order of the pack."""
        return tuple(rule.id for rule in self.rules if rule.id in rules)

    @cached_property
    def conclusion(self) -> Mapping[str, Conclusion]:
        return {conclusion.name: conclusion for conclusion in self.conclusions}

    @cached_property
    def source(self) -> Mapping[str, Source]:
        return {source.id: source for source in self.sources}

    @cached_property
    def citing(self) -> Mapping[tuple[str, int], tuple[str, ...]]:
        """For each passage of each source (0 is the source as a whole), the rules that cite it, in order."""
        users: dict[tuple[str, int], list[str]] = {}
        for rule in self.rules:
            for citation in rule.sources:
                users.setdefault((citation.source, citation.passage), []).append(rule.id)
        return {cited: tuple(rules) for cited, rules in users.items()}
