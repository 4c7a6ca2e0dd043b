"""Whole plans of the shipped pack, pinned: each still is what it was. They guard us until the advice is rewritten."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from amends import packs
from amends.authoring.test import outcomes
from amends.domain.model import Pack
from amends.packs.find import DEFAULT, locate

PINNED = sorted((Path(__file__).parent / "snapshots").glob("plans-*.yaml"))


def pinned(file: Path, folder: Path) -> Pack:
    """The shipped pack with the pinned plans of a file, and with no other cases."""
    for part in (*locate(DEFAULT).glob("*.yaml"), file):
        shutil.copy(part, folder)
    pack = packs.load(folder)
    return replace(pack, cases=tuple(case for case in pack.cases if case.where.file == file.name))


@pytest.mark.parametrize("file", PINNED, ids=lambda file: file.stem)
def test_a_pinned_plan_is_what_it_was(file: Path, tmp_path: Path) -> None:
    found = list(outcomes(pinned(file, tmp_path)))
    assert found
    assert all(outcome.case.plan for outcome in found)
    other = [outcome for outcome in found if not outcome.holds]
    assert [(str(each.case.where), each.missing, each.forbidden, each.refused) for each in other] == []


def test_no_case_of_the_shipped_pack_is_pinned() -> None:
    """What stands among its cases is told by somebody who says what is right."""
    assert [case.title for case in packs.load().cases if case.plan is not None] == []
