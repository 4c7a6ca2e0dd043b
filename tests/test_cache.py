"""What is kept between two starts: the same as what would be worked out again, and never in anybody's way."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import strategies
from hypothesis import example, given, settings
from hypothesis import strategies as st

from amends import packs
from amends.advice.plan import advise
from amends.domain.model import Pack
from amends.domain.plan import Plan, Situation
from amends.logic.prepared import prepared
from amends.logic.space import Space
from amends.logic.steps import Logic, read
from amends.packs import cache, reading
from amends.packs.frozen import frozen, thawed

UMBRELLA = Path(__file__).parent / "packs" / "good" / "umbrella"
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
ORIGIN = ("a test", "of the cache")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 40) | st.floats() | st.text(max_size=3),
    lambda parts: st.lists(parts, max_size=6) | st.dictionaries(st.text(max_size=3), parts, max_size=3),
)


@contextmanager
def empty_home() -> Iterator[Path]:
    """An empty place for the cache: the folder that it will make."""
    with TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", place)
        patch.delenv(cache.OFF, raising=False)
        yield Path(place) / "amends"


@pytest.fixture
def home() -> Iterator[Path]:
    with empty_home() as folder:
        yield folder


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which packs are read from their files from now on, by title."""
    seen: list[str] = []

    def noted(*args: Any, **kwargs: Any) -> Any:
        found = read_anew(*args, **kwargs)
        seen.append(found[0].title)
        return found

    read_anew = reading.read
    monkeypatch.setattr(reading, "read", noted)
    return seen


def plans() -> list[Plan]:
    """What a command would say of a few situations; every one of them is another."""
    pack = prepared(packs.load(UMBRELLA))
    return [advise(pack, Situation({"weather": sky}), NOW) for sky in ("sun", "clouds", "drizzle", "rain", "storm")]


def kept(home: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in home.iterdir() if file.is_file()}


# --------------------------------------------------------------------- what is kept


@given(strategies.packs())
@settings(max_examples=40)
def test_a_frozen_pack_thaws_to_itself(pack: Pack) -> None:
    assert thawed(json.loads(json.dumps(frozen(pack)))) == pack


@given(strategies.packs())
def test_what_is_left_out_for_a_plan_cuts_no_number_otherwise(pack: Pack) -> None:
    light = thawed(json.loads(json.dumps(frozen(pack))), whole=False)
    assert light
    assert Space((light,)).variables == Space((pack,)).variables
    assert light.hash == pack.hash


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


@given(JSON)
@settings(max_examples=300)
def test_what_is_no_frozen_pack_thaws_to_nothing(data: object) -> None:
    assert thawed(data) is None
    assert thawed([data, "[-1]"]) is None
    assert thawed([data, "[-1]"], whole=False) is None


def test_a_second_start_reads_what_the_first_one_kept(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = packs.load(UMBRELLA)
    prepared(first)
    assert len(kept(home)) == 2
    monkeypatch.setattr(reading, "read", None)
    monkeypatch.setattr(Logic, "__init__", None)
    second = prepared(packs.load(UMBRELLA))
    assert second == first
    assert read(second).possible > 0


def test_the_cache_can_be_switched_off(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache.OFF, "1")
    plans()
    assert not home.exists()


@pytest.mark.parametrize(
    "spoilt", [[], [1], {}, "x", 5, [{}, 1, {}, {}, {}, [[], []]], [{}, 1, {}, {}, {}, [[9, 9], [[], []]]]]
)
def test_a_spoilt_record_is_no_record(home: Path, spoilt: object) -> None:
    pack = packs.load(UMBRELLA)
    sound = plans()
    assert home.exists()
    cache.keep(("logic", pack.hash), spoilt)
    assert cache.fetch(("logic", pack.hash)) == spoilt
    assert plans() == sound
    assert read(pack).stands.keys() == pack.rule.keys()


# --------------------------------------------------------------------- for one origin alone


@given(st.lists(st.text("a\n 1", max_size=4), max_size=4), st.lists(st.text("a\n 1", max_size=4), max_size=4))
@example(["a", "b"], ["ab"])
@example(["a 1\nxb", "y"], ["a", "x", "b", "y"])
@example(["\udcff"], [])  # a name that is no text
def test_no_origin_gets_what_another_one_kept(one: list[str], other: list[str]) -> None:
    with empty_home():
        cache.keep(tuple(one), "one")
        assert cache.fetch(tuple(one)) == "one"
        assert cache.fetch(tuple(other)) == ("one" if one == other else None)


def test_a_name_that_looks_like_a_file_is_not_that_file(home: Path, tmp_path: Path) -> None:
    """All of a file stands in the name of another: the constraint in it is gone, and must not be taken for known."""
    assert not home.exists()
    more = "constraints: [{id: dry, if: {weather: sun}, then: {has_umbrella: false}, because: x}]\n"
    whole, lacking = (Path(shutil.copytree(UMBRELLA, tmp_path / name)) for name in ("whole", "lacking"))
    (whole / "aaa.yaml").write_text(more, "utf-8")
    (lacking / "cases.yaml").rename(lacking / f"aaa.yaml {len(more)}\n{more}cases.yaml")
    assert "dry" not in {constraint.id for constraint in packs.load(lacking).constraints}
    assert "dry" in {constraint.id for constraint in packs.load(whole).constraints}


def test_a_changed_file_is_read_again(home: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(UMBRELLA, tmp_path / "umbrella"))
    before = packs.load(folder)
    assert home.exists()
    file = folder / "pack.yaml"
    file.write_text(file.read_text("utf-8").replace("title: ", "title: Not "), "utf-8")
    assert packs.load(folder).title == f"Not {before.title}"


# --------------------------------------------------------------------- by one program alone


def _same_time(file: Path, text: str) -> None:
    when = file.stat().st_mtime_ns
    file.write_text(text, "utf-8")
    os.utime(file, ns=(when, when))


CHANGES: dict[str, Callable[[Path], object]] = {
    "a text": lambda folder: (folder / "deep/er/module.py").write_text("x = 11", "utf-8"),
    "a size": lambda folder: _same_time(folder / "deep/er/module.py", "x = 11"),
    "a time": lambda folder: os.utime(folder / "deep/er/module.py", ns=(1, 1)),
    "a name": lambda folder: (folder / "deep/er/module.py").rename(folder / "deep/er/other.py"),
    "a folder": lambda folder: (folder / "deep/er").rename(folder / "deep/other"),
    "one more": lambda folder: (folder / "deep/er/more.py").touch(),
    "one less": lambda folder: (folder / "deep/er/module.py").unlink(),
}


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The sources of another program, which is what runs."""
    (tmp_path / "deep/er").mkdir(parents=True)
    for name in ("__init__.py", "deep/er/module.py"):
        (tmp_path / name).write_text("x = 1", "utf-8")
    monkeypatch.setattr(cache, "PROGRAM", tmp_path)
    cache.stamp.cache_clear()
    yield tmp_path
    cache.stamp.cache_clear()


@pytest.mark.parametrize("change", CHANGES)
def test_another_program_works_it_out_anew(home: Path, sources: Path, change: str) -> None:
    cache.keep(ORIGIN, "before")
    CHANGES[change](sources)
    cache.stamp.cache_clear()  # the next start
    assert cache.fetch(ORIGIN) is None
    cache.keep(ORIGIN, "after")
    assert cache.fetch(ORIGIN) == "after"
    assert len(kept(home)) == 1


def test_compiled_files_are_no_sources(home: Path, sources: Path) -> None:
    assert not home.exists()
    cache.keep(ORIGIN, "kept")
    (sources / "__pycache__").mkdir()
    (sources / "__pycache__" / "module.py").touch()
    (sources / "py.typed").touch()
    cache.stamp.cache_clear()
    assert cache.fetch(ORIGIN) == "kept"


def test_a_program_that_changes_while_it_runs_stays_what_it_was(home: Path, sources: Path) -> None:
    cache.keep(ORIGIN, "before")
    CHANGES["a text"](sources)
    cache.keep(ORIGIN, "still before")
    cache.stamp.cache_clear()
    assert home.exists()
    assert cache.fetch(ORIGIN) is None


# --------------------------------------------------------------------- damage


Damage = Callable[[bytes], bytes]
PLACE = st.floats(0, 1, exclude_max=True)
DAMAGE: st.SearchStrategy[Damage] = st.one_of(
    st.builds(lambda at, by: lambda data: _flipped(data, int(at * len(data)), by), PLACE, st.integers(1, 255)),
    st.builds(lambda at, by: lambda data: _flipped(data, int(at * min(len(data), 80)), by), PLACE, st.integers(1, 255)),
    st.builds(lambda at: lambda data: data[: int(at * len(data))], PLACE),
    st.builds(
        lambda at, more: lambda data: data[: int(at * len(data))] + more + data[int(at * len(data)) :],
        PLACE,
        st.binary(min_size=1, max_size=3),
    ),
    st.sampled_from(
        [b"", b"5", b"null", b"{}", b"[1,2]", b"[]", b'["0.1.0",[1]]', b"\x00", b"[" * 100_000, b"\xff" * 99]
    ).map(lambda text: lambda _: text),
)


def _flipped(data: bytes, at: int, by: int) -> bytes:
    return data[:at] + bytes([data[at] ^ by]) + data[at + 1 :]


@pytest.fixture(scope="module")
def sound() -> Iterator[tuple[Path, list[Plan]]]:
    """A sound cache, and the plans that were made with it."""
    with empty_home() as folder:
        yield folder, plans()


@given(st.integers(0, 1), DAMAGE)
@settings(max_examples=200)
def test_damage_is_seen_and_mended(sound: tuple[Path, list[Plan]], which: int, damage: Damage) -> None:
    folder, meant = sound
    with empty_home() as home:
        before = kept(shutil.copytree(folder, home))
        spoilt = home / sorted(before)[which]
        spoilt.write_bytes(damage(spoilt.read_bytes()))
        assert kept(home) != before
        assert plans() == meant
        assert kept(home) == before


def test_entries_in_each_others_place_are_none(home: Path) -> None:
    cache.keep(ORIGIN, "one")
    (one,) = home.iterdir()
    cache.keep(ORIGIN[1:], "other")
    (other,) = set(home.iterdir()) - {one}
    for swapped, text in zip((one, other), (other.read_bytes(), one.read_bytes()), strict=True):
        swapped.write_bytes(text)
    assert cache.fetch(ORIGIN) is None
    assert cache.fetch(ORIGIN[1:]) is None


# --------------------------------------------------------------------- the user's own


def test_what_is_another_users_is_left_alone(home: Path, monkeypatch: pytest.MonkeyPatch, fresh: list[str]) -> None:
    meant = plans()
    before = kept(home)
    fresh.clear()
    monkeypatch.setattr(os, "geteuid", lambda: 4711)
    assert plans() == meant
    assert len(fresh) == 1
    assert kept(home) == before


@pytest.mark.parametrize("mode", [0o720, 0o702, 0o777, 0o1777])
def test_a_folder_that_others_can_write_is_left_alone(home: Path, mode: int, fresh: list[str]) -> None:
    meant = plans()
    before = kept(home)
    fresh.clear()
    home.chmod(mode)
    assert plans() == meant
    assert len(fresh) == 1
    cache.keep(ORIGIN, "more")
    assert kept(home) == before


@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_a_file_that_others_can_write_is_made_anew(home: Path, mode: int, fresh: list[str]) -> None:
    meant = plans()
    for file in home.iterdir():
        file.chmod(mode)
    fresh.clear()
    assert plans() == meant
    assert len(fresh) == 1
    assert {file.stat().st_mode & 0o777 for file in home.iterdir()} == {0o600}


def test_no_system_call_for_owners_no_question_of_owners(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("geteuid", "O_NOFOLLOW", "O_NONBLOCK"):
        monkeypatch.delattr(os, name)
    cache.keep(ORIGIN, "kept")
    assert home.exists()
    assert cache.fetch(ORIGIN) == "kept"


def test_a_link_to_a_folder_is_not_followed(home: Path, tmp_path: Path, fresh: list[str]) -> None:
    meant = plans()
    elsewhere = Path(shutil.copytree(home, tmp_path / "elsewhere"))
    before = kept(elsewhere)
    shutil.rmtree(home)
    home.symlink_to(elsewhere)
    fresh.clear()
    assert plans() == meant
    assert len(fresh) == 1
    cache.keep(ORIGIN, "more")
    assert kept(elsewhere) == before


def _linked(file: Path) -> None:
    file.rename(file.parent.parent / file.name)
    file.symlink_to(file.parent.parent / file.name)


def _instead(make: Callable[[Path], object]) -> Callable[[Path], object]:
    return lambda file: (file.unlink(), make(file))


ODD: dict[str, Callable[[Path], object]] = {
    "link": _linked,
    "dangling": _instead(lambda file: file.symlink_to("nowhere")),
    "loop": _instead(lambda file: file.symlink_to(file)),
    "device": _instead(lambda file: file.symlink_to("/dev/zero")),
    "pipe": _instead(os.mkfifo),
}


@pytest.mark.parametrize("odd", ODD)
def test_what_is_no_plain_file_is_made_anew(home: Path, odd: str, fresh: list[str]) -> None:
    meant = plans()
    before = kept(home)
    for file in list(home.iterdir()):
        ODD[odd](file)
    fresh.clear()
    assert plans() == meant
    assert len(fresh) == 1
    assert not any(file.is_symlink() for file in home.iterdir())
    assert kept(home) == before


def test_a_pipe_is_not_listened_to_even_if_it_says_what_was_kept(home: Path) -> None:
    cache.keep(ORIGIN, "kept")
    (file,) = home.iterdir()
    said = file.read_bytes()
    ODD["pipe"](file)
    pipe = os.open(file, os.O_RDWR)
    os.write(pipe, said)
    assert cache.fetch(ORIGIN) is None
    os.close(pipe)


def test_a_folder_in_the_place_of_a_file_is_no_error(home: Path) -> None:
    meant = plans()
    names = sorted(kept(home))
    for name in names:
        (home / name).unlink()
        (home / name).mkdir()
    assert plans() == meant
    assert sorted(file.name for file in home.iterdir()) == names


def test_a_place_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    monkeypatch.delenv(cache.OFF, raising=False)
    assert plans()


def test_without_a_home_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: Path("~/.cache/amends"))  # as some versions do
    monkeypatch.delenv(cache.OFF, raising=False)
    monkeypatch.chdir(tmp_path)
    cache.keep(ORIGIN, "kept")
    assert cache.fetch(ORIGIN) is None
    assert list(tmp_path.iterdir()) == []


# --------------------------------------------------------------------- never too much


def test_a_huge_file_is_not_read(home: Path) -> None:
    cache.keep(ORIGIN, "kept")
    (file,) = home.iterdir()
    os.truncate(file, 1 << 30)  # nearly all of it a hole that takes no room on the disk
    tracemalloc.start()
    try:
        assert cache.fetch(ORIGIN) is None
        assert tracemalloc.get_traced_memory()[1] < cache.LARGEST
    finally:
        tracemalloc.stop()
    cache.keep(ORIGIN, "kept")
    assert file.stat().st_size < 1000


def test_a_huge_entry_is_not_kept(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "LARGEST", 1000)
    cache.keep(ORIGIN, "x" * 1000)
    assert kept(home) == {}
    cache.keep(ORIGIN, "x" * 900)
    assert cache.fetch(ORIGIN) == "x" * 900


def test_the_oldest_goes(home: Path) -> None:
    for number in range(cache.MOST + 3):
        cache.keep((*ORIGIN, str(number)), number)
        os.utime(max(home.iterdir(), key=lambda file: file.stat().st_mtime_ns), (number + 1, number + 1))
    assert len(kept(home)) == cache.MOST
    assert [cache.fetch((*ORIGIN, str(number))) for number in (0, 1, 2, 3)] == [None, None, None, 3]


@pytest.mark.parametrize("stop", [OSError, KeyboardInterrupt])
def test_what_could_not_be_finished_is_cleared_away(home: Path, monkeypatch: pytest.MonkeyPatch, stop: type) -> None:
    def full(*_: object) -> None:
        raise stop

    cache.keep(ORIGIN, "before")
    before = kept(home)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        try:
            cache.keep(ORIGIN, "after")
        except KeyboardInterrupt:
            assert stop is KeyboardInterrupt
    assert kept(home) == before


def test_what_a_stopped_writer_left_is_cleared_away_later(home: Path) -> None:
    cache.keep(ORIGIN, "before")
    (entry,) = home.iterdir()
    old, young = home / "tmpold", home / "tmpyoung"
    for file in (old, young, entry):
        file.touch()
    for file in (old, entry):
        os.utime(file, (1, 1))
    cache.keep((*ORIGIN, "more"), "more")
    assert not old.exists()
    assert young.exists()
    assert cache.fetch(ORIGIN) == "before"


# --------------------------------------------------------------------- several at once

WRITER = """
from amends.packs import cache
for turn in range(150):
    cache.keep({origin!r}, [{name!r}] * 20_000)
"""


def test_what_several_write_at_once_is_there_whole(home: Path) -> None:
    whole = [[name] * 20_000 for name in ("one", "other")]
    cache.keep(ORIGIN, whole[0])
    calls = [[sys.executable, "-c", WRITER.format(origin=ORIGIN, name=each[0])] for each in whole]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    writers = [subprocess.Popen(call, env=environment) for call in calls]
    while any(writer.poll() is None for writer in writers):
        assert cache.fetch(ORIGIN) in whole
    assert [writer.returncode for writer in writers] == [0, 0]
    assert cache.fetch(ORIGIN) in whole
    assert len(list(home.iterdir())) == 1
