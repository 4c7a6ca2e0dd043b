"""presumes: a text takes something for granted that is not so for everybody who reads it.

Why it matters: "another apology" tells somebody who has said nothing yet that they have; "your recruiter" sends
somebody to a person whom they do not have. The words are right for most, so nobody sees it but the one who is hurt.
`presumes` in the pack says of such phrases when they are true. Of two phrases at the same place the longer one counts,
so "another apology in the same breath" can have an entry of its own beside "another apology". A short phrase may have
`when: {any: []}`, true of nobody: whoever writes it gives the longer words in which it is true an entry that says when.

Before: `avoid: [another apology]` in a rule for `apologised: ["yes", "no"]`.
After: `avoid: [a long apology]`; or a rule for each answer, each with its words.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from amends.authoring.finding import Finding
from amends.domain.conditions import met
from amends.domain.message import Message
from amends.domain.model import Advised, AllOf, AnyOf, AnyRule, Not, Pack
from amends.domain.phrases import Lexicon
from amends.logic.diagram import NONE
from amends.logic.smallest import smallest_example
from amends.logic.steps import Logic, read

NOBODY = AnyOf(())
"""The condition of a phrase that is true of nobody: `any: []`."""


def presumes(pack: Pack) -> Iterator[Finding]:
    logic, lexicon = read(pack), Lexicon(pack.presumes)
    for rule in pack.rules:
        yield from presumed(logic, lexicon, rule)


def presumed(logic: Logic, lexicon: Lexicon, rule: AnyRule) -> Iterator[Finding]:
    """What the texts of a rule take for granted, and what is not so somewhere where it stands."""
    for field, each in lexicon.in_texts(rule.texts):
        untrue = AllOf((Advised(frozenset((rule.id,))), Not(each.when)))
        where = logic.diagrams.meet(logic.holds(untrue), logic.possible)
        if where != NONE:
            count = logic.diagrams.count(where)
            key = "presumes.nobody" if each.when == NOBODY else "presumes"
            parts = {"field": field, "rule": rule.id, "phrase": each.phrase, "when": each.when, "at": each.where}
            message = Message(key, **parts, count=count)
            yield Finding(message, rule.where, smallest_example(logic, where), shows=partial(met, untrue))
