"""Which question to ask next: only one that is proven to matter."""

from __future__ import annotations

from collections.abc import Iterator

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
    return next(questions(Relevance(Standing(seen))), None)


def questions(relevance: Relevance) -> Iterator[Question]:
    """The questions that can still change the plan, in the order in which they would be asked."""
    for name in relevance.open:
        yield Question(name, relevance.stakes(name), "answers" if relevance.only_answers(name) else None)
