"""A plan as a page: what to do, in order, then what it rests on and what could still change it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from amends.domain.conditions import leaves
from amends.domain.model import Advised, Between, Condition, Includes, Is, Pack, Step
from amends.domain.plan import Advice, Part, Plan
from amends.domain.slots import empty_slots
from amends.render.page import Block, Entry, Heading, Labelled, Page, Paragraph, Quote, labelled, section
from amends.render.say_values import (
    due_words,
    fact_words,
    label,
    label_of,
    named_part,
    one_of,
    reply_words,
    say_moment,
    short,
    value_words,
)
from amends.render.words import say


def plan_page(plan: Plan) -> Page:
    """The whole plan; what it rests on stands behind `why`."""
    return (
        Heading(say("plan.title"), 1),
        Paragraph(_time(plan)),
        *do_now_page(plan),
        *_outlook(plan),
        *_phases(plan),
        *_answers(plan),
        *_assumed(plan),
        *_open(plan),
        *_end(plan),
    )


def steps_page(title: str, steps: Iterable[Advice], plan: Plan) -> Page:
    """Some steps of a plan under a title, without numbers; of one whose words may change, the act alone."""
    return (Heading(title), *(_entry(plan, s) if s.wording == "certain" else _act_alone(plan, s) for s in steps))


def _act_alone(plan: Plan, advice: Advice) -> Entry:
    return Entry(named_part(plan.pack, advice.rule.act))


def do_now_page(plan: Plan) -> Page:
    """The urgent act while questions are open: in full if its words are certain, else in few, with its exceptions."""
    found = plan.do_now
    if found is None or not plan.open:
        return ()
    certain = [step for step in plan.steps if step.rule.act == found.act.name and step.wording == "certain"]
    if certain:
        return steps_page(say("plan.urgent"), certain, plan)
    key = "plan.do_now_unless" if found.unless else "plan.do_now"
    unless = (Entry(_exception(plan.pack, condition)) for condition in found.unless)
    return (Paragraph(say(key, act=found.act.label)), *unless)


def _exception(pack: Pack, condition: Condition) -> str:
    """An exception on one fact as a question with the answers that make it one."""
    (test,) = leaves(condition)
    match test:
        case Is(name, values):
            known = [label(pack.fact[name], value) for value in pack.fact[name].values if value in values]
        case Includes(name, values):
            known = [label(pack.fact[name], value) for value in pack.fact[name].values if value in values]
        case Between(name, low, high):
            known = [reply_words(pack, name, str(low) if low == high else f"{low}..{high}")]
        case Advised():
            raise TypeError(test)  # exceptions are on facts
    return say("plan.exception", question=short(pack.fact[name]), value=one_of(known))


def _outlook(plan: Plan) -> Page:
    found = plan.outlook
    if found is None:
        return ()
    return (Heading(say("plan.outlook")), Paragraph(_marked(f"{found.rule.text} {found.rule.because}", found)))


def _answers(plan: Plan) -> Iterator[Block]:
    if plan.answers:
        yield Heading(say("plan.answers"))
    for found in plan.answers:
        reply = Paragraph(f"{found.rule.reply} {found.rule.because}")
        yield Entry(_marked(found.rule.ask, found), parts=(reply,))


def _time(plan: Plan) -> str:
    """The moment that the plan was made for, with its zone, and what the pack's clock was understood to show."""
    now = say("plan.now", now=f"{plan.now:%Y-%m-%d %H:%M} {plan.now.tzname() or ''}".strip())
    if plan.reading is None:
        return now
    return say("plan.clock", ago=value_words(plan.pack, plan.pack.clock, plan.reading)) + " " + now


def _phases(plan: Plan) -> Iterator[Block]:
    """The steps by phase; where little is to be done, the phases that have some."""
    numbered = list(enumerate(plan.steps, start=1))
    for phase in plan.pack.phases:
        here = [_entry(plan, step, number) for number, step in numbered if step.rule.phase == phase.name]
        yield from section(phase.label, here)
    if not numbered:
        yield from (Heading(say("plan.nothing_title")), Paragraph(say("plan.nothing")))


def _entry(plan: Plan, advice: Advice, number: int | None = None) -> Entry:
    parts = step_parts(plan.pack, advice.rule.step, due_words(plan, advice))
    return Entry(_marked(advice.rule.step.do, advice), number, parts)


def step_parts(pack: Pack, step: Step, when: str) -> Page:
    """What belongs to a step: when and how, what to say, what to leave, and why."""
    if when and step.channel:
        when = say("step.when_how", when=when, channel=label_of(pack.channels, step.channel))
    return (
        *labelled(say("step.when"), when),
        *((Quote(say("step.say"), step.say),) if step.say else ()),
        *labelled(say("step.avoid"), "; ".join(step.avoid)),
        Labelled(say("step.why"), step.because),
    )


def _marked(words: str, part: Part) -> str:
    """The words with the mark of what an open answer can still change."""
    return say("plan.marked", words=words) if _may_change(part) else words


def _may_change(part: Part) -> bool:
    return "possible" in (part.status, part.wording if isinstance(part, Advice) else part.status)


def _end(plan: Plan) -> Page:
    """How to use the plan, in one paragraph: what to fill in, until when it holds, how to see more."""
    words = (_slots(plan), _shelf_life(plan), say("plan.more") if plan.steps else "")
    return (Paragraph(" ".join(filter(None, words))),) if any(words) else ()


def _shelf_life(plan: Plan) -> str:
    """Until when the plan holds, where that hangs on the time and the time is known."""
    if plan.until is None or plan.reading is None:
        return ""
    return say("time.shelf", at=say_moment(plan.until, plan.now))


def _assumed(plan: Plan) -> Iterator[Block]:
    """What stands in for an answer: everything that was answered "not sure", else only what a step rests on."""
    unanswered = {question.fact for question in plan.open}
    resting = {name for part in plan.parts for name in part.reason.facts}
    for name, assumed in plan.assumed.items():
        if name in plan.situation.known or (name in resting and name not in unanswered):
            because = say(f"because.{assumed.because}")
            yield Entry(fact_words("plan.assumed", plan.pack, name, assumed.value, because=because))


def _open(plan: Plan) -> Iterator[Block]:
    """How many questions are open, and the first; what the mark means, if something bears it."""
    if not plan.open:
        return
    first = fact_words("plan.question", plan.pack, plan.open[0].fact, plan.values[plan.open[0].fact])
    key = "plan.open" if len(plan.open) > 1 else "plan.open_one"
    legend = say("plan.legend") if any(map(_may_change, plan.parts)) else ""
    yield Paragraph(" ".join(filter(None, (say(key, count=str(len(plan.open)), first=first), legend))))


def _slots(plan: Plan) -> str:
    slots = empty_slots(plan.pack, (part.rule for part in plan.parts))
    words = "; ".join(say("plan.slot", name=slot.name, label=slot.label) for slot in slots)
    return say("plan.slots", slots=words) if slots else ""
