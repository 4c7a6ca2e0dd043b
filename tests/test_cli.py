"""The program as it is called: what it prints where, with which exit status, and what it says of bad input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

import amends
from amends.doors.cli.main import COMMANDS, cli
from amends.render.documents.plan import plan_document
from amends.render.documents.schemas import plan_schema
from amends.render.forms import FORMS

UMBRELLA = str(Path(__file__).parent / "packs" / "good" / "umbrella")
NOW = "2026-11-23T09:12:00+00:00"
RAIN = ("--pack", UMBRELLA, "--now", NOW, "--no-input", "--set", "weather=rain")


def amends_(*args: str, stdin: str = "", width: int = 80) -> Result:
    return CliRunner().invoke(cli, args, input=stdin, env={"COLUMNS": str(width)})


def process(*args: str, stdin: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "amends", *args]
    return subprocess.run(
        command, input=stdin, capture_output=True, text=True, check=False, env={**os.environ, **env}, timeout=60
    )


def document(*args: str) -> dict[str, object]:
    result = amends_(*args, "--format", "json")
    assert result.exit_code == 0, result.stderr
    loaded: dict[str, object] = json.loads(result.stdout)
    return loaded


# ------------------------------------------------------------------ plan


def test_the_plan_as_text():
    result = amends_("plan", *RAIN, "--set", "has_umbrella=yes", "--set", "minutes_to_leave=5")
    assert result.exit_code == 0
    assert result.stderr == ""
    lines = result.stdout.splitlines()
    assert lines[:2] == ["Your plan", "========="]
    assert lines.index("Before you go") < lines.index("1. Take the umbrella.") < lines.index("On the way")
    assert "   Why: It keeps the rain off." in lines


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize(
    "args",
    [
        ("plan", *RAIN),
        ("plan", *RAIN, "--set", "companions=colleague,dog", "--set", "minutes_since_shower=unsure"),
        ("why", "borrow-umbrella", *RAIN),
        ("facts", "--pack", UMBRELLA),
        ("rules", "--pack", UMBRELLA),
        ("rules", "cover-the-child", "--pack", UMBRELLA),
        ("sources", "--pack", UMBRELLA),
        ("check", UMBRELLA),
        ("test", UMBRELLA),
        ("plan", "--no-input", "--set", "mistake_type=overslept", "--set", "elapsed_minutes=40"),
        ("facts",),
        ("rules",),
        ("sources",),
    ],
)
def test_no_line_is_wider_than_the_terminal(args: tuple[str, ...], width: int):
    result = amends_(*args, width=width)
    assert result.exit_code in {0, 1}, result.stderr
    assert max(map(len, result.stdout.splitlines())) <= width


@pytest.mark.parametrize(
    "more",
    [
        (),
        ("--set", "has_umbrella=unsure", "--set", "companions=child,dog"),
        ("--set", "minutes_since_shower=20 minutes ago", "--set", "minutes_to_leave=2h"),
        ("--set", "companions=none", "--name", "place=Rome"),
    ],
)
def test_the_plan_document_keeps_to_its_schema(more: tuple[str, ...]):
    jsonschema.validate(document("plan", *RAIN, *more), plan_schema())


def test_the_plan_document_of_the_shipped_pack_keeps_to_its_schema():
    validator, shipped = jsonschema.Draft202012Validator(plan_schema()), amends.load("interview")
    for kind in shipped.fact["mistake_type"].values:
        plan = amends.advise(shipped, {"mistake_type": kind}, datetime.fromisoformat(NOW))
        validator.validate(json.loads(json.dumps(plan_document(plan))))


def test_the_order_of_the_answers_leaves_no_trace():
    one = document("plan", *RAIN, "--set", "has_umbrella=no", "--set", "companions=dog,child")
    other = document("plan", *RAIN, "--set", "companions=child,dog", "--set", "has_umbrella=no")
    assert json.dumps(one) == json.dumps(other)


def test_answers_come_from_files_and_options_win(tmp_path: Path):
    file = tmp_path / "answers.yaml"
    file.write_text("weather: sun\nhas_umbrella: 'no'\n")
    common = ("plan", "--pack", UMBRELLA, "--no-input")
    assert document(*common, "--answers", str(file))["situation"] == {"weather": "sun", "has_umbrella": "no"}
    assert document(*common, "--answers", str(file), "--set", "weather=rain")["situation"] == {
        "weather": "rain",
        "has_umbrella": "no",
    }


def test_answers_come_from_standard_input():
    args = ("plan", "--pack", UMBRELLA, "--answers", "-", "--format", "json")
    result = amends_(*args, stdin='{"weather": "rain", "companions": ["dog"]}')
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["situation"] == {"weather": "rain", "companions": ["dog"]}
    assert result.stderr == ""


def test_names_fill_the_slots_once():
    args = ("plan", *RAIN, "--set", "companions=colleague", "--set", "minutes_to_leave=5")
    assert '"[companion], may I join you?"' in amends_(*args).stdout
    filled = amends_(*args, "--name", "companion=[place] {place} \x1b[31m").stdout
    assert '"[place] {place} \\x1b[31m, may I join you?"' in filled


def test_markdown():
    result = amends_("plan", *RAIN, "--format", "markdown")
    assert result.stdout.startswith("# Your plan\n")
    assert "## Before you go" in result.stdout


# ----------------------------------------------------------- why, the pack


def test_why_leads_back_to_the_sources():
    told = (*RAIN, "--set", "has_umbrella=yes", "--set", "minutes_to_leave=5")
    assert "Do you have an umbrella at hand? Yes;" in " ".join(amends_("why", "take-umbrella", *told).stdout.split())
    result = amends_("why", "take-umbrella", "--full", *told)
    assert result.exit_code == 0
    for words in ("Do you have an umbrella at hand? Yes (you said so)", "(cover): umbrella", "What grandmother said"):
        assert words in " ".join(result.stdout.split())


def test_why_takes_the_number_of_a_step():
    args = (*RAIN, "--set", "has_umbrella=yes", "--set", "minutes_to_leave=5")
    assert amends_("why", "1", *args).stdout == amends_("why", "take-umbrella", *args).stdout


def test_why_as_a_document():
    why = document("why", "cover-the-child", *RAIN, "--set", "companions=dog", "--set", "minutes_to_leave=5")
    assert why["schema"] == "amends.why/1"
    fired = [(firing["name"], firing["gives"]) for firing in why["firings"]]  # type: ignore[attr-defined]
    assert ("cover", "concluded") in fired
    assert fired.index(("borrow-umbrella", "stands")) < fired.index(("cover-the-child", "stands"))
    assert [step["id"] for step in why["overruled"]] == ["hold-it-low"]  # type: ignore[attr-defined]
    assert {fact["name"]: fact["known"] for fact in why["facts"]}["weather"] == "told"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ("take-umbrela", 'Did you mean "take-umbrella"?'),
        ("stay-in", "it is not in this plan"),
        ("borrow-umbrella", "ask-colleague overrules it"),
    ],
)
def test_why_says_what_became_of_a_step_that_is_not_there(step: str, words: str):
    result = amends_("why", step, *RAIN, "--set", "companions=colleague", "--set", "minutes_to_leave=5")
    assert result.exit_code == 2
    assert words in result.stderr
    assert "Allowed: you-will-get-wet, ask-colleague" in result.stderr


def test_facts_as_a_document():
    facts = document("facts", "--pack", UMBRELLA)
    assert facts["schema"] == "amends.facts/1"
    weather = facts["facts"][0]  # type: ignore[index]
    assert weather["required"] is True
    assert weather["values"][0]["value"] == "sun"


def test_rules_whole_and_in_one_line_each():
    assert "- take-umbrella: Take the umbrella." in amends_("rules", "--pack", UMBRELLA).stdout
    whole = amends_("rules", "cover-the-child", "--pack", UMBRELLA).stdout
    assert "- companions includes child or dog" in whole
    rules = document("rules", "cover-the-child", "--pack", UMBRELLA)["rules"]
    assert [rule["id"] for rule in rules] == ["cover-the-child"]  # type: ignore[attr-defined]


def test_sources_show_who_uses_them():
    result = amends_("sources", "almanac", "--pack", UMBRELLA)
    assert "almanac/2: A shower that began an hour ago is over." in result.stdout
    assert "What grandmother said" not in result.stdout


def test_the_worked_cases_hold_and_cover_every_rule():
    result = amends_("test", UMBRELLA, "--format", "json")
    report = json.loads(result.stdout)
    assert (result.exit_code, report["failures"], report["uncovered"]) == (0, [], [])


def test_check_explains_each_of_its_codes():
    from amends.authoring.checks import pages

    for code in pages():
        result = amends_("check", "--explain", code)
        assert result.exit_code == 0
        assert "Why it matters" in result.stdout
    assert 'Did you mean "unused"?' in amends_("check", "--explain", "unusd").stderr


def test_check_reports_a_pack_that_cannot_be_read(tmp_path: Path):
    (tmp_path / "pack.yaml").write_text("pack: {id: x}\nrules: [{id: Y}]\n")
    result = amends_("check", str(tmp_path), "--format", "json")
    assert result.exit_code == 2
    assert len(json.loads(result.stdout)["problems"]) > 1


def test_a_case_that_fails_is_shown(tmp_path: Path):
    for file in Path(UMBRELLA).glob("*.yaml"):
        text = file.read_text().replace("expect: [stay-in]", "expect: [walk-freely, go-as-you-are]")
        (tmp_path / file.name).write_text(text)
    for command in ("test", "check"):
        result = amends_(command, str(tmp_path))
        assert result.exit_code == 1
        assert "go-as-you-are" in result.stdout


@pytest.mark.parametrize("which", ["plan", "answers", "pack"])
def test_schemas_are_schemas(which: str):
    result = amends_("schema", which)
    assert result.exit_code == 0
    jsonschema.Draft202012Validator.check_schema(json.loads(result.stdout))


def test_the_schema_of_answers_fits_the_pack():
    schema = json.loads(amends_("schema", "answers", "--pack", UMBRELLA).stdout)
    good = {"weather": "rain", "has_umbrella": "unsure", "companions": ["dog"], "minutes_to_leave": "2h"}
    jsonschema.validate(good, schema)
    for bad in ({"weather": "unsure"}, {"wether": "rain"}, {"companions": ["cat"]}, {"minutes_to_leave": 999}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(bad, schema)


# ------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--set", "wether=rain"], ["--set wether", 'Did you mean "weather"?', "Allowed: weather,"]),
        (["--set", "weather=rainn"], ["--set weather", '"rainn"', 'Did you mean "rain"?', "Allowed: sun,"]),
        (["--set", "minutes_to_leave=999"], ["0", "240", "999"]),
        (["--set", "minutes_to_leave=soon"], ['"soon"', "2h"]),
        (["--set", "companions=dog,cat"], ['"cat"', "Allowed: child, dog, colleague"]),
        (["--set", "weather"], ["NAME=VALUE"]),
        (["--set", "weather=unsure"], ["weather"]),
        (["--set", "weather=storm", "--set", "has_umbrella=yes"], ["facts.yaml", "No umbrella outlives a storm"]),
        ([], ["What is it like outside?", "Allowed: sun, clouds, drizzle, rain, storm"]),
        (["--name", "plce=Rome"], ["--name", 'Did you mean "place"?']),
        (["--name", "place"], ["SLOT=TEXT"]),
        (["--now", "gestern"], ["--now", '"gestern"']),
        (["--now", "1999-01-01"], ["2000"]),
        (["--pack", "intervew"], ['Did you mean "interview"?']),
        (["--pack", __file__], ["a pack is a folder"]),
        (["--format", "xml"], [", ".join(map(repr, FORMS))]),
        (["--formt", "json"], ["--format"]),
        (["--answers", "no-such-file"], ["no-such-file"]),
        (["--answers", "/"], ["is a folder"]),
        (["--answers", os.devnull], ["not a regular file"]),
    ],
)
def test_bad_requests_are_refused_with_one_message(args: list[str], words: list[str]):
    result = amends_("plan", "--pack", UMBRELLA, "--no-input", *args)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    for part in words:
        assert part in result.stderr


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"weather: [rain\n", "answers.yaml:"),
        (b'{"weather": "rain",}', "answers.yaml:1:"),
        (b"\x89PNG\r\n\x1a\n\x00\xff", "not UTF-8"),
        (b"", "is empty"),
        (b"weather: rain\nweather: sun\n", "weather"),
        (b"has_umbrella: no\n", "quotes"),
        (b"- weather\n", "mapping"),
        (b"weather: rainn\ncompanions: [cat]\nwether: sun\n", "answers.yaml:3:"),
        (b"weather: rain\n" + b"#" * 70_000, "64 KB"),
        (b"[" * 60_000, "answers.yaml:1:"),
        ("weather: \u202erain\n".encode(), "U+202E"),
    ],
)
def test_bad_files_are_refused_with_their_place(tmp_path: Path, content: bytes, words: str):
    file = tmp_path / "answers.yaml"
    file.write_bytes(content)
    result = amends_("plan", "--pack", UMBRELLA, "--no-input", "--answers", str(file))
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    assert words in result.stderr


def test_what_could_steer_a_terminal_is_shown_escaped():
    result = amends_("plan", "--pack", UMBRELLA, "--no-input", "--set", "weather=\x1b]0;x\x07\u009b31m\u202e")
    assert result.exit_code == 2
    assert not set("\x1b\x07\u009b\u202e") & set(result.stderr)
    result = amends_("why", "\x1b[31m", *RAIN)
    assert "\\x1b[31m" in result.stderr


@pytest.mark.parametrize(("args", "near"), [(["plam"], '"plan"'), (["plan", "--answer", "x"], "--answers")])
def test_commands_and_options_have_near_misses(args: list[str], near: str):
    result = amends_(*args)
    assert result.exit_code == 2
    assert near in result.stderr


# ------------------------------------------------------------ as a process


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_version_and_help_import_nothing_heavy(option: str):
    code = (
        "import sys; from amends.doors.cli.main import cli; cli([sys.argv[1]], standalone_mode=False); "
        "print(sorted({'experta', 'yaml', 'pydantic', 'dateparser'} & set(sys.modules)), file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", code, option], capture_output=True, text=True, check=True)
    assert run.stderr.strip() == "[]"
    assert amends.__version__ in run.stdout or set(COMMANDS) <= set(run.stdout.split())


def test_alone_and_not_on_a_terminal_it_shows_its_help():
    run = process()
    assert run.returncode == 0
    assert "Commands:" in run.stdout


def test_a_closed_pipe_is_no_error():
    command = f"{sys.executable} -m amends sources | head -n 1; echo ${{PIPESTATUS[0]}}"
    run = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert run.stderr == ""
    assert run.stdout.splitlines()[-1] in {"0", "141"}


def test_closed_standard_streams_are_no_error():
    command = f"{sys.executable} -m amends plan --pack {UMBRELLA} --set weather=sun <&- >&- 2>&-; echo $?"
    run = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "0"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_every_encoding_of_the_output_works(encoding: str):
    args = ("plan", *RAIN, "--name", "companion=\u201cZo\u00eb\u201d", "--set", "companions=colleague")
    run = process(*args, "--set", "minutes_to_leave=5", PYTHONIOENCODING=f"{encoding}:strict", PYTHONUTF8="0")
    assert run.returncode == 0, run.stderr


def test_the_same_bytes_under_every_hash_seed():
    plans = {process("plan", *RAIN, "--format", "json", PYTHONHASHSEED=seed).stdout for seed in ("0", "1", "77")}
    assert len(plans) == 1


def test_python_dash_m_is_the_program():
    assert process("--version").stdout == f"amends, version {amends.__version__}\n"
