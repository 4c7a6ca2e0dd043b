"""Today's code gives the plans that were given before the new words, but for the exceptions that are named."""

from __future__ import annotations

import pytest
import snapshot

HEAD, NAMES, *HASHES = snapshot.KEPT.read_text("utf-8").splitlines()
FEW = 240
"""So many are looked at in every run; all of them in the sweep."""


def test_the_snapshot_says_what_it_was_made_of() -> None:
    assert HEAD.startswith(f"# seed {snapshot.SEED}, commit ")
    assert f"# {' '.join(snapshot.PARTS)}" == NAMES
    assert len(HASHES) == snapshot.COUNT


def test_the_first_plans_are_what_they_were() -> None:
    assert snapshot.lines(0, FEW) == HASHES[:FEW]


@pytest.mark.sweep
@pytest.mark.parametrize("first", range(0, snapshot.COUNT, snapshot.BLOCK))
def test_all_plans_are_what_they_were(first: int) -> None:
    assert snapshot.lines(first, first + snapshot.BLOCK) == HASHES[first : first + snapshot.BLOCK]
