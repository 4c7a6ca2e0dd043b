"""gap: in some possible situation a phase has no step, or the plan says nothing of how it looks.

Why it matters: the person gets a plan with a hole in it, and cannot tell "nothing to do" from "nobody thought of this".
A phase in which nothing is to be done needs a step that says so, and why; only in a plan that is `quiet` it may be
empty. A pack that declares its `odds` has an outlook for every situation.

Before: `face` has one rule, for `weather: rain`; with `weather: sun` the phase is empty.
After: another rule, or one with `when: {}` that the others overrule, says what to do otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from amends.authoring.broken import broken
from amends.authoring.clash import is_broken
from amends.authoring.finding import Finding
from amends.domain.message import Message
from amends.domain.model import ALWAYS, NOWHERE, Advised, Always, AnyRule, Condition, Invariant, Not, Pack, Value
from amends.logic.smallest import smallest_example
from amends.logic.steps import read
from amends.packs.yaml_value import written


def gap(pack: Pack) -> Iterator[Finding]:
    logic = read(pack)
    # What is always asked stands in the example even where it follows: a person, and a rule, begin with that.
    required = [fact.name for fact in pack.facts if fact.required]
    for law in complete(pack):
        bare = logic.diagrams.meet(broken(logic, law.law), logic.possible)
        example = smallest_example(logic, bare, always=required)
        if example is not None:
            key = "gap" if law.id else "gap.outlook"
            message = Message(key, phase=law.id, count=logic.diagrams.count(bare))
            yield Finding(message, law.where, example, _stub(law.id, example), shows=partial(is_broken, pack, law.law))


def complete(pack: Pack) -> Iterator[Invariant]:
    """For each stage that may not be empty, named for it, that something stands in it."""
    loud = ALWAYS if pack.quiet is None else Not(pack.quiet)
    for phase in pack.phases:
        yield _something(phase.name, [rule for rule in pack.rules if rule.phase == phase.name], loud)
    if pack.odds:
        yield _something("", pack.outlook.values(), ALWAYS)


def _something(stage: str, rules: Iterable[AnyRule], given: Condition) -> Invariant:
    """That one of these rules stands where a condition holds, at the place of the first."""
    places = {rule.id: rule.where for rule in rules}
    return Invariant(stage, "", Always(given, Advised(frozenset(places))), next(iter(places.values()), NOWHERE))


def _stub(phase: str, example: dict[str, Value]) -> Message:
    """A rule to start from, that would fire in the example."""
    tests = [f"\n    {written(name)}: {_test(value)}" for name, value in example.items() if value != frozenset()]
    key = "gap.remedy" if phase else "gap.remedy-outlook"
    return Message(key, phase=written(phase), when="".join(tests) or " {}")


def _test(value: Value) -> str:
    return f"{{includes: {written(value)}}}" if isinstance(value, frozenset) else written(value)
