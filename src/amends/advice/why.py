"""Why a step, an outlook or an answer is in a plan: everything that brought it in, back to the sources."""

from __future__ import annotations

from collections.abc import Iterator

from amends.domain import conditions
from amends.domain.message import Message
from amends.domain.model import Conclusion, Condition, Value, Where
from amends.domain.plan import OTHERWISE, Plan
from amends.domain.problems import BadInput, Problem, near_miss, shown
from amends.domain.why import Known, Passed, Why, cited
from amends.engine.positive_form import CONCLUDED


def why(plan: Plan, step_id: str) -> Why:
    """Why what this rule gives is in the plan: facts, conclusions, firings, what it overruled, sources.

    Raises `BadInput` if the plan has no such part; the message says which it has, or what overruled this one.
    """
    part = plan.part(step_id)
    if part is None:
        raise BadInput((_not_there(plan, step_id),))
    rules = _leading_to(plan, step_id)
    passed = tuple(_passed(plan, rules))
    names = {one.conclusion.name for one in passed}
    facts = tuple(_known(plan, name, value) for name, value in part.reason.facts.items())
    firings = tuple(one for one in plan.trace if one.name in (names if one.gives == CONCLUDED else rules))
    overruled = tuple(step for step in plan.overruled if step_id in step.by)
    return Why(plan, part, facts, passed, firings, overruled, tuple(cited(plan.pack, part.rule.sources)))


def _not_there(plan: Plan, step: str) -> Problem:
    above = next((beaten.by for beaten in plan.overruled if beaten.id == step), ())
    near = ""
    if above:
        message = Message("overruled-step", step=step, by=above)
    elif step in plan.pack.rule:
        message = Message("absent-step", step=step)
    else:
        message, near = Message("unknown-step", step=shown(step)), near_miss(step, plan.pack.rule)
    return Problem(message, Where("STEP", 0, 0), allowed=tuple(part.rule.id for part in plan.parts), near=near)


def _leading_to(plan: Plan, step_id: str) -> tuple[str, ...]:
    """The rule of the step, and the rules of the earlier steps that it follows on, in the order of the pack."""
    standing = {part.rule.id for part in plan.parts}
    wanted, found = frozenset((step_id,)), set[str]()
    while wanted:
        found |= wanted
        wanted = (conditions.steps(*(plan.pack.rule[rule].when for rule in wanted)) & standing) - found
    return plan.pack.in_order(found)


def _passed(plan: Plan, rules: tuple[str, ...]) -> Iterator[Passed]:
    """The conclusions that these rules read, and those that these read in turn, in the order of the pack."""
    wanted = set(conditions.names(*(plan.pack.rule[rule].when for rule in rules)))
    found: dict[str, Passed] = {}
    for conclusion in reversed(plan.pack.conclusions):
        # A conclusion may use earlier ones only, so going backwards meets every one that is needed.
        if conclusion.name in wanted:
            found[conclusion.name] = one = _concluded(plan, conclusion)
            wanted |= set(one.read)
    return reversed(found.values())


def _concluded(plan: Plan, conclusion: Conclusion) -> Passed:
    given = plan.concluded[conclusion.name]
    values = {**plan.values, **{name: found.value for name, found in plan.concluded.items()}}
    read = conditions.names(*_deciding(conclusion, given.rule))
    return Passed(conclusion, given.value, given.rule, {name: values[name] for name in read})


def _deciding(conclusion: Conclusion, decision: str) -> Iterator[Condition]:
    """The condition of the decision that held; what is left over by all was left over by every condition."""
    return (one.when for one in conclusion.decisions if decision in (one.id, OTHERWISE))


def _known(plan: Plan, name: str, value: Value) -> Known:
    fact = plan.pack.fact[name]
    if name in plan.forced:
        return Known(fact, value, "forced", plan.forced[name].because)
    if name in plan.assumed:
        because = Message(f"because.{plan.assumed[name].because}")
        return Known(fact, value, "assumed", str(because))
    return Known(fact, value, "told")
