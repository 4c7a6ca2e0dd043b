"""Random answers to the questions of a pack: some or all of them, with the numbers around every threshold."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import strategies as st

from amends.domain.model import UNSURE, AllOf, Answer, AnyOf, Between, Condition, Fact, Not, Pack, Value
from amends.domain.plan import Situation
from amends.logic import steps
from amends.logic.diagram import NONE, Cell
from amends.logic.space import IN, Variable


def situations(pack: Pack, *, complete: bool = False, unsure: bool = True) -> st.SearchStrategy[Situation]:
    """Random answers to some of a pack's questions (to all of them if `complete`), possible together or not.

    Numbers lie on the thresholds that the pack names, one below, one above, and at the ends of their range.
    """
    edges = thresholds(pack)
    answers: dict[str, st.SearchStrategy[Answer]] = {}
    for fact in pack.facts:
        value: st.SearchStrategy[Answer] = _values(fact, edges[fact.name])
        answers[fact.name] = value | st.just(UNSURE) if unsure and not fact.required else value
    told = st.fixed_dictionaries(answers) if complete else st.fixed_dictionaries({}, optional=answers)
    return told.map(Situation)


@st.composite
def possible(draw: st.DrawFn, pack: Pack) -> dict[str, Value]:
    """A random complete situation that no constraint rules out: a way down the diagram of all possible ones."""
    read = steps.read(pack)
    node = read.possible
    here: dict[str, Value] = {}
    for level, variable in zip(read.space.levels, read.space.variables, strict=True):
        asked = read.diagrams.level(node) == level
        cells = [cell for cell in variable.cells if not asked or read.diagrams.kid(node, cell) != NONE]
        cell = draw(st.sampled_from(cells))
        node = read.diagrams.kid(node, cell) if asked else node
        here[variable.fact.name] = draw(_in_cell(variable, cell, here.get(variable.fact.name)))
    return here


def _in_cell(variable: Variable, cell: Cell, before: Value | None) -> st.SearchStrategy[Value]:
    """The values of a cell; of a number mostly its ends, where a threshold that is off by one shows."""
    if variable.item:
        chosen = before if isinstance(before, frozenset) else frozenset()
        return st.just(chosen | {variable.item} if cell == IN else chosen)
    if variable.fact.kind != "number":
        return st.just(variable.fact.values[cell])
    low, high = variable.bounds(cell)
    return st.sampled_from((low, high)) | st.integers(low, high)


def thresholds(pack: Pack) -> Mapping[str, list[int]]:
    """For each number fact, the numbers around every test on it, and the ends of its range."""
    found: dict[str, set[int]] = {fact.name: {fact.minimum, fact.maximum} for fact in pack.facts}
    conditions = [rule.when for rule in pack.rules]
    conditions += [decision.when for conclusion in pack.conclusions for decision in conclusion.decisions]
    conditions += [part for constraint in pack.constraints for part in (constraint.given, constraint.then)]
    for test in (test for condition in conditions for test in _ranges(condition)):
        found[test.name] |= {edge + step for edge in (test.low, test.high) if edge is not None for step in (-1, 0, 1)}
    return {fact.name: sorted(n for n in found[fact.name] if fact.minimum <= n <= fact.maximum) for fact in pack.facts}


def _ranges(condition: Condition) -> list[Between]:
    match condition:
        case Between():
            return [condition]
        case AllOf(parts) | AnyOf(parts):
            return [test for part in parts for test in _ranges(part)]
        case Not(part):
            return _ranges(part)
    return []


def _values(fact: Fact, edges: list[int]) -> st.SearchStrategy[Value]:
    if fact.kind == "number":
        return st.sampled_from(edges)
    if fact.kind == "several":
        return st.frozensets(st.sampled_from(fact.values))
    return st.sampled_from(fact.values)
