"""The same answers give the same bytes: under every hash seed, on every Python, in whatever order they are told."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import oracle
import pytest
import strategies
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from amends import packs
from amends.advice.plan import advise
from amends.domain.model import Pack, Value
from amends.domain.plan import Advice, Situation
from amends.render.documents.plan import plan_document
from amends.render.forms.json import as_json

ROOT = Path(__file__).parents[1]
NOW = datetime(2026, 11, 23, 9, 12, tzinfo=UTC)
PYTHONS = ("3.11", "3.12", "3.13")

ANSWERS: tuple[tuple[str, ...], ...] = (
    ("mistake_type=bad_answer",),
    ("mistake_type=late_arrived", "elapsed_minutes=5", "beside=internal"),
    ("mistake_type=wrong_resume", "roles_applied=3", "contact_routes=email,phone", "elapsed_minutes=2 days"),
    ("mistake_type=overslept", "elapsed_minutes=20", "safe_to_act=unsure", "cause=unsure"),
)
PLANS = """
import sys
from amends.doors.cli.main import cli
for line in sys.argv[1:]:
    pairs = [word for pair in line.split("|") for word in ("--set", pair)]
    moment = "2026-11-23T09:12:00+00:00"
    cli(["plan", "--format", "json", "--no-input", "--now", moment, *pairs], standalone_mode=False)
"""
"""The plans for several sets of answers in one process: starting Python takes longer than a plan."""


def plans(seed: str, python: str = sys.executable) -> bytes:
    """What `amends plan` prints, under a hash seed."""
    told = ["|".join(pairs) for pairs in ANSWERS]
    places = {"PYTHONPATH": str(ROOT / "src"), "PYTHONHASHSEED": seed, "AMENDS_NO_CACHE": "1"}
    done = subprocess.run([python, "-c", PLANS, *told], capture_output=True, check=True, env={**os.environ, **places})
    return done.stdout


@pytest.fixture(scope="module")
def expected() -> bytes:
    """The plans under hash seed 0."""
    found = plans("0")
    assert found.count(b'"schema": "amends.plan/1"') == len(ANSWERS)
    return found


@pytest.mark.parametrize("seeds", [range(1, 7), pytest.param(range(7, 20), marks=pytest.mark.sweep)])  # two minutes
def test_no_hash_seed_changes_a_byte(expected: bytes, seeds: range) -> None:
    with ThreadPoolExecutor(2) as pool:
        for found in pool.map(plans, map(str, seeds)):
            assert found == expected


@pytest.mark.parametrize("version", PYTHONS)
def test_no_version_of_python_changes_a_byte(version: str, expected: bytes) -> None:
    python = _python(version)
    assert plans("random", python) == expected


def _python(version: str) -> str:
    """An interpreter of this version that has what `amends` needs; without one, the test is skipped."""
    if version == f"{sys.version_info.major}.{sys.version_info.minor}":
        return sys.executable
    found = shutil.which(f"python{version}")
    # Experta itself can only be imported the way the engine does it; its library `schema` comes with it.
    needed = "import click, dateparser, pydantic, schema, yaml"
    if found is None or subprocess.run([found, "-c", needed], capture_output=True, check=False).returncode:
        pytest.skip(f"no python{version} here that has the libraries of amends")
    return found


# ------------------------------------------------------------------------------- orders


@st.composite
def told(draw: st.DrawFn) -> tuple[dict[str, Any], Pack, dict[str, Value]]:
    """A random document, its pack, and some answers that are possible together."""
    data = draw(strategies.documents())
    pack = packs.from_document(data)
    every = list(oracle.situations(pack))
    assume(every)
    here = draw(st.sampled_from(every))
    left_out = draw(st.sets(st.sampled_from([fact.name for fact in pack.facts if not fact.required] or [""])))
    return data, pack, {name: value for name, value in here.items() if name not in left_out}


@given(told(), st.randoms(use_true_random=False))
@settings(max_examples=50)
def test_the_order_of_answers_does_not_matter(
    drawn: tuple[dict[str, Any], Pack, dict[str, Value]], chance: Any
) -> None:
    _, pack, known = drawn
    mixed = sorted(known.items(), key=lambda _: chance.random())
    one, other = (advise(pack, Situation(answers), NOW) for answers in (known, dict(mixed)))
    assert as_json(plan_document(one)) == as_json(plan_document(other))


@given(told(), st.randoms(use_true_random=False))
@settings(max_examples=50)
def test_the_order_of_rules_matters_only_among_equals(
    drawn: tuple[dict[str, Any], Pack, dict[str, Value]], chance: Any
) -> None:
    data, pack, known = drawn
    # Of the answers the first few stand, so that their order matters; the others go anywhere.
    answers = (rule for rule in data["rules"] if "answer" in rule)
    rules = sorted(data["rules"], key=lambda _: chance.random())
    mixed = packs.from_document({**data, "rules": [next(answers) if "answer" in rule else rule for rule in rules]})
    one, other = (advise(each, Situation(known), NOW) for each in (pack, mixed))
    assert [_place(step) for step in one.steps] == [_place(step) for step in other.steps]
    assert {step.rule.id: _said(step) for step in one.steps} == {step.rule.id: _said(step) for step in other.steps}
    assert {(o.id, frozenset(o.by)) for o in one.overruled} == {(o.id, frozenset(o.by)) for o in other.overruled}
    assert [question.fact for question in one.open] == [question.fact for question in other.open]
    assert (one.values, one.assumed, one.concluded) == (other.values, other.assumed, other.concluded)


def _place(step: Advice) -> tuple[str, datetime]:
    return step.rule.phase, step.due.at


def _said(step: Advice) -> tuple[object, ...]:
    """A step, with what it overrules in no order."""
    reason = step.reason
    return step.status, step.due, reason.facts, reason.concluded, frozenset(reason.overrules), step.rule.sources


def test_equals_keep_the_order_of_the_pack() -> None:
    shipped = packs.load()
    order = [rule.id for rule in shipped.rules]
    plan = advise(shipped, Situation({"mistake_type": "overslept"}), NOW)
    for one, other in zip(plan.steps, plan.steps[1:], strict=False):
        if _place(one) == _place(other):
            assert order.index(one.rule.id) < order.index(other.rule.id)
