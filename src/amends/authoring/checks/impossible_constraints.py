"""impossible-constraints: the constraints leave no situation possible, or rule out a value of a fact altogether.

Why it matters: where nothing is possible every proof is empty, and a value that is ruled out is a trap: the person can
choose it and is refused.

Before: one constraint says that rain forces an umbrella, another that rain excludes it: `weather: rain` is impossible.
After: mend the constraint that is wrong, or take the value out of the fact.
"""

from __future__ import annotations

from collections.abc import Iterator

from amends.authoring.finding import Finding
from amends.domain.message import Message
from amends.domain.model import NOWHERE, Pack
from amends.logic.diagram import NONE
from amends.logic.steps import read


def impossible_constraints(pack: Pack) -> Iterator[Finding]:
    logic = read(pack)
    if logic.possible == NONE:
        where = pack.constraints[0].where if pack.constraints else NOWHERE
        yield Finding(Message("impossible-constraints"), where)
        return
    for fact in pack.facts:
        for words, cells in logic.space.replies(fact.name):
            if fact.kind != "several" and not logic.diagrams.reaches(logic.possible, cells):
                yield Finding(Message("impossible-constraints.value", name=fact.name, value=words), fact.where)
