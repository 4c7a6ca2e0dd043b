"""When waiting changes the plan: exact, for between two thresholds of the clock no rule can tell minutes apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from amends.domain.plan import Change, Plan, Situation, changed
from amends.domain.problems import BadAnswers
from amends.logic.standing import Standing
from amends.logic.view import view


@dataclass(frozen=True, slots=True)
class Instant:
    """A moment at which the plan changes if nothing is done until then, and how."""

    at: datetime
    elapsed: int
    change: Change


@dataclass(frozen=True, slots=True)
class Timeline:
    """The moments at which the plan changes, in order; between two of them it stays as it is.

    `ends` is the moment from which the other answers can no longer be true; `None` if they can for as long as the
    clock runs.
    """

    plan: Plan
    instants: tuple[Instant, ...]
    ends: datetime | None


def timeline(plan: Plan) -> Timeline:
    """How the plan changes as time passes and nothing else happens; no instants if the pack has no clock."""
    instants: list[Instant] = []
    for at, elapsed, before, after in _changes(Standing(view(plan.pack, plan.situation)), plan.situation, plan.now):
        if after is None:
            return Timeline(plan, tuple(instants), at)
        instants.append(Instant(at, elapsed, changed(plan.pack, before, after)))
    return Timeline(plan, tuple(instants), None)


def shelf_life(standing: Standing, situation: Situation, now: datetime) -> datetime | None:
    """The first moment from which waiting has changed the plan; `None` if it never does."""
    return next((at for at, *_ in _changes(standing, situation, now)), None)


def _changes(
    standing: Standing, situation: Situation, now: datetime
) -> Iterator[tuple[datetime, int, frozenset[str], frozenset[str] | None]]:
    """The later moments at which the plan changes, with the reading of the clock, and what stands before and after.

    At the last one nothing stands, if the other answers cannot be true any more.
    """
    seen, pack, before = standing.seen, standing.seen.logic.pack, standing.cautious
    start = seen.values.get(pack.clock)
    if not isinstance(start, int):
        return
    (variable,) = seen.logic.space.variables_of(pack.clock)
    for elapsed in (each for each in variable.starts if each > start):
        at = now + timedelta(minutes=elapsed - start)
        try:
            after = Standing(view(pack, situation.told(pack.clock, elapsed))).cautious
        except BadAnswers:
            yield at, elapsed, before, None
            return
        if after != before:
            yield at, elapsed, before, after
        before = after
