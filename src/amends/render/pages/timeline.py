"""What waiting changes, as a page."""

from __future__ import annotations

from amends.advice.timeline import Instant, Timeline
from amends.render.page import Block, Entry, Heading, Page, Paragraph
from amends.render.say_values import number_words, parts_words, say_moment
from amends.render.words import say


def timeline_page(found: Timeline) -> Page:
    """The moments at which waiting changes the plan."""
    return (
        Heading(say("time.title"), 1),
        *(_instant(found, instant) for instant in found.instants),
        *((Paragraph(say("time.none")),) if not found.instants and not found.ends else ()),
        *((Paragraph(say("time.ends", at=say_moment(found.ends, found.plan.now))),) if found.ends else ()),
    )


def _instant(found: Timeline, instant: Instant) -> Block:
    pack = found.plan.pack
    elapsed = number_words(pack, pack.fact[pack.clock], instant.elapsed)
    kinds = ("adds", "removes", "rewords")
    changes = ((say(f"time.{kind}"), getattr(instant.change, kind)) for kind in kinds)
    parts = (Entry(label, parts=tuple(map(Entry, parts_words(pack, names)))) for label, names in changes if names)
    at = say_moment(instant.at, found.plan.now)
    return Entry(say("time.instant", at=at, elapsed=elapsed), parts=tuple(parts))
