"""Which question to ask next: only one that is proven to matter."""

from __future__ import annotations

from amends.domain.model import Pack
from amends.domain.plan import Question, Situation
from amends.logic.relevance import Relevance
from amends.logic.standing import Standing
from amends.logic.view import missing, view


def next_question(pack: Pack, situation: Situation) -> Question | None:
    """The fact to ask about next, with what each reply would change; `None` when no answer can change the plan.

    Raises `BadAnswers` if the answers so far cannot be true together.
    """
    seen = view(pack, situation)
    needed = missing(seen)
    if needed:
        return Question(needed[0], {})
    relevance = Relevance(Standing(seen))
    return next((Question(name, relevance.stakes(name)) for name in relevance.open), None)
