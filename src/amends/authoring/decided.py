"""not-decided: a check would need more memory than it may take, so it says nothing about the pack.

Why it matters: nothing is proven then. A silence that looks like a proof would be worse than no check at all.

Before: hundreds of rules that each test twenty facts in ways of their own.
After: conclusions that many rules share keep the diagrams small; or fewer thresholds for the numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from amends.authoring.finding import Finding
from amends.domain.message import Message
from amends.domain.model import Pack
from amends.logic.diagram import OverBudget


def decided(one: Callable[[Pack], Iterator[Finding]], pack: Pack) -> tuple[Finding, ...]:
    """What a check finds; one finding that says why, if it cannot decide."""
    try:
        return tuple(one(pack))
    except OverBudget as error:
        return (Finding(Message("not-decided", name=one.__name__.replace("_", " "), why=str(error))),)
