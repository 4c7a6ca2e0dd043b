"""Laws of the pictures: what is drawn is so, nothing is drawn twice, and what is left out can still be followed."""

from __future__ import annotations

import oracle
import random_answers
import strategies
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from amends.authoring.graph import Arrow, Graph, of_answers, of_pack, of_rule
from amends.domain import conditions
from amends.domain.model import Pack
from amends.logic.view import view

Pairs = set[tuple[str, str]]


def reads(pack: Pack) -> Pairs:
    """What each conclusion reads, and the rules of each phase."""
    pairs = {
        (name, conclusion.name)
        for conclusion in pack.conclusions
        for decision in conclusion.decisions
        for name in conditions.names(decision.when)
    }
    return pairs | {(name, rule.phase) for rule in pack.step.values() for name in conditions.names(rule.when)}


def closed(pairs: Pairs) -> Pairs:
    """Everything that can be reached over one or more of these steps."""
    while longer := {(a, d) for a, b in pairs for c, d in pairs if b == c} - pairs:
        pairs = pairs | longer
    return pairs


def pairs(arrows: tuple[Arrow, ...], pack: Pack) -> Pairs:
    """The arrows between what can be read and what reads."""
    readers = {*pack.fact, *pack.conclusion}
    return {(start, end) for start, end, word in arrows if start in readers and word not in {"advised", "overrules"}}


@given(strategies.packs())
def test_what_is_left_out_can_be_followed_and_nothing_is_drawn_that_can(pack: Pack) -> None:
    drawn = pairs(of_pack(pack).arrows, pack)
    assert closed(drawn) == closed(reads(pack))
    for arrow in drawn:
        assert arrow not in closed(drawn - {arrow})


@given(strategies.packs())
def test_every_arrow_joins_two_boxes_and_no_box_comes_twice(pack: Pack) -> None:
    for graph in (of_pack(pack), *(of_rule(pack, rule) for rule in pack.rules)):
        sound(graph)


def sound(graph: Graph) -> None:
    names = [name for name, _ in graph.boxes]
    assert len(set(names)) == len(names)
    assert {end for a, b, _ in graph.arrows for end in (a, b)} <= set(names)
    assert {name for steps in graph.inside.values() for name in steps} <= set(names)
    assert graph.inside.keys() <= set(names)


@given(strategies.packs(), st.data())
@settings(max_examples=150)
def test_what_answers_leave_is_drawn_in_its_phase(pack: Pack, data: st.DataObject) -> None:
    situation = data.draw(random_answers.situations(pack, unsure=False))
    every = list(oracle.situations(pack, situation.known))
    assume(every)
    seen = view(pack, situation)
    graph = of_answers(pack, seen)
    sound(graph)
    inside = {(phase, step) for phase, steps in graph.inside.items() for step in steps}
    standing = {step for here in every for step in oracle.outcome(pack, here).standing}
    assert inside == {(pack.step[step].phase, step) for step in standing if step in pack.step}
    drawn = {name for name, _ in graph.boxes}
    assert drawn.isdisjoint(situation.known)
    concluded = [oracle.outcome(pack, here).concluded for here in every]
    for name in pack.conclusion:
        assert set(seen.conclusive(name)) == {each[name] for each in concluded}
        assert name not in drawn or len(seen.conclusive(name)) > 1
