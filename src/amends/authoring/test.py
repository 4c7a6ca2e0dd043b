"""What the worked cases of a pack come to, and how much of it they exercise: rules, and tests that come out both ways.

Which steps stand is said by a reader of the pack: here by the engine, in the checks by the logic, which is quicker.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from amends import engine
from amends.domain import conditions
from amends.domain.model import Case, Condition, Pack
from amends.domain.plan import Situation
from amends.domain.problems import BadAnswers, Problem
from amends.domain.rules import GIVES, Gives
from amends.logic.steps import read
from amends.logic.view import View, refuse_missing, view_of_facts

Seen = tuple[Sequence[str], str]
"""What stands in a situation, and the odds."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a worked case came to: what is missing from the plan, and what must not be there.

    `odds` says how it looks, where the case wants something else; `refused` why there was no plan at all.
    """

    case: Case
    missing: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    odds: str = ""
    refused: tuple[Problem, ...] = ()

    @property
    def holds(self) -> bool:
        return not (self.missing or self.forbidden or self.odds or self.refused)


@dataclass(frozen=True, slots=True)
class Report:
    """What the worked cases of a pack came to, and how much of it they exercise.

    `uncovered` are the rules that fire in no case, `one_sided` (by rule) the tests that come out the same in all of
    them; a test is one comparison in a rule's condition, and `tests` counts all.
    """

    pack: Pack
    outcomes: tuple[Outcome, ...]
    uncovered: tuple[str, ...]
    tests: int
    one_sided: tuple[tuple[str, Condition], ...]

    @property
    def parts(self) -> Mapping[Gives, tuple[int, int]]:
        """For steps, outlooks and answers apart, how many of their rules fire in some case, and how many there are."""
        rules = {gives: [rule.id for rule in self.pack.rules if rule.gives == gives] for gives in GIVES}
        return {gives: (len(set(ids).difference(self.uncovered)), len(ids)) for gives, ids in rules.items()}

    @property
    def failures(self) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if not outcome.holds)


def test(pack: Pack) -> Report:
    """What every worked case of the pack comes to in the engine."""
    found = tuple(outcomes(pack))
    ways = _ways(pack, [outcome.case for outcome in found if not outcome.refused])
    tests = [(rule.id, test) for rule in pack.rules for test in conditions.leaves(rule.when)]
    uncovered = tuple(rule.id for rule in pack.rules if True not in ways(rule.when))
    one_sided = tuple((rule, test) for rule, test in tests if len(ways(test)) == 1)
    return Report(pack, found, uncovered, len(tests), one_sided)


def outcomes(pack: Pack) -> Iterator[Outcome]:
    """What each worked case of the pack comes to in the engine."""
    return (judged(pack, case, _run) for case in pack.cases)


def _run(seen: View) -> Seen:
    """What the engine says."""
    pack = seen.logic.pack
    record = engine.run(pack, seen.values)
    return record.standing, str(record.concluded[pack.odds].value) if pack.odds else ""


def judged(pack: Pack, case: Case, reader: Callable[[View], Seen]) -> Outcome:
    """What a case comes to, when a reader of the pack says which steps stand, and what the odds are."""
    try:
        seen = view_of_facts(pack, Situation(case.given))
        refuse_missing(seen)
    except BadAnswers as error:
        return Outcome(case, refused=error.problems)
    steps, odds = reader(seen)
    return Outcome(case, case.missing(steps), case.forbidden(steps, pack.step), case.other_odds(odds))


def _ways(pack: Pack, cases: Sequence[Case]) -> Callable[[Condition], frozenset[bool]]:
    """For a condition, the ways in which it comes out in these cases."""
    logic = read(pack)
    places = [view_of_facts(pack, Situation(case.given)).completion for case in cases]

    @cache
    def ways(condition: Condition) -> frozenset[bool]:
        where = logic.holds(condition)
        return frozenset(logic.diagrams.contains(where, cells) for cells in places)

    return ways
