"""The rules of a pack, in a line each or one of them whole, as pages."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from amends.authoring.reach import Reach
from amends.domain.model import AnyRule, OutlookRule, Pack, StepRule
from amends.domain.why import cited
from amends.render.page import Block, Entry, Heading, Labelled, Page, Paragraph, labelled
from amends.render.pages.plan import step_parts
from amends.render.pages.sources import source_entry
from amends.render.say_values import (
    by_words,
    condition_entries,
    headline,
    label_of,
    named_words,
    percent,
    stage_words,
    values_words,
)
from amends.render.words import say


def rules_page(pack: Pack, rules: Iterable[AnyRule]) -> Page:
    """Some rules, each in one line: the steps phase by phase, then the outlooks and the answers."""
    lines: dict[str, list[Block]] = {phase.label: [] for phase in pack.phases}
    for rule in rules:
        lines.setdefault(stage_words(pack, rule), []).append(Entry(say("rules.line", id=rule.id, do=headline(rule))))
    sections = ((Heading(title), *entries) for title, entries in lines.items())
    return (Heading(say("rules.title", pack=pack.title), 1), *chain(*sections))


def rule_page(pack: Pack, rule: AnyRule, seen: Reach) -> Page:
    """One rule, whole: when it fires, what it advises, and on whose word."""
    return (
        Heading(say("rule.title", rule=rule.id), 1),
        Labelled(say("rule.phase"), stage_words(pack, rule)),
        *_act(pack, rule),
        Labelled(say("rule.where"), str(rule.where)),
        Labelled(say("rule.seen"), _seen(seen)),
        *named_words(say("rule.tags"), rule.tags),
        *named_words(say("rule.overrules"), sorted(rule.overrules)),
        *named_words(say("rule.overruled_by"), (other.id for other in pack.rules if rule.id in other.overrules)),
        Heading(say("rule.when")),
        *condition_entries(pack, rule.when),
        *_gives(pack, rule),
        Heading(say("why.sources")),
        *((Paragraph(say("why.inference")),) if rule.basis == "inference" else ()),
        *map(source_entry, cited(pack, rule.sources)),
    )


def _act(pack: Pack, rule: AnyRule) -> Page:
    act = pack.act.get(rule.act) if isinstance(rule, StepRule) else None
    if act is None:
        return ()
    key = "rule.urgent" if act.urgent else "rule.act_words"
    return (Labelled(say("rule.act"), say(key, name=act.name, words=act.label)),)


def _gives(pack: Pack, rule: AnyRule) -> Page:
    """What a rule gives, whole."""
    if not isinstance(rule, StepRule):
        key = "rule.foresees" if isinstance(rule, OutlookRule) else "rule.answers"
        *texts, (_, because) = rule.texts
        return (Heading(say(key)), *(Paragraph(text) for _, text in texts), Labelled(say("step.why"), because))
    step = rule.step
    return (
        Heading(say("rule.advises")),
        Paragraph(step.do),
        *step_parts(pack, step, by_words(step.by)),
        *named_words(say("rule.about"), (label_of(pack.topics, topic) for topic in step.about)),
        *labelled(say("rule.to"), label_of(pack.people, step.to)),
        *labelled(say("rule.silent_on"), label_of(pack.topics, step.silent_on)),
        *labelled(say("rule.done"), values_words(pack, step.done)),
    )


def _seen(seen: Reach) -> str:
    share = say("rule.share", percent=percent(seen.share))
    if seen.fact is None:
        return share
    values = say(
        "rule.values", count=str(seen.values), all=str(len(seen.fact.values)), unit=seen.fact.unit or seen.fact.name
    )
    return f"{values}, {share}"
