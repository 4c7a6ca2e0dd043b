"""Today's code gives the plans that were given before the house was rebuilt, but for the exceptions that are named."""

from __future__ import annotations

import pytest
import snapshot

from amends import packs
from amends.authoring.diff import diff

HEAD, NAMES, *HASHES = snapshot.KEPT.read_text("utf-8").splitlines()
FEW = 240
"""So many are looked at in every run; all of them in the sweep."""


def test_the_snapshot_says_what_it_was_made_of() -> None:
    assert HEAD.startswith(f"# seed {snapshot.SEED}, commit ")
    assert f"# {' '.join(snapshot.PARTS)}" == NAMES
    assert len(HASHES) == snapshot.COUNT


def test_the_pack_says_what_it_said_but_for_the_named_pairs() -> None:
    """Proven over all situations: the house of the rules changes no plan, but for the order of these steps."""
    pack = packs.load()
    found = diff(snapshot.then(pack), pack)
    assert {change.what for change in found.changes} == {"other-order"}
    assert [[change.rule, change.besides] for change in found.changes] == snapshot.THEN["turned"]
    assert (found.only_old, found.only_new) == (0, 0)


def test_the_first_plans_are_what_they_were() -> None:
    assert snapshot.lines(0, FEW) == HASHES[:FEW]


@pytest.mark.sweep
@pytest.mark.parametrize("first", range(0, snapshot.COUNT, snapshot.BLOCK))
def test_all_plans_are_what_they_were(first: int) -> None:
    assert snapshot.lines(first, first + snapshot.BLOCK) == HASHES[first : first + snapshot.BLOCK]
