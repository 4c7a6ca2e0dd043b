"""What can be known of a situation, and what can be asked of it: facts, conditions, constraints, conclusions.

A condition is plain data, so that the two readers of a pack can share it without sharing a line of code.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Literal

Kind = Literal["choice", "several", "yes_no", "number"]


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

    @property
    def below(self) -> bool:
        """Whether the file is one of a pack that this one extends: those have the id of their pack before the name."""
        return "/" in self.file


NOWHERE = Where("", 0, 0)
"""No place at all. Places take no part in comparisons: a rule read from another line is the same rule."""


# ---------------------------------------------------------------- facts


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a `choice`, `several` or `yes_no` fact, with the words for it.

    `said` is what people say who mean it, and `renamed` what the value was called before.
    """

    value: str
    label: str
    group: str = ""
    said: tuple[str, ...] = ()
    renamed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that can be asked about the situation; `renamed` is what it was called before."""

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
    renamed: tuple[str, ...] = ()
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
