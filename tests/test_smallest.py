"""The smallest example and the smallest changes, against every example and every change there is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import oracle
import strategies
from hypothesis import assume, given
from hypothesis import strategies as st
from readers import standing

from amends import packs
from amends.domain.model import Pack, Value
from amends.domain.plan import Situation
from amends.logic import steps
from amends.logic.diagram import EVERY, NONE
from amends.logic.smallest import smallest_changes, smallest_example
from amends.logic.steps import Logic
from amends.logic.view import View, view

Values = Mapping[str, Value]
Inside = Callable[[dict[str, Value]], bool]


@st.composite
def places(draw: st.DrawFn) -> tuple[Pack, Logic, int, Inside]:
    """A random pack, and a set of situations as a diagram and as a question: where a rule fires, or a step stands."""
    pack = draw(strategies.packs())
    assume(any(True for _ in oracle.situations(pack)))
    rule = draw(st.sampled_from(pack.rules)).id
    read = steps.read(pack)
    node, inside = draw(
        st.sampled_from(
            [
                (read.stands[rule], lambda here: rule in oracle.outcome(pack, here).standing),
                (read.fires[rule], lambda here: rule in oracle.outcome(pack, here).fired),
                (
                    read.diagrams.complement(read.stands[rule]),
                    lambda here: rule not in oracle.outcome(pack, here).standing,
                ),
            ]
        )
    )
    return pack, read, node, inside


# ------------------------------------------------------------------------------ examples


@given(places())
def test_the_smallest_example_is_one_and_none_is_smaller(drawn: tuple[Pack, Logic, int, Inside]) -> None:
    pack, read, node, inside = drawn
    every = list(oracle.situations(pack))
    example = smallest_example(read, node)
    if example is None:
        assert not any(inside(here) for here in every)
        return
    assert _is_example(every, example, inside)
    assert len(example) == _fewest_that_suffice(pack, every, inside)


def _is_example(every: Iterable[dict[str, Value]], known: Values, inside: Inside) -> bool:
    """Whether something is possible with these values, and all of it lies inside."""
    left = [here for here in every if _agrees(here, known)]
    return bool(left) and all(inside(here) for here in left)


def _agrees(here: Values, known: Values) -> bool:
    return all(here[name] == value for name, value in known.items())


def _fewest_that_suffice(pack: Pack, every: list[dict[str, Value]], inside: Inside) -> int:
    """How many facts the smallest example has, after trying all of them."""
    marked = [(here, inside(here)) for here in every]
    for names in oracle.subsets(pack.fact):
        groups: dict[tuple[Value, ...], bool] = {}
        for here, good in marked:
            key = tuple(here[name] for name in names)
            groups[key] = groups.get(key, True) and good
        if any(groups.values()):
            return len(names)
    raise AssertionError(marked)


@given(places())
def test_of_examples_as_small_the_one_whose_facts_are_asked_first(drawn: tuple[Pack, Logic, int, Inside]) -> None:
    pack, read, node, inside = drawn
    every = list(oracle.situations(pack))
    example = smallest_example(read, node)
    if example is None:
        return
    order = list(pack.fact)
    places = [order.index(name) for name in example]
    assert places == sorted(places)
    core = _core(pack, every, inside)
    for names in oracle.subsets(pack.fact):
        if len(names) == len(example) and core <= set(names) and _suffice(every, names, inside):
            assert places <= [order.index(name) for name in names]


def _core(pack: Pack, every: list[dict[str, Value]], inside: Inside) -> set[str]:
    """The facts that every example has."""
    return {name for name in pack.fact if not _suffice(every, [n for n in pack.fact if n != name], inside)}


def _suffice(every: list[dict[str, Value]], names: Iterable[str], inside: Inside) -> bool:
    """Whether some answers to these facts alone leave nothing possible outside."""
    names = list(names)
    answers = {tuple(here[name] for name in names) for here in every}
    return any(_is_example(every, dict(zip(names, each, strict=True)), inside) for each in answers)


@given(places())
def test_the_possible_can_be_narrowed(drawn: tuple[Pack, Logic, int, Inside]) -> None:
    pack, read, node, inside = drawn
    every = [here for here in oracle.situations(pack) if inside(here)]
    possible = read.diagrams.meet(read.possible, node)
    assert smallest_example(read, node, possible) == ({} if every else None)
    assert smallest_example(read, NONE, possible) is None
    assert smallest_example(read, EVERY) == {}


# ------------------------------------------------------------------------------- changes


@given(places(), st.data())
def test_the_smallest_changes_reach_the_goal_and_none_is_smaller(
    drawn: tuple[Pack, Logic, int, Inside], data: st.DataObject
) -> None:
    pack, read, node, inside = drawn
    every = list(oracle.situations(pack))
    here = data.draw(st.sampled_from(every))
    fixed = frozenset(data.draw(st.sets(st.sampled_from(sorted(pack.fact)))))
    seen = view(pack, Situation(here))
    ways = smallest_changes(read, node, seen.completion, fixed)
    goals = [there for there in every if inside(there) and all(_same(seen, here, there, name) for name in fixed)]
    changes = {tuple(name for name in pack.fact if not _same(seen, here, there, name)) for there in goals}
    fewest = min(map(len, changes), default=None)
    assert {tuple(way) for way in ways} == {names for names in changes if len(names) == fewest}
    assert len(ways) == len({tuple(way) for way in ways})
    for way in ways:
        assert inside({**here, **way})
        assert oracle.possible(pack, {**here, **way})


def _same(seen: View, here: Values, there: Values, name: str) -> bool:
    """Whether no rule can tell the value of a fact in one situation from its value in the other."""
    cells = seen.logic.space.cells
    return cells(name, here[name]) == cells(name, there[name])


def test_the_smallest_change_of_the_shipped_pack_is_read_at_once() -> None:
    pack = packs.load()
    read = steps.read(pack)
    for rule in pack.rules[::5]:
        example = smallest_example(read, read.stands[rule.id])
        assert example is not None
        assert standing(pack, Situation(example)).status(rule.id) == "certain"
