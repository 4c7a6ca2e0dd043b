"""What a check found: where, what, and the smallest situation that shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from amends.domain.message import Message
from amends.domain.model import NOWHERE, Value, Where

Level = Literal["error", "note"]
Shows = Callable[[Mapping[str, Value], Sequence[str]], bool]
"""Whether the fault can be seen in what the engine makes of a situation: see `verified.seen`."""


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
