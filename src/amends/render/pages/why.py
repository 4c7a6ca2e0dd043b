"""The grounds of a step as a page: the facts and rules that brought it in, back to the sources."""

from __future__ import annotations

from amends.domain.model import AnyRule, Pack
from amends.domain.plan import OTHERWISE, Advice, Firing
from amends.domain.why import Known, Passed, Why
from amends.render.page import Entry, Heading, Labelled, Page, Paragraph, labelled, section
from amends.render.pages.sources import source_entry
from amends.render.say_values import (
    condition_entries,
    due_words,
    fact_words,
    headline,
    stage_words,
    step_words,
    values_words,
)
from amends.render.words import say


def why_page(why: Why) -> Page:
    """Why a step is in the plan, in a sentence, with the sources that carry it."""
    rule = why.rule
    return (
        Heading(say("why.title", step=rule.id), 1),
        *_first(rule),
        Paragraph(_sentence(why)),
        *_rest(why),
    )


def _first(rule: AnyRule) -> Page:
    """What a rule says, and the reason that it gives."""
    texts = dict(rule.texts)
    reply = (Paragraph(texts["reply"]),) if "reply" in texts else ()
    return (Paragraph(headline(rule)), *reply, Labelled(say("step.why"), texts["because"]))


def _sentence(why: Why) -> str:
    """The facts that suffice for the step, and the rule that they meet."""
    facts = "; ".join(
        _known(why, known, "why.short_fact", say(f"why.short_{known.how}")).strip() for known in why.facts
    )
    key = "why.short" if facts else "why.always_there"
    return say(key, facts=facts, rule=why.rule.id, where=str(why.rule.where))


def why_full_page(why: Why) -> Page:
    """Why a step is in the plan: every fact, conclusion and firing, back to the sources."""
    rule, pack = why.rule, why.plan.pack
    facts = [_known(why, known, "why.fact", say(f"why.{known.how}", because=known.because)) for known in why.facts]
    return (
        Heading(say("why.title", step=rule.id), 1),
        Labelled(say("why.status"), say(f"why.{why.part.status}")),
        *labelled(say("step.when"), due_words(why.plan, why.part) if isinstance(why.part, Advice) else ""),
        *_first(rule),
        Heading(say("why.facts")),
        *(map(Entry, facts) if facts else (Paragraph(say("why.no_facts")),)),
        *section(say("why.conclusions"), (Entry(_passed(pack, passed)) for passed in why.conclusions)),
        Heading(say("why.rule", rule=rule.id, phase=stage_words(pack, rule), where=str(rule.where))),
        *condition_entries(pack, rule.when),
        Heading(say("why.firings")),
        *(Entry(_firing(pack, firing), firing.order) for firing in why.firings),
        *_rest(why),
    )


def _rest(why: Why) -> Page:
    """What the step overrules, and the sources that carry it."""
    overruled = (step_words("why.overruled_step", why.plan.pack.rule[step.id]) for step in why.overruled)
    return (
        *section(say("why.overruled"), map(Entry, overruled)),
        Heading(say("why.sources")),
        *((Paragraph(say("why.inference")),) if why.rule.basis == "inference" else ()),
        *map(source_entry, why.sources),
    )


def _known(why: Why, known: Known, key: str, how: str) -> str:
    return fact_words(key, why.plan.pack, known.fact.name, known.value, how=how)


def _passed(pack: Pack, passed: Passed) -> str:
    read = values_words(pack, passed.read)
    about = passed.conclusion.about or passed.conclusion.name
    key = "why.always" if not read else "why.left_over" if passed.decision == OTHERWISE else "why.passed"
    return say(key, about=about, name=passed.conclusion.name, value=passed.value, rule=passed.decision, read=read)


def _firing(pack: Pack, firing: Firing) -> str:
    words = values_words(pack, firing.matched)
    key = f"firing.{firing.gives}" + ("" if words else "_plainly")
    if firing.rule == OTHERWISE:
        key = "firing.left_over"
    return say(key, rule=firing.rule, name=firing.name, matched=words)
