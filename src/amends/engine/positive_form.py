"""Conditions in positive form, the shape that the engine can run safely.

Negation is pushed down until it is gone: "not this value" becomes "one of the others", so that a value that is absent
can never satisfy a negation by accident. What is left are tests on one slot or one derived fact, and nests of `Every`
and `Either`. (The logic reader does not use this module; that both agree is a law of the tests.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import chain
from math import inf

from amends.domain.model import Advised, AllOf, AnyOf, Between, Condition, Includes, Is, Not, Pack

ANSWER, CONCLUDED, HOLDS, FIRED, STANDS = "answer", "concluded", "holds", "fired", "stands"
"""What a test is about: an answer; or a derived fact: a conclusion, a part of a condition, a rule that fired, a step
that stands."""

IN, OUT = "in", "out"
"""What a slot for one item of a `several` fact says."""

Ranges = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Atom:
    """What is called `name` (of a `several` fact, its `item`) has one of `values`, or a number in one of `ranges`.

    Of derived facts: it was declared (with one of `values`, where it has a value), or, if not `present`, was not.
    """

    kind: str
    name: str
    item: str = ""
    values: frozenset[str] = frozenset({""})
    ranges: Ranges = ()
    present: bool = True

    @property
    def about(self) -> tuple[str, str, str, bool]:
        return self.kind, self.name, self.item, self.present

    def meet(self, other: Atom) -> Atom:
        both = [(max(a, c), min(b, d)) for a, b in self.ranges for c, d in other.ranges]
        return replace(self, values=self.values & other.values, ranges=tuple(r for r in both if r[0] <= r[1]))

    def join(self, other: Atom) -> Atom:
        return replace(self, values=self.values | other.values, ranges=self.ranges + other.ranges)


@dataclass(frozen=True, slots=True)
class Every:
    parts: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Either:
    parts: tuple[Form, ...]


Form = Atom | Every | Either
TRUE, FALSE = Every(()), Either(())


def positive(pack: Pack, condition: Condition, *, holds: bool = True) -> Form:
    """The form that is met exactly when `condition` holds (or, with `holds=False`, fails)."""
    match condition:
        case Not(part):
            return positive(pack, part, holds=not holds)
        case AllOf(parts) | AnyOf(parts):
            forms = [positive(pack, part, holds=holds) for part in parts]
            return every(forms) if isinstance(condition, AllOf) == holds else either(forms)
        case Is(name, values):
            kind, known = (ANSWER, pack.fact) if name in pack.fact else (CONCLUDED, pack.conclusion)
            return Atom(kind, name, values=values if holds else frozenset(known[name].values) - values)
        case Between(name, low, high):
            inside = ((-inf if low is None else low, inf if high is None else high),)
            return Atom(ANSWER, name, values=frozenset(), ranges=inside if holds else _outside(low, high))
        case Includes(name, values):
            says = frozenset({IN if holds else OUT})
            tests = [Atom(ANSWER, name, item, says) for item in sorted(values)]
        case Advised(steps):
            tests = [Atom(STANDS, step, present=holds) for step in sorted(steps)]
    return either(tests) if holds else every(tests)


def every(forms: Iterable[Form]) -> Form:
    """A conjunction: nested ones flattened, tests about the same thing met, so that no pattern comes twice."""
    return _nest(Every, forms, Atom.meet, FALSE)


def either(forms: Iterable[Form]) -> Form:
    """A disjunction: nested ones flattened, alternatives about the same thing joined into one test."""
    return _nest(Either, forms, Atom.join, TRUE)


def _nest(
    kind: type[Every | Either], forms: Iterable[Form], together: Callable[[Atom, Atom], Atom], decided: Form
) -> Form:
    """A nest of this kind, in which two tests about the same thing are taken together; `decided` decides it alone."""
    tests: dict[tuple[str, str, str, bool], Atom] = {}
    nests: dict[Form, None] = {}
    for part in chain.from_iterable(form.parts if isinstance(form, kind) else (form,) for form in forms):
        if isinstance(part, Atom):
            tests[part.about] = together(tests[part.about], part) if part.about in tests else part
        else:
            nests[part] = None
    parts = (*tests.values(), *nests)
    return decided if decided in nests else parts[0] if len(parts) == 1 else kind(parts)


def _outside(low: int | None, high: int | None) -> Ranges:
    below: Ranges = () if low is None else ((-inf, low - 1),)
    above: Ranges = () if high is None else ((high + 1, inf),)
    return below + above
