"""Why a step is not in a plan, and the smallest changes that would bring it in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from amends.domain.message import Message
from amends.domain.model import AllOf, AnyRule, Condition, Rule, StepRule, Value
from amends.domain.plan import Plan
from amends.domain.problems import BadInput, Problem, near_miss
from amends.logic.diagram import Cell
from amends.logic.smallest import smallest_changes
from amends.logic.steps import Logic
from amends.logic.view import view


@dataclass(frozen=True, slots=True)
class Unmet:
    """A test of the rule that fails, and how few facts would have to differ for it to hold (`None`: no way)."""

    test: Condition
    distance: int | None


@dataclass(frozen=True, slots=True)
class WhyNot:
    """What keeps a step out of a plan.

    `overruled_by` names standing rules that overrule it, `crowded_by` the answers that come before it and leave it no
    place (its rule fired); else `unmet` lists failing tests, the nearest first. `instead` is the step by which its act
    stands in other words, if one does. `within_reach` are the smallest changes of facts that can still change or be
    learned, `past` the smallest changes of any facts, if those are fewer or there are no others. Both empty: nothing
    could bring it in.
    """

    plan: Plan
    rule: AnyRule
    overruled_by: tuple[str, ...]
    crowded_by: tuple[str, ...]
    instead: str
    unmet: tuple[Unmet, ...]
    within_reach: tuple[Mapping[str, Value], ...]
    past: tuple[Mapping[str, Value], ...]

    @property
    def out_of_reach(self) -> bool:
        """True if nothing that can still change or be learned would bring the step in."""
        return not self.within_reach


def why_not(plan: Plan, step: str) -> WhyNot:
    """What keeps `step` out of `plan`; raises `BadInput` if the pack has no such step, or if it is in the plan."""
    rule = _absent(plan, step)
    seen = view(plan.pack, plan.situation)
    logic, here = seen.logic, seen.completion
    fixed = frozenset(fact.name for fact in plan.pack.facts if not (fact.can_change or fact.name in plan.assumed))
    reachable = smallest_changes(logic, logic.stands[step], here, fixed)
    any_change = smallest_changes(logic, logic.stands[step], here)
    fewer = not reachable or len(any_change[0]) < len(reachable[0])
    above = next((beaten.by for beaten in plan.overruled if beaten.id == step), ())
    return WhyNot(
        plan=plan,
        rule=rule,
        overruled_by=above,
        crowded_by=_crowded_by(plan, logic, rule, here),
        instead=_instead(plan, rule),
        unmet=_unmet(logic, rule, here),
        within_reach=reachable,
        past=any_change if fewer else (),
    )


def _crowded_by(plan: Plan, logic: Logic, rule: AnyRule, here: Sequence[Cell]) -> tuple[str, ...]:
    """The answers that leave no place for one that would stand without them."""
    crowded = rule.id in plan.pack.answer and logic.diagrams.contains(logic.unbeaten[rule.id], here)
    return tuple(answer.rule.id for answer in plan.answers) if crowded else ()


def _instead(plan: Plan, rule: AnyRule) -> str:
    """The step by which the act of a rule stands."""
    acts = {step.rule.act: step.rule.id for step in plan.steps}
    return acts.get(rule.act, "") if isinstance(rule, StepRule) else ""


def _absent(plan: Plan, step: str) -> AnyRule:
    """The rule of something that is not in the plan."""
    if plan.part(step):
        raise BadInput((Problem(Message("step-stands", step=step), found=step),))
    if step not in plan.pack.rule:
        near = near_miss(step, plan.pack.rule)
        raise BadInput((Problem(Message("unknown-step.pack", step=step), found=step, near=near),))
    return plan.pack.rule[step]


def _unmet(logic: Logic, rule: Rule, here: Sequence[Cell]) -> tuple[Unmet, ...]:
    """The failing tests of a rule, those that need the fewest changes first."""
    parts = rule.when.parts if isinstance(rule.when, AllOf) else (rule.when,)
    failing = [(part, logic.holds(part)) for part in parts if not logic.diagrams.contains(logic.holds(part), here)]
    found = [Unmet(part, next(map(len, smallest_changes(logic, where, here)), None)) for part, where in failing]
    return tuple(sorted(found, key=lambda unmet: (unmet.distance is None, unmet.distance)))
