"""Values, conditions and times of a pack in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from amends.domain.due import counted, say_length, say_minutes, say_span
from amends.domain.model import (
    Advised,
    AllOf,
    Answer,
    AnyOf,
    Between,
    By,
    Condition,
    Fact,
    Includes,
    Is,
    Named,
    Not,
    Pack,
    Unsure,
)
from amends.render.page import Block, Entry, Labelled
from amends.render.words import say


def value_words(pack: Pack, name: str, value: Answer) -> str:
    """The value of a fact or a conclusion as the person would say it."""
    fact = pack.fact.get(name)
    if isinstance(value, Unsure):
        return say("value.unsure")
    if fact is None:
        return str(value)
    if isinstance(value, frozenset):
        return ", ".join(label(fact, item) for item in fact.values if item in value) or say("value.none")
    if isinstance(value, int):
        return number_words(pack, fact, value)
    return label(fact, value)


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


def label_of(named: Iterable[Named], name: str) -> str:
    """The words for a phase, a channel or a slot."""
    return next((one.label for one in named if one.name == name), name)


def steps_words(pack: Pack, steps: Iterable[str]) -> list[str]:
    """What each step is to do, with its name."""
    return [say("whatif.by_rule", do=pack.rule[step].step.do, step=step) for step in steps]


def named_words(label: str, names: Iterable[str]) -> Iterator[Block]:
    """Names behind a label; nothing if there are none."""
    words = ", ".join(names)
    if words:
        yield Labelled(label, words)


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
    match (test.low, test.high):
        case (None, high):
            words = say("range.high", high=str(high))
        case (low, None):
            words = say("range.low", low=str(low))
        case (low, high) if low == high:
            words = str(low)
        case (low, high):
            words = say("range.both", low=str(low), high=str(high))
    return f"{words} {unit}".strip()


def _ordered(pack: Pack, name: str, values: frozenset[str]) -> list[str]:
    known = pack.fact[name].values if name in pack.fact else pack.conclusion[name].values
    return [value for value in known if value in values] + sorted(values.difference(known))


# ----------------------------------------------------------------- times


def by_words(by: By) -> str:
    """When a step is due, whatever the time is now."""
    start = say_span(by.start) if by.start else ""
    end = say_span(by.end) if by.end else ""
    kind = "until" if by.kind == "window" and not start else by.kind
    return say(f"by.{kind}", start=start, end=end)
