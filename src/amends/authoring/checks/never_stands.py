"""never-stands: the rule fires in some situations, but what it gives is overruled in every one, or cut.

An answer is cut where as many answers before it stand as the pack lets stand at once.

Why it matters: like a dead rule, it is advice that nobody gets, only harder to see.

Before: `carry-umbrella` overrules `wear-hat`, and fires wherever `wear-hat` does.
After: give `wear-hat` a situation of its own, or take it out.
"""

from __future__ import annotations

from collections.abc import Iterator

from amends.authoring.finding import Finding
from amends.domain.message import Message
from amends.domain.model import Pack
from amends.logic.steps import read


def never_stands(pack: Pack) -> Iterator[Finding]:
    logic = read(pack)
    for rule in pack.rules:
        if logic.occurs(logic.fires[rule.id]) and not logic.occurs(logic.stands[rule.id]):
            cut = logic.occurs(logic.unbeaten[rule.id])
            above = tuple(logic.above.get(rule.id, ()))
            message = Message("never-stands.cut", rule=rule.id, most=pack.answered.most)
            yield Finding(message if cut else Message("never-stands", rule=rule.id, above=above), rule.where)
