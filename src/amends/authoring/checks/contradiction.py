"""contradiction: an invariant of the pack is broken in some possible situation.

Why it matters: the pack's author has written down what no plan may do (two steps that exclude each other, two
apologies, a call where calls were ruled out), and some person would get exactly that plan.

Before: `never: [speak, stay-silent]`, and both steps stand when nobody noticed and it was a trifle.
After: one of the two rules asks for the opposite of the other, or overrules it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from amends.authoring.broken import broken
from amends.authoring.clash import Clash, clash, is_broken, timed
from amends.authoring.finding import Finding, blamed, in_example
from amends.authoring.implied import implied
from amends.domain.message import Message
from amends.domain.model import Along, Invariant, Pack
from amends.logic.diagram import NONE, Node
from amends.logic.smallest import smallest_example
from amends.logic.steps import Logic, read


def contradiction(pack: Pack) -> Iterator[Finding]:
    logic = read(pack)
    for invariant in (*pack.invariants, *implied(pack)):
        where = logic.diagrams.meet(broken(logic, invariant.law), logic.possible)
        if where != NONE:
            yield _finding(logic, invariant, where)


def _finding(logic: Logic, invariant: Invariant, where: Node) -> Finding:
    """With the smallest example, and the steps that collide in it."""
    pack, law = logic.pack, invariant.law
    example = timed(pack, law, smallest_example(logic, where) or {})
    found = clash(pack, law, *in_example(pack, example))
    message = _message(invariant, logic.diagrams.count(where), found or Clash(()))
    place = blamed(pack, invariant.where, found.steps if found else ())
    return Finding(message, place, example, shows=partial(is_broken, pack, law))


def _message(invariant: Invariant, count: int, found: Clash) -> Message:
    parts: dict[str, object] = {"says": invariant.says, "id": invariant.id, "count": count}
    if isinstance(invariant.law, Along):
        none = Message("contradiction.none")
        parts |= {"name": invariant.law.fact, "value": found.value, "others": found.others or none}
        return Message("contradiction.along", **parts, steps=found.steps or none)
    if found.steps:
        return Message("contradiction.steps", **parts, steps=found.steps)
    return Message("contradiction", **parts)
