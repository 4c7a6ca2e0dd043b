"""What a pack says, as frozen values: facts, conditions, conclusions, rules, invariants, cases, sources.

Only the standard library is used here, and nothing is decided here: `engine` and `logic` each read these values in
their own way. A condition is plain data, so that the two readers can share it without sharing a line of code.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import Literal

from amends.domain.due import By

Kind = Literal["choice", "several", "yes_no", "number"]
Strength = Literal["strong", "moderate", "opinion"]
Basis = Literal["sourced", "inference"]


class Unsure(Enum):
    """The answer "not sure": an answer, unlike the absence of one."""

    UNSURE = "unsure"


UNSURE = Unsure.UNSURE

Value = str | int | frozenset[str]
"""The value of a fact: one word (`choice`, `yes_no`), a whole number, or a set of words (`several`)."""

Answer = Value | Unsure


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a file of a pack; lines and columns count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


NOWHERE = Where("", 0, 0)
"""No place at all. Places take no part in comparisons: a rule read from another line is the same rule."""


# ---------------------------------------------------------------- facts


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a `choice`, `several` or `yes_no` fact, with the words for it."""

    value: str
    label: str
    group: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that can be asked about the situation."""

    name: str
    kind: Kind
    question: str
    help: str = ""
    private: str = ""
    options: tuple[Option, ...] = ()
    unit: str = ""
    minimum: int = 0
    maximum: int = 0
    if_unsure: Value | None = None
    can_change: bool = False
    where: Where = field(default=NOWHERE, compare=False, repr=False)

    @property
    def required(self) -> bool:
        """True if there is no cautious value: without an answer there is no plan."""
        return self.if_unsure is None

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(option.value for option in self.options)


# ----------------------------------------------------------- conditions


@dataclass(frozen=True, slots=True)
class Is:
    """The fact (or conclusion) `name` has one of `values`."""

    name: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Between:
    """The number `name` lies in the closed range; `None` leaves a side open."""

    name: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Includes:
    """The set `name` includes at least one of `values`."""

    name: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Advised:
    """At least one of these steps stands in the plan."""

    steps: frozenset[str]


@dataclass(frozen=True, slots=True)
class AllOf:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: Condition


Condition = Is | Between | Includes | Advised | AllOf | AnyOf | Not
ALWAYS = AllOf(())


@dataclass(frozen=True, slots=True)
class Constraint:
    """Whenever `given` holds, `then` holds too: every other situation is impossible."""

    id: str
    given: Condition
    then: Condition
    because: str
    where: Where = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of a conclusion's decision list."""

    id: str
    when: Condition
    value: str
    where: Where = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A derived fact: the first decision that holds gives the value, `otherwise` gives the rest."""

    name: str
    about: str
    decisions: tuple[Decision, ...]
    otherwise: str
    where: Where = field(default=NOWHERE, compare=False, repr=False)

    @property
    def values(self) -> tuple[str, ...]:
        """Every value that the list names, in order of first mention."""
        return tuple(dict.fromkeys([*(d.value for d in self.decisions), self.otherwise]))


# ---------------------------------------------------------------- rules


@dataclass(frozen=True, slots=True)
class Step:
    """What to do, what to say word for word, what to leave, through which channel, by when, and why."""

    do: str
    because: str
    by: By
    say: str = ""
    avoid: tuple[str, ...] = ()
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A source that a rule stands on, with the number of the passage (from 1; 0 is the source as a whole)."""

    source: str
    passage: int = 0

    def __str__(self) -> str:
        return f"{self.source}/{self.passage}" if self.passage else self.source


@dataclass(frozen=True, slots=True)
class Rule:
    """When `when` holds, the rule fires; its step stands unless a standing step overrules it."""

    id: str
    phase: str
    when: Condition
    step: Step
    sources: tuple[Citation, ...]
    basis: Basis = "sourced"
    overrules: frozenset[str] = frozenset()
    tags: tuple[str, ...] = ()
    shared: tuple[Condition, ...] = field(default=(), compare=False, repr=False)
    """The parts of `when` that its file asks of all of its rules."""
    where: Where = field(default=NOWHERE, compare=False, repr=False)


# ----------------------------------------------- invariants, cases, sources


@dataclass(frozen=True, slots=True)
class Never:
    """No plan has a step of every one of these groups at once."""

    groups: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Always:
    """Whenever `given` holds, `then` holds too; both may ask for steps of any phase."""

    given: Condition
    then: Condition


@dataclass(frozen=True, slots=True)
class AtMost:
    """At most `n` of these steps stand together, where `given` holds."""

    n: int
    steps: frozenset[str]
    given: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class Invariant:
    """What must hold in every possible situation, in the words of the pack's author."""

    id: str
    says: str
    law: Never | Always | AtMost
    where: Where = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Case:
    """A worked example: what must and must not be advised for `given`; or, with `plan`, exactly what."""

    title: str
    given: Mapping[str, Answer]
    expect: tuple[str, ...]
    never: tuple[str, ...]
    plan: tuple[str, ...] | None = None
    where: Where = field(default=NOWHERE, compare=False, repr=False)

    def missing(self, standing: Container[str]) -> tuple[str, ...]:
        """The steps that it wants and that do not stand."""
        return tuple(step for step in (*self.expect, *(self.plan or ())) if step not in standing)

    def forbidden(self, standing: Iterable[str]) -> tuple[str, ...]:
        """The steps that stand and that it rules out."""
        return tuple(
            step for step in standing if step in self.never or (self.plan is not None and step not in self.plan)
        )


@dataclass(frozen=True, slots=True)
class Source:
    """Where advice comes from; `passages` are its claims in our words, numbered from 1."""

    id: str
    title: str
    publisher: str
    year: int | None
    address: str
    strength: Strength
    passages: tuple[str, ...]
    note: str = ""
    where: Where = field(default=NOWHERE, compare=False, repr=False)


# ----------------------------------------------------------------- pack


@dataclass(frozen=True, slots=True)
class Named:
    """A name with the words for it: a phase, a channel, a slot, a tag."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Unguarded:
    """A part of an overlay that stands in place of the one of its name below, without being named under `replaces`."""

    name: str
    where: Where


@dataclass(frozen=True)
class Pack:
    """A checked pack. `hash` is taken over everything it says, and stands for it as a dictionary key."""

    id: str
    version: str
    title: str
    language: str
    clock: str
    phases: tuple[Named, ...]
    channels: tuple[Named, ...]
    slots: tuple[Named, ...]
    tags: tuple[Named, ...]
    facts: tuple[Fact, ...]
    constraints: tuple[Constraint, ...]
    conclusions: tuple[Conclusion, ...]
    rules: tuple[Rule, ...]
    invariants: tuple[Invariant, ...]
    cases: tuple[Case, ...]
    sources: tuple[Source, ...]
    hash: str
    unguarded: tuple[Unguarded, ...] = field(default=(), compare=False)

    def __hash__(self) -> int:
        return hash(self.hash)

    @cached_property
    def fact(self) -> Mapping[str, Fact]:
        return {fact.name: fact for fact in self.facts}

    @cached_property
    def rule(self) -> Mapping[str, Rule]:
        return {rule.id: rule for rule in self.rules}

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
