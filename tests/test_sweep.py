"""Experta against the logic over every combination of regions that each rule of the shipped pack touches.

A rule's diagram splits the situations into regions: each way down tells which answers matter, and puts each of them
in a region in which all answers lead on alike. Every way of every rule is tried, wherever it is possible, with the
answers that it leaves open drawn at random: more than 20,000 situations, in about three minutes on one core. Marked
`sweep`, and left out of a normal run:

    python -m pytest -m sweep tests/test_sweep.py
"""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from amends import engine, packs
from amends.domain.model import Value
from amends.logic import steps
from amends.logic.diagram import EVERY, NONE

SHIPPED = packs.load()
LOGIC = steps.read(SHIPPED)
DIAGRAMS = LOGIC.diagrams

Cells = dict[int, int]


ROUNDS = 4
"""How often each way is tried, each time with other cells for its regions and for what it leaves open."""


@pytest.mark.sweep
def test_engine_and_logic_agree_in_every_region_of_every_rule() -> None:
    chance = random.Random(2026)  # noqa: S311  # no secret
    every = (way for _ in range(ROUNDS) for rule in SHIPPED.rules for way in ways(LOGIC.stands[rule.id], {}, chance))
    tried = {completed(way, chance) for way in every}
    assert len(tried) > 20_000
    for cells in sorted(tried):
        expected = {step for step, node in LOGIC.stands.items() if DIAGRAMS.contains(node, cells)}
        here = values(cells, chance)
        assert set(engine.run(SHIPPED, here).standing) == expected, here


def ways(node: int, known: Cells, chance: random.Random) -> Iterator[Cells]:
    """Every possible way down a diagram; of the cells that lead to the same place, one stands for all."""
    if node <= EVERY:
        yield known
        return
    level = DIAGRAMS.level(node)
    cells = [cell for cell in range(DIAGRAMS.sizes[level]) if DIAGRAMS.reaches(LOGIC.possible, {**known, level: cell})]
    chance.shuffle(cells)
    for kid, cell in {DIAGRAMS.kid(node, cell): cell for cell in cells}.items():
        yield from ways(kid, {**known, level: cell}, chance)


def completed(way: Cells, chance: random.Random) -> tuple[int, ...]:
    """A possible situation on this way, the rest of it drawn at random."""
    (node,) = DIAGRAMS.restrict([LOGIC.possible], way)
    cells: list[int] = []
    for level, size in enumerate(DIAGRAMS.sizes):
        asked = DIAGRAMS.level(node) == level
        free = [cell for cell in range(size) if not asked or DIAGRAMS.kid(node, cell) != NONE]
        cells.append(way.get(level, chance.choice(free)))
        node = DIAGRAMS.kid(node, cells[-1]) if asked else node
    return tuple(cells)


def values(cells: tuple[int, ...], chance: random.Random) -> dict[str, Value]:
    """The answers of these cells; of a number an end of its region, where a threshold that is off by one shows."""
    here = {fact.name: LOGIC.space.value(fact.name, dict(enumerate(cells))) for fact in SHIPPED.facts}
    numbers = ((i, level) for i, level in enumerate(LOGIC.space.variables) if level.starts)
    return here | {level.fact.name: chance.choice(level.bounds(cells[i])) for i, level in numbers}
