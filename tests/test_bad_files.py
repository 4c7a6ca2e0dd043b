"""Files that are none, or none of ours: refused with one message, at once, and nothing is written anywhere."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from amends import packs
from amends.domain.problems import BadInput
from amends.doors.cli.main import cli
from amends.packs.revision import load_revision

UMBRELLA = Path(__file__).parent / "packs" / "good" / "umbrella"

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff"

# How a file is made that cannot be used, its code, and words of the message.
ODD: dict[str, tuple[Callable[[Path], Any], str, str]] = {
    "nothing": (lambda _: None, "not-found", "There is no file"),
    "empty": (lambda file: file.write_bytes(b""), "empty-file", "is empty"),
    "blank": (lambda file: file.write_bytes(b" \n\n\t\n"), "empty-file", "is empty"),
    "mark alone": (lambda file: file.write_bytes(b"\xef\xbb\xbf"), "empty-file", "is empty"),
    "comment": (lambda file: file.write_bytes(b"# later\n"), "empty-file", "says nothing"),
    "picture": (lambda file: file.write_bytes(PNG), "not-text", "is not UTF-8 text"),
    "latin 1": (lambda file: file.write_bytes(b"a: caf\xe9\n"), "not-text", "is not UTF-8 text"),
    "utf 16": (lambda file: file.write_bytes("weather: rain\n".encode("utf-16")), "not-text", "is not UTF-8 text"),
    "overlong": (lambda file: file.write_bytes(b"a: \xc0\xae\n"), "not-text", "is not UTF-8 text"),
    "surrogate": (lambda file: file.write_bytes(b"a: \xed\xa0\x80\n"), "not-text", "is not UTF-8 text"),
    "noughts": (lambda file: file.write_bytes(b"\x00" * 1000), "control-character", "U+0000"),
    "huge": (lambda file: file.write_bytes(b"#" * 3_000_000), "too-big", "the most that is read"),
    "folder": (lambda file: file.mkdir(), "is-folder", "is a folder; a file is needed here"),
    "pipe": (os.mkfifo, "not-a-file", "is not a regular file"),
    "device": (lambda file: file.symlink_to("/dev/zero"), "not-a-file", "is not a regular file"),
    "loop": (lambda file: file.symlink_to(file), "not-found", "There is no file"),
    "dangling": (lambda file: file.symlink_to("nowhere.yaml"), "not-found", "There is no file"),
}


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of this test's own: sound packs are kept there, and nothing else."""
    folder = tmp_path_factory.mktemp("home") / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    monkeypatch.delenv("AMENDS_NO_CACHE", raising=False)
    return folder


def refused(folder: Path, *args: str, stdin: bytes = b"") -> Result:
    """What is said of a call that has to be refused, leaving everything as it was."""
    before = sorted(folder.rglob("*"))
    result = CliRunner().invoke(cli, args, input=stdin)
    assert (result.exit_code, result.stdout) == (2, ""), result.output
    assert "Traceback" not in result.stderr
    assert sorted(folder.rglob("*")) == before
    return result


@pytest.mark.parametrize("kind", ODD)
def test_an_answers_file_that_cannot_be_used(kind: str, tmp_path: Path):
    make, code, words = ODD[kind]
    file = tmp_path / "answers.yaml"
    make(file)
    result = refused(tmp_path, "plan", "--pack", str(UMBRELLA), "--no-input", "--answers", str(file))
    assert result.stderr.count("\n") == 2
    assert f" {code}\n" in result.stderr
    assert words in result.stderr
    assert str(file) in result.stderr


@pytest.mark.parametrize("kind", [kind for kind in ODD if kind != "nothing"])
def test_a_pack_with_a_file_that_cannot_be_used(kind: str, tmp_path: Path):
    make, code, words = ODD[kind]
    folder = tmp_path / "pack"
    shutil.copytree(UMBRELLA, folder)
    make(folder / "more.yaml")
    result = refused(tmp_path, "check", str(folder))
    assert result.stderr.count("\n") == 2
    assert result.stderr.startswith("more.yaml")
    assert f" {code}\n" in result.stderr
    assert words in result.stderr


@pytest.mark.parametrize("kind", ["empty", "picture", "huge", "comment"])
def test_standard_input_that_cannot_be_used(kind: str, tmp_path: Path):
    make, code, _ = ODD[kind]
    make(tmp_path / "input")
    data = (tmp_path / "input").read_bytes()
    result = refused(tmp_path, "plan", "--pack", str(UMBRELLA), "--answers", "-", stdin=data)
    assert f" {code}\n" in result.stderr


@pytest.mark.parametrize("args", [("check", "{}"), ("plan", "--pack", str(UMBRELLA), "--answers", "{}/pack.yaml")])
def test_a_file_that_may_not_be_read(args: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Whoever runs the tests may be allowed to read everything, so the refusal itself is played."""

    def closed(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "pack.yaml").write_text("pack: {}\n")
    opened = Path.open
    monkeypatch.setattr(
        Path, "open", lambda path, *a, **k: (closed if path.parent == tmp_path else opened)(path, *a, **k)
    )
    result = refused(tmp_path, *(arg.replace("{}", str(tmp_path)) for arg in args))
    assert "pack.yaml unreadable\n" in result.stderr
    assert "cannot be read (Permission denied)" in result.stderr


def test_a_link_out_of_the_pack_is_refused(tmp_path: Path):
    folder = tmp_path / "pack"
    shutil.copytree(UMBRELLA, folder)
    (folder / "facts.yaml").rename(tmp_path / "facts.yaml")
    (folder / "facts.yaml").symlink_to("../facts.yaml")
    assert refused(tmp_path, "check", str(folder)).stderr.startswith("facts.yaml leads-out\n")
    (folder / "facts.yaml").unlink()
    (tmp_path / "facts.yaml").rename(folder / "kept.txt")
    (folder / "facts.yaml").symlink_to("kept.txt")
    assert packs.load(folder) == packs.load(UMBRELLA)


@pytest.mark.parametrize(
    ("where", "code", "words"),
    [
        ("{}/none", "unknown-pack", "There is no folder"),
        ("intervieww", "unknown-pack", 'Did you mean "interview"?'),
        ("{}/file", "not-a-folder", "a pack is a folder of YAML files"),
        ("{}/loop", "unknown-pack", "There is no folder"),
        ("{}", "empty-pack", "There is no YAML file"),
        ("a\x00b", "unknown-pack", "There is no folder a\\x00b"),
        ("x" * 5000, "unknown-pack", "There is no folder"),
    ],
)
def test_a_place_that_is_no_pack(where: str, code: str, words: str, tmp_path: Path):
    (tmp_path / "file").write_text("pack: {}\n")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    result = refused(tmp_path, "check", where.replace("{}", str(tmp_path)))
    assert code in result.stderr.splitlines()[0]
    assert words in " ".join(result.stderr.split())


@pytest.mark.parametrize("where", ["no-such-revision:rules", "--upload-pack=x:rules", "HEAD:no/such/folder"])
def test_a_revision_that_git_does_not_know(where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadInput) as refusal:
        load_revision(where)
    assert [problem.code for problem in refusal.value.problems] == ["bad-revision"]


def test_a_faulty_pack_is_never_kept(cache: Path, tmp_path: Path):
    shutil.copytree(UMBRELLA, tmp_path / "pack")
    file = tmp_path / "pack" / "pack.yaml"
    sound = file.read_text()
    file.write_text(sound.replace("title:", "titel:"))
    for _ in range(2):
        assert "unknown-key" in refused(tmp_path, "check", str(tmp_path / "pack")).stderr
    assert not cache.exists()
    file.write_text(sound)
    assert packs.load(tmp_path / "pack") == packs.load(UMBRELLA)
