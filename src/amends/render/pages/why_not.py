"""What keeps a step out of a plan, as a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from amends.advice.why_not import Unmet, WhyNot
from amends.domain.model import Answer, Pack
from amends.render.page import Block, Entry, Heading, Page, Paragraph, section
from amends.render.say_values import condition_entries, fact_words, headline, parts_words
from amends.render.words import say


def why_not_page(found: WhyNot) -> Page:
    """What keeps a step out of a plan, and what would bring it in."""
    pack = found.plan.pack
    return (
        Heading(say("whynot.title", step=found.rule.id), 1),
        Paragraph(headline(found.rule)),
        *((Paragraph(say("whynot.instead", other=found.instead)),) if found.instead else ()),
        *_kept_out(found),
        *section(say("whynot.reach"), (_way(pack, way) for way in found.within_reach)),
        *((Paragraph(say("whynot.out")),) if found.out_of_reach else ()),
        *section(say("whynot.past"), (_way(pack, way) for way in found.past)),
    )


def _kept_out(found: WhyNot) -> Iterator[Block]:
    if found.overruled_by:
        yield Paragraph(say("whynot.overruled", by=", ".join(parts_words(found.plan.pack, found.overruled_by))))
        return
    if found.crowded_by:
        yield Paragraph(say("whynot.crowded", by=", ".join(parts_words(found.plan.pack, found.crowded_by))))
        return
    yield Heading(say("whynot.unmet"))
    for unmet in found.unmet:
        for entry in condition_entries(found.plan.pack, unmet.test):
            yield Entry(f"{entry.text} {_distance(unmet)}", parts=entry.parts)


def _distance(unmet: Unmet) -> str:
    if unmet.distance is None:
        return say("whynot.never")
    key = "whynot.distance_one" if unmet.distance == 1 else "whynot.distance"
    return say(key, count=str(unmet.distance))


def _way(pack: Pack, way: Mapping[str, Answer]) -> Entry:
    changes = "; ".join(fact_words("whynot.change", pack, name, value) for name, value in way.items())
    return Entry(say("whynot.way", changes=changes))
