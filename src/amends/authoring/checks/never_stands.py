"""never-stands: the rule fires in some situations, but its step is overruled in every one of them.

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
            yield Finding(Message("never-stands", rule=rule.id, above=tuple(logic.above[rule.id])), rule.where)
