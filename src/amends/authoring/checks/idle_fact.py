"""idle-fact, idle-value: a fact (or the difference between two of its values) can never change the plan.

Why it matters: a question that cannot matter must not be asked, and a choice between two words for the same thing
frightens people into looking for a difference.

Before: `cause` has the values `caring` and `health`, and every rule treats both alike.
After: one value with a label that names both; or a rule that tells them apart.
"""

from __future__ import annotations

from collections.abc import Iterator

from amends.authoring.checks.finding import Finding
from amends.domain.model import Fact, Pack
from amends.logic.diagram import NONE
from amends.logic.steps import Logic, read


def idle_fact(pack: Pack) -> Iterator[Finding]:
    logic = read(pack)
    for fact in pack.facts:
        kinds = _told_apart(logic, fact)
        if len(kinds) == 1 and fact.name != pack.clock:
            yield Finding("idle-fact", fact.where, f'No answer to "{fact.name}" can change any plan.')
        elif fact.kind == "choice":
            for same in kinds.values():
                if len(same) > 1:
                    names = ", ".join(same)
                    message = f'The values {names} of "{fact.name}" are never told apart by any rule.'
                    yield Finding("idle-value", fact.where, message)


def _told_apart(logic: Logic, fact: Fact) -> dict[tuple[int, ...], list[str]]:
    """The replies to a fact, grouped by what they leave of the pack; one group means that the fact is idle."""
    kinds: dict[tuple[int, ...], list[str]] = {}
    for words, cells in logic.space.replies(fact.name):
        possible, *stands = logic.diagrams.restrict([logic.possible, *logic.stands.values()], cells)
        if possible != NONE:
            left = (possible, *(logic.diagrams.meet(possible, node) for node in stands))
            kinds.setdefault(left, []).append(words)
    return kinds
