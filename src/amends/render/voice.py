"""Messages in words: every part of one is said here, whatever kind of value it is."""

from __future__ import annotations

from amends.domain.message import Message
from amends.domain.model import Advised, AllOf, AnyOf, Between, Condition, Includes, Is, Not
from amends.render.words import say


def speak(message: Message) -> str:
    """A message in the words of the catalogue; a place whose name has a capital begins a sentence."""
    parts = {name: said(part) for name, part in message.parts}
    capital = {name.capitalize(): words[:1].upper() + words[1:] for name, words in parts.items()}
    return say(message.key, **parts, **capital)


def said(part: object) -> str:
    """A part of a message: several with commas between them, tests in a few words."""
    match part:
        case tuple():
            return ", ".join(map(said, part))
        case frozenset():
            return ",".join(sorted(part))
        case Is() | Between() | Includes() | Advised() | AllOf() | AnyOf() | Not():
            return _terse(part)
    return str(part)


def _terse(test: Condition) -> str:
    match test:
        case Is(name, values) | Includes(name, values):
            return say("terse.is", name=name, values=" or ".join(sorted(values)))
        case Between(name, low, None):
            return say("terse.low", name=name, low=str(low))
        case Between(name, None, high):
            return say("terse.high", name=name, high=str(high))
        case Between(name, low, high):
            return say("terse.both", name=name, low=str(low), high=str(high))
        case Advised(steps):
            return say("terse.advised", values=" or ".join(sorted(steps)))
        case Not(part):
            return say("terse.not", part=_terse(part))
        case AllOf(parts):
            return say("terse.all", parts=said(parts))
        case AnyOf(parts):
            return say("terse.any", parts=said(parts))
