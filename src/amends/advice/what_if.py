"""The plan beside the plan that other answers would give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from amends.advice.plan import advise
from amends.domain.model import Answer
from amends.domain.plan import Advice, Plan, Situation


@dataclass(frozen=True, slots=True)
class Moved:
    """A step that stands in both plans, but is due at another moment."""

    before: Advice
    after: Advice


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Two plans and what lies between them.

    `removed` maps each step that goes to the standing steps that overrule it then; none if its rule no longer fires.
    """

    before: Plan
    after: Plan
    changes: Mapping[str, Answer]
    added: tuple[Advice, ...]
    removed: Mapping[str, tuple[str, ...]]
    moved: tuple[Moved, ...]


def what_if(plan: Plan, changes: Mapping[str, Answer]) -> WhatIf:
    """What other answers to some facts would change; raises `BadAnswers` if they cannot be true with the rest."""
    after = advise(plan.pack, Situation({**plan.situation.known, **changes}), plan.now)
    beaten = {overruled.id: overruled.by for overruled in after.overruled}
    pairs = [(step, after.step(step.rule.id)) for step in plan.steps]
    added = tuple(step for step in after.steps if not plan.step(step.rule.id))
    removed = {step.rule.id: beaten.get(step.rule.id, ()) for step, other in pairs if other is None}
    moved = tuple(Moved(step, other) for step, other in pairs if other and other.due.at != step.due.at)
    return WhatIf(plan, after, changes, added, removed, moved)
