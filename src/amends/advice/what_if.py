"""The plan beside the plan that other answers would give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from amends.advice.plan import advise
from amends.domain.model import Answer
from amends.domain.plan import Advice, Answered, Foreseen, Plan, Situation


@dataclass(frozen=True, slots=True)
class Moved:
    """An act that both plans have, in other words or due at another moment."""

    before: Advice
    after: Advice


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Two plans and what lies between them.

    `removed` maps each step whose act goes to the rules that overrule it then; none if its rule no longer fires.
    `reworded` are acts that stay in other words, `moved` steps that stay and are due at another moment. `comes` and
    `goes` are the outlook and the answers that only one of the plans has.
    """

    before: Plan
    after: Plan
    changes: Mapping[str, Answer]
    added: tuple[Advice, ...]
    removed: Mapping[str, tuple[str, ...]]
    moved: tuple[Moved, ...]
    reworded: tuple[Moved, ...]
    comes: tuple[Foreseen | Answered, ...]
    goes: tuple[Foreseen | Answered, ...]


def what_if(plan: Plan, changes: Mapping[str, Answer]) -> WhatIf:
    """What other answers to some facts would change; raises `BadAnswers` if they cannot be true with the rest."""
    after = advise(plan.pack, Situation({**plan.situation.known, **changes}), plan.now)
    beaten = {overruled.id: overruled.by for overruled in after.overruled}
    was, now = ({step.rule.act: step for step in each.steps} for each in (plan, after))
    stays = [Moved(step, now[act]) for act, step in was.items() if act in now]
    same = [pair for pair in stays if pair.before.rule == pair.after.rule]
    return WhatIf(
        before=plan,
        after=after,
        changes=changes,
        added=tuple(step for act, step in now.items() if act not in was),
        removed={step.rule.id: beaten.get(step.rule.id, ()) for act, step in was.items() if act not in now},
        moved=tuple(pair for pair in same if pair.before.due.at != pair.after.due.at),
        reworded=tuple(pair for pair in stays if pair not in same),
        comes=_only(after, plan),
        goes=_only(plan, after),
    )


def _only(plan: Plan, other: Plan) -> tuple[Foreseen | Answered, ...]:
    """The outlook and the answers that only the first of two plans has."""
    said = (part for part in plan.parts if not isinstance(part, Advice))
    return tuple(part for part in said if not other.part(part.rule.id))
