"""When waiting changes the plan: exact, for between two thresholds of the clock no rule can tell minutes apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from amends.domain.model import Pack
from amends.domain.plan import Plan, Situation
from amends.domain.problems import BadAnswers
from amends.logic.standing import Standing
from amends.logic.view import View, view


@dataclass(frozen=True, slots=True)
class Instant:
    """A moment at which the plan changes if nothing is done until then, and how."""

    at: datetime
    elapsed: int
    adds: tuple[str, ...]
    removes: tuple[str, ...]


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
    before = Standing(view(plan.pack, plan.situation))
    for elapsed, at in _readings(before.seen, plan.now):
        after = _later(plan.pack, plan.situation, elapsed)
        if after is None:
            return Timeline(plan, tuple(instants), at)
        if after.cautious != before.cautious:
            instants.append(_instant(plan.pack, at, elapsed, before, after))
        before = after
    return Timeline(plan, tuple(instants), None)


def shelf_life(standing: Standing, situation: Situation, now: datetime) -> datetime | None:
    """The first moment from which waiting has changed the plan; `None` if it never does."""
    for elapsed, at in _readings(standing.seen, now):
        after = _later(standing.seen.logic.pack, situation, elapsed)
        if after is None or after.cautious != standing.cautious:
            return at
    return None


def _readings(seen: View, now: datetime) -> Iterator[tuple[int, datetime]]:
    """The later readings of the clock at which some rule may change its mind, with their moments."""
    clock = seen.logic.pack.clock
    elapsed = seen.values.get(clock)
    if isinstance(elapsed, int):
        (variable,) = seen.logic.space.variables_of(clock)
        for start in variable.starts:
            if start > elapsed:
                yield start, now + timedelta(minutes=start - elapsed)


def _later(pack: Pack, situation: Situation, elapsed: int) -> Standing | None:
    """What stands at another reading of the clock; `None` if the other answers cannot be true then."""
    try:
        return Standing(view(pack, situation.told(pack.clock, elapsed)))
    except BadAnswers:
        return None


def _instant(pack: Pack, at: datetime, elapsed: int, before: Standing, after: Standing) -> Instant:
    return Instant(
        at=at,
        elapsed=elapsed,
        adds=pack.in_order(after.cautious - before.cautious),
        removes=pack.in_order(before.cautious - after.cautious),
    )
