"""What can be asked, as a page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from amends.domain.model import Fact, Option, Pack
from amends.render.page import Block, Entry, Heading, Labelled, Page, labelled
from amends.render.say_values import value_words
from amends.render.words import say


def facts_page(pack: Pack) -> Page:
    """What can be asked, in the order in which it is asked."""
    return (
        Heading(say("facts.title", pack=pack.title), 1),
        *(Entry(fact.question, parts=(*_about(pack, fact), *options(fact))) for fact in pack.facts),
    )


def _about(pack: Pack, fact: Fact) -> Iterator[Block]:
    yield Labelled(say("facts.name"), say(f"kind.{fact.kind}", name=fact.name))
    if fact.kind == "number":
        limits = {"low": str(fact.minimum), "high": str(fact.maximum), "unit": fact.unit}
        yield Labelled(say("facts.range"), say("facts.from_to", **limits).strip())
    yield from labelled(say("facts.help"), fact.help)
    yield from labelled(say("facts.private"), fact.private)
    if fact.if_unsure is None:
        yield Labelled(say("facts.required"), say("facts.no_plan_without"))
    else:
        yield Labelled(say("facts.if_unsure"), value_words(pack, fact.name, fact.if_unsure))


def options(fact: Fact) -> Iterator[Entry]:
    """The values of a fact with their labels, group by group."""
    for group, members in groupby(fact.options, key=lambda option: option.group):
        entries = tuple(Entry(_option(option)) for option in members)
        if group:
            yield Entry(group, parts=entries)
        else:
            yield from entries


def _option(option: Option) -> str:
    return say("facts.option", value=option.value, label=option.label) if option.label else option.value
