"""Messages in words: every part of one is said here, whatever kind of value it is."""

from __future__ import annotations

from amends.domain.message import Message
from amends.domain.model import Advised, AllOf, AnyOf, Between, Includes, Is, Not
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
        case Is(name, values) | Includes(name, values):
            return say("terse.is", name=name, values=" or ".join(sorted(values)))
        case Between(name, low, high):
            key = "terse.low" if high is None else "terse.high" if low is None else "terse.both"
            return say(key, name=name, low=str(low), high=str(high))
        case Advised(steps):
            return say("terse.advised", values=" or ".join(sorted(steps)))
        case Not(denied):
            return say("terse.not", part=said(denied))
        case AllOf(parts):
            return say("terse.all", parts=said(parts))
        case AnyOf(parts):
            return say("terse.any", parts=said(parts))
    return str(part)
