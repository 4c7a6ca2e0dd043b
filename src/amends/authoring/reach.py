"""Who a rule is for: which situations can meet its step, and how many they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from amends.domain.model import Answer, AnyRule, Fact, Pack
from amends.domain.plan import Situation
from amends.logic.diagram import NONE
from amends.logic.standing import Standing
from amends.logic.steps import read
from amends.logic.view import view


@dataclass(frozen=True, slots=True)
class Reach:
    """In how many of the values of what is always asked a step can stand, and in which share of all situations.

    `fact` is what is always asked (the first choice that is required); without one, only the share is known.
    """

    fact: Fact | None
    values: int
    share: float


def rules_for(pack: Pack, known: Mapping[str, Answer]) -> tuple[AnyRule, ...]:
    """The rules whose steps can stand for somebody with these answers; raises `BadAnswers` if they are impossible."""
    standing = Standing(view(pack, Situation(known)))
    return tuple(rule for rule in pack.rules if standing.status(rule.id))


def seen_by(pack: Pack, rule: str) -> Reach:
    """How far the step of a rule reaches, counted over all possible situations."""
    logic = read(pack)
    stands = logic.diagrams.meet(logic.stands[rule], logic.possible)
    share = logic.diagrams.count(stands) / (logic.diagrams.count(logic.possible) or 1)
    fact = next((fact for fact in pack.facts if fact.required and fact.kind == "choice"), None)
    replies = logic.space.replies(fact.name) if fact else ()
    met = [cells for _, cells in replies if logic.diagrams.restrict([stands], cells) != [NONE]]
    return Reach(fact, len(met), share)
