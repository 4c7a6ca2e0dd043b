"""dead-rule: no possible situation makes the rule fire.

Why it matters: somebody wrote advice that nobody will ever get, and believes that they will.

Before: `when: {weather: sun, wet: true}`, while a constraint says that nothing gets wet in the sun.
After: take the test out that cannot hold, or take the rule out.
"""

from __future__ import annotations

from collections.abc import Iterator

from amends.authoring.finding import Finding
from amends.domain.message import Message
from amends.domain.model import AllOf, Condition, Pack
from amends.logic.steps import Logic, read


def dead_rule(pack: Pack) -> Iterator[Finding]:
    logic = read(pack)
    for rule in pack.rules:
        if not logic.occurs(logic.fires[rule.id]):
            at_odds = len(_at_odds(logic, rule.when))
            key = "dead-rule" if at_odds > 1 else "dead-rule.one"
            yield Finding(Message(key, rule=rule.id, count=at_odds), rule.where)


def _at_odds(logic: Logic, condition: Condition) -> tuple[Condition, ...]:
    """Tests of a condition that cannot hold together; none of them can be spared."""
    parts = left = condition.parts if isinstance(condition, AllOf) else (condition,)
    for part in parts:
        rest = tuple(other for other in left if other is not part)
        if not logic.occurs(logic.holds(AllOf(rest))):
            left = rest
    return left
