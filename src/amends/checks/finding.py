"""What a check found: where, what, and the smallest situation that shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from amends.model import Value, Where

Level = Literal["error", "note"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a pack that can be read.

    `example` holds the fewest answers that show it; `remedy` is text to paste or to do; a `note` does not fail a run.
    """

    code: str
    where: Where
    message: str
    example: Mapping[str, Value] | None = None
    remedy: str = ""
    level: Level = "error"
