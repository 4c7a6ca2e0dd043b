"""How many small faults the pack's own cases and invariants notice, each apart, as a page."""

from __future__ import annotations

from collections.abc import Iterator

from amends.authoring.mutate import Catch, Mutation
from amends.domain.model import Pack
from amends.render.case_yaml import case_yaml
from amends.render.page import Block, Heading, Labelled, Lines, Page, Paragraph
from amends.render.words import say

FEW = 10
"""So many missing cases are read by a person, and so many faults of each; a pack may lack a thousand cases."""


def mutate_page(pack: Pack, found: Mutation, *, whole: bool = False) -> Page:
    """The score of the cases, of the invariants and of both, and a few cases that would better it, or the `whole`."""
    return tuple(_blocks(pack, found, None if whole else FEW))


def _blocks(pack: Pack, found: Mutation, most: int | None) -> Iterator[Block]:
    faults = found.tried - found.same
    yield Heading(say("mutants.title", pack=pack.title), 1)
    yield Paragraph(say("mutants.counts", tried=f"{found.tried:,}", same=f"{found.same:,}", faults=f"{faults:,}"))
    yield _score("by_cases", found.by_cases, faults)
    yield _score("by_invariants", found.by_invariants, faults)
    yield _score("by_either", found.caught, faults)
    shown = found.missing[:most]
    more = len(found.missing) - len(shown)
    yield Paragraph(_left(len(found.survivors), more))
    yield from (_catch(pack, one, most) for one in shown)
    if more:
        rest = len(found.survivors) - sum(len(one.survivors) for one in shown)
        yield Paragraph(say("mutants.more", count=f"{more:,}", faults=f"{rest:,}"))


def _score(who: str, caught: int, faults: int) -> Block:
    percent = 100 * caught // faults if faults else 100  # rounded down: 100 % only if nothing is missed
    return Labelled(say(f"mutants.{who}"), say("mutants.score", caught=f"{caught:,}", percent=str(percent)))


def _left(survivors: int, more: int) -> str:
    if not survivors:
        return say("mutants.none")
    return say("mutants.survive_many" if more else "mutants.survive", count=f"{survivors:,}")


def _catch(pack: Pack, one: Catch, most: int | None) -> Block:
    return Lines(say("mutants.case", count=str(len(one.survivors))), case_yaml(pack, one, most))
