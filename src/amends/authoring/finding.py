"""What a check found: where, what, and the smallest situation that shows it.

Every example is tried in the engine before it is shown: two readers that share no code have to see the fault.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from amends import engine
from amends.domain.message import Message
from amends.domain.model import NOWHERE, Pack, Value, Where
from amends.domain.plan import Situation
from amends.domain.problems import AmendsError
from amends.logic.view import view

Level = Literal["error", "note"]
Shows = Callable[[Mapping[str, Value], Sequence[str]], bool]
"""Whether the fault can be seen in what the engine makes of a situation: see `seen`."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a pack that can be read.

    `example` holds the fewest answers that show it, and `shows` sees it in a run of the engine; `remedy` is text to
    paste or to do; a `note` does not fail a run.
    """

    message: Message
    where: Where = NOWHERE
    example: Mapping[str, Value] | None = None
    remedy: Message | None = None
    level: Level = "error"
    shows: Shows | None = field(default=None, compare=False, repr=False)

    @property
    def code(self) -> str:
        """The stable name of this kind of finding."""
        return self.message.code


class Disagreement(AmendsError):
    """The logic has found a fault that the engine does not show: one of the two readers is wrong."""


def blamed(pack: Pack, where: Where, rules: Sequence[str]) -> Where:
    """Where to mend what rules break: there, or at the last rule of ours if only a pack below says it, or nobody."""
    places = [pack.rule[rule].where for rule in rules]
    ours = [place for place in places if not place.below]
    if where != NOWHERE and not (where.below and ours):
        return where
    return next(reversed(ours or places), where)


def verified(pack: Pack, finding: Finding) -> Finding:
    """The finding, after the engine has shown its fault in the example; raises `Disagreement` if it does not."""
    if finding.example is None or finding.shows is None:
        return finding
    if not finding.shows(*in_example(pack, finding.example)):
        answers = tuple(Message("told", name=name, value=value) for name, value in finding.example.items())
        raise Disagreement(Message("disagreement", code=finding.code, where=finding.where, answers=answers))
    return finding


def in_example(pack: Pack, example: Mapping[str, Value]) -> tuple[Mapping[str, Value], tuple[str, ...]]:
    """The same where this is answered, and the cautious values stand in for the rest."""
    return seen(pack, view(pack, Situation(example)).values)


def seen(pack: Pack, values: Mapping[str, Value]) -> tuple[Mapping[str, Value], tuple[str, ...]]:
    """What the engine makes of a situation: the value of every fact and conclusion, and the steps that stand."""
    record = engine.run(pack, values)
    return {**values, **{name: found.value for name, found in record.concluded.items()}}, record.standing
