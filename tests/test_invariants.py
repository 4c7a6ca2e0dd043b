"""The laws that a pack states of its plans: each is broken exactly where brute force sees it broken."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

import oracle
import strategies
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lawful import Here, breaking, plans_of

from amends import packs
from amends.authoring.checks.contradiction import contradiction
from amends.authoring.finding import Finding, verified
from amends.domain.due import Span
from amends.domain.model import (
    ALWAYS,
    Along,
    AtMost,
    Between,
    Condition,
    Fact,
    InOrder,
    Invariant,
    Is,
    Law,
    Pack,
    StepRule,
    Where,
)
from amends.logic.space import Space
from amends.packs.writing import document

Steps = st.SearchStrategy[frozenset[str]]


@given(strategies.packs())
@settings(max_examples=100)
def test_an_invariant_is_broken_where_brute_force_sees_it_broken(pack: Pack) -> None:
    every = list(oracle.situations(pack))
    assume(every and pack.invariants)
    found_exactly(pack, every)


def found_exactly(pack: Pack, every: list[Here]) -> None:
    """Each invariant is found broken where brute force breaks it, counted, and shown by an example."""
    space, plans = Space((pack,)), plans_of(pack, every)
    found = {dict(finding.message.parts)["id"]: finding for finding in contradiction(pack)}
    for invariant in pack.invariants:
        where = breaking(pack, invariant.law, plans)
        assert (invariant.id in found) == bool(where)
        if where:
            places = {place(space, here) for here in where}
            assert dict(found[invariant.id].message.parts)["count"] == len(places)
            shows_it(pack, found[invariant.id], where, every)


@st.composite
def pressed(draw: st.DrawFn) -> Pack:
    """A random pack with short deadlines, one of whose numbers is a clock, and with a law of each kind about them."""
    pack = draw(strategies.packs())
    clock = draw(st.sampled_from([*(fact.name for fact in pack.facts if fact.kind == "number"), ""]))
    facts = [fact for fact in pack.facts if fact.kind != "several"]
    rules = tuple(draw(hurried(rule, facts)) if isinstance(rule, StepRule) else rule for rule in pack.rules)
    some = st.sets(st.sampled_from(sorted(pack.step)), min_size=1).map(frozenset)
    laws = [InOrder(frozenset(pack.step)), *(draw(kind(some)) for kind in (near, near_for_each))]
    laws += [draw(steady(some, draw(st.sampled_from(facts)))) for _ in range(2) if facts]
    invariants = tuple(Invariant(f"law-{n}", "So be it.", law, Where("pack.yaml", n, 1)) for n, law in enumerate(laws))
    return replace(pack, clock=clock, rules=rules, invariants=invariants, hash="pressed")


@st.composite
def hurried(draw: st.DrawFn, rule: StepRule, facts: list[Fact]) -> StepRule:
    """The same rule with another deadline and person; most fire wherever they may, or hang on one fact."""
    to = draw(st.sampled_from(("", *strategies.PEOPLE)))
    when = draw(st.just(rule.when) | st.just(ALWAYS) | st.one_of(*map(hanging, facts)))
    return replace(rule, when=when, step=replace(rule.step, by=draw(strategies.deadlines()), to=to))


def hanging(fact: Fact) -> st.SearchStrategy[Condition]:
    if fact.kind == "number":
        return st.builds(Between, st.just(fact.name), st.integers(fact.minimum, fact.maximum), st.none())
    return st.sampled_from(fact.values).map(lambda value: Is(fact.name, frozenset({value})))


def near(some: Steps) -> st.SearchStrategy[Law]:
    return st.builds(AtMost, st.just(1), some, st.just(ALWAYS), st.just(value=False), SPANS)


def near_for_each(some: Steps) -> st.SearchStrategy[Law]:
    return st.builds(AtMost, st.just(1), some, st.just(ALWAYS), st.just(value=True), SPANS)


SPANS = st.builds(Span, st.integers(1, 6), st.sampled_from(("min", "days")))


def steady(some: Steps, fact: Fact) -> st.SearchStrategy[Law]:
    value = st.sampled_from(fact.values or ("",))
    ends = st.just(()) if fact.kind == "number" else st.tuples(value, value)
    return st.builds(Along, some, st.just(fact.name), st.booleans(), ends, st.none() | st.integers(1, 3))


@given(pressed())
@settings(max_examples=100)
def test_a_law_about_deadlines_or_along_a_fact_is_broken_where_brute_force_sees_it_broken(pack: Pack) -> None:
    every = list(oracle.situations(pack))
    assume(every)
    found_exactly(pack, every)


def shows_it(pack: Pack, finding: Finding, where: list[Here], every: list[Here]) -> None:
    """The example lies wholly where the law is broken, the engine sees it, and the steps that it names stand there."""
    space = Space((pack,))
    assert finding.example is not None
    inside = [here for here in every if all(told(space, here, name, value) for name, value in finding.example.items())]
    assert inside
    assert {place(space, here) for here in inside} <= {place(space, here) for here in where}
    assert verified(pack, finding) == finding
    steps = dict(finding.message.parts).get("steps", ())
    if isinstance(steps, tuple):
        assert any(oracle.outcome(pack, here).standing.issuperset(steps) for here in inside)


def told(space: Space, here: Here, name: str, value: object) -> bool:
    return space.cells(name, here[name]) == space.cells(name, value)  # type: ignore[arg-type]


def place(space: Space, here: Here) -> tuple[int, ...]:
    """Where a situation lies: what no condition of the pack can tell apart lies at the same place."""
    cells = dict(chain.from_iterable(space.cells(name, value).items() for name, value in here.items()))
    return tuple(cells[level] for level in sorted(cells))


@given(strategies.packs())
@settings(max_examples=60)
def test_invariants_are_read_as_they_are_written(pack: Pack) -> None:
    assert packs.from_document(document(pack)) == pack
