"""Conditions in positive form, the shape that the engine can run safely.

Negation is pushed down until it is gone: "not this value" becomes "one of the others", so that a value that is absent
can never satisfy a negation by accident. What is left are tests on one slot, on one derived fact, and nests of
`Every` and `Either`. (The logic reader does not use this module; that both agree is a law of the tests.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import reduce

from amends.domain.model import Advised, AllOf, AnyOf, Between, Condition, Includes, Is, Not, Pack

CONCLUDED, HOLDS, FIRED, STANDS = "concluded", "holds", "fired", "stands"
"""The kinds of derived facts: a conclusion, a part of a condition, a rule that fired, a step that stands."""

IN, OUT = "in", "out"
"""What a slot for one item of a `several` fact says."""

Ranges = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """The slot of a fact (of one item, for `several`) holds one of `words` or a number in one of `ranges`."""

    fact: str
    item: str
    words: frozenset[str] = frozenset()
    ranges: Ranges = ()

    @property
    def about(self) -> tuple[str, ...]:
        return ("answer", self.fact, self.item)

    def meet(self, other: Ask) -> Ask:
        both = [(max(a, c), min(b, d)) for a, b in self.ranges for c, d in other.ranges]
        return replace(self, words=self.words & other.words, ranges=tuple(r for r in both if r[0] <= r[1]))

    def join(self, other: Ask) -> Ask:
        return replace(self, words=self.words | other.words, ranges=self.ranges + other.ranges)


@dataclass(frozen=True, slots=True)
class Derived:
    """A derived fact was declared (with one of `values`, where it has a value), or, if not `present`, was not."""

    kind: str
    name: str
    values: frozenset[str] = frozenset({""})
    present: bool = True

    @property
    def about(self) -> tuple[str, ...]:
        return ("derived", self.kind, self.name, str(self.present))

    def meet(self, other: Derived) -> Derived:
        return replace(self, values=self.values & other.values)

    def join(self, other: Derived) -> Derived:
        return replace(self, values=self.values | other.values)


@dataclass(frozen=True, slots=True)
class Every:
    parts: tuple[Ask | Derived | Either, ...]


@dataclass(frozen=True, slots=True)
class Either:
    parts: tuple[Ask | Derived | Every, ...]


Form = Ask | Derived | Every | Either


def positive(pack: Pack, condition: Condition, *, holds: bool = True) -> Form:
    """The form that is met exactly when `condition` holds (or, with `holds=False`, fails)."""
    match condition:
        case Not(part):
            return positive(pack, part, holds=not holds)
        case AllOf(parts) | AnyOf(parts):
            forms = [positive(pack, part, holds=holds) for part in parts]
            return every(forms) if isinstance(condition, AllOf) == holds else either(forms)
        case Is(name, values) if name in pack.fact:
            return Ask(name, "", words=values if holds else frozenset(pack.fact[name].values) - values)
        case Is(name, values):
            return Derived(CONCLUDED, name, values if holds else frozenset(pack.conclusion[name].values) - values)
        case Between(name, low, high):
            return Ask(name, "", ranges=_inside(low, high) if holds else _outside(low, high))
        case Includes(name, values):
            asks = [Ask(name, item, words=frozenset({IN if holds else OUT})) for item in sorted(values)]
            return either(asks) if holds else every(asks)
        case Advised(steps):
            stands = [Derived(STANDS, step, present=holds) for step in sorted(steps)]
            return either(stands) if holds else every(stands)


def conjuncts(form: Form) -> tuple[Ask | Derived | Either, ...]:
    """The parts that must all be met."""
    return form.parts if isinstance(form, Every) else (form,)


def every(forms: Iterable[Form]) -> Form:
    """A conjunction: nested ones flattened, tests about the same thing met, so that no pattern comes twice."""
    flat = [part for form in forms for part in conjuncts(form)]
    tests = [part for part in flat if not isinstance(part, Either)]
    nests = dict.fromkeys(part for part in flat if isinstance(part, Either))
    parts = (*_grouped(tests, meet=True), *nests)
    return parts[0] if len(parts) == 1 else Every(parts)


def either(forms: Iterable[Form]) -> Form:
    """A disjunction: nested ones flattened, alternatives about the same thing joined into one test."""
    flat = [part for form in forms for part in (form.parts if isinstance(form, Either) else (form,))]
    tests = [part for part in flat if not isinstance(part, Every)]
    nests = dict.fromkeys(part for part in flat if isinstance(part, Every))
    parts = (*_grouped(tests, meet=False), *nests)
    return parts[0] if len(parts) == 1 else Either(parts)


def _inside(low: int | None, high: int | None) -> Ranges:
    return ((-float("inf") if low is None else low, float("inf") if high is None else high),)


def _outside(low: int | None, high: int | None) -> Ranges:
    below: Ranges = () if low is None else ((-float("inf"), low - 1),)
    above: Ranges = () if high is None else ((high + 1, float("inf")),)
    return below + above


def _grouped(tests: list[Ask | Derived], *, meet: bool) -> Iterator[Ask | Derived]:
    groups: dict[tuple[str, ...], list[Ask | Derived]] = {}
    for test in tests:
        groups.setdefault(test.about, []).append(test)
    for group in groups.values():
        yield reduce(lambda one, other: one.meet(other) if meet else one.join(other), group)  # type: ignore[arg-type]  # same `about`, so same class
