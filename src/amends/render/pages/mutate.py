"""How many small faults the pack's own cases notice, as a page."""

from __future__ import annotations

from amends.authoring.mutate import Catch, Mutation
from amends.domain.model import Pack
from amends.render.case_yaml import case_yaml
from amends.render.page import Block, Heading, Lines, Page, Paragraph
from amends.render.words import say


def mutate_page(pack: Pack, found: Mutation) -> Page:
    """How many small faults the pack's own cases and invariants notice, and the cases that would notice the rest."""
    counts = say("mutants.counts", tried=f"{found.tried:,}", caught=f"{found.caught:,}", same=f"{found.same:,}")
    left = len(found.survivors)
    return (
        Heading(say("mutants.title", pack=pack.title), 1),
        Paragraph(counts),
        Paragraph(say("mutants.survive", count=str(left)) if left else say("mutants.none")),
        *(_catch(pack, one) for one in found.missing),
    )


def _catch(pack: Pack, one: Catch) -> Block:
    return Lines(say("mutants.case", count=str(len(one.survivors))), case_yaml(pack, one))
