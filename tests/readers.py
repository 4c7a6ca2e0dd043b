"""What the logic says of somebody with some answers: which steps stand, and which questions matter."""

from __future__ import annotations

from amends.domain.model import Pack
from amends.domain.plan import Situation
from amends.logic.relevance import Relevance
from amends.logic.standing import Standing
from amends.logic.view import view


def standing(pack: Pack, situation: Situation) -> Standing:
    """Which steps stand."""
    return Standing(view(pack, situation))


def relevance(pack: Pack, situation: Situation) -> Relevance:
    """Which questions matter."""
    return Relevance(standing(pack, situation))
