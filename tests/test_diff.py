"""Packs laid side by side on the command line: a revision of a repository, and what `diff` says of it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from amends.doors.cli.main import cli

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
