"""A pack as pages: its facts, its rules, and its sources with the rules that stand on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from amends.model import Fact, Option, Pack, Rule, Source
from amends.render.listing import cited_by
from amends.render.page import Block, Entry, Heading, Labelled, Page, Paragraph, Quote
from amends.render.phrases import by_words, condition_entries, label_of, value_words
from amends.render.why_page import source_line
from amends.render.words import say

Users = Mapping[tuple[str, int], tuple[str, ...]]


# ----------------------------------------------------------------- facts


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
    if fact.help:
        yield Labelled(say("facts.help"), fact.help)
    if fact.private:
        yield Labelled(say("facts.private"), fact.private)
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


# ----------------------------------------------------------------- rules


def rules_page(pack: Pack) -> Page:
    """Every rule in one line, phase by phase."""
    blocks: list[Block] = [Heading(say("rules.title", pack=pack.title), 1)]
    for phase in pack.phases:
        blocks.append(Heading(phase.label))
        blocks += (
            Entry(say("rules.line", id=rule.id, do=rule.step.do)) for rule in pack.rules if rule.phase == phase.name
        )
    return tuple(blocks)


def rule_page(pack: Pack, rule: Rule) -> Page:
    """One rule, whole: when it fires, what it advises, and on whose word."""
    return (
        Heading(say("rule.title", rule=rule.id), 1),
        Labelled(say("rule.phase"), label_of(pack.phases, rule.phase)),
        Labelled(say("rule.where"), str(rule.where)),
        *_named(say("rule.tags"), rule.tags),
        *_named(say("rule.overrules"), sorted(rule.overrules)),
        *_named(say("rule.overruled_by"), (other.id for other in pack.rules if rule.id in other.overrules)),
        Heading(say("rule.when")),
        *condition_entries(pack, rule.when),
        Heading(say("rule.advises")),
        *_advises(pack, rule),
        Heading(say("why.sources")),
        *((Paragraph(say("why.inference")),) if rule.basis == "inference" else ()),
        *(_citation(pack, source, rule) for source in dict.fromkeys(each.source for each in rule.sources)),
    )


def _named(label: str, names: Iterable[str]) -> Iterator[Block]:
    words = ", ".join(names)
    if words:
        yield Labelled(label, words)


def _advises(pack: Pack, rule: Rule) -> Iterator[Block]:
    step = rule.step
    yield Paragraph(step.do)
    channel = label_of(pack.channels, step.channel)
    when = by_words(step.by)
    yield Labelled(say("step.when"), say("step.when_how", when=when, channel=channel) if channel else when)
    if step.say:
        yield Quote(say("step.say"), step.say)
    if step.avoid:
        yield Labelled(say("step.avoid"), "; ".join(step.avoid))
    yield Labelled(say("step.why"), step.because)


def _citation(pack: Pack, name: str, rule: Rule) -> Entry:
    source = pack.source[name]
    numbers = [each.passage for each in rule.sources if each.source == name and each.passage]
    passages = (Entry(f"{name}/{number}: {source.passages[number - 1]}") for number in numbers)
    return Entry(source_line(source), parts=tuple(passages))


# --------------------------------------------------------------- sources


def sources_page(pack: Pack, sources: Iterable[Source]) -> Page:
    """Sources with their passages, the rules that cite each, and what nobody uses."""
    users = cited_by(pack)
    chosen = tuple(sources)
    unused = [
        f"{source.id}/{number}"
        for source in chosen
        for number in range(1, len(source.passages) + 1)
        if (source.id, number) not in users
    ]
    return (
        Heading(say("sources.title", pack=pack.title), 1),
        *(_source(source, users) for source in chosen),
        Heading(say("sources.unused")),
        Paragraph(", ".join(unused) or say("sources.all_used")),
    )


def _source(source: Source, users: Users) -> Entry:
    return Entry(
        source_line(source),
        parts=(
            *((Labelled("", source.note),) if source.note else ()),
            *_named(say("sources.cited_whole"), users.get((source.id, 0), ())),
            *(_passage(source.id, number, text, users) for number, text in enumerate(source.passages, start=1)),
        ),
    )


def _passage(source: str, number: int, text: str, users: Users) -> Entry:
    rules = cited_words(users.get((source, number), ()))
    return Entry(f"{source}/{number}: {text}", parts=(Labelled(say("sources.used_by"), rules),))


def cited_words(rules: tuple[str, ...]) -> str:
    """The rules that cite a passage, or that none does."""
    return ", ".join(rules) or say("sources.no_rule")
