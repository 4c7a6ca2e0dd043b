"""A second engine of another make: CLIPS fires the same rules, and concludes and advises the same.

The translation goes straight from the conditions of a pack to the conditions of CLIPS, which has `and`, `or` and `not`
as they are meant; it shares nothing with the way to Experta.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import oracle
import pytest
import random_answers
import strategies
from hypothesis import assume, given
from hypothesis import strategies as st

from amends import engine, packs
from amends.domain.model import (
    Advised,
    AllOf,
    AnswerRule,
    AnyOf,
    Between,
    Condition,
    Fact,
    Includes,
    Is,
    Not,
    Pack,
    Rule,
    Value,
)
from amends.domain.plan import Situation
from amends.logic.view import view

clips = pytest.importorskip("clips", reason="clipspy is not installed")

SHIPPED = packs.load()
Outcome = tuple[dict[str, str], frozenset[str], frozenset[str]]


class Clips:
    """A pack in CLIPS."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.machine = clips.Environment()
        for template in ("answer (slot of) (slot is)", "concluded (slot of) (slot is)", "fired (slot step)"):
            self.machine.build(f"(deftemplate {template})")
        self.machine.build("(deftemplate stands (slot step))")
        for place, (condition, effect) in enumerate(constructs(pack)):
            # Highest salience first: everything waits for what stands before it.
            head = f"(defrule r{place} (declare (salience {10_000 - place}))"
            self.machine.build(f"{head} {condition} => (assert {effect}))")

    def run(self, here: Mapping[str, Value]) -> Outcome:
        """What is concluded, what fires and what stands in a situation."""
        self.machine.reset()
        answer = self.machine.find_template("answer")
        for name, value in here.items():
            for each in sorted(value) if isinstance(value, frozenset) else (value,):
                plain = each if isinstance(each, int) else clips.Symbol(each)
                answer.assert_fact(**{"of": clips.Symbol(name), "is": plain})
        self.machine.run()
        concluded = {str(fact["of"]): str(fact["is"]) for fact in self._facts("concluded")}
        fired, unbeaten = (frozenset(str(fact["step"]) for fact in self._facts(kind)) for kind in ("fired", "stands"))
        answers = [r.id for r in self.pack.rules if isinstance(r, AnswerRule) and r.id in unbeaten]
        return concluded, fired, unbeaten.difference(answers[self.pack.answered.most :])

    def _facts(self, kind: str) -> Iterable[Any]:
        facts: Iterable[Any] = self.machine.find_template(kind).facts()
        return facts


def constructs(pack: Pack) -> Iterator[tuple[str, str]]:
    """The condition and the effect of each rule that CLIPS gets, in order."""
    for conclusion in pack.conclusions:
        undecided = f"(not (concluded (of {conclusion.name})))"
        for decision in conclusion.decisions:
            effect = f"(concluded (of {conclusion.name}) (is {decision.value}))"
            yield f"{undecided} {said(pack, decision.when)}", effect
        yield undecided, f"(concluded (of {conclusion.name}) (is {conclusion.otherwise}))"
    for phase in [*(phase.name for phase in pack.phases), ""]:
        rules = [rule for rule in pack.rules if rule.phase == phase]
        yield from ((said(pack, rule.when), f"(fired (step {rule.id}))") for rule in rules)
        for rule in sorted(rules, key=lambda rule: _depth(pack, rule)):
            beaten = " ".join(f"(not (stands (step {r.id})))" for r in pack.rules if rule.id in r.overrules)
            yield f"(fired (step {rule.id})) {beaten}", f"(stands (step {rule.id}))"


def _depth(pack: Pack, rule: Rule) -> int:
    """How long the longest chain of rules is of which each may overrule the next, up to this one."""
    return max((1 + _depth(pack, other) for other in pack.rules if rule.id in other.overrules), default=0)


def said(pack: Pack, condition: Condition) -> str:
    """A condition as CLIPS writes it."""
    match condition:
        case Is(name, values):
            return _has("answer" if name in pack.fact else "concluded", f"(of {name}) ", "is", values)
        case Includes(name, values):
            return _has("answer", f"(of {name}) ", "is", values)
        case Advised(steps):
            return _has("stands", "", "step", steps)
        case Between(name, low, high):
            tests = [f"({sign} ?x {end})" for sign, end in ((">=", low), ("<=", high)) if end is not None]
            return f"(exists (answer (of {name}) (is ?x&:(and (eq 1 1) (eq 1 1) {' '.join(tests)}))))"
        case AllOf(parts):
            return f"(and (test (eq 1 1)) {' '.join(said(pack, part) for part in parts)})"
        case AnyOf(parts):
            return f"(or (test (eq 1 2)) {' '.join(said(pack, part) for part in parts)})"
        case Not(part):
            return f"(not (and {said(pack, part)}))"


def _has(kind: str, head: str, slot: str, values: frozenset[str]) -> str:
    return f"(exists ({kind} {head}({slot} {'|'.join(sorted(values))})))" if values else "(test (eq 1 2))"


def ours(pack: Pack, here: Mapping[str, Value]) -> Outcome:
    """What Experta gives."""
    record = engine.run(pack, here)
    concluded = {name: found.value for name, found in record.concluded.items()}
    return concluded, frozenset(record.fired), frozenset(record.standing)


@st.composite
def complete(draw: st.DrawFn) -> tuple[Pack, list[dict[str, Value]]]:
    """A random pack and a few of its possible situations."""
    pack = draw(strategies.packs())
    every = list(oracle.situations(pack))
    assume(every)
    return pack, draw(st.lists(st.sampled_from(every), min_size=1, max_size=4))


@given(complete())
def test_clips_and_experta_agree(drawn: tuple[Pack, list[dict[str, Value]]]) -> None:
    pack, situations = drawn
    machine = Clips(pack)
    for here in situations:
        assert machine.run(here) == ours(pack, here)


def test_clips_and_experta_agree_about_the_shipped_pack() -> None:
    machine = Clips(SHIPPED)
    for here in [*_random_situations(150), *_worked_situations()]:
        assert machine.run(here) == ours(SHIPPED, here)


def _random_situations(count: int) -> Iterator[dict[str, Value]]:
    """Situations drawn blindly, possible or not: the rules must mean the same in all of them."""
    chance = random.Random(2026)  # noqa: S311  # no secret
    edges = random_answers.thresholds(SHIPPED)
    for _ in range(count):
        yield {fact.name: _drawn(fact, edges[fact.name], chance) for fact in SHIPPED.facts}


def _drawn(fact: Fact, edges: list[int], chance: random.Random) -> Value:
    if fact.kind == "number":
        return chance.choice(edges)
    if fact.kind == "several":
        return frozenset(value for value in fact.values if chance.random() < 0.5)
    return chance.choice(fact.values)


def _worked_situations() -> Iterator[dict[str, Value]]:
    yield from (view(SHIPPED, Situation(case.given)).values for case in SHIPPED.cases)
