"""Packs laid side by side: revisions of a repository on the command line, and packs whose rules change places."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import combinations
from pathlib import Path

import oracle
import pytest
import strategies
from click.testing import CliRunner, Result
from hypothesis import example, given, settings
from hypothesis import strategies as st

from amends import packs
from amends.advice.plan import advise
from amends.authoring.diff import diff as difference
from amends.authoring.moments import WEEK, Apart, backwards, near, readings, together
from amends.domain.due import After, By, Span, Window, Within, due
from amends.domain.model import Pack, Value
from amends.domain.plan import Situation
from amends.doors.cli.main import cli
from amends.logic.space import Space

UMBRELLA = Path(__file__).parent / "packs" / "good" / "umbrella"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A git repository with the pack committed in the folder `rules`; the test runs in it."""
    shutil.copytree(UMBRELLA, tmp_path / "rules")
    monkeypatch.chdir(tmp_path)
    git("init", "--quiet")
    git("add", ".")
    git("commit", "--quiet", "--message", "Rules")
    return tmp_path


def git(*words: str) -> None:
    subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *words], check=True)


def diff(*args: str) -> Result:
    return CliRunner().invoke(cli, ["diff", *args])


def test_a_revision_is_a_pack(repository: Path) -> None:
    result = diff("HEAD:rules", "./rules")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Every one of the 560 possible situations gets the same plan." in result.stdout
    file = repository / "rules" / "walk.yaml"
    file.write_text(file.read_text("utf-8").replace("within: 1 day", "within: 2 days"), "utf-8")
    assert "later deadline: walk-freely" in diff("HEAD:rules", "./rules").stdout
    assert "earlier deadline: walk-freely" in diff("./rules", "HEAD:rules").stdout


@pytest.mark.parametrize("where", ["HEAD:nowhere", "nix:rules", "--help:rules", "HEAD:/etc", "HEAD:../..", ":rules"])
def test_what_git_does_not_have_is_refused(repository: Path, where: str) -> None:
    result = diff("--", where, "./rules")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "bad-revision" in result.stderr
    assert repository.is_dir()


def test_a_faulty_revision_is_refused_with_its_places(repository: Path) -> None:
    file = repository / "rules" / "walk.yaml"
    file.write_text(file.read_text("utf-8").replace("advised: gear", "advised: geer"), "utf-8")
    git("commit", "--quiet", "--all", "--message", "Oh")
    result = diff("HEAD:rules", "HEAD~1:rules")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "walk.yaml:15:21 unknown-step-or-tag" in result.stderr


# ---------------------------------------------------------------- other order

Here = dict[str, Value]
Pairs = set[tuple[str, str]]


@st.composite
def shuffled(draw: st.DrawFn) -> tuple[Pack, Pack]:
    """A random pack with short deadlines, and the same with its rules in another order."""
    pack = draw(strategies.packs())
    clock = draw(st.sampled_from([*(fact.name for fact in pack.facts if fact.kind == "number"), ""]))
    rules = [replace(rule, step=replace(rule.step, by=draw(strategies.deadlines()))) for rule in pack.step.values()]
    # The order of the answers decides which of them stand, so that they stay where they are.
    said = [rule for rule in pack.rules if rule.id not in pack.step]
    old = replace(pack, clock=clock, rules=(*rules, *said), hash="old")
    return old, replace(old, rules=(*draw(st.permutations(rules)), *said), hash="new")


def order(pack: Pack, here: Here, now: datetime) -> list[str]:
    """The steps of a plan, put in order by hand."""
    standing = oracle.outcome(pack, here).standing
    elapsed = here.get(pack.clock, 0)
    assert isinstance(elapsed, int)
    phases = [phase.name for phase in pack.phases]
    rules = [rule for rule in pack.step.values() if rule.id in standing]
    rules.sort(key=lambda rule: (phases.index(rule.phase), due(rule.step.by, now, elapsed).at))
    return [rule.id for rule in rules]


def advised(pack: Pack, here: Here, now: datetime) -> list[str]:
    return [step.rule.id for step in advise(pack, Situation(here), now).steps]


def turned(old: Pack, new: Pack, here: Here, now: datetime, steps: Callable[..., list[str]] = order) -> Pairs:
    """The steps that come the other way round, as they come now."""
    before, after = steps(old, here, now), steps(new, here, now)
    return {(one, other) for one, other in combinations(after, 2) if before.index(one) > before.index(other)}


def everywhere(old: Pack, new: Pack) -> dict[tuple[int, ...], Pairs]:
    """For each cell of situations, the steps that come the other way round in it, for some reading and weekday."""
    space, found = Space((old, new)), dict[tuple[int, ...], Pairs]()
    for here in oracle.situations(old):
        cells = {level: cell for name in here for level, cell in space.cells(name, here[name]).items()}
        place = tuple(cells[level] for level in sorted(cells))
        found.setdefault(place, set()).update(*(turned(old, new, here, now) for now in WEEK))
    return found


@given(shuffled())
@settings(max_examples=200)
def test_steps_in_another_order_are_told_exactly_where_plans_have_them_so(drawn: tuple[Pack, Pack]) -> None:
    found, places = difference(*drawn), everywhere(*drawn)
    assert {change.what for change in found.changes} <= {"other-order"}
    told = {(change.rule, change.besides): change.situations for change in found.changes}
    pairs = set[tuple[str, str]]().union(*places.values())
    assert told == {pair: sum(pair in each for each in places.values()) for pair in pairs}
    assert found.changed == sum(bool(each) for each in places.values())
    assert found.same == (not pairs)


@given(shuffled(), st.data())
@settings(max_examples=100)
def test_the_example_of_another_order_shows_it(drawn: tuple[Pack, Pack], data: st.DataObject) -> None:
    """With equal deadlines on every day; else on some day of the week, at the reading that the example gives."""
    old, new = drawn
    for change in difference(old, new).changes:
        here = data.draw(st.sampled_from(list(oracle.situations(old, change.example))))
        shown = [(change.rule, change.besides) in turned(old, new, here, now, advised) for now in WEEK]
        equal = old.step[change.rule].step.by == old.step[change.besides].step.by
        assert all(shown) if equal else any(shown)


def test_the_example_has_the_one_reading_of_the_clock_that_shows_it() -> None:
    old = packs.load(str(UMBRELLA))
    said = [rule for rule in old.rules if rule.id not in old.step]
    new = replace(old, rules=(*list(old.step.values())[::-1], *said), hash="new")
    (change,) = difference(old, new).changes
    assert turned(old, new, dict(change.example), WEEK[0], advised) == {(change.rule, change.besides)}


LATER = [now + timedelta(minutes=minutes) for now in WEEK for minutes in (0, 3, 800)]
ASKED = [together, backwards, *map(near, (0, 1, 45, 1440, 2881))]


@given(
    st.tuples(strategies.deadlines(most=90), strategies.deadlines(most=90)),
    st.sampled_from(ASKED),
    st.sampled_from(LATER),
    st.integers(-30, 30),
    st.integers(0, 60),
)
@settings(max_examples=500)
# Working days from now and working days from the event: together when whole days have passed, and on some days only.
@example((Within(Span(1, "working days")), After(Span(6, "working days"))), together, LATER[0], -1, 2)
# A deadline that stays, and one that comes nearer: together for a minute, and near for two.
@example((Within(Span(30, "min")), Window(Span(90, "min"))), together, LATER[0], -1, 2)
@example((Within(Span(30, "min")), Window(Span(90, "min"))), near(1), LATER[0], 0, 2)
# Five working days are more than six days only if a weekend lies between.
@example((Within(Span(6, "days")), After(Span(5, "working days"))), backwards, LATER[0], -1, 2)
def test_two_deadlines_lie_so_far_apart_exactly_where_they_do_by_looking(
    pair: tuple[By, By], apart: Apart, now: datetime, before: int, length: int
) -> None:
    one, other = pair
    low = abs(due(one, now, 0).at - due(other, now, 0).at) // timedelta(minutes=1) + before
    looked = {
        at
        for at in range(low, low + length + 1)
        for now in LATER
        if apart(due(one, now, at).at - due(other, now, at).at)
    }
    found = set(readings(one, other, low, low + length, apart))
    assert found <= looked
    assert bool(found) == bool(looked)


# ---------------------------------------------------------------- what the head says


@st.composite
def other_heads(draw: st.DrawFn) -> tuple[Pack, Pack]:
    """A random pack, and the same with other words for some acts and channels, and other acts that press, sooner."""
    drawn = draw(strategies.packs())
    old = replace(drawn, acts=tuple(replace(act, urgent=draw(usually)) for act in drawn.acts), hash="old")
    acts = [replace(act, label=draw(labels), urgent=draw(usually)) for act in draw(st.permutations(old.acts))]
    channels = [replace(channel, label=draw(labels)) for channel in old.channels]
    return old, replace(old, acts=tuple(acts), channels=tuple(channels), hash="new")


labels = st.sampled_from(("Call", "Write", "by horn"))
usually = st.sampled_from((True, True, True, False))


@given(other_heads())
@settings(max_examples=150)
def test_other_words_for_acts_and_channels_are_told_where_steps_of_theirs_stand(drawn: tuple[Pack, Pack]) -> None:
    old, new = drawn
    found = difference(old, new)
    told = {(change.what, change.rule, change.besides): change.situations for change in found.changes}
    space, plans = Space(drawn), {}
    for here in oracle.situations(old):
        place = tuple(sorted(dict(each for name in here for each in space.cells(name, here[name]).items()).items()))
        plans[place] = [old.step[rule] for rule in oracle.outcome(old, here).standing if rule in old.step]
    wanted = {
        (what, each.name, ""): [{each.name} <= {getter(rule) for rule in steps} for steps in plans.values()]
        for what, were, are, getter in (
            ("other-act", old.acts, new.acts, lambda rule: rule.act),
            ("other-channel", old.channels, new.channels, lambda rule: rule.step.channel),
        )
        for each in are
        if each not in were
    }
    before, after = ([act.name for act in pack.acts if act.urgent] for pack in drawn)
    for one, other in combinations([name for name in after if name in before], 2):
        if before.index(one) > before.index(other):
            both = [{one, other} <= {rule.act for rule in steps} for steps in plans.values()]
            wanted["other-order", one, other] = both
    assert told == {change: sum(places) for change, places in wanted.items() if any(places)}
    assert found.changed == sum(map(any, zip(*wanted.values(), strict=True)))
