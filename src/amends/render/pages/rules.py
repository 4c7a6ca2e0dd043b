"""The rules of a pack, in a line each or one of them whole, as pages."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from amends.authoring.reach import Reach
from amends.domain.model import Pack, Rule
from amends.domain.why import cited
from amends.render.page import Block, Entry, Heading, Labelled, Page, Paragraph
from amends.render.pages.plan import step_parts
from amends.render.pages.sources import source_entry
from amends.render.say_values import by_words, condition_entries, label_of, named_words
from amends.render.words import say


def rules_page(pack: Pack, rules: Iterable[Rule]) -> Page:
    """Some rules, each in one line, phase by phase."""
    lines: dict[str, list[Block]] = {phase.name: [Heading(phase.label)] for phase in pack.phases}
    for rule in rules:
        lines[rule.phase].append(Entry(say("rules.line", id=rule.id, do=rule.step.do)))
    return (Heading(say("rules.title", pack=pack.title), 1), *chain(*lines.values()))


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
        Paragraph(rule.step.do),
        *step_parts(pack, rule.step, by_words(rule.step.by), rule.step.because),
        Heading(say("why.sources")),
        *((Paragraph(say("why.inference")),) if rule.basis == "inference" else ()),
        *map(source_entry, cited(pack, rule.sources)),
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
