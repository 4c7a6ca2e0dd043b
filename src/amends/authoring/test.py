"""What the worked cases of a pack come to in the engine, and how much of the pack they exercise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from amends import engine
from amends.authoring.coverage import Coverage, coverage
from amends.authoring.outcome import Outcome, judged
from amends.domain.model import Case, Pack


@dataclass(frozen=True, slots=True)
class Report:
    """What the worked cases of a pack came to, and how much of it they exercise."""

    pack: Pack
    outcomes: tuple[Outcome, ...]
    coverage: Coverage

    @property
    def failures(self) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if not outcome.holds)


def test(pack: Pack) -> Report:
    """What every worked case of the pack comes to in the engine."""
    found = tuple(outcomes(pack))
    return Report(pack, found, coverage(pack, found))


def outcomes(pack: Pack) -> Iterator[Outcome]:
    """What each worked case of the pack comes to in the engine."""
    return (run(pack, case) for case in pack.cases)


def run(pack: Pack, case: Case) -> Outcome:
    """What one worked case comes to in the engine."""
    return judged(pack, case, lambda seen: engine.run(pack, seen.values))
