"""A question as pages: what its values mean, and what each reply would change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from amends.domain.model import Fact, Pack
from amends.domain.plan import Change, Question
from amends.render.page import Block, Entry, Labelled, Page, Paragraph, labelled
from amends.render.say_values import label, named_part, number_words, one_of, reply_words
from amends.render.words import say


def menu_page(pack: Pack, name: str, lines: Sequence[str], hint: str = "", title: str = "") -> Page:
    """The question with its numbered lines; `title` takes its place when only a part of the lines is meant."""
    fact = pack.fact[name]
    return (
        Paragraph(title or fact.question),
        *labelled(say("facts.private"), "" if title else fact.private),
        *(Entry(words, number) for number, words in enumerate(lines, start=1)),
        *((_how(pack, name),) if fact.kind == "number" else ()),
        *((Paragraph(hint),) if hint else ()),
    )


def help_page(pack: Pack, name: str) -> Page:
    """What the values of a fact mean, and what may be typed besides an answer."""
    fact = pack.fact[name]
    return (
        *((Paragraph(fact.help),) if fact.help else ()),
        *_groups(fact),
        _how(pack, name),
        Paragraph(say("help.commands")),
    )


def _groups(fact: Fact) -> Iterator[Entry]:
    """What is in each group of values; values without groups are on the screen already."""
    for group, members in groupby(fact.options, key=lambda option: option.group):
        if group:
            yield Entry(group, parts=tuple(Entry(label(fact, option.value)) for option in members))


def _how(pack: Pack, name: str) -> Paragraph:
    """How to answer this kind of question."""
    fact = pack.fact[name]
    if fact.kind != "number":
        return Paragraph(say(f"help.{fact.kind}"))
    if fact.name == pack.clock:
        return Paragraph(say("help.times"))
    how = say("help.lengths" if fact.unit == "minutes" else "help.whole")
    low = number_words(pack, fact, fact.minimum) if fact.unit == "minutes" else str(fact.minimum)
    return Paragraph(say("help.range", how=how, low=low, high=number_words(pack, fact, fact.maximum)))


def stakes_page(pack: Pack, question: Question) -> Page:
    """Why a question is asked: for each possible reply, what it adds to the plan and what it removes."""
    fact = pack.fact[question.fact]
    private = labelled(say("facts.private"), fact.private)
    if not question.stakes:
        return (*private, Paragraph(say("stakes.required")))
    clock = (Paragraph(say("stakes.clock")),) if fact.name == pack.clock else ()
    return (*private, *clock, Paragraph(say("stakes.title")), *_effects(pack, question))


def _effects(pack: Pack, question: Question) -> Iterator[Block]:
    for stake, replies in _alike(question):
        words = one_of(reply_words(pack, question.fact, reply) for reply in replies)
        named = (("adds", stake.adds), ("removes", stake.removes), ("rewords", stake.rewords))
        said = tuple(Labelled(say(f"stakes.{how}"), named_part(pack, name)) for how, names in named for name in names)
        changes = said or (Labelled("", say("stakes.nothing")),)
        yield Entry(say("stakes.reply", reply=words), parts=changes)


def _alike(question: Question) -> Iterable[tuple[Change, list[str]]]:
    """The replies that change the same, together."""
    groups: dict[Change, list[str]] = {}
    for reply, stake in question.stakes.items():
        groups.setdefault(stake, []).append(reply)
    return groups.items()
