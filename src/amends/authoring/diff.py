"""Which situations get another plan from another version of a pack: counted exactly, over all of them.

Both packs are read over one common space, with every threshold of both. A fact that only one of them has is a level
that the other does not look at; so is a fact that is of another kind in each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, Literal

from amends.authoring.heads import overtaken, reworded
from amends.authoring.order import turned, with_reading
from amends.domain.due import After, By, Now
from amends.domain.model import AnswerRule, AnyRule, Between, Fact, Includes, Is, OutlookRule, Pack, StepRule, Value
from amends.domain.rules import Gives
from amends.logic.diagram import NONE, Diagrams, Node
from amends.logic.smallest import smallest_example
from amends.logic.space import Space
from amends.logic.steps import Logic

What = Literal[
    "added-step", "lost-step", "later-deadline", "earlier-deadline", "other-words", "other-order",
    "added-outlook", "lost-outlook", "added-answer", "lost-answer", "other-act", "other-channel",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """What one rule is responsible for: in how many possible situations, with the smallest example.

    In another order (`other-order`) its step now comes before the one in `besides`, which it came after. Where the
    clock or the weekday decides whether both are due at the same moment, the situations are those in which they may be.
    Where an act or a channel has other words, or an act presses now or does so no more, or sooner than another, the
    name is that of the act or channel.
    """

    what: What
    rule: str
    situations: int
    example: Mapping[str, Value]
    besides: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """What lies between two packs.

    `situations` counts those possible in both, `changed` those of them that get other steps, `resaid` those that get
    another outlook or other answers. `only_old` and
    `only_new` count situations that are possible in one of the packs alone; `facts_only_old` and `facts_only_new` name
    the facts (of another kind, if both have the name) that only one of them asks about.
    """

    old: Pack
    new: Pack
    situations: int
    changed: int
    resaid: int
    only_old: int
    only_new: int
    facts_only_old: tuple[str, ...]
    facts_only_new: tuple[str, ...]
    changes: tuple[Change, ...]

    @property
    def same(self) -> bool:
        return not (self.changes or self.only_old or self.only_new)

    def asking(self, name: str) -> Pack:
        """The newer of the two packs that has a fact."""
        return self.new if name in self.new.fact else self.old


def diff(old: Pack, new: Pack) -> Difference:
    """Which possible situations get another plan from `new` than from `old`, grouped by the rule responsible."""
    ours = old
    for fact in old.facts:
        if fact.name in new.fact and fact.kind != new.fact[fact.name].kind:
            ours = _renamed(ours, fact.name, f"{fact.name} (old)")
    space = Space((ours, new))
    diagrams = Diagrams(space.sizes)
    before, after = Logic(ours, space, diagrams), Logic(new, space, diagrams)
    both = diagrams.meet(before.possible, after.possible)
    places = [*_places(before, after, both), *_orders(before, after, both), *_heads(before, after, both)]
    return Difference(
        old=old,
        new=new,
        situations=diagrams.count(both),
        changed=diagrams.count(diagrams.join_all(place.where for place in places if "step" in place.gives)),
        resaid=diagrams.count(diagrams.join_all(place.where for place in places if place.gives != {"step"})),
        only_old=diagrams.count(diagrams.minus(before.possible, after.possible)),
        only_new=diagrams.count(diagrams.minus(after.possible, before.possible)),
        facts_only_old=tuple(fact.name for fact in ours.facts if fact.name not in new.fact),
        facts_only_new=tuple(fact.name for fact in new.facts if fact.name not in ours.fact),
        changes=tuple(_change(after, place, both) for place in places),
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """A change and the situations that it touches."""

    what: What
    rule: str
    where: Node
    gives: frozenset[Gives]
    besides: str = ""


def _places(before: Logic, after: Logic, both: Node) -> Iterator[_Place]:
    """For each rule and kind of change, the situations that it touches; kinds that touch none are left out."""
    diagrams = after.diagrams
    for name in dict.fromkeys((*before.pack.rule, *after.pack.rule)):
        was, now = (diagrams.meet(each.stands.get(name, NONE), both) for each in (before, after))
        old, new = (each.pack.rule.get(name) for each in (before, after))
        stays = diagrams.meet(was, now) if type(old) is type(new) else NONE
        found: list[tuple[What, Node]] = [
            (_LOST[type(old or new)], diagrams.minus(was, stays)),
            (_ADDED[type(new or old)], diagrams.minus(now, stays)),
            *((what, stays) for what in _said(old, new) if stays != NONE),
        ]
        gives = frozenset(rule.gives for rule in (old, new) if rule)
        yield from (_Place(what, name, where, gives) for what, where in found if where != NONE)


_LOST: Mapping[type, What] = {StepRule: "lost-step", OutlookRule: "lost-outlook", AnswerRule: "lost-answer"}
_ADDED: Mapping[type, What] = {StepRule: "added-step", OutlookRule: "added-outlook", AnswerRule: "added-answer"}


def _said(old: AnyRule | None, new: AnyRule | None) -> Iterator[What]:
    """How something reads otherwise where it stands in both."""
    if isinstance(old, StepRule) and isinstance(new, StepRule):
        if old.step.by != new.step.by:
            yield "later-deadline" if _lateness(new.step.by) > _lateness(old.step.by) else "earlier-deadline"
        if _words(old) != _words(new):
            yield "other-words"
    elif old and new and old.texts != new.texts:
        yield "other-words"


def _words(rule: StepRule) -> tuple[object, ...]:
    """Everything about a step but when it is due."""
    return rule.phase, rule.act, replace(rule.step, by=Now())


WORKING_DAY = 2016
"""Minutes to compare deadlines by: five working days span a week."""


def _lateness(by: By) -> float:
    """How late a deadline can be, in minutes; `now` is five minutes, as the plan says."""
    if isinstance(by, Now):
        return 5
    span = by.start if isinstance(by, After) else by.end
    return span.amount * WORKING_DAY if span.unit == "working days" else span.minutes


def _orders(before: Logic, after: Logic, both: Node) -> Iterator[_Place]:
    for first, second, where in turned(before, after, both):
        yield _Place("other-order", first.id, where, frozenset((first.gives,)), second.id)


def _heads(before: Logic, after: Logic, both: Node) -> Iterator[_Place]:
    steps = frozenset[Gives](("step",))
    for what, name, where in reworded(before, after, both):
        yield _Place(what, name, where, steps)
    for first, second, where in overtaken(before, after, both):
        yield _Place("other-order", first, where, steps, second)


def _change(logic: Logic, place: _Place, both: Node) -> Change:
    """With the smallest example; of steps that only some readings of the clock bring together, with such a reading."""
    example = smallest_example(logic, place.where, both) or {}
    if place.besides:
        example = with_reading(logic, (place.rule, place.besides), place.where, example)
    return Change(place.what, place.rule, logic.diagrams.count(place.where), example, place.besides)


def _renamed(pack: Pack, old: str, new: str) -> Pack:
    """The pack with the fact `old` called `new` everywhere but in its cases."""

    def again(part: Any) -> Any:
        """A part of the pack as it is then; what is no value of the pack's own holds no name of a fact."""
        match part:
            case Fact(name) | Is(name) | Between(name) | Includes(name):
                return replace(part, name=new) if name == old else part
            case tuple():
                return tuple(again(each) for each in part)
            case _ if is_dataclass(part) and not isinstance(part, type):
                return replace(part, **{field.name: again(getattr(part, field.name)) for field in fields(part)})
        return part

    found: Pack = again(pack)
    return replace(found, clock=new if pack.clock == old else pack.clock, hash=f"{pack.hash}+{old}={new}")
