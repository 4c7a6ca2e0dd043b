"""The table of forms: every command takes each of them, and one that is added too, without being told of it."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import click
import hurtful
import pytest
from click.testing import CliRunner
from reader import words_in_html, words_in_markdown

import amends
from amends.domain.problems import visible
from amends.doors.cli.main import COMMANDS, cli
from amends.render import forms

UMBRELLA = str(Path(__file__).parent / "packs" / "good" / "umbrella")
WET = ("--pack", UMBRELLA, "--no-input", "--now", "2026-11-23T09:12:00+00:00", "--set", "weather=rain")
CALLS = {
    "plan": WET,
    "why": ("1", *WET),
    "why-not": ("stay-in", *WET),
    "what-if": ("weather=sun", *WET),
    "timeline": WET,
    "facts": ("--pack", UMBRELLA),
    "rules": ("--pack", UMBRELLA),
    "sources": ("--pack", UMBRELLA),
    "check": (UMBRELLA,),
    "test": (UMBRELLA,),
    "diff": (UMBRELLA, UMBRELLA),
    "mutate": (UMBRELLA,),
    "graph": ("--pack", UMBRELLA),
}
"""Each command with what it needs; `schema` gives JSON Schemas and nothing else."""


@pytest.fixture
def shouting(monkeypatch: pytest.MonkeyPatch) -> Iterator[click.Group]:
    """The command line as it is when one file and one name in the table have been added."""
    shout = ModuleType("amends.render.forms.shout")
    shout.rendered = lambda page, document, _width: f"{page()[0].text.upper()}! {document()['schema']}\n"  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, shout.__name__, shout)
    monkeypatch.setattr(forms, "FORMS", (*forms.FORMS, "shout"))
    monkeypatch.setattr(amends, "doors", amends.doors)  # so that it is put back afterwards
    for name in doors():
        monkeypatch.delitem(sys.modules, name)
    yield importlib.import_module("amends.doors.cli.main").cli
    for name in doors():
        del sys.modules[name]


def doors() -> list[str]:
    return [name for name in sys.modules if name.startswith("amends.doors")]


def test_the_calls_are_of_every_command() -> None:
    assert CALLS.keys() == COMMANDS.keys() - {"schema"}


@pytest.mark.parametrize("command", CALLS)
def test_a_form_that_is_added_is_taken_by_every_command(command: str, shouting: click.Group) -> None:
    result = CliRunner().invoke(shouting, [command, *CALLS[command], "--format", "shout"])
    assert result.exit_code in {0, 1}, result.output
    heading, schema = result.stdout.split("! ")
    assert heading == heading.upper()
    assert schema.startswith("amends.")


def spoken(form: str, command: str, *more: str) -> str:
    result = CliRunner().invoke(cli, [command, *CALLS[command], *more, "--format", form])
    assert result.exit_code in {0, 1}, result.output
    assert result.stdout == visible(result.stdout)
    return result.stdout


@pytest.mark.parametrize(
    ("command", "more"),
    [*((command, ()) for command in CALLS), ("check", ("--questions",)), ("check", ("--constraints",))],
)
def test_every_command_says_the_same_in_every_form(command: str, more: tuple[str, ...]) -> None:
    shown = {form: spoken(form, command, *more) for form in forms.FORMS}
    assert all(shown.values())
    assert words_in_html(shown["html"]) == words_in_markdown(shown["markdown"])
    assert json.loads(shown["json"])["schema"].startswith("amends.")


@pytest.mark.parametrize("hurting", hurtful.WORDS)
def test_what_a_person_gives_is_only_ever_shown(hurting: str) -> None:
    more = ("--set", "companions=colleague", "--name", f"companion={hurting}")
    shown = words_in_html(spoken("html", "plan", *more))
    assert " ".join(visible(hurting).split()) in " ".join(shown)
    assert shown == words_in_markdown(spoken("markdown", "plan", *more))
    assert spoken("json", "plan", *more).isascii()
    assert spoken("text", "plan", *more)
