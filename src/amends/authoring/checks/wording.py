"""hard-to-read, too-long, shouting: a step's words are harder than somebody in distress can take in.

Why it matters: the person reads this at a bad moment, on a phone. A step should be readable in eighth grade
(Flesch-Kincaid: Kincaid and others, 1975), no text longer than 40 words, and nothing should shout.

Before: "It is advisable to initiate communication with the organisation at the earliest opportunity!"
After: "Ring them now."
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from amends.authoring.finding import Finding
from amends.domain.message import Message
from amends.domain.model import AnyRule, Pack
from amends.domain.slots import SLOT

GRADE = 8
WORDS = 40

_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
_END = re.compile(r"(?<=[.!?:])[\"\u201d']?\s+")


def wording(pack: Pack) -> Iterator[Finding]:
    for rule in pack.rules:
        for field, text in _texts(rule):
            count = len(_WORD.findall(text))
            if count > WORDS:
                message = Message("too-long", field=field, rule=rule.id, count=count, most=WORDS)
                yield Finding(message, rule.where, level="note")
            if "!" in text:
                yield Finding(Message("shouting", field=field, rule=rule.id), rule.where, level="note")
    for name, reached in grades(pack).items():
        if reached > GRADE:
            message = Message("hard-to-read", rule=name, grade=f"{reached:.1f}", most=GRADE)
            yield Finding(message, pack.rule[name].where, level="note")


@lru_cache(maxsize=8)
def grades(pack: Pack) -> Mapping[str, float]:
    """The Flesch-Kincaid grade of each step by the id of its rule; none for a pack in another language than English."""
    if not pack.language.startswith("en"):
        return {}
    return {rule.id: grade(" ".join(text for _, text in _texts(rule))) for rule in pack.rules}


def _texts(rule: AnyRule) -> Iterator[tuple[str, str]]:
    """The texts of a rule by the name of their field; what to avoid is read in one go."""
    together: dict[str, list[str]] = {}
    for field, text in rule.texts:
        together.setdefault(field, []).append(text)
    return ((field, "; ".join(texts)) for field, texts in together.items() if any(texts))


def grade(text: str) -> float:
    """The Flesch-Kincaid grade of an English text; a slot counts as a short word."""
    import readability  # only this check needs it

    sentences = (" ".join(_WORD.findall(sentence)) for sentence in _END.split(SLOT.sub("Ann", text)))
    tokens = "\n".join(sentence for sentence in sentences if sentence)
    return float(readability.getmeasures(tokens, lang="en")["readability grades"]["Kincaid"]) if tokens else 0
