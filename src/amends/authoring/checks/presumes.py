"""presumes: a text takes something for granted that is not so for everybody who reads it.

Why it matters: "another coat" tells somebody who has none on yet that they have; "your neighbour" sends
somebody to a person whom they do not have. The words are right for most, so nobody sees it but the one who is hurt.
`presumes` in the pack says of such phrases when they are true. Of two phrases at the same place the longer one counts,
so "another coat of paint" can have an entry of its own beside "another coat". A short phrase may have
`when: {any: []}`, true of nobody: whoever writes it gives the longer words in which it is true an entry that says when.

Before: `avoid: [another coat]` in a rule for `wears_a_coat: ["yes", "no"]`.
After: `avoid: [a long coat]`; or a rule for each answer, each with its words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from amends.authoring.finding import Finding
from amends.domain.conditions import met
from amends.domain.message import Message
from amends.domain.model import Advised, AllOf, AnyOf, AnyRule, Not, Pack, Where
from amends.domain.phrases import Lexicon
from amends.logic.diagram import NONE
from amends.logic.smallest import smallest_example
from amends.logic.steps import Logic, read

NOBODY = AnyOf(())
"""The condition of a phrase that is true of nobody: `any: []`."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """Texts, each with the name of its field, that are read wherever one of some rules stands."""

    name: str
    texts: tuple[tuple[str, str], ...]
    rules: frozenset[str]
    where: Where


def presumes(pack: Pack) -> Iterator[Finding]:
    logic, lexicon = read(pack), Lexicon(pack.presumes)
    for spoken in (*map(of_rule, pack.rules), *_of_head(pack)):
        yield from presumed(logic, lexicon, spoken)


def of_rule(rule: AnyRule) -> Spoken:
    """What a rule says."""
    return Spoken(rule.id, rule.texts, frozenset((rule.id,)), rule.where)


def _of_head(pack: Pack) -> Iterator[Spoken]:
    """The words for acts and for channels."""
    for act in pack.acts:
        ids = frozenset(rule.id for rule in pack.steps_of.get(act.name, ()))
        yield Spoken(act.name, (("words", act.label),), ids, act.where)
    for channel in pack.channels:
        ids = frozenset(rule.id for rule in pack.step.values() if rule.step.channel == channel.name)
        yield Spoken(channel.name, (("channels", channel.label),), ids, channel.where)


def presumed(logic: Logic, lexicon: Lexicon, spoken: Spoken) -> Iterator[Finding]:
    """What texts take for granted, and what is not so somewhere where they are read."""
    for field, each in lexicon.in_texts(spoken.texts):
        untrue = AllOf((Advised(spoken.rules), Not(each.when)))
        where = logic.diagrams.meet(logic.holds(untrue), logic.possible)
        if where != NONE:
            count = logic.diagrams.count(where)
            key = "presumes.nobody" if each.when == NOBODY else "presumes"
            parts = {"field": field, "rule": spoken.name, "phrase": each.phrase, "when": each.when, "at": each.where}
            message = Message(key, **parts, count=count)
            yield Finding(message, spoken.where, smallest_example(logic, where), shows=partial(met, untrue))
