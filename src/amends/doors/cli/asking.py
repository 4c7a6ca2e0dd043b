"""Asking on the command line, where a request allows it; what was answered is never lost."""

from __future__ import annotations

import shlex
import sys

import click

from amends.advice.plan import advise
from amends.advice.why import why
from amends.domain.plan import Plan
from amends.domain.problems import visible
from amends.doors.cli.console import ask, on_terminal, tell
from amends.doors.cli.dialogue import Dialogue, Quit, certain_page, plan_so_far
from amends.doors.cli.options import Request
from amends.doors.cli.output import show, write
from amends.render.documents.plan import plan_document
from amends.render.page import Paragraph
from amends.render.pages.why import why_page
from amends.render.words import say


def answered(request: Request, *, required_only: bool = False) -> Request:
    """The request with what was answered; stopping early shows what is certain, keeps the answers, ends the program."""
    dialogue = Dialogue(request.pack, request.situation, request.now)
    try:
        dialogue.run(required_only=required_only)
    except Quit:
        certain = plan_so_far(request.pack, dialogue.situation, request.now)
        if certain:
            show(request.form, lambda: certain_page(certain), lambda: plan_document(certain))
        _keep(request.knowing(dialogue.situation))
        click.get_current_context().exit(0)
    except (EOFError, KeyboardInterrupt) as end:
        if isinstance(end, KeyboardInterrupt) or on_terminal():
            _keep(request.knowing(dialogue.situation))
            raise KeyboardInterrupt from None
        tell((Paragraph(say("end.input")),))
    return request.knowing(dialogue.situation)


def planned(request: Request) -> Plan:
    """The plan for a request; on a terminal, what there is no plan without is asked for."""
    if request.may_ask and on_terminal():
        request = answered(request, required_only=True)
    return advise(request.pack, request.situation, request.now)


def explained(plan: Plan) -> None:
    """Show why a step is there, for each number that is typed, until an empty line."""
    while plan.steps:
        tell((Paragraph(say("plan.which")),))
        try:
            reply = ask()
        except EOFError:
            return
        if not reply:
            return
        rule = by_number(plan, reply)
        tell(why_page(why(plan, rule)) if plan.part(rule) else (Paragraph(say("plan.no_such_number")),))


def by_number(plan: Plan, step: str) -> str:
    """The step of this number in the plan, where a number was given."""
    numbers = {str(number): advice.rule.id for number, advice in enumerate(plan.steps, start=1)}
    return numbers.get(step, step)


def _keep(request: Request) -> None:
    """Show the answers so far as a line that can be given again; it is not wrapped, so that it can be pasted."""
    known = request.situation.known
    tell((Paragraph(say("end.again" if known else "end.no_answers")),))
    if known:
        write(sys.stderr, f"  {visible(shlex.join(request.again('plan')))}\n")
