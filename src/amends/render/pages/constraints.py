"""What the constraints of a pack forbid, as a page."""

from __future__ import annotations

from amends.authoring.constraints import Constrained, Forbidden
from amends.domain.model import Pack
from amends.render.page import Block, Entry, Heading, Labelled, Page, Paragraph
from amends.render.say_values import percent
from amends.render.words import say


def constraints_page(pack: Pack, found: Constrained) -> Page:
    """What each constraint forbids of all combinations of answers, the most first."""
    counts = {"possible": f"{found.possible:,}", "all": f"{found.combinations:,}"}
    left = say("constraints.left", percent=percent(found.possible / found.combinations), **counts)
    return (
        Heading(say("constraints.title", pack=pack.title), 1),
        Paragraph(left),
        *(_forbidden(one) for one in found.constraints),
    )


def _forbidden(one: Forbidden) -> Block:
    alone = say("constraints.count", percent=percent(one.alone / (one.forbids or 1)), count=f"{one.alone:,}")
    return Entry(
        say("constraints.one", id=one.constraint.id, percent=percent(one.share), count=f"{one.forbids:,}"),
        parts=(
            Labelled(say("constraints.because"), one.constraint.because),
            Labelled(say("constraints.alone"), alone),
            Labelled(say("constraints.where"), str(one.constraint.where)),
        ),
    )
