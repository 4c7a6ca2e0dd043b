"""Why not, what if, until when, what differs, what is forbidden, which faults, how many questions: by brute force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

import oracle
import strategies
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from lawful import breaking
from readers import relevance

from amends import packs
from amends.advice.plan import advise
from amends.advice.timeline import timeline
from amends.advice.what_if import what_if
from amends.advice.why_not import why_not
from amends.authoring.constraints import constraints
from amends.authoring.diff import diff
from amends.authoring.implied import implied
from amends.authoring.mutants import mutants
from amends.authoring.mutate import mutate
from amends.authoring.questions import economy
from amends.domain.due import Now
from amends.domain.model import AllOf, Always, Case, Constraint, Invariant, Is, Pack, Step, Value
from amends.domain.plan import Answered, Situation, changed
from amends.domain.rules import GIVES
from amends.logic.diagram import Diagrams
from amends.logic.space import Space
from amends.logic.steps import Logic
from amends.logic.view import view

NOW = datetime(2026, 11, 23, 9, 12, tzinfo=UTC)
UMBRELLA = Path(__file__).parent / "packs" / "good" / "umbrella"
Here = dict[str, Value]


@st.composite
def situated(draw: st.DrawFn) -> tuple[Pack, list[Here], Here]:
    """A random pack, all of its possible situations, and one of them."""
    pack = draw(strategies.packs())
    every = list(oracle.situations(pack))
    assume(every)
    return pack, every, draw(st.sampled_from(every))


def standing(pack: Pack, here: Here) -> frozenset[str]:
    return oracle.outcome(pack, here).standing


def cells(space: Space, here: Mapping[str, Value], names: tuple[str, ...]) -> tuple[int, ...]:
    """Where a situation lies: what no condition of the pack can tell apart lies at the same place."""
    places = {level: cell for name in names for level, cell in space.cells(name, here[name]).items()}
    return tuple(places[level] for level in sorted(places))


def one_for_each_place(pack: Pack, space: Space, every: list[Here]) -> Iterator[Here]:
    seen = set()
    for here in every:
        place = cells(space, here, tuple(pack.fact))
        if place not in seen:
            seen.add(place)
            yield here


# ------------------------------------------------------------------- why not


@given(situated())
@settings(max_examples=60)
def test_the_smallest_changes_are_all_of_those_that_bring_a_step_in(drawn: tuple[Pack, list[Here], Here]) -> None:
    pack, every, here = drawn
    plan = advise(pack, Situation(here), NOW)
    absent = [rule.id for rule in pack.rules if rule.id not in standing(pack, here)]
    assume(absent)
    space = view(pack, Situation(here)).logic.space
    for step in absent:
        ways = {differing(space, here, other) for other in every if step in standing(pack, other)}
        open_ways = {way for way in ways if all(pack.fact[name].can_change for name in way)}
        found = why_not(plan, step)
        assert {frozenset(way) for way in found.within_reach} == fewest(open_ways)
        if found.past:
            assert {frozenset(way) for way in found.past} == fewest(ways)
        assert bool(found.past) == (
            fewest(ways) != fewest(open_ways) and (not open_ways or size(ways) < size(open_ways))
        )
        for way in (*found.within_reach, *found.past):
            assert step in standing(pack, {**here, **way})
            assert oracle.possible(pack, {**here, **way})


def differing(space: Space, here: Here, other: Here) -> frozenset[str]:
    return frozenset(name for name in here if space.cells(name, here[name]) != space.cells(name, other[name]))


def size(ways: set[frozenset[str]]) -> int:
    return min(map(len, ways), default=0)


def fewest(ways: set[frozenset[str]]) -> set[frozenset[str]]:
    return {way for way in ways if len(way) == size(ways)}


# ------------------------------------------------------------------- what if


@given(situated(), st.data())
@settings(max_examples=60)
def test_what_if_tells_two_plans_apart(drawn: tuple[Pack, list[Here], Here], data: st.DataObject) -> None:
    pack, every, here = drawn
    other = data.draw(st.sampled_from(every))
    found = what_if(advise(pack, Situation(here), NOW), other)
    before, after = standing(pack, here), standing(pack, other)
    assert {step.rule.act for step in found.added} == acts(pack, after) - acts(pack, before)
    assert {pack.step[step].act for step in found.removed} == acts(pack, before) - acts(pack, after)
    said = {rule for rule in pack.answer if rule in before ^ after}
    assert {part.rule.id for part in (*found.comes, *found.goes) if isinstance(part, Answered)} == said
    shown = [next((rule for rule in pack.outlook if rule in each), None) for each in (before, after)]
    told = [found.before.outlook, found.after.outlook]
    assert [each.rule.id if each else None for each in told] == shown
    for step, overrulers in found.removed.items():
        assert bool(overrulers) == (step in oracle.outcome(pack, other).fired)
    for pair in found.reworded:
        assert pair.before.rule.act == pair.after.rule.act
        assert pair.before.rule != pair.after.rule
    for moved in found.moved:
        assert moved.before.rule.id in before & after
        assert moved.before.due.at != moved.after.due.at


# ------------------------------------------------------------------- until when


@given(situated())
# Few random packs have a clock.
@settings(max_examples=20, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
def test_the_timeline_has_each_minute_at_which_the_plan_changes(drawn: tuple[Pack, list[Here], Here]) -> None:
    pack, _, here = drawn
    assume(pack.clock)
    plan = advise(pack, Situation(here), NOW)
    found = timeline(plan)
    changes, ends = walked(pack, here)
    assert [(each.elapsed, each.change) for each in found.instants] == [
        (elapsed, changed(pack, was, now)) for elapsed, was, now in changes
    ]
    start = here[pack.clock]
    assert isinstance(start, int)
    assert found.ends == (None if ends is None else NOW + timedelta(minutes=ends - start))
    first = [*(elapsed for elapsed, _, _ in changes), *([] if ends is None else [ends])]
    assert plan.until == (NOW + timedelta(minutes=first[0] - start) if first else None)


def acts(pack: Pack, rules: frozenset[str]) -> set[str]:
    return {pack.step[rule].act for rule in rules if rule in pack.step}


def walked(pack: Pack, here: Here) -> tuple[list[tuple[int, frozenset[str], frozenset[str]]], int | None]:
    """The changes of the plan minute by minute, and the minute from which the answers can no longer be true."""
    changes: list[tuple[int, frozenset[str], frozenset[str]]] = []
    before, start = standing(pack, here), here[pack.clock]
    assert isinstance(start, int)
    for elapsed in range(start + 1, pack.fact[pack.clock].maximum + 1):
        later = {**here, pack.clock: elapsed}
        if not oracle.possible(pack, later):
            return changes, elapsed
        after = standing(pack, later)
        if after != before:
            changes.append((elapsed, before, after))
        before = after
    return changes, None


# ------------------------------------------------------------------- what differs


@given(situated(), st.integers(0, 200))
@settings(max_examples=60)
def test_a_difference_counts_every_situation_that_gets_another_plan(
    drawn: tuple[Pack, list[Here], Here], number: int
) -> None:
    pack, every, _ = drawn
    faulty = list(islice(mutants(pack), number + 1))[-1].pack
    found = diff(pack, faulty)
    space = Space((pack, faulty))
    places = list(one_for_each_place(pack, space, every))
    assert found.situations == len(places)
    other = [standing(pack, here) ^ standing(faulty, here) for here in places]
    assert found.changed == sum(not rules.isdisjoint(pack.step) for rules in other)
    assert found.resaid == sum(not rules.issubset(pack.step) for rules in other)
    assert (found.only_old, found.only_new) == (0, 0)
    for change in found.changes:
        lost = sum(change.rule in standing(pack, here) - standing(faulty, here) for here in places)
        added = sum(change.rule in standing(faulty, here) - standing(pack, here) for here in places)
        kind = next(kind for kind in ("step", "outlook", "answer") if change.rule in getattr(pack, kind))
        assert change.situations == {f"lost-{kind}": lost, f"added-{kind}": added}[change.what]
        inside = [here for here in every if change.example.items() <= here.items()]
        assert inside
        assert all((change.rule in standing(pack, here)) != (change.rule in standing(faulty, here)) for here in inside)


# ------------------------------------------------------------------- how many questions


@given(situated())
@settings(max_examples=25)
def test_the_number_of_questions_is_that_of_asking_everybody(drawn: tuple[Pack, list[Here], Here]) -> None:
    pack, every, _ = drawn
    space = Space((pack,))
    places = list(one_for_each_place(pack, space, every))
    assume(len(places) <= 80)
    counts, more = zip(*(asked(pack, here) for here in places), strict=True)
    found = economy(pack)
    assert (found.least, found.most) == (min(counts), max(counts))
    assert abs(found.mean - sum(counts) / len(counts)) < 1e-9
    assert abs(found.mean_more - sum(more) / len(more)) < 1e-9
    assert len(found.worst) == found.most


def asked(pack: Pack, here: Here) -> tuple[int, int]:
    """How many questions somebody in this situation is asked until the steps are settled, and how many may follow."""
    known: Here = {}
    while facts := (found := relevance(pack, Situation(known))).asked_for_steps:
        known[facts[0]] = here[facts[0]]
    return len(known), len(found.asked)


# ------------------------------------------------------------------- what is forbidden


@given(strategies.packs())
@settings(max_examples=100)
def test_constraints_forbid_what_is_forbidden_when_everything_is_written_out(pack: Pack) -> None:
    everything = oracle.situations(replace(pack, constraints=()))
    places = list(one_for_each_place(pack, Space((pack,)), list(everything)))
    broken = [{one.id for one in pack.constraints if not oracle.possible(only(pack, one), here)} for here in places]
    found = constraints(pack)
    assert (found.combinations, found.possible) == (len(places), broken.count(set()))
    for one in found.constraints:
        assert one.forbids == sum(one.constraint.id in ids for ids in broken)
        assert one.alone == broken.count({one.constraint.id})
        assert one.share == one.forbids / len(places)
    assert [one.constraint for one in found.constraints] == sorted(
        pack.constraints, key=lambda one: sum(one.id in ids for ids in broken), reverse=True
    )


def only(pack: Pack, constraint: Constraint) -> Pack:
    return replace(pack, constraints=(constraint,))


# ------------------------------------------------------------------- faults in rules


@given(strategies.packs())
@settings(max_examples=40)
def test_what_a_fault_does_not_reach_is_taken_over(pack: Pack) -> None:
    space = Space((pack,), fine=True)
    diagrams = Diagrams(space.sizes)
    sound = Logic(pack, space, diagrams)
    for mutant in islice(mutants(pack), 60):
        fresh, altered = Logic(mutant.pack, space, diagrams), sound.altered(mutant.pack)
        assert altered.concluded == fresh.concluded
        assert altered.fires == fresh.fires
        assert altered.stands == fresh.stands


@given(situated())
@settings(max_examples=30)
def test_faults_are_the_same_or_would_be_caught(drawn: tuple[Pack, list[Here], Here]) -> None:
    pack, every, _ = drawn
    bare = replace(pack, cases=(), invariants=(), hash="bare")
    found = mutate(bare)
    same = sum(all(standing(bare, here) == standing(mutant.pack, here) for here in every) for mutant in mutants(bare))
    assert (found.tried, found.same) == (len(list(mutants(bare))), same)
    cases = tuple(Case("missing", catch.given, catch.expect, catch.never) for catch in found.missing)
    for case in cases:
        plan = advise(bare, Situation(case.given), NOW)
        stands = [rule for rule in bare.rule if rule in standing(bare, {**plan.values})]
        assert case.missing(stands) == ()
        assert case.forbidden(stands, bare.step) == ()
    assert mutate(replace(bare, cases=cases, hash="caught")).survivors == ()


@given(situated(), st.data())
@settings(max_examples=40)
def test_cases_and_invariants_are_scored_apart(drawn: tuple[Pack, list[Here], Here], data: st.DataObject) -> None:
    pack, every, _ = drawn
    told = data.draw(st.lists(st.sampled_from(every), max_size=3))
    sound = guarded(pack, every, told)
    outcomes = [(mutant.pack, [oracle.outcome(mutant.pack, here) for here in every]) for mutant in mutants(sound)]
    before = [standing(sound, here) for here in every]
    faults = [(faulty, after) for faulty, after in outcomes if [each.standing for each in after] != before]
    by_case = [any(misses(case, faulty) for case in sound.cases) for faulty, _ in faults]
    by_invariant = [breaks(faulty, every, after) for faulty, after in faults]
    either = [any(both) for both in zip(by_case, by_invariant, strict=True)]
    found = mutate(sound)
    assert (found.tried, found.same) == (len(outcomes), len(outcomes) - len(faults))
    assert (found.by_cases, found.by_invariants, found.caught) == (sum(by_case), sum(by_invariant), sum(either))
    assert len(found.survivors) == len(faults) - found.caught
    first = [changed_first(sound, before, [each.standing for each in after]) for _, after in faults]
    counts = {gives: [caught for one, caught in zip(first, either, strict=True) if one == gives] for gives in GIVES}
    assert found.parts == {gives: (sum(each), len(each)) for gives, each in counts.items() if each}


def changed_first(pack: Pack, before: list[frozenset[str]], after: list[frozenset[str]]) -> str:
    """What a fault changes: a step somewhere, or else an outlook, or else an answer."""
    other = frozenset[str]().union(*(was ^ now for was, now in zip(before, after, strict=True)))
    return next(gives for gives in GIVES if any(pack.rule[rule].gives == gives for rule in other))


def test_a_sample_is_a_part_of_all_faults() -> None:
    bare = replace(packs.load(UMBRELLA), cases=(), invariants=(), hash="bare")
    whole = mutate(bare)
    found = mutate(bare, sample=50)
    assert (found.every, found.tried) == (whole.every, 50)
    assert 0 < len(found.survivors) == 50 - found.same - found.caught
    assert {(one.rule, one.what) for one in found.survivors} < {(one.rule, one.what) for one in whole.survivors}
    assert mutate(bare, sample=50) == found
    assert mutate(bare, sample=whole.every) == whole


def test_an_invariant_about_a_conclusion_alone_is_asked_too() -> None:
    bare = replace(packs.load(UMBRELLA), cases=(), invariants=(), hash="bare")
    rain, wet = Is("weather", frozenset({"rain"})), Is("risk", frozenset({"wet"}))
    law = Invariant("rain-is-wet", "Rain is wet.", Always(rain, wet))
    found = mutate(replace(bare, invariants=(law,), hash="law"))
    assert found.by_cases == 0
    assert found.by_invariants > mutate(bare).by_invariants


def guarded(pack: Pack, every: list[Here], told: list[Here]) -> Pack:
    """The pack with nothing missing, those of its laws that hold, and a case for each situation that is told."""
    outcomes = [oracle.outcome(pack, here) for here in every]
    first = next(iter(pack.step.values()))
    fillers = tuple(
        replace(
            first, id=f"fill-{name}", phase=name, act=f"fill-{name}", step=BARE, when=AllOf(()), overrules=frozenset()
        )
        for name in (phase.name for phase in pack.phases)
        if empty(pack, name, every, outcomes)
    )
    full = replace(pack, rules=(*pack.rules, *fillers), cases=(), hash="full")
    after = [oracle.outcome(full, here) for here in every]
    assume(not any(broken(full, law, every, after) for law in implied(full)))
    odds = "" if full.odds and empty(full, "", every, after) else full.odds
    lasting = tuple(invariant for invariant in full.invariants if not broken(full, invariant, every, after))
    kept = replace(full, odds=odds)
    cases = tuple(told_case(kept, here) for here in told)
    return replace(kept, invariants=lasting, cases=cases, hash="guarded")


BARE = Step("Do it.", "It is so.", Now())


def broken(pack: Pack, law: Invariant, every: list[Here], outcomes: list[oracle.Outcome]) -> bool:
    return bool(breaking(pack, law.law, list(zip(every, outcomes, strict=True))))


def told_case(pack: Pack, here: Here) -> Case:
    """Some of what is advised here must be, and some of what is not must not be; and so it has to look."""
    found = oracle.outcome(pack, here)
    never = [rule.id for rule in pack.rules if rule.id not in found.standing]
    odds = found.concluded.get(pack.odds, "")
    return Case("told", here, tuple(sorted(found.standing)[:2]), tuple(never[:2]), odds=odds)


def misses(case: Case, pack: Pack) -> bool:
    found = oracle.outcome(pack, {**case.given})
    stands = found.standing
    if case.odds and found.concluded[pack.odds] != case.odds:
        return True
    return not stands.issuperset(case.expect) or not stands.isdisjoint(case.never)


def breaks(pack: Pack, every: list[Here], outcomes: list[oracle.Outcome]) -> bool:
    stages = pack.stages if pack.odds else pack.stages[:-1]
    return any(empty(pack, stage, every, outcomes) for stage in stages) or any(
        broken(pack, law, every, outcomes) for law in (*pack.invariants, *implied(pack))
    )


def empty(pack: Pack, stage: str, every: list[Here], outcomes: list[oracle.Outcome]) -> bool:
    """Whether a phase has no step in some situation that is not quiet, or (the stage without a name) no outlook."""
    rules = {rule.id for rule in pack.rules if rule.phase == stage and rule.id not in pack.answer}
    return any(
        rules.isdisjoint(outcome.standing) and not (stage and quiet(pack, here, outcome))
        for here, outcome in zip(every, outcomes, strict=True)
    )


def quiet(pack: Pack, here: Here, outcome: oracle.Outcome) -> bool:
    return pack.quiet is not None and oracle.holds(pack.quiet, {**here, **outcome.concluded}, frozenset())
