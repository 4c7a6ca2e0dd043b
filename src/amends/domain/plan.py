"""What is known about one situation, and the plan that follows from it, as frozen values."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Literal

from amends.domain.due import Due
from amends.domain.model import Act, Answer, AnswerRule, Condition, OutlookRule, Pack, StepRule, Value

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
    """One step of a plan: the rule that advises it, when it is due, and why it is there.

    `status` says whether its act is certain, `wording` whether it is certain in these words.
    """

    rule: StepRule
    status: Status
    wording: Status
    due: Due
    reason: Reason


@dataclass(frozen=True, slots=True)
class Foreseen:
    """The outlook of a plan: the rule that says it, whether it is certain, and why it is so."""

    rule: OutlookRule
    status: Status
    reason: Reason


@dataclass(frozen=True, slots=True)
class Answered:
    """A question that people in this situation ask themselves: the rule that answers it, whether it is certain, why."""

    rule: AnswerRule
    status: Status
    reason: Reason


Part = Advice | Foreseen | Answered
"""What a plan says, each part on the word of one rule."""


@dataclass(frozen=True, slots=True)
class DoNow:
    """The urgent act to do at once, `unless` one of these few exceptions holds; there are no others."""

    act: Act
    unless: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What comes into a plan, what goes out of it, and which acts stay in other words.

    Steps are called by their acts, outlooks and answers by the ids of their rules; all are in the order of the pack.
    """

    adds: tuple[str, ...]
    removes: tuple[str, ...]
    rewords: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.adds or self.removes or self.rewords)


@dataclass(frozen=True, slots=True)
class Question:
    """A fact that can still change the plan, with what each possible reply would do to it.

    `only` says that nothing but the outlook and the answers can change by it.
    """

    fact: str
    stakes: Mapping[str, Change]
    only: Literal["answers"] | None = None


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
    outlook: Foreseen | None
    do_now: DoNow | None
    steps: tuple[Advice, ...]
    answers: tuple[Answered, ...]
    overruled: tuple[Overruled, ...]
    open: tuple[Question, ...]
    trace: tuple[Firing, ...]
    until: datetime | None

    @property
    def reading(self) -> int | None:
        """What the person said that the pack's clock shows, in minutes; `None` if they were not sure, or not asked."""
        told = self.situation.known.get(self.pack.clock)
        return told if isinstance(told, int) else None

    @property
    def settled(self) -> bool:
        """True if no open question can change the plan."""
        return not self.open

    @property
    def parts(self) -> tuple[Part, ...]:
        """Everything that it says, the outlook first."""
        return (*((self.outlook,) if self.outlook else ()), *self.steps, *self.answers)

    def part(self, rule: str) -> Part | None:
        """What it says on the word of this rule."""
        return next((part for part in self.parts if part.rule.id == rule), None)


def changed(pack: Pack, before: Container[str], after: Container[str]) -> Change:
    """What lies between two sets of standing rules."""
    was, now = ({_name(pack, rule): rule for rule in pack.in_order(rules)} for rules in (before, after))
    stays = (name for name in now if name in was)
    return Change(
        adds=tuple(name for name in now if name not in was),
        removes=tuple(name for name in was if name not in now),
        rewords=tuple(name for name in stays if was[name] != now[name]),
    )


def _name(pack: Pack, rule: str) -> str:
    """The act of a step; the id of any other rule."""
    return pack.step[rule].act if rule in pack.step else rule
