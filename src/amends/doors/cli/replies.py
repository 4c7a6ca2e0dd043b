"""What a typed reply means for a question: a number of a line, words that find a line, or several of either."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from amends.domain.model import UNSURE, Answer, Fact, Option
from amends.render.words import say

ONE_SCREEN = 12
"""More options than this are shown group by group."""

YES = frozenset({"y", "yes"})
NO = frozenset({"n", "no"})


@dataclass(frozen=True, slots=True)
class Group:
    """A line that opens into the options of a group."""

    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """A numbered line under a question, and what choosing it gives."""

    words: str
    gives: Answer | Group


@dataclass(frozen=True, slots=True)
class Chosen:
    """The reply is an answer; `words` say it back where it was not chosen by its number."""

    answer: Answer
    words: str = ""


@dataclass(frozen=True, slots=True)
class Hits:
    """The reply could be any of these options."""

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Unclear:
    """The reply is none of the lines."""

    message: str


Reading = Chosen | Group | Hits | Unclear


# ----------------------------------------------------------------- lines


def lines(fact: Fact, values: Iterable[str]) -> tuple[Line, ...]:
    """The numbered lines under a question, for those of its values that are still possible."""
    allowed = frozenset(values)
    options = tuple(option for option in fact.options if option.value in allowed)
    grouped = fact.kind == "choice" and len(options) > ONE_SCREEN and len({o.group for o in options}) > 1
    shown = tuple(_first_group(options) if grouped else (_line(option) for option in options))
    return (*shown, *_besides(fact))


def opened(fact: Fact, group: str, values: Iterable[str]) -> tuple[Line, ...]:
    """The lines of one group of options."""
    allowed = frozenset(values)
    return tuple(_line(option) for option in fact.options if option.group == group and option.value in allowed)


def hit_lines(hits: Hits) -> tuple[Line, ...]:
    """The lines of the options that a reply may have meant."""
    return tuple(_line(option) for option in hits.options)


def _line(option: Option) -> Line:
    return Line(option.label or option.value, option.value)


def _first_group(options: tuple[Option, ...]) -> Iterator[Line]:
    """The options of the first group, then one line for each other group, then what belongs to none."""
    first = options[0].group
    yield from (_line(option) for option in options if option.group == first)
    groups = dict.fromkeys(option.group for option in options if option.group not in {first, ""})
    yield from (Line(say("ask.group", group=group), Group(group)) for group in groups)
    yield from (_line(option) for option in options if not option.group and first)


def _besides(fact: Fact) -> Iterator[Line]:
    if fact.kind == "several":
        yield Line(say("ask.none"), frozenset())
    if not fact.required and fact.kind != "number":
        yield Line(say("ask.unsure_line"), UNSURE)


# --------------------------------------------------------------- reading


def read(fact: Fact, shown: tuple[Line, ...], reply: str) -> Reading:
    """What a reply means, when these lines are on the screen; not for numbers, which are read as times and amounts."""
    if fact.kind == "several":
        return _several(fact, shown, reply)
    if fact.kind == "yes_no" and reply.casefold() in YES | NO:
        return Chosen("yes" if reply.casefold() in YES else "no")
    return _one(fact, shown, reply)


def _one(fact: Fact, shown: tuple[Line, ...], reply: str) -> Reading:
    numbered = _by_number(shown, reply)
    if numbered:
        return numbered.gives if isinstance(numbered.gives, Group) else Chosen(numbered.gives)
    groups = (line.gives for line in shown if isinstance(line.gives, Group))
    group = next((group for group in groups if _same(group.name, reply)), None)
    if group:
        return group
    hits = () if re.fullmatch(r"[-+]?\d+", reply) else found(fact.options, reply)
    if len(hits) == 1:
        return Chosen(hits[0].value, hits[0].label or hits[0].value)
    return Hits(hits) if hits else Unclear(say("ask.no_hit", reply=reply))


def _several(fact: Fact, shown: tuple[Line, ...], reply: str) -> Reading:
    if reply.casefold() == "none":
        return Chosen(frozenset[str]())
    items: list[str] = []
    words: list[str] = []
    parts = reply.split() if re.fullmatch(r"[0-9\s]+", reply) else reply.split(",")
    for part in (part.strip() for part in parts if part.strip()):
        reading = _one(fact, shown, part)
        if not isinstance(reading, Chosen):
            return reading
        if not isinstance(reading.answer, str):  # "none of these" or "not sure" stand alone
            return reading if len(parts) == 1 else Unclear(say("ask.alone", reply=part))
        items.append(reading.answer)
        words.append(next(option.label or option.value for option in fact.options if option.value == reading.answer))
    return Chosen(frozenset(items), ", ".join(words)) if items else Unclear(say("ask.no_hit", reply=reply))


def _by_number(shown: tuple[Line, ...], reply: str) -> Line | None:
    if re.fullmatch(r"[0-9]{1,3}", reply) and 1 <= int(reply) <= len(shown):
        return shown[int(reply) - 1]
    return None


# --------------------------------------------------------------- finding


def found(options: tuple[Option, ...], reply: str) -> tuple[Option, ...]:
    """The options that a few words mean: the ones that match best, and all of those that match equally well."""
    for match in (_exactly, _by_search_words, _by_every_word):
        hits = tuple(option for option in options if match(option, reply))
        if hits:
            return hits
    return _best(options, reply) or _nearest(options, reply)


def _exactly(option: Option, reply: str) -> bool:
    return _same(option.value, reply) or _same(option.label, reply)


def _by_search_words(option: Option, reply: str) -> bool:
    return any(_same(word, reply) for word in option.words)


def _by_every_word(option: Option, reply: str) -> bool:
    known = _vocabulary(option)
    wanted = _tokens(reply)
    return bool(wanted) and all(any(word.startswith(token) for word in known) for token in wanted)


def _best(options: tuple[Option, ...], reply: str) -> tuple[Option, ...]:
    """The options that share the most words with the reply; short words say too little to count."""
    wanted = {token for token in _tokens(reply) if len(token) > 2}
    scores = {option.value: len(wanted & _vocabulary(option)) for option in options}
    best = max(scores.values(), default=0)
    return tuple(option for option in options if best and scores[option.value] == best)


def _nearest(options: tuple[Option, ...], reply: str) -> tuple[Option, ...]:
    """The options with a word that is spelt almost like one of the reply."""
    wanted = [token for token in _tokens(reply) if len(token) > 3]
    return tuple(
        option
        for option in options
        if any(difflib.get_close_matches(token, _vocabulary(option), n=1, cutoff=0.75) for token in wanted)
    )


def _vocabulary(option: Option) -> frozenset[str]:
    return frozenset(token for text in (option.value, option.label, *option.words) for token in _tokens(text))


def _tokens(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold().replace("'", ""))


def _same(text: str, reply: str) -> bool:
    return _tokens(text) == _tokens(reply) != []
