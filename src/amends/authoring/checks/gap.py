"""gap: in some possible situation a phase has no step.

Why it matters: the person gets a plan with a hole in it, and cannot tell "nothing to do" from "nobody thought of this".
A phase in which nothing is to be done needs a step that says so, and why.

Before: `face` has one rule, for `weather: rain`; with `weather: sun` the phase is empty.
After: another rule, or one with `when: {}` that the others overrule, says what to do otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator

from amends.authoring.finding import Finding, Shows
from amends.domain.message import Message
from amends.domain.model import NOWHERE, Pack, Value
from amends.logic.diagram import NONE
from amends.logic.smallest import smallest_example
from amends.logic.steps import read
from amends.packs.yaml_value import written


def gap(pack: Pack) -> Iterator[Finding]:
    logic = read(pack)
    for phase in pack.phases:
        rules = [rule for rule in pack.rules if rule.phase == phase.name]
        standing = logic.diagrams.join_all(logic.stands[rule.id] for rule in rules)
        bare = logic.diagrams.minus(logic.possible, standing)
        if bare != NONE:
            example = smallest_example(logic, bare) or {}
            yield Finding(
                Message("gap", phase=phase.name, count=logic.diagrams.count(bare)),
                rules[0].where if rules else NOWHERE,
                example=example,
                remedy=_stub(phase.name, example),
                shows=_empty(frozenset(rule.id for rule in rules)),
            )


def _empty(steps: frozenset[str]) -> Shows:
    return lambda _, record: steps.isdisjoint(record.standing)


def _stub(phase: str, example: dict[str, Value]) -> Message:
    """A rule to start from, that would fire in the example."""
    tests = [f"\n    {written(name)}: {_test(value)}" for name, value in example.items() if value != frozenset()]
    return Message("gap.remedy", phase=written(phase), when="".join(tests) or " {}")


def _test(value: Value) -> str:
    return f"{{includes: {written(value)}}}" if isinstance(value, frozenset) else written(value)
