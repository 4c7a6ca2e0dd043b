"""Which steps of a plan break a law, seen in what the engine makes of a situation; the logic finds the situation."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from amends.authoring.broken import counted
from amends.authoring.finding import in_example, seen
from amends.authoring.moments import Apart, apart_on_some_day, backwards, near, readings
from amends.domain.conditions import met, steps
from amends.domain.laws import reads
from amends.domain.model import Along, Always, AtMost, Every, InOrder, Law, Never, Pack, StepRule, Value
from amends.logic.space import Space

Values = Mapping[str, Value]
Pair = tuple[StepRule, StepRule]


@dataclass(frozen=True, slots=True)
class Clash:
    """The steps of a plan that break a law; of a law along a fact, with the value at which `others` stand instead."""

    steps: tuple[str, ...]
    value: Value | None = None
    others: tuple[str, ...] = ()


def clash(pack: Pack, law: Law, known: Values, standing: Sequence[str]) -> Clash | None:
    """What of a plan breaks a law, where this is `known` of every fact and conclusion; `None` if nothing does."""
    match law:
        case Never(groups):
            broken = all(not group.isdisjoint(standing) for group in groups)
        case Always(given, then):
            broken = met(given, known, standing) and not met(then, known, standing)
        case Every(silent=silent, given=given):
            return _clash(silent, standing) if met(given, known, standing) else None
        case AtMost(given=given):
            return _too_many(pack, law, known, standing) if met(given, known, standing) else None
        case Along():
            return _along(pack, law, known, standing)
        case InOrder():
            return _untimely(pack, law, known, standing)
    return Clash(_standing(steps(*reads(law)), standing)) if broken else None


def is_broken(pack: Pack, law: Law, known: Values, standing: Sequence[str]) -> bool:
    """Whether a plan breaks a law."""
    return clash(pack, law, known, standing) is not None


def timed(pack: Pack, law: Law, example: Values) -> Values:
    """An example of a broken law; where that hangs on the very reading of the clock, with one at which it is broken."""
    known, standing = in_example(pack, example)
    if not pack.clock or _apart(law) is None or clash(pack, law, known, standing):
        return example
    space = Space((pack,))
    (level,), (variable,) = space.of[pack.clock], space.variables_of(pack.clock)
    bounds = variable.bounds(space.cells(pack.clock, known[pack.clock])[level])
    for reading in _readings(pack, law, standing, bounds):
        if clash(pack, law, {**known, pack.clock: reading}, standing):
            return {**example, pack.clock: reading}
    return example


def _readings(pack: Pack, law: Law, standing: Sequence[str], bounds: tuple[int, int]) -> Iterator[int]:
    apart = _apart(law)
    for one, other in _pairs(pack, law, standing):
        yield from readings(one.step.by, other.step.by, *bounds, apart) if apart else ()


# ------------------------------------------------------------------- what stands together


def _clash(wanted: Collection[str], standing: Sequence[str]) -> Clash | None:
    """The steps that should not stand, if any does."""
    found = _standing(wanted, standing)
    return Clash(found) if found else None


def _standing(wanted: Collection[str], standing: Sequence[str]) -> tuple[str, ...]:
    return tuple(step for step in standing if step in wanted)


def _too_many(pack: Pack, law: AtMost, known: Values, standing: Sequence[str]) -> Clash | None:
    if law.within:
        return _untimely(pack, law, known, standing)
    together = (_standing(group, standing) for group in counted(pack, law))
    return next((Clash(found) for found in together if len(found) > law.n), None)


# ------------------------------------------------------------------- what is due when


def _apart(law: Law) -> Apart | None:
    """How far apart two steps must not be due; `None` of a law that says nothing of that."""
    if isinstance(law, InOrder):
        return backwards
    return near(law.within.minutes) if isinstance(law, AtMost) and law.within else None


def _pairs(pack: Pack, law: Law, standing: Sequence[str]) -> Iterator[Pair]:
    """Each two standing steps that a law about deadlines looks at, in the order of the pack."""
    groups = counted(pack, law) if isinstance(law, AtMost) else (law.steps,) if isinstance(law, InOrder) else ()
    order = {phase.name: place for place, phase in enumerate(pack.phases)}
    beside = isinstance(law, AtMost)  # the law of order looks at steps of two phases
    for group in groups:
        rules = sorted((pack.step[step] for step in _standing(group, standing)), key=lambda rule: order[rule.phase])
        yield from (pair for pair in combinations(rules, 2) if beside or pair[0].phase != pair[1].phase)


def _untimely(pack: Pack, law: Law, known: Values, standing: Sequence[str]) -> Clash | None:
    """Two steps that are due so far apart, at this reading of the clock, on some day."""
    elapsed, apart = known[pack.clock] if pack.clock else 0, _apart(law)
    for one, other in _pairs(pack, law, standing):
        if apart and isinstance(elapsed, int) and apart_on_some_day(one.step.by, other.step.by, elapsed, apart):
            return Clash((one.id, other.id))
    return None


# ------------------------------------------------------------------- along a fact


def _along(pack: Pack, law: Along, known: Values, standing: Sequence[str]) -> Clash | None:
    """More steps (or fewer) than with an earlier value of the fact, all other answers being the same."""
    here = _standing(law.steps, standing)
    for value in _before(pack, law, known[law.fact]):
        answers = {fact.name: known[fact.name] for fact in pack.facts} | {law.fact: value}
        if all(met(c.then, answers, ()) or not met(c.given, answers, ()) for c in pack.constraints):
            there = _standing(law.steps, seen(pack, answers)[1])
            if _turned(law, len(there), len(here)):
                return Clash(here, value, there)
    return None


def _turned(law: Along, before: int, now: int) -> bool:
    few, many = (before, now) if law.rises else (now, before)
    return few < many and (law.up_to is None or few < law.up_to)


def _before(pack: Pack, law: Along, value: Value) -> Iterator[Value]:
    """The values from which the fact may have gone to this one; of numbers, one for all that no rule can tell apart."""
    if not isinstance(value, int):
        yield from law.ends[:1] if law.ends[1:] == (value,) else ()
        return
    (variable,) = Space((pack,)).variables_of(law.fact)
    yield from (high for _, high in reversed(list(map(variable.bounds, variable.cells))) if high < value)
