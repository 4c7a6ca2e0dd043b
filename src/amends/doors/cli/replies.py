"""What a typed reply means for a question: a number of a line, words that find a line, or several of either."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from amends.domain.bare_words import bare_words
from amends.domain.message import Message
from amends.domain.model import UNSURE, Answer, Fact, Option
from amends.domain.problems import BadAnswers, Problem
from amends.render.say_values import label
from amends.render.words import say

ONE_SCREEN = 12
"""More options than this are shown group by group."""

YES_NO = {"y": "yes", "yes": "yes", "n": "no", "no": "no"}


@dataclass(frozen=True, slots=True)
class Menu:
    """Numbered lines; without a `title` they stand under the question itself."""

    lines: tuple[Line, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A numbered line under a question, and what choosing it gives: an answer, or the lines of a `group`."""

    words: str
    gives: Answer | Menu
    group: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The reply is an answer; `words` say it back where it was not chosen by its number."""

    answer: Answer
    words: str = ""


# ----------------------------------------------------------------- lines


def menu(fact: Fact, values: Iterable[str]) -> Menu:
    """The numbered lines under a question, for those of its values that are still possible."""
    allowed = frozenset(values)
    options = tuple(option for option in fact.options if option.value in allowed)
    grouped = fact.kind == "choice" and len(options) > ONE_SCREEN and len({o.group for o in options}) > 1
    return Menu((*(_first_group(options) if grouped else map(_line, options)), *_besides(fact)))


def _line(option: Option) -> Line:
    return Line(option.label or option.value, option.value)


def _first_group(options: tuple[Option, ...]) -> Iterator[Line]:
    """The options of the first group, then one line for each other group, then what belongs to none."""
    members: dict[str, list[Line]] = {}
    for option in options:
        members.setdefault(option.group, []).append(_line(option))
    first = options[0].group
    yield from members.pop(first)
    rest = members.pop("", ())
    yield from (Line(say("ask.group", group=name), Menu(tuple(lines)), name) for name, lines in members.items())
    yield from rest


def _besides(fact: Fact) -> Iterator[Line]:
    if fact.kind == "several":
        yield Line(say("ask.none"), frozenset())
    if not fact.required and fact.kind != "number":
        yield Line(say("ask.unsure_line"), UNSURE)


# --------------------------------------------------------------- reading


def read(fact: Fact, shown: tuple[Line, ...], reply: str) -> Chosen | Menu:
    """What a reply means, when these lines are on the screen; not for numbers, which are read as times and amounts.

    Raises `BadAnswers` if it is none of the lines.
    """
    if fact.kind == "several":
        return _several(fact, shown, reply)
    if fact.kind == "yes_no" and reply.casefold() in YES_NO:
        return Chosen(YES_NO[reply.casefold()])
    return _one(fact, shown, reply)


def unclear(key: str, **parts: str) -> BadAnswers:
    """What is wrong with a reply."""
    return BadAnswers((Problem(Message(key, **parts)),))


def _one(fact: Fact, shown: tuple[Line, ...], reply: str) -> Chosen | Menu:
    if re.fullmatch(r"[0-9]{1,3}", reply) and 1 <= int(reply) <= len(shown):
        gives = shown[int(reply) - 1].gives
        return gives if isinstance(gives, Menu) else Chosen(gives)
    for line in shown:
        if isinstance(line.gives, Menu) and _same(line.group, reply):
            return line.gives
    hits = () if re.fullmatch(r"[-+]?\d+", reply) else found(fact.options, reply)
    if not hits:
        raise unclear("ask.no_hit", reply=reply)
    if len(hits) > 1:
        return Menu(tuple(map(_line, hits)), say("ask.several_hits"))
    return Chosen(hits[0].value, hits[0].label or hits[0].value)


def _several(fact: Fact, shown: tuple[Line, ...], reply: str) -> Chosen | Menu:
    if reply.casefold() == "none":
        return Chosen(frozenset[str]())
    items: list[str] = []
    parts = reply.split() if re.fullmatch(r"[0-9\s]+", reply) else reply.split(",")
    for part in (part.strip() for part in parts if part.strip()):
        reading = _one(fact, shown, part)
        if isinstance(reading, Menu):
            return reading
        if not isinstance(reading.answer, str):  # "none of these" or "not sure" stand alone
            if len(parts) > 1:
                raise unclear("ask.alone", reply=part)
            return reading
        items.append(reading.answer)
    if not items:
        raise unclear("ask.no_hit", reply=reply)
    return Chosen(frozenset(items), ", ".join(label(fact, item) for item in items))


# --------------------------------------------------------------- finding


def found(options: tuple[Option, ...], reply: str) -> tuple[Option, ...]:
    """The options that a few words mean: the ones that match best, and all of those that match equally well."""
    for match in (_exactly, _as_said, _by_every_word):
        hits = tuple(option for option in options if match(option, reply))
        if hits:
            return hits
    return _best(options, reply) or _nearest(options, reply)


def _exactly(option: Option, reply: str) -> bool:
    return _same(option.value, reply) or _same(option.label, reply)


def _as_said(option: Option, reply: str) -> bool:
    return any(_same(phrase, reply) for phrase in option.said)


def _by_every_word(option: Option, reply: str) -> bool:
    known = _vocabulary(option)
    wanted = bare_words(reply)
    return bool(wanted) and all(any(word.startswith(token) for word in known) for token in wanted)


def _best(options: tuple[Option, ...], reply: str) -> tuple[Option, ...]:
    """The options that share the most words with the reply; short words say too little to count."""
    wanted = {token for token in bare_words(reply) if len(token) > 2}
    scores = {option.value: len(wanted & _vocabulary(option)) for option in options}
    best = max(scores.values(), default=0)
    return tuple(option for option in options if best and scores[option.value] == best)


def _nearest(options: tuple[Option, ...], reply: str) -> tuple[Option, ...]:
    """The options with a word that is spelt almost like one of the reply."""
    wanted = [token for token in bare_words(reply) if len(token) > 3]
    return tuple(
        option
        for option in options
        if any(difflib.get_close_matches(token, _vocabulary(option), n=1, cutoff=0.75) for token in wanted)
    )


def _vocabulary(option: Option) -> frozenset[str]:
    return frozenset(token for text in (option.value, option.label, *option.said) for token in bare_words(text))


def _same(text: str, reply: str) -> bool:
    return bare_words(text) == bare_words(reply) != ()
