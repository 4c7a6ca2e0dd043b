"""A pack as pages: its facts, its rules, and its sources with the rules that stand on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from amends.authoring.reach import Reach
from amends.domain.model import Pack, Rule
from amends.render.page import Block, Entry, Heading, Labelled, Page, Paragraph, Quote
from amends.render.pages.sources import source_line
from amends.render.say_values import by_words, condition_entries, label_of, named_words
from amends.render.words import say

# ----------------------------------------------------------------- facts


# ----------------------------------------------------------------- rules


def rules_page(pack: Pack, rules: Iterable[Rule]) -> Page:
    """Some rules, each in one line, phase by phase."""
    chosen = tuple(rules)
    blocks: list[Block] = [Heading(say("rules.title", pack=pack.title), 1)]
    for phase in pack.phases:
        blocks.append(Heading(phase.label))
        blocks += (Entry(say("rules.line", id=rule.id, do=rule.step.do)) for rule in chosen if rule.phase == phase.name)
    return tuple(blocks)


def rule_page(pack: Pack, rule: Rule, seen: Reach) -> Page:
    """One rule, whole: when it fires, what it advises, and on whose word."""
    return (
        Heading(say("rule.title", rule=rule.id), 1),
        Labelled(say("rule.phase"), label_of(pack.phases, rule.phase)),
        Labelled(say("rule.where"), str(rule.where)),
        Labelled(say("rule.seen"), _seen(seen)),
        *named_words(say("rule.tags"), rule.tags),
        *named_words(say("rule.overrules"), sorted(rule.overrules)),
        *named_words(say("rule.overruled_by"), (other.id for other in pack.rules if rule.id in other.overrules)),
        Heading(say("rule.when")),
        *condition_entries(pack, rule.when),
        Heading(say("rule.advises")),
        *_advises(pack, rule),
        Heading(say("why.sources")),
        *((Paragraph(say("why.inference")),) if rule.basis == "inference" else ()),
        *(_citation(pack, source, rule) for source in dict.fromkeys(each.source for each in rule.sources)),
    )


def _seen(seen: Reach) -> str:
    percent = 100 * seen.share
    share = say("rule.share", percent=f"{percent:.1f}" if percent >= 0.05 or not percent else f"{percent:.2g}")
    if seen.fact is None:
        return share
    values = say(
        "rule.values", count=str(seen.values), all=str(len(seen.fact.values)), unit=seen.fact.unit or seen.fact.name
    )
    return f"{values}, {share}"


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
