"""What the language implies, and what the head of a pack asks of every plan, against brute force."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import chain, combinations
from pathlib import Path

import oracle
import pytest
import strategies
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from amends import packs
from amends.authoring.checks.bounds import bounds
from amends.authoring.checks.contradiction import contradiction
from amends.authoring.checks.done import done
from amends.authoring.checks.gap import gap
from amends.authoring.checks.same_advice import same_advice
from amends.authoring.finding import Finding, verified
from amends.authoring.implied import implied
from amends.domain.model import AnswerRule, AnyRule, Condition, OutlookRule, Pack, StepRule, Value
from amends.logic.space import Space

UMBRELLA = Path(__file__).parent / "packs" / "good" / "umbrella"

Here = dict[str, Value]
Seen = Callable[[Here, oracle.Outcome], bool]
"""Whether a fault can be seen in a situation and what the oracle makes of it."""


@st.composite
def situated(draw: st.DrawFn) -> tuple[Pack, list[Here]]:
    """A random pack, and all of its possible situations."""
    pack = draw(strategies.packs())
    every = list(oracle.situations(pack))
    assume(every)
    return pack, every


def found_exactly(pack: Pack, every: list[Here], findings: Mapping[str, Finding], faults: Mapping[str, Seen]) -> None:
    """Each fault is found where it can be seen, counted, and shown by an example; nothing else is found."""
    space = Space((pack,))
    plans = [(here, oracle.outcome(pack, here)) for here in every]
    where = {name: [here for here, outcome in plans if seen(here, outcome)] for name, seen in faults.items()}
    assert set(findings) == {name for name, places in where.items() if places}
    for name, finding in findings.items():
        assert dict(finding.message.parts)["count"] == len({cells(space, here) for here in where[name]})
        assert finding.example is not None
        inside = [here for here in every if agrees(space, here, finding.example)]
        assert inside
        assert all(here in where[name] for here in inside)
        assert verified(pack, finding) == finding


def cells(space: Space, here: Here) -> tuple[int, ...]:
    """Where a situation lies: what no condition of the pack can tell apart lies at the same place."""
    places = dict(chain.from_iterable(space.cells(name, value).items() for name, value in here.items()))
    return tuple(places[level] for level in sorted(places))


def agrees(space: Space, here: Here, example: Mapping[str, Value]) -> bool:
    return all(space.cells(name, here[name]) == space.cells(name, value) for name, value in example.items())


def holding(pack: Pack, here: Here, outcome: oracle.Outcome) -> bool:
    """Whether the plan is quiet."""
    return pack.quiet is not None and oracle.holds(pack.quiet, {**here, **outcome.concluded}, outcome.standing)


# ------------------------------------------------------------------- what the language implies


@given(situated())
@settings(max_examples=60)
def test_what_the_language_implies_is_broken_where_brute_force_sees_it(drawn: tuple[Pack, list[Here]]) -> None:
    pack, every = drawn
    own = {invariant.id for invariant in pack.invariants}
    findings = {str(dict(finding.message.parts)["id"]): finding for finding in contradiction(pack)}
    found_exactly(pack, every, {name: each for name, each in findings.items() if name not in own}, dict(_faults(pack)))


def _faults(pack: Pack) -> Iterator[tuple[str, Seen]]:
    for act in pack.act:
        yield f"act:{act}", _twice(pack, partial(_is_act, act=act))
    for topic in strategies.TOPICS:
        yield f"about:{topic}", partial(_both, pack, topic)
    yield "one:outlook", _twice(pack, lambda rule: isinstance(rule, OutlookRule))
    asked = {_folded(rule): rule.id for rule in pack.rules[::-1] if isinstance(rule, AnswerRule)}
    for ask, first in asked.items():
        yield f"ask:{first}", _twice(pack, partial(_asks, ask=ask))


def _twice(pack: Pack, wanted: Callable[[AnyRule], bool]) -> Seen:
    return lambda _, outcome: _stand(pack, outcome, wanted) > 1


def _stand(pack: Pack, outcome: oracle.Outcome, wanted: Callable[[AnyRule], bool]) -> int:
    return sum(wanted(rule) for rule in pack.rules if rule.id in outcome.standing)


def _is_act(rule: AnyRule, act: str) -> bool:
    return isinstance(rule, StepRule) and rule.act == act


def _both(pack: Pack, topic: str, _: Here, outcome: oracle.Outcome) -> bool:
    steps = [rule.step for rule in pack.rules if isinstance(rule, StepRule) and rule.id in outcome.standing]
    return any(topic in step.about for step in steps) and any(topic == step.silent_on for step in steps)


def _asks(rule: AnyRule, ask: str) -> bool:
    return _folded(rule) == ask


def _folded(rule: AnyRule) -> str:
    return " ".join(rule.ask.lower().split()) if isinstance(rule, AnswerRule) else ""


COLLIDING = """
rules:
  - {id: shout, phase: prepare, when: {}, sources: [almanac], act: get-cover,
     advise: {do: Shout., by: now, because: So.}}
"""


@pytest.mark.parametrize(("below", "place"), [(False, "zeal.yaml:3:5"), (True, "pack.yaml:3:5")])
def test_what_nobody_has_written_has_the_place_of_a_rule_that_breaks_it(
    *, below: bool, place: str, tmp_path: Path
) -> None:
    """Of an overlay, of its own rule, though those of the pack below come first."""
    base = shutil.copytree(UMBRELLA, tmp_path / "umbrella")
    if below:
        (tmp_path / "hats").mkdir()
        head = "pack: {id: hats, version: '2', extends: ../umbrella}"
        (tmp_path / "hats" / "pack.yaml").write_text(head + COLLIDING, "utf-8")
    else:
        (base / "zeal.yaml").write_text(COLLIDING, "utf-8")
    found = [*contradiction(packs.load(tmp_path / ("hats" if below else "umbrella")))]
    assert all(law.says for law in implied(packs.load(UMBRELLA)))
    assert [str(finding.where) for finding in found if dict(finding.message.parts)["id"] == "act:get-cover"] == [place]


# ------------------------------------------------------------------- what is missing, and what is too much


@given(situated())
@settings(max_examples=40)
def test_an_outlook_and_steps_are_missing_where_brute_force_misses_them(drawn: tuple[Pack, list[Here]]) -> None:
    pack, every = drawn

    def bare(stage: str) -> Seen:
        rules = {rule.id for rule in pack.rules if rule.phase == stage and not isinstance(rule, AnswerRule)}
        return lambda here, outcome: rules.isdisjoint(outcome.standing) and not (stage and holding(pack, here, outcome))

    stages = [*(phase.name for phase in pack.phases), *([""] if pack.odds else [])]
    findings = {str(dict(finding.message.parts)["phase"]): finding for finding in gap(pack)}
    found_exactly(pack, every, findings, {stage: bare(stage) for stage in stages})


@given(situated())
@settings(max_examples=60)
def test_bounds_are_passed_where_brute_force_counts_it(drawn: tuple[Pack, list[Here]]) -> None:
    pack, every = drawn
    found_exactly(pack, every, {finding.message.key: finding for finding in bounds(pack)}, dict(_passed(pack)))


def _passed(pack: Pack) -> Iterator[tuple[str, Seen]]:
    def steps(outcome: oracle.Outcome) -> int:
        return _stand(pack, outcome, lambda rule: isinstance(rule, StepRule))

    def answers(outcome: oracle.Outcome) -> int:
        return _stand(pack, outcome, lambda rule: isinstance(rule, AnswerRule))

    def quiet(here: Here, outcome: oracle.Outcome) -> bool:
        return holding(pack, here, outcome)

    if limits := pack.bounds:
        yield "bounds.few-steps", lambda here, found: not quiet(here, found) and steps(found) < limits.least
        yield "bounds.many-steps", lambda here, found: not quiet(here, found) and steps(found) > limits.most
    yield "bounds.quiet-steps", lambda here, found: quiet(here, found) and steps(found) > 2
    if pack.answered.least:
        yield "bounds.few-answers", lambda _, found: answers(found) < pack.answered.least
    else:
        yield "bounds.quiet-answers", lambda here, found: quiet(here, found) and not answers(found)


# ------------------------------------------------------------------- what is done


@given(situated())
@settings(max_examples=60)
def test_a_step_cannot_be_done_where_brute_force_cannot_do_it(drawn: tuple[Pack, list[Here]]) -> None:
    pack, every = drawn

    def impossible(rule: StepRule) -> Seen:
        return lambda here, outcome: rule.id in outcome.standing and not oracle.possible(pack, _afterwards(rule, here))

    def again(rule: StepRule) -> Seen:
        return lambda here, outcome: (
            rule.id in outcome.standing
            and oracle.possible(pack, _afterwards(rule, here))
            and _stand(pack, oracle.outcome(pack, _afterwards(rule, here)), lambda one: _is_act(one, rule.act)) > 0
        )

    steps = [rule for rule in pack.rules if isinstance(rule, StepRule) and rule.step.done]
    faults = {f"done.impossible {rule.id}": impossible(rule) for rule in steps}
    faults |= {f"done.again {rule.id}": again(rule) for rule in steps}
    findings = {f"{each.message.key} {dict(each.message.parts)['rule']}": each for each in done(pack)}
    found_exactly(pack, every, findings, faults)
    for finding in findings.values():
        _names_what_is_against_it(pack, every, finding)


def _afterwards(rule: StepRule, here: Here) -> Here:
    gained = {name: value | here[name] for name, value in rule.step.done.items() if isinstance(value, frozenset)}  # type: ignore[operator]
    return {**here, **rule.step.done, **gained}


def _names_what_is_against_it(pack: Pack, every: list[Here], finding: Finding) -> None:
    """The constraints that are broken afterwards somewhere; or else the steps that stand there."""
    parts = dict(finding.message.parts)
    rule = pack.step[str(parts["rule"])]
    then = [_afterwards(rule, here) for here in every if rule.id in oracle.outcome(pack, here).standing]
    if "by" in parts:
        broken = (c.id for c in pack.constraints if any(not _keeps(c.given, c.then, here) for here in then))
        assert parts["by"] == tuple(broken)
    else:
        plans = [oracle.outcome(pack, here).standing for here in then if oracle.possible(pack, here)]
        same = (one.id for one in pack.steps_of[rule.act])
        assert parts["steps"] == tuple(step for step in same if any(step in plan for plan in plans))


def _keeps(given: Condition, then: Condition, here: Here) -> bool:
    return not oracle.holds(given, here, frozenset()) or oracle.holds(then, here, frozenset())


# ------------------------------------------------------------------- what is said twice


@given(situated())
@settings(max_examples=40)
def test_what_is_said_twice_is_what_brute_force_sees_said_twice(drawn: tuple[Pack, list[Here]]) -> None:
    pack, every = drawn
    fired = [oracle.outcome(pack, here).fired for here in every]
    fires = {rule.id: {n for n, each in enumerate(fired) if rule.id in each} for rule in pack.rules}
    expected = set()
    for first, second in combinations(pack.rules, 2):
        one, other = fires[first.id], fires[second.id]
        if _same(first, second) and one and other:
            if one == other:
                expected.add(("duplicate", second.id, first.id))
            elif one < other:
                expected.add(("subsumed", first.id, second.id))
            elif other < one:
                expected.add(("subsumed", second.id, first.id))
    parts = [(finding.code, dict(finding.message.parts)) for finding in same_advice(pack)]
    assert {(code, each["one"], each["other"]) for code, each in parts} == expected


def _same(one: AnyRule, other: AnyRule) -> bool:
    """Whether two rules say the same, the reason aside."""
    if type(one) is not type(other) or one.phase != other.phase:
        return False
    if isinstance(one, StepRule) and isinstance(other, StepRule) and one.step.channel != other.step.channel:
        return False
    said = [[text for text in rule.texts if text[0] not in {"because", "avoid"}] for rule in (one, other)]
    return said[0] == said[1]
