"""What other answers would change, as a page."""

from __future__ import annotations

from collections.abc import Iterator

from amends.advice.what_if import WhatIf
from amends.render.page import Block, Entry, Heading, Labelled, Page, Paragraph
from amends.render.say_values import due_words, short, value_words
from amends.render.words import say


def what_if_page(found: WhatIf) -> Page:
    """What other answers would change."""
    pack = found.before.pack
    changes = (
        Paragraph(say("whatif.change", question=short(pack.fact[name]), value=value_words(pack, name, value)))
        for name, value in found.changes.items()
    )
    return (Heading(say("whatif.title"), 1), *changes, *_differences(found))


def _differences(found: WhatIf) -> Iterator[Block]:
    pack = found.before.pack
    if not (found.added or found.removed or found.moved):
        yield Paragraph(say("whatif.same"))
    if found.added:
        yield Heading(say("whatif.added"))
    for step in found.added:
        when = Labelled(say("step.when"), due_words(found.after, step))
        yield Entry(say("whatif.by_rule", do=step.rule.step.do, step=step.rule.id), parts=(when,))
    if found.removed:
        yield Heading(say("whatif.removed"))
    for name, above in found.removed.items():
        key = "whatif.overruled" if above else "whatif.by_rule"
        yield Entry(say(key, do=pack.rule[name].step.do, step=name, by=", ".join(above)))
    if found.moved:
        yield Heading(say("whatif.moved"))
    for move in found.moved:
        rule = move.after.rule
        before, after = due_words(found.before, move.before), due_words(found.after, move.after)
        yield Entry(say("whatif.move", do=rule.step.do, step=rule.id, before=before, after=after))
