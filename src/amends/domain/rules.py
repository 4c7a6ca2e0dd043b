"""Rules and what they give: a step, an outlook, or the answer to a question that people ask themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from amends.domain.due import By
from amends.domain.facts import NOWHERE, Condition, Value, Where

Basis = Literal["sourced", "inference"]
Gives = Literal["step", "outlook", "answer"]
GIVES: tuple[Gives, ...] = ("step", "outlook", "answer")
"""What a rule can give; they are counted apart."""


@dataclass(frozen=True, slots=True)
class Step:
    """What to do, what to say word for word, what to leave, through which channel, by when, and why.

    `about` says what the words are about and `to` whom they reach; `silent_on` is what a step without words says
    nothing of. `done` holds the answers that change when the step is done: a `several` fact gains these values, any
    other takes the value.
    """

    do: str
    because: str
    by: By
    say: str = ""
    avoid: tuple[str, ...] = ()
    channel: str = ""
    about: tuple[str, ...] = ()
    to: str = ""
    silent_on: str = ""
    done: Mapping[str, Value] = field(default_factory=dict)

    @property
    def asks_nothing(self) -> bool:
        """True if it only tells to leave a thing unsaid: then nothing is due."""
        return bool(self.silent_on) and not self.say

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """The texts of a step, each with the name of its field."""
        avoid = (("avoid", each) for each in self.avoid)
        return ("do", self.do), ("say", self.say), ("because", self.because), *avoid


@dataclass(frozen=True, slots=True)
class Citation:
    """A source that a rule stands on, with the number of the passage (from 1; 0 is the source as a whole)."""

    source: str
    passage: int = 0

    def __str__(self) -> str:
        return f"{self.source}/{self.passage}" if self.passage else self.source


@dataclass(frozen=True, slots=True)
class Rule:
    """When `when` holds, the rule fires; what it gives stands unless a standing rule overrules it.

    `phase` is empty for what is said after the last phase. `shared` are the parts of `when` that its file asks of all
    of its rules.
    """

    id: str
    phase: str
    when: Condition
    sources: tuple[Citation, ...]
    basis: Basis
    overrules: frozenset[str]
    tags: tuple[str, ...]
    shared: tuple[Condition, ...] = field(compare=False, repr=False)
    where: Where = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class StepRule(Rule):
    """A rule that advises a step; `act` is what somebody does by it, the rule's own id where the pack names no act."""

    gives: ClassVar[Gives] = "step"

    act: str
    step: Step

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """What it says, each text with the name of its field."""
        return self.step.texts


@dataclass(frozen=True, slots=True)
class OutlookRule(Rule):
    """A rule that says how bad it is and what the odds are."""

    gives: ClassVar[Gives] = "outlook"

    text: str
    because: str

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """What it says, each text with the name of its field."""
        return ("text", self.text), ("because", self.because)


@dataclass(frozen=True, slots=True)
class AnswerRule(Rule):
    """A rule that answers a question that people in this situation ask themselves."""

    gives: ClassVar[Gives] = "answer"

    ask: str
    reply: str
    because: str

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """What it says, each text with the name of its field."""
        return ("ask", self.ask), ("reply", self.reply), ("because", self.because)


AnyRule = StepRule | OutlookRule | AnswerRule


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody does, whatever the wording; `urgent` if it reaches somebody, joins, or stops a harm."""

    name: str
    label: str
    urgent: bool = False
    where: Where = field(default=NOWHERE, compare=False, repr=False)
