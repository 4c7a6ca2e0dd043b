"""How much of a pack its worked cases exercise: rules that fire, and tests that come out both ways."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from amends.authoring.outcome import Outcome
from amends.domain import conditions
from amends.domain.model import Condition, Pack
from amends.domain.plan import Situation
from amends.logic.steps import read
from amends.logic.view import view_of_facts

_Ways = Callable[[Condition], frozenset[bool]]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The rules that fire in no case, and (by rule) the tests that come out the same in all; `tests` counts all."""

    rules: tuple[str, ...]
    tests: int
    one_sided: tuple[tuple[str, Condition], ...]


def coverage(pack: Pack, outcomes: Iterable[Outcome]) -> Coverage:
    """What the cases with these outcomes exercise; a test is one comparison in a rule's condition."""
    passed = [outcome for outcome in outcomes if not outcome.refused]
    fired = frozenset(rule for outcome in passed for rule in outcome.fired)
    tests = [(rule.id, test) for rule in pack.rules for test in conditions.leaves(rule.when)]
    settled = _settled(pack, passed)
    return Coverage(
        rules=tuple(rule.id for rule in pack.rules if rule.id not in fired),
        tests=len(tests),
        one_sided=tuple((rule, test) for rule, test in tests if len(settled(test)) == 1),
    )


def _settled(pack: Pack, outcomes: list[Outcome]) -> _Ways:
    """For a test, the ways in which it comes out in the cases."""
    logic = read(pack)
    cases = [view_of_facts(pack, Situation(outcome.case.given)).completion for outcome in outcomes]

    @cache
    def ways(test: Condition) -> frozenset[bool]:
        node = logic.holds(test)
        return frozenset(logic.diagrams.contains(node, cells) for cells in cases)

    return ways
