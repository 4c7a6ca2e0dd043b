"""Answers that a pack cannot take: each is refused in one message, and nothing else is printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from amends.doors.cli.main import cli

UMBRELLA = str(Path(__file__).parent / "packs" / "good" / "umbrella")

WEATHER = "Allowed: sun, clouds, drizzle, rain, storm"
FACTS = "Allowed: weather, has_umbrella, minutes_to_leave, companions, minutes_since_shower"
TIMES = 'Give a whole number or a time such as "20 minutes ago", "2h" or "yesterday at 3pm".'

# What is typed after --set, the place and the code, and the lines that follow.
BAD = {
    "unknown fact, near": (
        ["wether=rain"],
        "--set wether unknown-fact",
        'There is no fact "wether" in the pack "umbrella". To see them all: amends facts',
        'Did you mean "weather"?',
        FACTS,
    ),
    "unknown fact, far": (
        ["elephants=3"],
        "--set elephants unknown-fact",
        'There is no fact "elephants" in the pack "umbrella". To see them all: amends facts',
        FACTS,
    ),
    "unknown value, near": (
        ["weather=strom"],
        "--set weather unknown-value",
        '"weather" cannot be "strom".',
        'Did you mean "storm"?',
        WEATHER,
    ),
    "unknown value, far": (["weather=7"], "--set weather unknown-value", '"weather" cannot be "7".', WEATHER),
    "no value": (["weather="], "--set weather unknown-value", '"weather" cannot be "".', WEATHER),
    "one of several": (
        ["companions=dog,cat,child"],
        "--set companions unknown-value",
        '"companions" cannot be "cat".',
        "Allowed: child, dog, colleague",
    ),
    "several of one": (
        ["weather=sun,rain"],
        "--set weather unknown-value",
        '"weather" cannot be "sun,rain".',
        'Did you mean "rain"?',
        WEATHER,
    ),
    "above the range": (
        ["minutes_to_leave=99999999"],
        "--set minutes_to_leave out-of-range",
        '"minutes_to_leave" lies between 0 and 240, and 99999999 does not.',
    ),
    "one above the range": (
        ["minutes_to_leave=241"],
        "--set minutes_to_leave out-of-range",
        '"minutes_to_leave" lies between 0 and 240, and 241 does not.',
    ),
    "one below the range": (
        ["minutes_since_shower=-121"],
        "--set minutes_since_shower out-of-range",
        '"minutes_since_shower" lies between -120 and 600, and -121 does not.',
    ),
    "beyond any number": (
        [f"minutes_to_leave={'9' * 40}"],
        "--set minutes_to_leave out-of-range",
        f'"minutes_to_leave" lies between 0 and 240, and {"9" * 40} does not.',
    ),
    "beyond any length of time": (
        ["minutes_to_leave=99999999 weeks"],
        "--set minutes_to_leave out-of-range",
        '"minutes_to_leave" lies between 0 and 240, and 1007999989920 does not.',
    ),
    "no number": (
        ["minutes_to_leave=soon"],
        "--set minutes_to_leave not-a-number",
        f'"soon" is not understood for "minutes_to_leave". {TIMES}',
    ),
    "digits of another kind": (
        ["minutes_to_leave=1_0"],
        "--set minutes_to_leave not-a-number",
        f'"1_0" is not understood for "minutes_to_leave". {TIMES}',
    ),
    "nobody may be unsure": (
        ["weather=unsure"],
        "--set weather required",
        'There is no plan without "weather", so "unsure" will not do. Give the closest value.',
        WEATHER,
    ),
    "impossible together": (
        ["weather=storm", "has_umbrella=yes"],
        "facts.yaml:55:5 impossible-combination",
        (
            "No umbrella outlives a storm, so it counts as none. "
            "These answers cannot go together: weather = storm, has_umbrella = yes."
        ),
    ),
    "impossible with a number": (
        ["weather=rain", "minutes_since_shower=-1"],
        "facts.yaml:50:5 impossible-combination",
        "What falls has begun to fall. These answers cannot go together: weather = rain, minutes_since_shower = -1.",
    ),
}


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
@pytest.mark.parametrize("kind", BAD)
def test_a_bad_answer_is_refused_in_one_message(kind: str, form: str):
    pairs, place, *lines = BAD[kind]
    told = [word for pair in pairs for word in ("--set", pair)]
    result = CliRunner().invoke(cli, ["plan", "--pack", UMBRELLA, "--no-input", "--format", form, *told])
    assert result.stderr.splitlines() == [place, *(f"  {line}" for line in lines)]
    assert (result.exit_code, result.stdout) == (2, "")


@pytest.mark.parametrize("command", [["why", "1"], ["why-not", "stay-in"], ["what-if", "weather=sun"], ["timeline"]])
def test_every_command_refuses_it_alike(command: list[str]):
    pairs, place, *_ = BAD["unknown value, near"]
    result = CliRunner().invoke(cli, [*command, "--pack", UMBRELLA, "--no-input", "--set", pairs[0]])
    assert (result.exit_code, result.stdout, result.stderr.splitlines()[0]) == (2, "", place)


@pytest.mark.parametrize(
    ("minutes", "code"),
    [("-525600", 0), ("5256000", 0), ("-525601", 2), ("5256001", 2), ("99999999", 2)],
)
def test_the_clock_of_the_shipped_pack_ends_where_it_says(minutes: str, code: int):
    told = ["--set", "mistake_type=something_else", "--set", f"elapsed_minutes={minutes}"]
    result = CliRunner().invoke(cli, ["plan", "--no-input", *told])
    message = f'"elapsed_minutes" lies between -525600 and 5256000, and {minutes} does not.'
    assert (result.exit_code, message in result.stderr) == (code, code == 2), result.stderr


def test_an_answers_file_is_refused_with_all_of_its_faults(tmp_path: Path):
    file = tmp_path / "answers.yaml"
    file.write_text(
        "wether: rain\nweather: strom\nminutes_to_leave: 241\ncompanions: {dog: true}\nhas_umbrella: [yes]\n"
    )
    result = CliRunner().invoke(cli, ["plan", "--pack", UMBRELLA, "--no-input", "--answers", str(file)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert [line.rpartition("answers.yaml:")[2] for line in result.stderr.splitlines() if "answers.yaml" in line] == [
        "5:16 needs-quotes",
    ]
    file.write_text(file.read_text().replace("[yes]", '["yes"]'))
    result = CliRunner().invoke(cli, ["plan", "--pack", UMBRELLA, "--no-input", "--answers", str(file)])
    assert [line.rpartition("answers.yaml:")[2] for line in result.stderr.splitlines() if "answers.yaml" in line] == [
        "1:1 unknown-fact",
        "2:10 unknown-value",
        "3:19 out-of-range",
        "4:13 wrong-type",
        "5:15 wrong-type",
    ]
