"""Decision diagrams against what they stand for: plain sets of situations, each written out as a tuple of cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

import amends.render.words  # noqa: F401  # lends its voice to what is raised
from amends.logic.diagram import EVERY, NONE, Diagrams, OverBudget

Cells = tuple[int, ...]
Plain = frozenset[Cells]


@dataclass(frozen=True)
class Forest:
    """Diagrams over a few levels, and some sets in both forms."""

    diagrams: Diagrams
    pairs: list[tuple[int, Plain]]

    @property
    def everything(self) -> Plain:
        return frozenset(product(*(range(size) for size in self.diagrams.sizes)))

    @property
    def all_levels(self) -> range:
        return range(len(self.diagrams.sizes))


@st.composite
def forests(draw: st.DrawFn) -> Forest:
    """Up to four levels of up to three cells, and three random sets over them."""
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=4))
    diagrams = Diagrams(sizes)
    every = list(product(*(range(size) for size in sizes)))
    sets = [frozenset(draw(st.sets(st.sampled_from(every)))) for _ in range(3)]
    return Forest(diagrams, [(written(diagrams, plain), plain) for plain in sets])


def written(diagrams: Diagrams, plain: Plain) -> int:
    """The diagram of a set, put together from its members one by one."""
    one_by_one = (
        diagrams.meet_all(diagrams.literal(level, (cell,)) for level, cell in enumerate(cells))
        for cells in sorted(plain)
    )
    return diagrams.join_all(one_by_one)


def read(diagrams: Diagrams, node: int) -> Plain:
    """The set that a diagram stands for, asked for one situation after the other."""
    every = product(*(range(size) for size in diagrams.sizes))
    return frozenset(cells for cells in every if diagrams.contains(node, cells))


@given(forests())
def test_a_diagram_holds_what_was_put_in(forest: Forest) -> None:
    for node, plain in forest.pairs:
        assert read(forest.diagrams, node) == plain


@given(forests())
def test_sets_are_met_joined_and_taken_away(forest: Forest) -> None:
    (one, ones), (other, others), _ = forest.pairs
    diagrams = forest.diagrams
    assert read(diagrams, diagrams.meet(one, other)) == ones & others
    assert read(diagrams, diagrams.join(one, other)) == ones | others
    assert read(diagrams, diagrams.minus(one, other)) == ones - others
    assert read(diagrams, diagrams.complement(one)) == forest.everything - ones


@given(forests())
def test_many_sets_are_met_and_joined(forest: Forest) -> None:
    diagrams, (nodes, plains) = forest.diagrams, zip(*forest.pairs, strict=True)
    assert read(diagrams, diagrams.meet_all(nodes)) == plains[0] & plains[1] & plains[2]
    assert read(diagrams, diagrams.join_all(nodes)) == plains[0] | plains[1] | plains[2]
    assert (diagrams.meet_all(()), diagrams.join_all(())) == (EVERY, NONE)


@given(forests())
def test_equal_sets_are_the_same_number(forest: Forest) -> None:
    diagrams = forest.diagrams
    for (one, ones), (other, others) in product(forest.pairs, repeat=2):
        assert (one == other) == (ones == others)
        again = diagrams.complement(diagrams.join(diagrams.complement(one), diagrams.complement(other)))
        assert again == diagrams.meet(one, other)
    assert written(diagrams, forest.everything) == EVERY
    assert written(diagrams, frozenset()) == NONE


@given(forests(), st.data())
def test_a_projection_forgets_levels(forest: Forest, data: st.DataObject) -> None:
    (node, plain), *_ = forest.pairs
    levels = frozenset(data.draw(st.sets(st.sampled_from(forest.all_levels))))
    seen = {_without(cells, levels) for cells in plain}
    wanted = frozenset(cells for cells in forest.everything if _without(cells, levels) in seen)
    assert read(forest.diagrams, forest.diagrams.project(node, levels)) == wanted


def _without(cells: Cells, levels: frozenset[int]) -> Cells:
    return tuple(cell for level, cell in enumerate(cells) if level not in levels)


@given(forests(), st.data())
def test_a_restriction_knows_cells(forest: Forest, data: st.DataObject) -> None:
    diagrams = forest.diagrams
    known = {level: data.draw(st.integers(0, diagrams.sizes[level] - 1)) for level in _some(forest, data)}
    nodes = diagrams.restrict([node for node, _ in forest.pairs], known)
    for node, (_, plain) in zip(nodes, forest.pairs, strict=True):
        wanted = frozenset(cells for cells in forest.everything if _moved(cells, known) in plain)
        assert read(diagrams, node) == wanted
        assert diagrams.levels(node).isdisjoint(known)


def _some(forest: Forest, data: st.DataObject) -> list[int]:
    return sorted(data.draw(st.sets(st.sampled_from(forest.all_levels))))


def _moved(cells: Cells, known: dict[int, int]) -> Cells:
    return tuple(known.get(level, cell) for level, cell in enumerate(cells))


@given(forests(), st.data())
def test_a_set_is_reached_if_it_holds_such_a_situation(forest: Forest, data: st.DataObject) -> None:
    sizes = forest.diagrams.sizes
    known = {level: data.draw(st.integers(0, sizes[level] - 1)) for level in _some(forest, data)}
    for node, plain in forest.pairs:
        assert forest.diagrams.reaches(node, known) == any(_moved(cells, known) == cells for cells in plain)


@given(forests())
def test_members_are_counted(forest: Forest) -> None:
    for node, plain in forest.pairs:
        assert forest.diagrams.count(node) == len(plain)
    assert forest.diagrams.count(EVERY) == prod(forest.diagrams.sizes)


@given(forests())
def test_cells_are_those_that_occur(forest: Forest) -> None:
    for node, plain in forest.pairs:
        for level in forest.all_levels:
            assert forest.diagrams.cells(node, level) == {cells[level] for cells in plain}


@given(forests())
def test_levels_are_those_that_make_a_difference(forest: Forest) -> None:
    for node, plain in forest.pairs:
        matter = {level for level in forest.all_levels if _differs(forest, plain, level)}
        assert forest.diagrams.levels(node) == matter
    assert forest.diagrams.levels(*(node for node, _ in forest.pairs)) == {
        level for level in forest.all_levels if any(_differs(forest, plain, level) for _, plain in forest.pairs)
    }


def _differs(forest: Forest, plain: Plain, level: int) -> bool:
    moves = [{level: cell} for cell in range(forest.diagrams.sizes[level])]
    return any((_moved(cells, move) in plain) != (cells in plain) for cells in forest.everything for move in moves)


@given(forests())
def test_a_node_leads_on_by_the_cells_of_its_level(forest: Forest) -> None:
    diagrams = forest.diagrams
    for node, plain in forest.pairs:
        if node in (NONE, EVERY):
            assert diagrams.level(node) == len(diagrams.sizes)
            continue
        level = diagrams.level(node)
        for cell in range(diagrams.sizes[level]):
            assert [diagrams.kid(node, cell)] == diagrams.restrict([node], {level: cell})
        assert level == min(diagrams.levels(node))
        assert plain


@given(forests(), st.data())
def test_what_was_made_for_once_is_forgotten(forest: Forest, data: st.DataObject) -> None:
    """After it, everything is as before, and what is made then is right, also where it was made inside already."""
    diagrams, before = forest.diagrams, len(forest.diagrams)
    levels = frozenset(_some(forest, data))
    with diagrams.scratch():
        made = [_every_way(diagrams, one, other, levels) for one, _ in forest.pairs for other, _ in forest.pairs]
    assert len(diagrams) == before
    assert all(read(diagrams, node) == plain for node, plain in forest.pairs)
    again = [_every_way(diagrams, one, other, levels) for one, _ in forest.pairs for other, _ in forest.pairs]
    assert again == made


def _every_way(diagrams: Diagrams, one: int, other: int, levels: frozenset[int]) -> list[Plain | int]:
    """What comes of two sets, written out."""
    nodes = (diagrams.meet(one, other), diagrams.join(one, other), diagrams.minus(one, other))
    return [*(read(diagrams, node) for node in (*nodes, diagrams.project(one, levels))), diagrams.count(nodes[0])]


@given(forests(), st.integers(1, 12))
def test_a_diagram_keeps_to_its_budget(forest: Forest, budget: int) -> None:
    small = Diagrams(forest.diagrams.sizes, budget=budget)
    for _, plain in forest.pairs:
        try:
            node = written(small, plain)
        except OverBudget:
            assert len(small) == budget + 1
        else:
            assert read(small, node) == plain
        assert len(small) <= budget + 1


def test_too_large_a_question_stays_undecided() -> None:
    wide = Diagrams((2,) * 24, budget=1000)
    small = _equal(wide, 0, 12)
    with pytest.raises(OverBudget, match="more than 1000 nodes"):
        # The pairs stand far apart in the order of the levels, which is the worst that can be.
        wide.meet_all(_equal(wide, level, level + 12) for level in range(12))
    assert wide.count(small) == 2**23  # what was decided before stays decided


def test_many_levels_are_no_trouble() -> None:
    """Far more than Python takes calls within calls by itself."""
    deep = Diagrams((2,) * 3000)
    ones, twos = (deep.meet_all(deep.literal(level, (cell,)) for level in range(3000)[::-1]) for cell in (0, 1))
    either = deep.join(ones, twos)
    assert deep.count(either) == 2
    assert deep.project(either, frozenset(range(0, 3000, 2))) != NONE
    assert deep.meet(deep.complement(ones), either) == twos
    assert deep.reaches(either, {2999: 1})
    assert deep.restrict([either], {0: 0}) == deep.restrict([ones], {0: 0})
    assert len(deep.copy([either])[0]) <= len(deep)


def _equal(diagrams: Diagrams, one: int, other: int) -> int:
    both = (diagrams.meet(diagrams.literal(one, (c,)), diagrams.literal(other, (c,))) for c in (0, 1))
    return diagrams.join_all(both)


def _laws() -> Iterator[tuple[str, Callable[[Diagrams, int], int], Callable[[Diagrams, int], int]]]:
    yield "twice outside", lambda d, x: d.complement(d.complement(x)), lambda _, x: x
    yield "in and out", lambda d, x: d.meet(x, d.complement(x)), lambda *_: NONE
    yield "in or out", lambda d, x: d.join(x, d.complement(x)), lambda *_: EVERY
    yield "nothing to forget", lambda d, x: d.project(x, frozenset()), lambda _, x: x


@given(forests())
def test_laws_of_sets(forest: Forest) -> None:
    for node, _ in forest.pairs:
        for name, one, other in _laws():
            assert one(forest.diagrams, node) == other(forest.diagrams, node), name
