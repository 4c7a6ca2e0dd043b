"""What must hold in every possible situation, in the words of a pack's author."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from amends.domain.due import Span
from amends.domain.facts import ALWAYS, NOWHERE, Advised, Between, Condition, Is, Where


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
    """At most `n` of these steps stand together, where `given` holds.

    They are counted apart for each person whom their words reach, if `per_person`; and if there is a `within`, two
    count as together only where they are due within that span of each other. With `phrases`, they are those that say
    one of these.
    """

    n: int
    steps: frozenset[str]
    given: Condition = ALWAYS
    per_person: bool = False
    within: Span | None = None
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Every:
    """Each of these steps says one of `phrases`, where `given` holds; `silent` are those that say none."""

    steps: frozenset[str]
    phrases: tuple[str, ...]
    silent: frozenset[str]
    given: Condition = ALWAYS


@dataclass(frozen=True, slots=True)
class Along:
    """With all other answers the same, the number of these steps never rises (or falls) along a fact.

    A number goes up; any other fact goes from one value to another: `ends`. Above `up_to` nothing is counted.
    """

    steps: frozenset[str]
    fact: str
    rises: bool
    ends: tuple[str, ...] = ()
    up_to: int | None = None


@dataclass(frozen=True, slots=True)
class InOrder:
    """None of these steps is due before one of an earlier phase that stands beside it."""

    steps: frozenset[str]


Law = Never | Always | AtMost | Every | Along | InOrder


@dataclass(frozen=True, slots=True)
class Invariant:
    """What must hold in every possible situation, in the words of the pack's author.

    `named` are the groups by which it speaks of steps; the law holds the steps themselves.
    """

    id: str
    says: str
    law: Law
    where: Where = field(default=NOWHERE, compare=False, repr=False)
    named: frozenset[str] = field(default=frozenset(), compare=False, repr=False)


def reads(law: Law) -> Iterator[Condition]:
    """What a law looks at, as conditions; whether it is broken is more than whether these hold."""
    match law:
        case Never(groups):
            yield from map(Advised, groups)
        case Always(given, then):
            yield from (given, then)
        case AtMost(steps=steps, given=given) | Every(steps=steps, given=given):
            yield from (given, Advised(steps))
        case Along(steps, fact, ends=ends):
            yield from (Advised(steps), Is(fact, frozenset(ends)) if ends else Between(fact, None, None))
        case InOrder(steps):
            yield Advised(steps)
