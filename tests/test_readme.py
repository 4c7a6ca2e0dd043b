"""Every block of the README and every example is run, so that none of them can grow old."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from amends import packs
from amends.doors.cli.main import cli

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
COMMANDS = [line for kind, block in BLOCKS if kind == "sh" for line in block.splitlines() if line.startswith("amends")]
SETUP = [line for kind, block in BLOCKS if kind == "sh" for line in block.splitlines() if "pip install" in line]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))


def test_every_block_is_of_a_kind_that_is_run() -> None:
    assert {kind for kind, _ in BLOCKS} == {"sh", "python"}
    lines = [line for kind, block in BLOCKS if kind == "sh" for line in block.splitlines()]
    assert set(lines) == {*COMMANDS, *SETUP}
    assert len(SETUP) == 2  # these two are run, as they stand, by .ci/run


@pytest.mark.parametrize("command", COMMANDS)
def test_the_commands_of_the_readme_run(command: str) -> None:
    program = [sys.executable, "-m", *shlex.split(command)]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout


@pytest.mark.parametrize("block", [block for kind, block in BLOCKS if kind == "python"])
def test_the_python_of_the_readme_runs(block: str) -> None:
    exec(compile(block, "README.md", "exec"), {})  # noqa: S102  # our own README


def test_the_script_runs_and_says_something() -> None:
    script = ROOT / "examples" / "from_python.py"
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "why:" in done.stdout


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_every_answers_file_gets_a_plan(file: Path) -> None:
    result = CliRunner().invoke(cli, ["plan", "--no-input", "--answers", str(file)])
    assert result.exit_code == 0, result.output


def test_there_is_an_answers_file_for_each_of_the_first_mistakes() -> None:
    mistakes = packs.load().facts[0]
    first = [option.value for option in mistakes.options if option.group == mistakes.options[0].group]
    assert {file.stem for file in EXAMPLES} >= set(first)
