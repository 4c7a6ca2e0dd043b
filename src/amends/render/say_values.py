"""Values, conditions and times of a pack in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from amends.domain import model
from amends.domain.due import After, By, Now, Span, Window, Within
from amends.domain.model import (
    Advised,
    AllOf,
    Answer,
    AnyOf,
    AnyRule,
    Between,
    Condition,
    Fact,
    Includes,
    Is,
    Not,
    OutlookRule,
    Pack,
    StepRule,
)
from amends.domain.plan import Advice, Plan
from amends.render.page import Entry, Page, labelled
from amends.render.words import say


def value_words(pack: Pack, name: str, value: Answer) -> str:
    """The value of a fact or a conclusion as the person would say it."""
    fact = pack.fact.get(name)
    if isinstance(value, model.Unsure):
        return say("value.unsure")
    if fact is None:
        return str(value)
    if isinstance(value, frozenset):
        return ", ".join(label(fact, item) for item in fact.values if item in value) or say("value.none")
    if isinstance(value, int):
        return number_words(pack, fact, value)
    return label(fact, value)


def values_words(pack: Pack, values: Mapping[str, Answer]) -> str:
    """Facts and conclusions by name, each with its value."""
    return "; ".join(f"{name}: {value_words(pack, name, value)}" for name, value in values.items())


def fact_words(key: str, pack: Pack, name: str, value: Answer, **parts: str) -> str:
    """The message of this key about a fact: it has places for its question, its value and its name."""
    words = value_words(pack, name, value)
    return say(key, question=short(pack.fact[name]), value=words, name=name, **parts)


def short(fact: Fact) -> str:
    """The question of a fact without what may follow it."""
    question, sign, _ = fact.question.partition("?")
    return question + sign


def number_words(pack: Pack, fact: Fact, number: int) -> str:
    """A number with its unit; minutes on the pack's clock are said as a time ("20 minutes ago")."""
    if fact.name == pack.clock:
        return say_minutes(number)
    return say_length(number) if fact.unit == "minutes" else counted(number, fact.unit)


def reply_words(pack: Pack, name: str, reply: str) -> str:
    """A reply that rules can tell apart from others: a label, a number, or a range of numbers (`0..4`)."""
    fact = pack.fact[name]
    if fact.kind != "number":
        return label(fact, reply)
    low, _, high = reply.partition("..")
    first = number_words(pack, fact, int(low))
    return say("stakes.range", low=first, high=number_words(pack, fact, int(high))) if high else first


def label(fact: Fact, value: str) -> str:
    """The words for one value of a fact."""
    return next((option.label or option.value for option in fact.options if option.value == value), value)


def label_of(named: Iterable[model.Named], name: str) -> str:
    """The words for a phase, a channel or a slot."""
    return next((one.label for one in named if one.name == name), name)


def stage_words(pack: Pack, rule: AnyRule) -> str:
    """The words for the phase of a rule; or that it is an outlook or an answer."""
    if isinstance(rule, StepRule):
        return label_of(pack.phases, rule.phase)
    return say("rule.outlook" if isinstance(rule, OutlookRule) else "rule.answer")


def headline(rule: AnyRule) -> str:
    """The first text of a rule: what is to be done, how it looks, or what people ask themselves."""
    return rule.texts[0][1]


def step_words(key: str, rule: AnyRule, **parts: str) -> str:
    """The message of this key about what a rule gives: it has places for its first text and for its name."""
    return say(key, do=headline(rule), step=rule.id, **parts)


def named_part(pack: Pack, name: str) -> str:
    """The words of an act, or the first text of a rule, by its name."""
    return pack.act[name].label if name in pack.act else headline(pack.rule[name])


def parts_words(pack: Pack, names: Iterable[str]) -> list[str]:
    """The words of acts, outlooks and answers, each with its name."""
    return [say("whatif.by_rule", do=named_part(pack, name), step=name) for name in names]


def named_words(label: str, names: Iterable[str]) -> Page:
    """Names behind a label; nothing if there are none."""
    return labelled(label, ", ".join(names))


def one_of(words: Iterable[str]) -> str:
    """The words as "a, b or c"."""
    *most, last = words
    return say("list.or", most=", ".join(most), last=last) if most else last


# ------------------------------------------------------------ conditions


def condition_entries(pack: Pack, condition: Condition) -> tuple[Entry, ...]:
    """A condition as a list; every entry of it must hold."""
    match condition:
        case AllOf(()):
            return (Entry(say("when.always")),)
        case AllOf(parts):
            return tuple(entry for part in parts for entry in condition_entries(pack, part))
        case AnyOf((part,)):
            return condition_entries(pack, part)
        case AnyOf(parts):
            return (Entry(say("when.any"), parts=tuple(_alternative(pack, part) for part in parts)),)
        case Not(part):
            return (_denied(pack, part),)
        case Is() | Between() | Includes() | Advised():
            return (Entry(_test(pack, condition)),)


def _alternative(pack: Pack, condition: Condition) -> Entry:
    entries = condition_entries(pack, condition)
    return entries[0] if len(entries) == 1 else Entry(say("when.all"), parts=entries)


def _denied(pack: Pack, condition: Condition) -> Entry:
    match condition:
        case AllOf((part,)) | AnyOf((part,)):
            return _denied(pack, part)
        case Is() | Between() | Includes() | Advised():
            return Entry(_test(pack, condition, "not"))
        case AnyOf(parts):
            return Entry(say("when.none"), parts=tuple(_alternative(pack, part) for part in parts))
        case _:
            return Entry(say("when.not"), parts=condition_entries(pack, condition))


def _test(pack: Pack, test: Is | Between | Includes | Advised, denied: str = "") -> str:
    if isinstance(test, Advised):
        return say(f"test{denied}.advised", steps=one_of(sorted(test.steps)))
    if isinstance(test, Between):
        return say(f"test{denied}.between", name=test.name, range=_range(pack, test))
    kind = "is" if isinstance(test, Is) else "includes"
    return say(f"test{denied}.{kind}", name=test.name, values=one_of(_ordered(pack, test.name, test.values)))


def _range(pack: Pack, test: Between) -> str:
    unit = pack.fact[test.name].unit if test.name in pack.fact else ""
    key = "range.high" if test.low is None else "range.low" if test.high is None else "range.both"
    words = str(test.low) if test.low == test.high else say(key, low=str(test.low), high=str(test.high))
    return f"{words} {unit}".strip()


def _ordered(pack: Pack, name: str, values: frozenset[str]) -> list[str]:
    known = pack.fact[name].values if name in pack.fact else pack.conclusion[name].values
    return [value for value in known if value in values] + sorted(values.difference(known))


# ----------------------------------------------------------------- times

_UNITS = (("weeks", 10080), ("days", 1440), ("hours", 60), ("minutes", 1))


def due_words(plan: Plan, advice: Advice) -> str:
    """When a step of a plan is due: "right now", "within 1 hour", "by 18:00 today"; nothing if it asks for nothing.

    Where it hangs on a time that the person was not sure of, it is said without a clock.
    """
    due, by = advice.due, advice.rule.step.by
    if advice.rule.step.asks_nothing:
        return ""
    if isinstance(by, Window | After) and plan.reading is None:
        return by_words(by)
    parts = {"at": say_moment(due.at, plan.now), "start": say_moment(due.start, plan.now) if due.start else ""}
    return say(f"due.{due.kind}", **parts, end=say_span(by.end) if isinstance(by, Within) else "")


def by_words(by: By) -> str:
    """When a step is due, whatever the time is now."""
    match by:
        case Now():
            return say("by.now")
        case Within(end):
            return say("by.within", end=say_span(end))
        case Window(end, start):
            key = "by.window" if start else "by.until"
            return say(key, start=say_span(start) if start else "", end=say_span(end))
        case After(start):
            return say("by.after", start=say_span(start))


def counted(number: int, unit: str) -> str:
    """A number with its unit, which is given in the plural: "1 rule", "3 rules"."""
    return f"{number} {unit.removesuffix('s') if number == 1 else unit}".strip()


def percent(share: float) -> str:
    """A share in per cent: with one digit after the point, or for a small one with two digits that say something."""
    hundred = 100 * share
    return f"{hundred:.1f}" if hundred >= 0.05 or not hundred else f"{hundred:.2g}"


def say_span(span: Span) -> str:
    """A length of time in words: "30 minutes", "1 day", "5 working days"."""
    return counted(span.amount, {"min": "minutes", "h": "hours"}.get(span.unit, span.unit))


def say_minutes(minutes: int) -> str:
    """How long ago something was, or how far ahead it is: "2 hours 30 minutes ago", "in 20 minutes", "just now"."""
    if minutes == 0:
        return say("time.just_now")
    return say("time.ahead" if minutes < 0 else "time.ago", length=say_length(minutes))


def say_length(minutes: int) -> str:
    """A number of minutes as a length of time: "2 hours 30 minutes"."""
    left, words = abs(minutes), []
    for unit, size in _UNITS:
        count, left = divmod(left, size)
        if count:
            words.append(counted(count, unit))
    return " ".join(words) or counted(0, "minutes")


def say_moment(moment: datetime, now: datetime) -> str:
    """A moment as people say it: "18:00 today", "09:00 tomorrow", "Fri 27 Nov, 09:00"."""
    local = moment.astimezone(now.tzinfo)
    days = {0: "time.today", 1: "time.tomorrow"}
    key = days.get((local.date() - now.date()).days, "time.another_day")
    return say(key, time=f"{local:%H:%M}", day=say_day(local, now))


def say_day(moment: datetime, now: datetime) -> str:
    """The day of a moment: "Fri 27 Nov", with the year if it is another."""
    # Not %a and %b: those change with the locale, and the same plan must read the same everywhere.
    local = moment.astimezone(now.tzinfo)
    day, month = say("time.days").split()[local.weekday()], say("time.months").split()[local.month - 1]
    return f"{day} {local.day} {month}" + (f" {local.year}" if local.year != now.year else "")
