"""Faulty packs, one folder for each code of a fault, and the exact text that is printed of each.

To add one: write the folder, look at what `amends check` says of it, and keep that as its expected.txt.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from amends import packs
from amends.doors.cli.main import cli
from amends.render.words import CATALOGUE, explained

BAD = Path(__file__).parent / "packs" / "bad"
FOLDERS = sorted(folder.name for folder in BAD.iterdir())
PACKAGE = Path(packs.__file__).parent

# Folders that show more than one code does.
BESIDES = {"twenty-faults", "out-of-range-test", "laws"}

# Codes of what no folder here can hold, and the test that gives each of them.
ELSEWHERE = {
    "test_limits": {"text-too-long", "too-big", "too-many-nodes", "too-many-answers", "too-many-facts"}
    | {"too-many-rules"},
    "test_bad_files": {"leads-out", "not-a-file", "not-found", "unreadable", "not-a-folder", "unknown-pack"},
    "test_bad_answers": {"not-a-number"},
    "test_diff": {"bad-revision"},
}


@pytest.mark.parametrize("name", FOLDERS)
def test_a_faulty_pack_is_refused_with_exactly_this_text(name: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(BAD)
    result = CliRunner().invoke(cli, ["check", f"./{name}"])
    assert result.stderr == (BAD / name / "expected.txt").read_text("utf-8")
    assert (result.exit_code, result.stdout) == (2, "")


@pytest.mark.parametrize("name", [name for name in FOLDERS if name not in BESIDES])
def test_each_folder_shows_the_code_that_it_is_named_for(name: str):
    assert name in _shown(name)


def test_twenty_faults_are_told_at_once():
    assert len(_shown("twenty-faults")) == 20


def test_every_code_has_a_folder():
    elsewhere = set[str]().union(*ELSEWHERE.values())
    assert _codes() - elsewhere == set(FOLDERS) - BESIDES


def test_every_code_is_explained_and_no_other():
    elsewhere = set[str]().union(*ELSEWHERE.values())
    assert set(explained()) == _codes() | elsewhere


def test_a_code_is_explained_by_its_name():
    for code, words in explained().items():
        result = CliRunner().invoke(cli, ["check", "--explain", code])
        assert (result.exit_code, result.stdout) == (0, f"{words}\n")


def _shown(name: str) -> list[str]:
    """The codes in the expected text of a folder, one for each fault."""
    return re.findall(r"(?m)^\S.* ([a-z-]+)$", (BAD / name / "expected.txt").read_text("utf-8"))


# Keys of what a message is made of, and of what only a check finds; they name no fault of reading.
PIECES = {"is", "owner", "form", "json", "told", "presumes", "overlay"}


def _codes() -> set[str]:
    """Every code that stands in the loader, read from its syntax: nobody has to keep a list."""
    trees = [ast.parse(path.read_text("utf-8")) for path in PACKAGE.rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    said = {node.value for node in nodes if isinstance(node, ast.Constant) and node.value in CATALOGUE}
    shapes = next(node.value for node in nodes if _names_codes(node))
    named = {str(value.value) for value in ast.walk(shapes) if isinstance(value, ast.Constant)} & explained().keys()
    known = {f"unknown-{name}" for node in nodes for name in _known(node)}
    return {key.partition(".")[0] for key in said} - PIECES | named | known


def _known(node: ast.AST) -> Iterator[str]:
    """The kind of name in a call that looks for one: `known("fact", ...)` may note `unknown-fact`."""
    match node:
        case ast.Call(ast.Attribute(attr="known"), [ast.Constant(str(kind)), *_]):
            yield kind


def _names_codes(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict) and ast.unparse(node.targets[0]) == "_CODES"
    )
