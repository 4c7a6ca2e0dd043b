"""Packs as documents: they read back the same, they fit their schema, and no damage breaks the loader."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st
from strategies import documents

from amends import packs
from amends.domain.model import ALWAYS, Always, Pack
from amends.domain.problems import BadInput, InvalidPack, Problem
from amends.doors.cli.main import cli
from amends.packs.read.node import from_data
from amends.packs.reading import read
from amends.packs.shape.faults import faults
from amends.packs.shape.schema import json_schema

HERE = Path(__file__).parent
RULES = HERE.parent / "rules"
UMBRELLA = HERE / "packs" / "good" / "umbrella"
BAD = HERE / "packs" / "bad"
SCHEMA = jsonschema.Draft202012Validator(json_schema())

# Codes of faults that a schema can see; the others lie in what names mean.
SHAPELESS = {"bad-form", "missing-key", "out-of-range", "list-too-long", "too-short", "unknown-key", "wrong-type"}

Data = dict[str, Any]


def sound(pack: Pack) -> None:
    """A pack that was loaded reads back the same from its document, and from the document as YAML."""
    document = packs.document(pack)
    assert packs.from_document(document) == pack
    assert packs.document(packs.from_document(json.loads(json.dumps(document)))) == document
    assert read(_files(document)) == (pack, [])
    assert list(SCHEMA.iter_errors(document)) == []


def _files(document: Data) -> dict[str, str]:
    """The document as YAML files, each small enough to be read."""
    parts = {f"{key}.yaml": {key: value} for key, value in document.items() if isinstance(value, dict)}
    lists = {key: value for key, value in document.items() if isinstance(value, list)}
    for key, members in lists.items():
        parts |= {f"{key}-{n:04}.yaml": {key: members[n : n + 50]} for n in range(0, len(members), 50)}
    return {name: yaml.safe_dump(part, sort_keys=False, allow_unicode=True) for name, part in parts.items()}


@pytest.mark.parametrize("where", ["interview", UMBRELLA])
def test_a_pack_of_ours_reads_back_the_same(where: str | Path):
    sound(packs.load(where))


@given(documents())
@settings(max_examples=40)
def test_a_random_pack_reads_back_the_same(data: Data):
    assert list(SCHEMA.iter_errors(data)) == []
    sound(packs.from_document(data))


# ---------------------------------------------------------------- schema


def test_the_schema_in_the_repository_is_the_one_that_is_printed():
    """Editors are led to it by each pack file. To renew it: amends schema pack > rules/pack.schema.json."""
    assert (RULES / "pack.schema.json").read_text("utf-8") == CliRunner().invoke(cli, ["schema", "pack"]).stdout


@pytest.mark.parametrize("file", [*sorted((RULES / "interview").glob("*.yaml")), *sorted(UMBRELLA.glob("*.yaml"))])
def test_every_file_of_ours_fits_the_schema_that_it_names(file: Path):
    text = file.read_text("utf-8")
    modeline, _, named = text.partition("\n")[0].partition("$schema=")
    assert modeline == "# yaml-language-server: "
    assert (file.parent / named).resolve() == (RULES / "pack.schema.json").resolve()
    assert list(SCHEMA.iter_errors(yaml.safe_load(text))) == []


@pytest.mark.parametrize("code", sorted(SHAPELESS))
def test_a_pack_of_the_wrong_shape_does_not_fit_the_schema(code: str):
    assert list(SCHEMA.iter_errors(yaml.safe_load((BAD / code / "pack.yaml").read_text("utf-8"))))


def test_an_invariant_that_always_holds_needs_no_if():
    data = packs.document(packs.load(UMBRELLA))
    data["invariants"] = [{"id": "law", "says": "So be it.", "always": {"then": {"advised": ["stay-in"]}}}]
    pack = packs.from_document(data)
    assert list(SCHEMA.iter_errors(data)) == []
    [invariant] = pack.invariants
    assert isinstance(invariant.law, Always)
    assert invariant.law.given == ALWAYS
    assert packs.document(pack)["invariants"] == data["invariants"]
    sound(pack)


# ---------------------------------------------------------------- damage

NAMES = (
    "if",
    "then",
    "at_least",
    "includes",
    "not",
    "any",
    "advised",
    "within",
    "from",
    "value",
    "name",
    "id",
    "all",
    "",
)
TEXTS = (
    "",
    " ",
    "unsure",
    "yes",
    "all",
    "minutes",
    "rule-0",
    "first",
    "book",
    "book/9",
    "a",
    "1 min",
    "now",
    "[who]",
    "é",
)
scalars = (
    st.none() | st.booleans() | st.integers(-5, 200_000) | st.sampled_from((0.5, float("inf"), float("nan"), *TEXTS))
)
junk = st.recursive(
    scalars | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=3),
    max_leaves=5,
)


@st.composite
def damaged(draw: st.DrawFn) -> Data:
    """The document of a random pack with one to three values taken out, put in or replaced."""
    data: Data = copy.deepcopy(draw(documents()))
    for _ in range(draw(st.integers(1, 3))):
        paths = [path for path in _paths(data) if path]
        if not paths:
            break
        *above, last = draw(st.sampled_from(paths))
        place: Any = data
        for step in above:
            place = place[step]
        how = draw(st.sampled_from(("take", "put", "replace", "replace")))
        if how == "take":
            del place[last]
        elif how == "put" and isinstance(place, dict):
            place[draw(st.sampled_from(NAMES))] = draw(junk)
        else:
            place[last] = draw(junk)
    return data


def _paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, child in inner:
        yield from _paths(child, (*path, step))


def _each_shape_once() -> Iterator[tuple[Any, ...]]:
    """A path to every kind of place in the document of the toy pack."""
    document = packs.document(packs.load(UMBRELLA))
    paths = {tuple("*" if isinstance(step, int) else step for step in path): path for path in _paths(document) if path}
    yield from paths.values()


@pytest.mark.parametrize("instead", [None, [], {}, {"": None}, -1.5], ids=str)
def test_no_place_takes_what_does_not_belong_there(instead: object):
    """Each kind of place in turn: what loads fits the schema, and reads back the same."""
    document = packs.document(packs.load(UMBRELLA))
    for *above, last in _each_shape_once():
        data = copy.deepcopy(document)
        place: Any = data
        for step in above:
            place = place[step]
        place[last] = instead
        _judged(data)


@given(damaged())
@settings(max_examples=100)
def test_a_damaged_pack_is_a_pack_or_an_invalid_pack(data: Data):
    _judged(data)


def _judged(data: Data) -> None:
    """What has a fault of shape, the schema refuses; what the schema refuses, the loader refuses."""
    fits = not any(SCHEMA.iter_errors(data))
    pack, problems = _loaded(data)
    if pack:
        assert fits, data
        sound(pack)
    else:
        assert all(str(problem) for problem in problems)
        assert problems
        assert not (fits and not _unfit(data) and faults(from_data(data))), problems


def _loaded(data: Data) -> tuple[Pack | None, tuple[Problem, ...]]:
    try:
        return packs.from_document(data), ()
    except InvalidPack as refusal:
        return None, refusal.problems


def _unfit(data: Data) -> bool:
    """Whether no file could hold this: not a number, or a text with characters that nobody sees."""
    try:
        from_data(data)
    except BadInput:
        return True
    return False


TEXT = (UMBRELLA / "pack.yaml").read_text("utf-8") + "\n" + (UMBRELLA / "facts.yaml").read_text("utf-8")
FRAGMENTS = st.sampled_from(
    (*":-[]{},#&*!|>'\"%@?\n ", "\n  ", "- ", ": ", "null", "yes", "1", "\t", "<<: ", "---\n", "\x00")
)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """The text of the toy pack with pieces cut out and others put in."""
    text = TEXT
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(FRAGMENTS | st.text(max_size=3)) + text[at + draw(st.sampled_from((0, 0, 1, 2, 30))) :]
    return text


@given(mutated() | st.text(max_size=60))
@settings(max_examples=200)
@example("pack:\nfacts: [null, 1, x, [], {}]\nrules: {}\ncases: 3\n")
def test_any_text_gives_a_pack_or_its_faults(text: str):
    pack, problems = read({"pack.yaml": text})
    assert (pack is None) == bool(problems)
    assert all(problem.code and str(problem.where).startswith("pack.yaml") for problem in problems)
