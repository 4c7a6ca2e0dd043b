"""`amends plan`: asks what still matters, prints the plan."""

from __future__ import annotations

import shlex
import sys

import click

from amends import packs
from amends.commands.options import Request, situation_options
from amends.commands.output import remark, show, write
from amends.console import on_terminal, standard
from amends.dialogue import Dialogue, Ending, certain_page
from amends.model import UNSURE, Answer
from amends.plans import advise
from amends.problems import BadAnswers, visible
from amends.render.document import plan_document
from amends.render.page import Paragraph
from amends.render.plan_page import plan_page
from amends.render.words import say

INTERRUPTED = 130


@click.command()
@situation_options
def plan(request: Request) -> None:
    """Ask what still matters, then print the plan.

    At every question you can also type: ? (what the values mean), why (why it is asked), unsure, back,
    plan (what is certain so far), quit.
    """
    ending, request = asked(request)
    if ending is Ending.QUIT:
        _show_certain(request)
        keep(request)
        return
    found = advise(request.pack, request.situation, request.now)
    if ending is Ending.CLOSED:
        write(sys.stderr, "\n")
        remark((Paragraph(say("end.input")),))
    show(request.form, lambda: plan_page(found, again(request, "why", "1")), lambda: plan_document(found))


def asked(request: Request, *, required_only: bool = False) -> tuple[Ending, Request]:
    """What came of asking, where the request allows it; an interruption keeps the answers and ends the program."""
    if not request.may_ask:
        return Ending.SETTLED, request
    dialogue = Dialogue(request.pack, request.situation, request.now, standard())
    ending = dialogue.run(required_only=required_only)
    request = request.knowing(dialogue.situation)
    hung_up = ending is Ending.CLOSED and on_terminal(sys.stdin)
    if ending is Ending.INTERRUPTED or hung_up:
        keep(request)
        click.get_current_context().exit(INTERRUPTED)
    return ending, request


def keep(request: Request) -> None:
    """Show the answers so far as a line that can be given again; it is not wrapped, so that it can be pasted."""
    write(sys.stderr, "\n")
    if request.situation.known:
        remark((Paragraph(say("end.again")),))
        command = shlex.join(again(request, "plan"))
        write(sys.stderr, f"  {visible(command)}\n")
    else:
        remark((Paragraph(say("end.no_answers")),))


def again(request: Request, *command: str) -> tuple[str, ...]:
    """A command about the same answers."""
    words = ["amends", *command]
    if request.where != packs.DEFAULT:
        words += ["--pack", request.where]
    for name in (fact.name for fact in request.pack.facts if fact.name in request.situation.known):
        words += ["--set", f"{name}={_given(request, name, request.situation.known[name])}"]
    for slot, text in request.names.items():
        words += ["--name", f"{slot}={text}"]
    return tuple(words)


def _given(request: Request, name: str, answer: Answer) -> str:
    if answer is UNSURE:
        return "unsure"
    if isinstance(answer, frozenset):
        return ",".join(value for value in request.pack.fact[name].values if value in answer) or "none"
    return str(answer)


def _show_certain(request: Request) -> None:
    """What is certain so far; nothing, while a required answer is missing."""
    try:
        found = advise(request.pack, request.situation, request.now)
    except BadAnswers:
        return
    show(request.form, lambda: certain_page(found, found.pack), lambda: plan_document(found))
