"""What is kept between two starts: the same as what would be worked out again, and never in anybody's way."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import strategies
from hypothesis import given, settings

from amends import packs
from amends.domain.model import Pack
from amends.domain.plan import Situation
from amends.logic.prepared import prepared
from amends.logic.steps import Logic, read
from amends.logic.view import view
from amends.packs import cache
from amends.packs.frozen import frozen, thawed

UMBRELLA = Path(__file__).parent / "packs" / "good" / "umbrella"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place for the cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv(cache.OFF, raising=False)
    return tmp_path / "amends"


@given(strategies.packs())
@settings(max_examples=40)
def test_a_frozen_pack_thaws_to_itself(pack: Pack) -> None:
    assert thawed(json.loads(json.dumps(frozen(pack)))) == pack


@given(strategies.packs())
@settings(max_examples=40)
def test_a_recorded_logic_says_the_same(pack: Pack) -> None:
    fresh, again = Logic(pack), Logic.recorded(pack, json.loads(json.dumps(Logic(pack).record())))
    count = fresh.diagrams.count
    assert again.diagrams.count(again.possible) == count(fresh.possible)
    for rule in pack.rules:
        assert again.diagrams.count(again.stands[rule.id]) == count(fresh.stands[rule.id])
        assert again.diagrams.count(again.fires[rule.id]) == count(fresh.fires[rule.id])
    # The old nodes are found again, and not made a second time.
    assert again.holds(pack.rules[0].when) == again.fires[pack.rules[0].id]


def test_a_second_start_reads_what_the_first_one_kept(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = packs.load(UMBRELLA)
    prepared(first)
    assert len(list(home.glob("*.json"))) == 2
    monkeypatch.setattr("amends.packs.reading.read", None)
    monkeypatch.setattr(Logic, "__init__", None)
    second = prepared(packs.load(UMBRELLA))
    assert second == first
    assert read(second).possible > 0


def test_a_changed_file_is_read_again(home: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(UMBRELLA, tmp_path / "umbrella"))
    before = packs.load(folder)
    assert home.exists()
    file = folder / "pack.yaml"
    file.write_text(file.read_text("utf-8").replace("title: ", "title: Not "), "utf-8")
    assert packs.load(folder).title == f"Not {before.title}"


@pytest.mark.parametrize("text", ["", "{}", "[1,2]", "[]", '["0.1.0","x",[1]]', "\x00", "[[[[[["])
def test_a_spoilt_cache_is_no_cache(home: Path, text: str) -> None:
    pack = prepared(packs.load(UMBRELLA))
    situation = Situation()
    seen = view(pack, situation).possible
    for file in home.glob("*.json"):
        file.write_text(text, "utf-8")
    again = prepared(packs.load(UMBRELLA))
    assert again == pack
    assert view(again, situation).possible == seen


@pytest.mark.parametrize("spoilt", [[], [1], {}, "x", [{}, 1, {}, {}, {}, [[], []]]])
def test_a_spoilt_record_is_no_record(home: Path, spoilt: object) -> None:
    pack = packs.load(UMBRELLA)
    cache.keep(f"logic of {pack.hash}", spoilt)
    assert home.exists()
    assert read(prepared(pack)).stands.keys() == pack.rule.keys()


def test_the_cache_can_be_switched_off(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache.OFF, "1")
    prepared(packs.load(UMBRELLA))
    assert not home.exists()


def test_a_place_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    monkeypatch.delenv(cache.OFF, raising=False)
    assert prepared(packs.load(UMBRELLA)).rules


def test_the_oldest_goes(home: Path) -> None:
    for number in range(cache.MOST + 3):
        cache.keep(f"origin {number}", number)
    assert len(list(home.glob("*.json"))) == cache.MOST
    assert cache.fetch(f"origin {cache.MOST + 2}") == cache.MOST + 2
