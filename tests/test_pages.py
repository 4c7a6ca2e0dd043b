"""What the commands print, to the letter: each file in `pages` is a command and its output.

To add one: write the command on the first line, run `python tests/test_pages.py`, and read what it put below.
"""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from amends.doors.cli.main import cli

HERE = Path(__file__).parent
PAGES = sorted((HERE / "pages").glob("*.txt"))
NOW = "2026-11-23T09:12:00+00:00"

DRY_THE_UMBRELLA = """\
  - id: dry-the-umbrella
    phase: dry
    when: {advised: [gear, request]}
    advise:
      do: Leave the umbrella open to dry.
      by: {after: 1 h}
      because: A folded wet umbrella smells for a week.
    sources: [almanac/1]
"""

CHANGES = {
    "changed": {
        "prepare.yaml": {"until: 2 h": "until: 3 h", "{cover: needless}": "{cover: needless, shoes: true}"},
        "facts.yaml": {
            "constraints:": "  - {name: shoes, kind: yes_no, question: Do you have shoes?, if_unsure: true}\n\n"
            "constraints:"
        },
    },
    "kinds": {
        "facts.yaml": {
            'yes_no\n    question: Do you have an umbrella at hand?\n    if_unsure: "no"': "choice\n"
            "    question: Which umbrella do you have?\n    if_unsure: none\n"
            "    options: [{value: big, label: Big}, {value: small, label: Small}, {value: none, label: None at all}]",
            "then: {has_umbrella: false}": "then: {has_umbrella: none}",
        },
        "conclusions.yaml": {"has_umbrella: true": "has_umbrella: [big, small]"},
        "cases.yaml": {"has_umbrella: true": "has_umbrella: big", 'has_umbrella: "no"': "has_umbrella: none"},
    },
    "order": {"dry.yaml": {f"{DRY_THE_UMBRELLA}\n": "", "rules:\n": f"rules:\n{DRY_THE_UMBRELLA}\n"}},
}
"""What is other in each of these packs than in the pack `umbrella`."""


def prepare(folder: Path) -> None:
    """Put the packs into a folder."""
    umbrella = HERE / "packs" / "good" / "umbrella"
    shutil.copytree(umbrella, folder / "umbrella")
    for pack, files in CHANGES.items():
        shutil.copytree(umbrella, folder / pack)
        for name, edits in files.items():
            text = (folder / pack / name).read_text("utf-8")
            for old, new in edits.items():
                assert old in text
                text = text.replace(old, new)
            (folder / pack / name).write_text(text, "utf-8")


def printed(command: str) -> str:
    """What a command prints, and its exit status if that is not 0."""
    program, *args = shlex.split(command.removeprefix("$ "))
    assert program == "amends"
    result = CliRunner().invoke(cli, args, env={"COLUMNS": "80"})
    return result.output + (f"exit status {result.exit_code}\n" if result.exit_code else "")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_command_prints_its_page(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(tmp_path)
    monkeypatch.chdir(tmp_path)
    command, _, expected = page.read_text("utf-8").partition("\n")
    assert printed(command) == expected


if __name__ == "__main__":
    import os
    import tempfile

    with tempfile.TemporaryDirectory() as place:
        prepare(Path(place))
        os.chdir(place)
        for page in PAGES:
            command = page.read_text("utf-8").partition("\n")[0]
            page.write_text(f"{command}\n{printed(command)}", "utf-8")
