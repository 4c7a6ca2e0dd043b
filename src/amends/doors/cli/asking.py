"""Asking on the command line, where a request allows it; what was answered is never lost."""

from __future__ import annotations

import shlex
import sys

import click

from amends.advice.plan import advise
from amends.domain.plan import Plan
from amends.domain.problems import BadAnswers, visible
from amends.doors.cli.again import again
from amends.doors.cli.console import on_terminal, standard
from amends.doors.cli.dialogue import Dialogue, Ending, certain_page
from amends.doors.cli.options import Request
from amends.doors.cli.output import remark, show, write
from amends.render.documents.plan import plan_document
from amends.render.page import Paragraph
from amends.render.words import say

INTERRUPTED = 130


def answered(request: Request, *, required_only: bool = False) -> Request:
    """The request with what was answered; stopping early shows what is certain, keeps the answers, ends the program."""
    dialogue = Dialogue(request.pack, request.situation, request.now, standard())
    ending = dialogue.run(required_only=required_only)
    request = request.knowing(dialogue.situation)
    hung_up = ending is Ending.CLOSED and on_terminal(sys.stdin)
    if ending is Ending.INTERRUPTED or hung_up:
        _keep(request)
        click.get_current_context().exit(INTERRUPTED)
    if ending is Ending.QUIT:
        _show_certain(request)
        _keep(request)
        click.get_current_context().exit(0)
    if ending is Ending.CLOSED:
        write(sys.stderr, "\n")
        remark((Paragraph(say("end.input")),))
    return request


def planned(request: Request) -> Plan:
    """The plan for a request; on a terminal, what there is no plan without is asked for."""
    if request.may_ask and on_terminal(sys.stdin):
        request = answered(request, required_only=True)
    return advise(request.pack, request.situation, request.now)


def _keep(request: Request) -> None:
    """Show the answers so far as a line that can be given again; it is not wrapped, so that it can be pasted."""
    write(sys.stderr, "\n")
    if request.situation.known:
        remark((Paragraph(say("end.again")),))
        command = shlex.join(again(request, "plan"))
        write(sys.stderr, f"  {visible(command)}\n")
    else:
        remark((Paragraph(say("end.no_answers")),))


def _show_certain(request: Request) -> None:
    """What is certain so far; nothing, while a required answer is missing."""
    try:
        found = advise(request.pack, request.situation, request.now)
    except BadAnswers:
        return
    show(request.form, lambda: certain_page(found), lambda: plan_document(found))
