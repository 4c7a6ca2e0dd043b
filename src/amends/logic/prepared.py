"""A pack with its diagrams at hand, from the cache where they were worked out before."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from amends.domain.model import Pack
from amends.logic import steps
from amends.logic.steps import Logic
from amends.packs import cache


def prepared(pack: Pack) -> Pack:
    """The same pack; reading its logic costs little from now on."""
    origin = ("logic", pack.hash)
    known = _recorded(pack, cache.fetch(origin))
    if known:
        steps.adopt(known)
    else:
        cache.keep(origin, steps.read(pack).record())
    return pack


def _recorded(pack: Pack, record: Any) -> Logic | None:
    """The logic that this is a record of, or `None` if it is not one of this pack."""
    with suppress(ValueError, KeyError, TypeError, IndexError, AttributeError):
        logic = Logic.recorded(pack, record)
        named = [*logic.constraints, *logic.concluded, *logic.fires, *logic.unbeaten, *logic.stands]
        constraints = [constraint.id for constraint in pack.constraints]
        if sorted(named) == sorted([*constraints, *pack.conclusion, *pack.rule, *pack.rule, *pack.rule]):
            return logic
    return None
