"""Seeded situations of a pack: whole ones that its constraints allow, and what is left of them when somebody says less.

They are drawn by the oracle's reading of the constraints alone, so that they stay the same whatever becomes of the
program.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import lru_cache

from oracle import Values, holds, possible

from amends.domain.conditions import leaves, names
from amends.domain.model import UNSURE, Answer, Between, Fact, Pack, Value

ZONE = timezone(timedelta(hours=1))
MOMENTS = (
    datetime(2026, 11, 23, 9, 12, tzinfo=ZONE),
    datetime(2026, 11, 27, 18, 30, tzinfo=ZONE),
    datetime(2026, 12, 31, 23, 50, tzinfo=ZONE),
)
"""A Monday morning, a Friday evening before two days without work, and the last minutes of a year."""


def seeded(pack: Pack, seed: int, numbers: Iterable[int]) -> Iterator[tuple[dict[str, Answer], datetime]]:
    """The situations of these numbers, each with the moment to plan from.

    Of three in a row one is whole, one is partial, and one is partial with some answers "not sure".
    """
    for number in numbers:
        draw = random.Random(f"{seed}/{number}")  # noqa: S311  # nothing is secret here
        drawn = _Drawn(pack, draw)
        whole = drawn.situation()
        told = 1.0 if number % 3 == 0 else draw.random()
        unsure = draw.random() / 2 if number % 3 == 2 else 0.0
        yield dict(drawn.said(whole, told, unsure)), draw.choice(MOMENTS)


@dataclass(frozen=True)
class _Drawn:
    pack: Pack
    draw: random.Random

    def situation(self) -> Values:
        """A possible situation: drawn fact by fact, then drawn anew where a constraint is broken."""
        while True:
            here: Values = {fact.name: self.value(fact) for fact in self.pack.facts}
            for _ in range(200):
                broken = [
                    c
                    for c in self.pack.constraints
                    if holds(c.given, here, frozenset()) and not holds(c.then, here, frozenset())
                ]
                if not broken:
                    assert possible(self.pack, here)
                    return here
                one = self.draw.choice(broken)
                read = [name for name in names(one.given, one.then) if not self.pack.fact[name].required]
                name = self.draw.choice(read)
                here[name] = self.value(self.pack.fact[name])

    def value(self, fact: Fact) -> Value:
        if fact.kind == "number":
            return self.draw.choice(_numbers(self.pack, fact))
        if fact.kind == "several":
            return frozenset(item for item in fact.values if self.draw.random() < 0.35)
        return self.draw.choice(fact.values)

    def said(self, whole: Values, told: float, unsure: float) -> Iterator[tuple[str, Answer]]:
        """What somebody says of a situation, in an order of their own."""
        facts = list(self.pack.facts)
        self.draw.shuffle(facts)
        for fact in facts:
            if not fact.required and self.draw.random() < unsure:
                yield fact.name, UNSURE
            elif fact.required or self.draw.random() < told:
                yield fact.name, whole[fact.name]


@lru_cache
def _numbers(pack: Pack, fact: Fact) -> list[int]:
    """Numbers around every threshold that the pack names for a fact, and its bounds."""
    conditions = [rule.when for rule in pack.rules]
    conditions += [decision.when for conclusion in pack.conclusions for decision in conclusion.decisions]
    conditions += [part for c in pack.constraints for part in (c.given, c.then)]
    tests = (test for condition in conditions for test in leaves(condition) if isinstance(test, Between))
    edges = {edge for test in tests if test.name == fact.name for edge in (test.low, test.high) if edge is not None}
    near = {edge + step for edge in edges | {fact.minimum, fact.maximum} for step in (-1, 0, 1)}
    return sorted(number for number in near if fact.minimum <= number <= fact.maximum)
