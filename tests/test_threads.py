"""Many threads may plan at once with one pack: diagrams grow while they are asked, so each thread has its own."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from readers import relevance

from amends import packs
from amends.domain.plan import Situation
from amends.logic import steps

SHIPPED = packs.load()
THREADS = 4


def test_each_thread_has_its_own_diagrams() -> None:
    together = Barrier(THREADS)

    def start(_: int) -> steps.Logic:
        together.wait()
        return steps.read(SHIPPED)

    with ThreadPoolExecutor(THREADS) as pool:
        found = list(pool.map(start, range(THREADS)))
    assert len({id(one.diagrams) for one in (*found, steps.read(SHIPPED))}) == THREADS + 1
    assert steps.read(SHIPPED) is steps.read(SHIPPED)


def test_diagrams_that_grew_too_large_keep_what_the_pack_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    pack = replace(SHIPPED, hash="read only here")
    situation = Situation({"mistake_type": "overslept"})
    first, before = steps.read(pack), relevance(pack, situation)
    monkeypatch.setattr(steps, "CROWDED", 10)
    after = relevance(pack, situation)
    assert after.standing.seen.logic is not first
    assert (after.standing.cautious, after.open) == (before.standing.cautious, before.open)
