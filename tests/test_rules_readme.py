"""The lesson in rules/README.md, done step by step as a coach would do it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LESSON = (ROOT / "rules" / "README.md").read_text("utf-8")
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
STATUSES = {
    "amends check my-rules": (1, 0),
    "amends diff rules/interview my-rules": (1,),
    "amends diff interview our-centre": (1,),
}
"""How the commands end that do not always end with 0, time by time."""


def run(command: str, folder: Path, status: int) -> str:
    """What a line of shell prints, and that it ends as the lesson says."""
    program = f"{sys.executable} -m amends"
    done = subprocess.run(
        command.replace("amends ", f"{program} ", 1),
        shell=True,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == status, (command, done.stdout, done.stderr)
    return done.stdout


def write(block: str, folder: Path) -> None:
    """Put a block where its first line says."""
    head, _, text = block.partition("\n")
    where = re.fullmatch(r"# in (\S+?)(?:, above (\w+))?", head)
    assert where, head
    file = folder / where[1]
    file.parent.mkdir(exist_ok=True)
    before = file.read_text("utf-8") if file.exists() else ""
    if where[2]:
        mark = next(line for line in before.splitlines(keepends=True) if f"value: {where[2]}," in line)
        file.write_text(before.replace(mark, text + mark, 1), "utf-8")
    else:
        file.write_text(before + text, "utf-8")


def blocks() -> Iterator[tuple[str, str]]:
    return ((found[1], found[2]) for found in FENCE.finditer(LESSON))


@pytest.mark.sweep  # two minutes: it checks and compares copies of the shipped pack
def test_the_lesson_works_as_written(tmp_path: Path) -> None:
    statuses = {command: iter(each) for command, each in STATUSES.items()}
    shutil.copytree(ROOT / "rules", tmp_path / "rules")
    kinds, shown = [], ""
    for kind, block in blocks():
        kinds.append(kind)
        if kind == "yaml":
            write(block, tmp_path)
        elif kind == "sh":
            lines = block.splitlines()
            shown = "".join(run(line, tmp_path, next(statuses.get(line, iter(())), 0)) for line in lines)
        else:
            assert kind == "text"
            assert " ".join(block.split()) in " ".join(shown.split())
    assert (tmp_path / "pack.schema.json").read_text("utf-8") == (tmp_path / "rules" / "pack.schema.json").read_text(
        "utf-8"
    )
    assert kinds.count("yaml") == 8
    assert kinds.count("text") == 4
