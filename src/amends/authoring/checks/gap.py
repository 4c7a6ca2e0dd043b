"""gap: in some possible situation a phase has no step.

Why it matters: the person gets a plan with a hole in it, and cannot tell "nothing to do" from "nobody thought of this".
A phase in which nothing is to be done needs a step that says so, and why.

Before: `face` has one rule, for `weather: rain`; with `weather: sun` the phase is empty.
After: another rule, or one with `when: {}` that the others overrule, says what to do otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from amends.authoring.finding import Finding
from amends.domain.conditions import met
from amends.domain.message import Message
from amends.domain.model import NOWHERE, Advised, Not, Pack, Value
from amends.logic.smallest import smallest_example
from amends.logic.steps import read
from amends.packs.yaml_value import written


def gap(pack: Pack) -> Iterator[Finding]:
    logic = read(pack)
    # What is always asked stands in the example even where it follows: a person, and a rule, begin with that.
    required = [fact.name for fact in pack.facts if fact.required]
    for phase in pack.phases:
        rules = [rule for rule in pack.rules if rule.phase == phase.name]
        empty = Not(Advised(frozenset(rule.id for rule in rules)))
        bare = logic.diagrams.meet(logic.holds(empty), logic.possible)
        example = smallest_example(logic, bare, always=required)
        if example is not None:
            message = Message("gap", phase=phase.name, count=logic.diagrams.count(bare))
            where = rules[0].where if rules else NOWHERE
            yield Finding(message, where, example, _stub(phase.name, example), shows=partial(met, empty))


def _stub(phase: str, example: dict[str, Value]) -> Message:
    """A rule to start from, that would fire in the example."""
    tests = [f"\n    {written(name)}: {_test(value)}" for name, value in example.items() if value != frozenset()]
    return Message("gap.remedy", phase=written(phase), when="".join(tests) or " {}")


def _test(value: Value) -> str:
    return f"{{includes: {written(value)}}}" if isinstance(value, frozenset) else written(value)
