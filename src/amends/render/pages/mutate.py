"""How many small faults the pack's own cases and invariants notice, each apart, as a page."""

from __future__ import annotations

from collections.abc import Iterator

from amends.authoring.mutate import Mutation
from amends.domain.model import Pack
from amends.render.case_yaml import case_yaml
from amends.render.page import Block, Heading, Labelled, Lines, Page, Paragraph
from amends.render.words import say

FEW = 10
"""So many missing cases are read by a person, and so many faults of each; a pack may lack a thousand cases."""


def mutate_page(pack: Pack, found: Mutation, *, whole: bool = False) -> Page:
    """The score of the cases, of the invariants and of both, and a few cases that would better it, or the `whole`."""
    most, faults = None if whole else FEW, found.tried - found.same
    shown = found.missing[:most]
    hidden = found.missing[len(shown) :]
    rest = sum(len(one.survivors) for one in hidden)
    return (
        Heading(say("mutants.title", pack=pack.title), 1),
        *((Paragraph(say("mutants.sample", every=f"{found.every:,}")),) if found.tried < found.every else ()),
        Paragraph(say("mutants.counts", tried=f"{found.tried:,}", same=f"{found.same:,}", faults=f"{faults:,}")),
        _score("by_cases", found.by_cases, faults),
        _score("by_invariants", found.by_invariants, faults),
        _score("by_either", found.caught, faults),
        *_parts(found),
        Paragraph(_left(len(found.survivors), len(hidden))),
        *(Lines(say("mutants.case", count=str(len(one.survivors))), case_yaml(pack, one, most)) for one in shown),
        *((Paragraph(say("mutants.more", count=f"{len(hidden):,}", faults=f"{rest:,}")),) if hidden else ()),
    )


def _score(who: str, caught: int, faults: int) -> Block:
    percent = 100 * caught // faults if faults else 100  # rounded down: 100 % only if nothing is missed
    return Labelled(say(f"mutants.{who}"), say("mutants.score", caught=f"{caught:,}", percent=str(percent)))


def _parts(found: Mutation) -> Iterator[Block]:
    """Steps, outlooks and answers apart, where there is more than one of these."""
    for gives, (caught, faults) in found.parts.items() if len(found.parts) > 1 else ():
        counts = {"caught": f"{caught:,}", "all": f"{faults:,}", "percent": str(100 * caught // faults)}
        yield Labelled(say(f"mutants.{gives}"), say("mutants.of", **counts))


def _left(survivors: int, more: int) -> str:
    if not survivors:
        return say("mutants.none")
    return say("mutants.survive_many" if more else "mutants.survive", count=f"{survivors:,}")
