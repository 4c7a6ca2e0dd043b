"""Where brute force sees a law of a pack broken: every situation looked at, every minute of the clock, every day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache

import oracle

from amends.domain.due import By, Span, due
from amends.domain.model import Along, Always, AtMost, Every, InOrder, Law, Never, Pack, StepRule, Value

Here = dict[str, Value]
Plans = Sequence[tuple[Here, oracle.Outcome]]
MOMENTS = tuple(
    datetime(2026, 11, day, hour, minute, tzinfo=UTC)
    for day in range(23, 30)
    for hour, minute in ((0, 0), (0, 3), (9, 12), (23, 59))
)
SECOND = {"min": 60, "h": 3600, "days": 86400, "weeks": 604800}


def breaking(pack: Pack, law: Law, plans: Plans) -> list[Here]:
    """The situations that break a law, of all that are possible."""
    standing = {_key(here): outcome.standing for here, outcome in plans}
    return [here for here, outcome in plans if _broken(pack, law, here, outcome, standing)]


def plans_of(pack: Pack, every: list[Here]) -> Plans:
    return [(here, oracle.outcome(pack, here)) for here in every]


def _broken(pack: Pack, law: Law, here: Here, outcome: oracle.Outcome, standing: dict[object, frozenset[str]]) -> bool:
    seen, stands = {**here, **outcome.concluded}, outcome.standing
    match law:
        case Never(groups):
            return all(group & stands for group in groups)
        case Always(given, then):
            return oracle.holds(given, seen, stands) and not oracle.holds(then, seen, stands)
        case AtMost(given=given):
            return oracle.holds(given, seen, stands) and any(
                _crowded(pack, law, here, each) for each in _sets(pack, law)
            )
        case Every(steps, phrases, _, given):
            mute = [step for step in steps & stands if not any(_says(pack, step, phrase) for phrase in phrases)]
            return oracle.holds(given, seen, stands) and bool(mute)
        case Along(steps):
            before = (standing[key] for key in _before(pack, law, here) if key in standing)
            return any(_turned(law, len(steps & there), len(steps & stands)) for there in before)
        case InOrder(steps):
            pairs = _across(pack, stands & steps)
            return any(_apart(one, other, _elapsed(pack, here), _later) for one, other in pairs)


def _key(here: Here) -> object:
    return frozenset(here.items())


# ------------------------------------------------------------------- at most, every


def _sets(pack: Pack, law: AtMost) -> Iterator[frozenset[str]]:
    if law.per_person:
        for person in {pack.step[step].step.to for step in law.steps}:
            yield frozenset(step for step in law.steps if person and pack.step[step].step.to == person)
    else:
        yield law.steps


def _crowded(pack: Pack, law: AtMost, here: Here, steps: frozenset[str]) -> bool:
    stands = sorted(steps & oracle.outcome(pack, here).standing)
    if law.within is None:
        return len(stands) > law.n
    dues = [pack.step[step].step.by for step in stands]
    pairs = ((one, other) for n, one in enumerate(dues) for other in dues[:n])
    return any(_apart(one, other, _elapsed(pack, here), law.within) for one, other in pairs)


def _says(pack: Pack, step: str, phrase: str) -> bool:
    return f" {_spaced(phrase)} " in f" {_spaced(pack.step[step].step.say)} "


def _spaced(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else f" {c} " for c in text.lower()).split())


# ------------------------------------------------------------------- deadlines


def _elapsed(pack: Pack, here: Here) -> int:
    elapsed = here.get(pack.clock, 0)
    assert isinstance(elapsed, int)
    return elapsed


def _across(pack: Pack, stands: frozenset[str]) -> Iterator[tuple[By, By]]:
    order = [phase.name for phase in pack.phases]
    rules = [rule for rule in pack.rules if isinstance(rule, StepRule) and rule.id in stands]
    for early in rules:
        for late in rules:
            if order.index(early.phase) < order.index(late.phase):
                yield early.step.by, late.step.by


def _later(gap: timedelta) -> bool:
    return gap > timedelta(0)


@lru_cache(maxsize=100_000)
def _apart(one: By, other: By, elapsed: int, wanted: Span | Callable[[timedelta], bool]) -> bool:
    gaps = [due(one, now, elapsed).at - due(other, now, elapsed).at for now in MOMENTS]
    if isinstance(wanted, Span):
        return any(abs(gap.total_seconds()) <= wanted.amount * SECOND[wanted.unit] for gap in gaps)
    return any(map(wanted, gaps))


# ------------------------------------------------------------------- along a fact


def _before(pack: Pack, law: Along, here: Here) -> Iterator[object]:
    value = here[law.fact]
    if isinstance(value, int):
        yield from (_key({**here, law.fact: lower}) for lower in range(pack.fact[law.fact].minimum, value))
    elif value == law.ends[1]:
        yield _key({**here, law.fact: law.ends[0]})


def _turned(law: Along, before: int, now: int) -> bool:
    most = 10**6 if law.up_to is None else law.up_to
    before, now = min(before, most), min(now, most)
    return now > before if law.rises else now < before
