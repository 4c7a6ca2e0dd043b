"""What a worked case came to: what is missing from the plan, and what must not be there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from amends.domain.model import Case, Pack
from amends.domain.plan import Situation
from amends.domain.problems import BadAnswers, Problem
from amends.logic.view import View, refuse_missing, view_of_facts


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a worked case came to, and the rules that fired in it; `refused` says why there was no plan at all."""

    case: Case
    missing: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    refused: tuple[Problem, ...] = ()
    fired: frozenset[str] = frozenset()

    @property
    def holds(self) -> bool:
        return not (self.missing or self.forbidden or self.refused)


class Ran(Protocol):
    """What a reader of the pack gives for a situation."""

    @property
    def standing(self) -> tuple[str, ...]: ...

    @property
    def fired(self) -> tuple[str, ...]: ...


def judged(pack: Pack, case: Case, ran: Callable[[View], Ran]) -> Outcome:
    """What a case comes to, when `ran` says which steps stand."""
    try:
        seen = view_of_facts(pack, Situation(case.given))
        refuse_missing(seen)
    except BadAnswers as error:
        return Outcome(case, refused=error.problems)
    found = ran(seen)
    return Outcome(case, case.missing(found.standing), case.forbidden(found.standing), fired=frozenset(found.fired))
