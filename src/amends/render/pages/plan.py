"""A plan as a page: what to do, in order, then what it rests on and what could still change it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from amends.domain.model import Citation, Rule
from amends.domain.plan import Advice, Plan
from amends.domain.slots import empty_slots
from amends.render.page import Block, Code, Entry, Heading, Labelled, Page, Paragraph, Quote
from amends.render.say_values import due_words, label_of, say_moment, short, value_words
from amends.render.words import say


def plan_page(plan: Plan, why: tuple[str, ...] = ()) -> Page:
    """The whole plan; `why` is the command that shows why its first step is there."""
    return (
        Heading(say("plan.title"), 1),
        *_time(plan),
        *_phases(plan),
        Heading(say("plan.ground")),
        *_until(plan),
        *_assumed(plan),
        *_open(plan),
        *_slots(plan),
        *((Paragraph(say("plan.more")), Code(why)) if why and plan.steps else ()),
    )


def steps_page(title: str, steps: Iterable[Advice], plan: Plan) -> Page:
    """Some steps of a plan under a title of their own, without numbers."""
    return (Heading(title), *(_entry(plan, step, None, ()) for step in steps))


def _time(plan: Plan) -> Iterator[Block]:
    now = say("plan.now", now=said_moment(plan))
    clock = plan.pack.clock
    told = plan.situation.known.get(clock)
    if isinstance(told, int):
        now = say("plan.clock", ago=value_words(plan.pack, clock, told)) + " " + now
    yield Paragraph(now)


def said_moment(plan: Plan) -> str:
    """The moment that the plan was made for, with its zone."""
    zone = plan.now.tzname() or ""
    return f"{plan.now:%Y-%m-%d %H:%M} {zone}".strip()


def _until(plan: Plan) -> Iterator[Block]:
    if plan.until:
        yield Paragraph(say("time.shelf", at=say_moment(plan.until, plan.now)))


def _phases(plan: Plan) -> Iterator[Block]:
    numbered = list(enumerate(plan.steps, start=1))
    for phase in plan.pack.phases:
        yield Heading(phase.label)
        here = [(number, step) for number, step in numbered if step.rule.phase == phase.name]
        if not here:
            yield Paragraph(say("plan.phase_empty"))
        for number, step in here:
            yield _entry(plan, step, number, _depends(plan, step))


def _entry(plan: Plan, advice: Advice, number: int | None, depends: tuple[Block, ...]) -> Entry:
    step = advice.rule.step
    when = due_words(plan, advice)
    if step.channel:
        when = say("step.when_how", when=when, channel=label_of(plan.pack.channels, step.channel))
    return Entry(
        step.do,
        number,
        (
            Labelled(say("step.when"), when),
            *depends,
            *((Quote(say("step.say"), step.say),) if step.say else ()),
            *((Labelled(say("step.avoid"), "; ".join(step.avoid)),) if step.avoid else ()),
            Labelled(say("step.why"), because(advice.rule)),
        ),
    )


def because(rule: Rule) -> str:
    """The reason of a step with the keys of its sources."""
    key = "step.because" if rule.basis == "sourced" else "step.inferred"
    return say(key, because=rule.step.because, sources=cited(rule.sources))


def cited(citations: Iterable[Citation]) -> str:
    """The keys of the sources and passages, each once."""
    return ", ".join(dict.fromkeys(str(citation) for citation in citations))


def _depends(plan: Plan, advice: Advice) -> tuple[Block, ...]:
    """For a step that is only possible: the open questions of which some reply removes it."""
    if advice.status == "certain":
        return ()
    removing = [
        short(plan.pack.fact[question.fact])
        for question in plan.open
        if any(advice.rule.id in stake.removes for stake in question.stakes.values())
    ]
    words = say("step.depends_on", question=removing[0]) if len(removing) == 1 else say("step.depends")
    return (Labelled(say("step.if"), words),)


def _assumed(plan: Plan) -> Iterator[Block]:
    """What stands in for an answer: everything that was answered "not sure", else only what a step rests on."""
    still_open = {question.fact for question in plan.open}
    resting = {name for step in plan.steps for name in step.reason.facts}
    for name, assumed in plan.assumed.items():
        if name in plan.situation.known or (name in resting and name not in still_open):
            fact = plan.pack.fact[name]
            value = value_words(plan.pack, name, assumed.value)
            yield Entry(
                say("plan.assumed", question=short(fact), value=value, because=say(f"because.{assumed.because}"))
            )


def _open(plan: Plan) -> Iterator[Block]:
    if plan.settled:
        yield Paragraph(say("plan.settled"))
        return
    yield Paragraph(say("plan.open" if len(plan.open) > 1 else "plan.open_one", count=str(len(plan.open))))
    for question in plan.open:
        fact = plan.pack.fact[question.fact]
        value = value_words(plan.pack, fact.name, plan.values[fact.name])
        yield Entry(say("plan.question", question=short(fact), name=fact.name, value=value))


def _slots(plan: Plan) -> Iterator[Block]:
    slots = empty_slots(plan.pack, tuple(advice.rule.step for advice in plan.steps))
    if slots:
        words = "; ".join(say("plan.slot", name=slot.name, label=slot.label) for slot in slots)
        yield Paragraph(say("plan.slots", slots=words))
