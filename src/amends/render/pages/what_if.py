"""What other answers would change, as a page."""

from __future__ import annotations

from amends.advice.what_if import Moved, WhatIf
from amends.domain.model import AnyRule, Pack
from amends.domain.plan import Advice
from amends.render.page import Entry, Heading, Page, Paragraph, labelled, section
from amends.render.say_values import due_words, fact_words, headline, named_part, step_words
from amends.render.words import say


def what_if_page(found: WhatIf) -> Page:
    """What other answers would change."""
    pack = found.before.pack
    differences = (
        *section(say("whatif.added"), (_added(found, step) for step in found.added)),
        *section(say("whatif.removed"), (_removed(pack.rule[name], above) for name, above in found.removed.items())),
        *section(
            say("whatif.moved"), (_moved(found, move) for move in found.moved if not move.after.rule.step.asks_nothing)
        ),
        *section(say("whatif.reworded"), (_reworded(pack, pair) for pair in found.reworded)),
        *section(say("whatif.comes"), (Entry(step_words("whatif.by_rule", part.rule)) for part in found.comes)),
        *section(say("whatif.goes"), (Entry(step_words("whatif.by_rule", part.rule)) for part in found.goes)),
    )
    return (
        Heading(say("whatif.title"), 1),
        *(Paragraph(fact_words("whatif.change", pack, name, value)) for name, value in found.changes.items()),
        *(differences or (Paragraph(say("whatif.same")),)),
    )


def _added(found: WhatIf, step: Advice) -> Entry:
    when = labelled(say("step.when"), due_words(found.after, step))
    return Entry(step_words("whatif.by_rule", step.rule), parts=when)


def _reworded(pack: Pack, pair: Moved) -> Entry:
    before, after = (headline(advice.rule) for advice in (pair.before, pair.after))
    act = pair.after.rule.act
    return Entry(say("whatif.reword", act=named_part(pack, act), name=act, before=before, after=after))


def _removed(rule: AnyRule, above: tuple[str, ...]) -> Entry:
    return Entry(step_words("whatif.overruled" if above else "whatif.by_rule", rule, by=", ".join(above)))


def _moved(found: WhatIf, move: Moved) -> Entry:
    before, after = due_words(found.before, move.before), due_words(found.after, move.after)
    return Entry(step_words("whatif.move", move.after.rule, before=before, after=after))
