"""What must hold in every possible situation, in the words of a pack's author."""

from __future__ import annotations

from dataclasses import dataclass, field

from amends.domain.facts import ALWAYS, NOWHERE, Condition, Where


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
