"""The grounds of a step as a page: the facts and rules that brought it in, back to the sources."""

from __future__ import annotations

from collections.abc import Iterator

from amends.domain.plan import OTHERWISE, Firing
from amends.domain.why import Known, Passed, Why
from amends.render.page import Block, Entry, Heading, Labelled, Page, Paragraph
from amends.render.pages.sources import source_entry
from amends.render.say_values import (
    condition_entries,
    due_words,
    label_of,
    short,
    value_words,
)
from amends.render.words import say


def why_page(why: Why) -> Page:
    """Why a step is in the plan, in a sentence, with the sources that carry it."""
    rule = why.rule
    return (
        Heading(say("why.title", step=rule.id), 1),
        Paragraph(rule.step.do),
        Labelled(say("step.why"), rule.step.because),
        Paragraph(_sentence(why)),
        *_overruled(why),
        Heading(say("why.sources")),
        *_basis(why),
        *(source_entry(cited) for cited in why.sources),
    )


def _sentence(why: Why) -> str:
    """The facts that suffice for the step, and the rule that they meet."""
    if not why.facts:
        return say("why.always_there", rule=why.rule.id, where=str(why.rule.where))
    facts = "; ".join(
        say(
            "why.short_fact",
            question=short(known.fact),
            value=value_words(why.plan.pack, known.fact.name, known.value),
            how=say(f"why.short_{known.how}"),
        ).strip()
        for known in why.facts
    )
    return say("why.short", facts=facts, rule=why.rule.id, where=str(why.rule.where))


def why_full_page(why: Why) -> Page:
    """Why a step is in the plan: every fact, conclusion and firing, back to the sources."""
    rule = why.rule
    return (
        Heading(say("why.title", step=rule.id), 1),
        Paragraph(rule.step.do),
        Labelled(say("why.status"), say(f"why.{why.advice.status}")),
        Labelled(say("step.when"), due_words(why.plan, why.advice)),
        Labelled(say("step.why"), rule.step.because),
        Heading(say("why.facts")),
        *(_known(why, known) for known in why.facts),
        *_none(not why.facts),
        *_conclusions(why),
        Heading(say("why.rule", rule=rule.id, phase=label_of(why.plan.pack.phases, rule.phase), where=str(rule.where))),
        *condition_entries(why.plan.pack, rule.when),
        *_firings(why),
        *_overruled(why),
        Heading(say("why.sources")),
        *_basis(why),
        *(source_entry(cited) for cited in why.sources),
    )


def _known(why: Why, known: Known) -> Entry:
    value = value_words(why.plan.pack, known.fact.name, known.value)
    how = say(f"why.{known.how}", because=known.because)
    return Entry(say("why.fact", question=short(known.fact), value=value, how=how))


def _none(nothing: bool) -> Iterator[Block]:  # noqa: FBT001  # one place, one meaning
    if nothing:
        yield Paragraph(say("why.no_facts"))


def _conclusions(why: Why) -> Iterator[Block]:
    if why.conclusions:
        yield Heading(say("why.conclusions"))
    for passed in why.conclusions:
        yield Entry(_passed(why, passed))


def _passed(why: Why, passed: Passed) -> str:
    read = "; ".join(f"{name}: {value_words(why.plan.pack, name, value)}" for name, value in passed.read.items())
    about = passed.conclusion.about or passed.conclusion.name
    key = "why.always" if not read else "why.left_over" if passed.decision == OTHERWISE else "why.passed"
    return say(key, about=about, name=passed.conclusion.name, value=passed.value, rule=passed.decision, read=read)


def _firings(why: Why) -> Iterator[Block]:
    yield Heading(say("why.firings"))
    for firing in why.firings:
        yield Entry(_firing(why, firing), firing.order)


def _firing(why: Why, firing: Firing) -> str:
    matched = firing.matched.items()
    words = "; ".join(f"{name}: {value_words(why.plan.pack, name, value)}" for name, value in matched)
    key = f"firing.{firing.gives}" + ("" if words else "_plainly")
    if firing.rule == OTHERWISE:
        key = "firing.left_over"
    return say(key, rule=firing.rule, name=firing.name, matched=words)


def _overruled(why: Why) -> Iterator[Block]:
    if why.overruled:
        yield Heading(say("why.overruled"))
    for step in why.overruled:
        yield Entry(say("why.overruled_step", step=step.id, do=why.plan.pack.rule[step.id].step.do))


def _basis(why: Why) -> Iterator[Block]:
    if why.rule.basis == "inference":
        yield Paragraph(say("why.inference"))
