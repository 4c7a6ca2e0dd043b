"""What is known about one situation, and the plan that follows from it, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Literal

from amends.domain.due import Due
from amends.domain.model import Answer, Pack, Rule, Value

Status = Literal["certain", "possible"]

OTHERWISE = "otherwise"
"""The name of the decision that decides when no other did."""


@dataclass(frozen=True, slots=True)
class Situation:
    """The answers so far; a fact that is not in `known` has not been asked yet."""

    known: Mapping[str, Answer] = field(default_factory=dict)

    def told(self, name: str, answer: Answer) -> Situation:
        """The situation with one more answer, or with another one."""
        return Situation(MappingProxyType({**self.known, name: answer}))


@dataclass(frozen=True, slots=True)
class Assumed:
    """A value that stands in for an answer: of somebody who was not sure, or of somebody who was not asked yet."""

    value: Value
    because: Literal["unsure", "unasked"]


@dataclass(frozen=True, slots=True)
class Forced:
    """A value that follows from the answers, and the constraints that it follows by."""

    value: Value
    constraints: tuple[str, ...]
    because: str


@dataclass(frozen=True, slots=True)
class Concluded:
    """The value of a conclusion, and the decision that gave it (`otherwise` if none held)."""

    value: str
    rule: str


@dataclass(frozen=True, slots=True)
class Firing:
    """One rule that fired: its place in the order, what it gave (`concluded`, `fired`, `stands`), and what it read.

    `name` is the conclusion or the step that it gave, `rule` the rule or decision that gave it.
    """

    order: int
    gives: str
    name: str
    rule: str
    matched: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a step is in the plan: the facts that suffice for it, and the conclusions that they pass through."""

    facts: Mapping[str, Value]
    concluded: Mapping[str, str]
    overrules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """One step of a plan: the rule that advises it, whether it is certain, when it is due, and why it is there."""

    rule: Rule
    status: Status
    due: Due
    reason: Reason


@dataclass(frozen=True, slots=True)
class Stake:
    """What one reply would add to the plan, and what it would remove."""

    adds: tuple[str, ...]
    removes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A fact that can still change the plan, with what each possible reply would do to it."""

    fact: str
    stakes: Mapping[str, Stake]


@dataclass(frozen=True, slots=True)
class Overruled:
    """A step that fired and does not stand, and the standing steps that overrule it."""

    id: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do now, in order, with a reason for each step, and what could still change it.

    It holds `until` the moment from which waiting, and nothing else, has changed it; `None` if it never does.
    """

    pack: Pack
    now: datetime
    situation: Situation
    values: Mapping[str, Value]
    assumed: Mapping[str, Assumed]
    forced: Mapping[str, Forced]
    concluded: Mapping[str, Concluded]
    steps: tuple[Advice, ...]
    overruled: tuple[Overruled, ...]
    open: tuple[Question, ...]
    trace: tuple[Firing, ...]
    until: datetime | None

    @property
    def settled(self) -> bool:
        """True if no open question can change the plan."""
        return not self.open

    def step(self, step_id: str) -> Advice | None:
        return next((step for step in self.steps if step.rule.id == step_id), None)
