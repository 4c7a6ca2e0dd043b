"""How replies are read, and the conversation of `amends plan` as a person meets it."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from amends.domain.model import UNSURE, Fact, Option
from amends.domain.problems import BadAnswers
from amends.doors.cli import replies
from amends.doors.cli.main import cli

UMBRELLA = str(Path(__file__).parent / "packs" / "good" / "umbrella")
COMMON = ("plan", "--pack", UMBRELLA, "--now", "2026-11-23T09:12:00+00:00")

SMALL = Fact(
    "gear",
    "several",
    "What do you have with you?",
    options=(Option("umbrella", "An umbrella"), Option("rain_coat", "A coat for the rain"), Option("hat", "A hat")),
    if_unsure=frozenset(),
)
YES_NO = Fact("wet", "yes_no", "Are you wet?", options=(Option("yes", "Yes"), Option("no", "No, dry")), if_unsure="no")
BIG = Fact(
    "weather",
    "choice",
    "What is it like?",
    options=(
        *(Option(f"common_{n}", f"Common weather {n}", "The common ones") for n in range(4)),
        *(Option(f"wet_{n}", f"Wet weather {n}", "Wet", ("drizzle",) if n == 3 else ()) for n in range(6)),
        *(Option(f"dry_{n}", f"Dry weather {n}", "Dry") for n in range(5)),
    ),
)


def read(fact: Fact, reply: str) -> replies.Chosen | replies.Menu:
    return replies.read(fact, replies.menu(fact, fact.values).lines, reply)


def test_a_long_list_shows_its_first_group_and_the_names_of_the_others():
    shown = [line.words for line in replies.menu(BIG, BIG.values).lines]
    assert shown == [*(f"Common weather {n}" for n in range(4)), "Wet ...", "Dry ..."]


def test_a_group_opens_by_its_number_and_by_its_name():
    for group, number in (("Wet", "5"), ("Dry", "6")):
        opened = read(BIG, number)
        assert isinstance(opened, replies.Menu)
        assert opened == read(BIG, group.lower())
        assert [line.gives for line in opened.lines] == [o.value for o in BIG.options if o.group == group]


def test_options_that_are_impossible_are_not_shown():
    assert [line.gives for line in replies.menu(BIG, ["wet_1", "dry_2"]).lines] == ["wet_1", "dry_2"]


@pytest.mark.parametrize("reply", ["drizzle", "DRIZZLE", "wet_3", "Wet weather 3", "drizle"])
def test_words_find_the_nearest_option(reply: str):
    assert read(BIG, reply) == replies.Chosen("wet_3", "Wet weather 3")


def test_words_that_fit_several_options_give_them_all():
    reading = read(BIG, "dry weather")
    assert isinstance(reading, replies.Menu)
    assert reading.title
    assert [line.gives for line in reading.lines] == [f"dry_{n}" for n in range(5)]


@pytest.mark.parametrize("reply", ["nonsense", "99", "0", "-1", "\u0661", "\x1b[31m", "1" * 2000])
def test_what_fits_nothing_is_unclear(reply: str):
    with pytest.raises(BadAnswers, match="did not find"):
        read(BIG, reply)


@pytest.mark.parametrize(
    ("reply", "answer"),
    [("y", "yes"), ("YES", "yes"), ("1", "yes"), ("n", "no"), ("2", "no"), ("dry", "no"), ("3", UNSURE)],
)
def test_yes_and_no(reply: str, answer: object):
    assert read(YES_NO, reply) == replies.Chosen(answer, "No, dry" if reply == "dry" else "")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("reply", "items"),
    [
        ("1,3", {"umbrella", "hat"}),
        ("1 3", {"umbrella", "hat"}),
        ("umbrella, a hat", {"umbrella", "hat"}),
        ("coat", {"rain_coat"}),
        ("none", set[str]()),
        ("4", set[str]()),
    ],
)
def test_several(reply: str, items: set[str]):
    reading = read(SMALL, reply)
    assert isinstance(reading, replies.Chosen)
    assert reading.answer == items


def test_none_goes_with_nothing_else():
    with pytest.raises(BadAnswers, match="alone"):
        read(SMALL, "1,4")
    with pytest.raises(BadAnswers, match="did not find"):
        read(SMALL, ",,")


# ------------------------------------------------------- the conversation


def talk(*replies: str, args: tuple[str, ...] = (), width: int = 80) -> Result:
    text = "".join(f"{reply}\n" for reply in replies)
    return CliRunner().invoke(cli, [*COMMON, *args], input=text, env={"COLUMNS": str(width)})


def test_it_asks_until_the_plan_is_settled_and_prints_it():
    result = talk("real rain", "5", "n", "none", "20 minutes ago", args=("--format", "json"))
    assert result.exit_code == 0, result.stderr
    plan = json.loads(result.stdout)
    assert plan["settled"] is True
    answers = {"weather": "rain", "has_umbrella": "no", "minutes_to_leave": 5, "companions": []}
    assert plan["situation"] == {**answers, "minutes_since_shower": 20}
    assert "Taken as: Real rain" in result.stderr
    assert "Understood: 5 minutes" in result.stderr
    assert "Understood: 20 minutes ago" in result.stderr


def test_prompts_keep_to_the_width():
    result = talk("?", "why", "rain", "?", "why", "plan", "back", "storm", width=40)
    assert max(map(len, result.stderr.splitlines())) <= 40


def test_a_question_can_be_asked_in_return():
    stderr = talk("?", "4", "5", "why", "plan").stderr
    assert "Look out of the window." in stderr
    assert "If you answer: Yes" in stderr
    assert "changes the words of: Get something over you" in stderr
    assert "removes: Is it rude to ask?" in stderr
    assert "Hang up your coat." in stderr.split("What is certain so far")[1]


def test_back_takes_an_answer_back():
    result = talk("sun", args=("--format", "json"))
    assert json.loads(result.stdout)["situation"] == {"weather": "sun"}
    result = talk("rain", "back", "sun", args=("--format", "json"))
    assert json.loads(result.stdout)["situation"] == {"weather": "sun"}
    assert "This is the first question." in talk("back").stderr


def test_unsure_takes_the_cautious_value_where_there_is_one():
    result = talk("unsure", "rain", "10", "unsure", "none", args=("--format", "json"))
    assert "There is no plan without an answer" in result.stderr
    assert "Not sure. For now I take: No" in result.stderr
    plan = json.loads(result.stdout)
    assert plan["situation"]["has_umbrella"] == "unsure"
    assert plan["assumed"]["has_umbrella"] == {"value": "no", "because": "you were not sure"}


def test_an_answer_that_cannot_be_is_refused_with_the_reason():
    result = talk("storm", "rain", "y", "10", "none", args=("--set", "has_umbrella=yes", "--format", "json"))
    assert "No umbrella outlives a storm" in result.stderr
    assert json.loads(result.stdout)["situation"]["weather"] == "rain"


def test_what_is_urgent_is_shown_once_before_the_next_question():
    result = talk("rain", "5", "y", "unsure")
    before, unless, shown, *rest = result.stderr.split("Do now")
    assert "What is it like outside?" in before
    assert "Get something over you. Unless one of these is so:" in unless
    assert "In how many minutes do you have to leave? 30 minutes to 4 hours" in unless
    assert "Unless" not in shown
    assert "Do you have an umbrella at hand?" in shown
    assert "Take the umbrella." in rest[0]
    assert "Who comes along?" in rest[0]
    assert result.stderr.count("Take the umbrella.") == 1


def test_the_end_of_the_input_gives_the_plan_so_far():
    result = talk("rain")
    assert result.exit_code == 0
    assert "the rest is assumed" in result.stderr
    assert result.stdout.startswith("Your plan\n")


def test_no_plan_without_what_is_required():
    result = talk("")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Allowed: sun, clouds, drizzle, rain, storm" in result.stderr


def test_quit_shows_what_is_certain_and_keeps_the_answers():
    result = talk("rain", "quit", args=("--name", "place=the park"))
    assert result.exit_code == 0
    assert "Hang up your coat." in result.stdout
    assert "Borrow" not in result.stdout
    again = f"  amends plan --pack {UMBRELLA} --set weather=rain --name 'place=the park'\n"
    assert result.stderr.endswith(again)


def test_a_reply_without_end_is_refused():
    result = talk("x" * 3000)
    assert result.exit_code == 2
    assert "at most 2000 characters" in result.stderr


# ---------------------------------------------------------- on a terminal


ON_ITS_TERMINAL = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
    "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
)
"""Python that starts Python with the terminal in charge of it, so that Ctrl-C gets there."""


def on_terminal(*script: tuple[str, bytes], args: tuple[str, ...] = ()) -> tuple[str, int]:
    """What a terminal shows when each reply is typed once its prompt is there, and the exit status."""
    terminal, theirs = os.openpty()
    command = [sys.executable, "-c", ON_ITS_TERMINAL, "-m", "amends", *args]
    child = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True)
    os.close(theirs)
    shown = b""
    for wait, reply in script:
        shown += _until(terminal, wait.encode())
        os.write(terminal, reply)
    shown += _until(terminal, None)
    status = child.wait()
    os.close(terminal)
    return shown.decode(), status


def _until(terminal: int, words: bytes | None) -> bytes:
    seen, end = b"", time.monotonic() + 20
    while time.monotonic() < end and (words is None or words not in seen):
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                new = os.read(terminal, 4096)
            except OSError:  # the other side has closed
                break
            if not new:
                break
            seen += new
    return seen


def test_ctrl_c_keeps_the_answers():
    shown, status = on_terminal(("> ", b"rain\n"), ("> ", b"\x03"), args=COMMON)
    assert status == 130
    assert f"amends plan --pack {UMBRELLA} --set weather=rain" in shown


def test_ctrl_d_keeps_the_answers():
    shown, status = on_terminal(("> ", b"4\n"), ("> ", b"\x04"), args=COMMON)
    assert status == 130
    assert f"amends plan --pack {UMBRELLA} --set weather=rain" in shown
    assert "Your plan" not in shown


def test_amends_alone_on_a_terminal_is_amends_plan():
    shown, status = on_terminal(("> ", b"quit\n"))
    assert status == 0
    assert "\r\n1. " in shown
    assert "\x1b" not in shown


def test_why_asks_on_a_terminal_only_what_a_plan_needs():
    shown, status = on_terminal(("> ", b"sun\n"), args=("why", "go-as-you-are", *COMMON[1:]))
    assert status == 0
    assert shown.count("> ") == 1
    assert "Why go-as-you-are" in shown
