"""`amends what-if NAME=VALUE ...`: what other answers would change."""

from __future__ import annotations

import click

from amends.advice.what_if import what_if
from amends.doors.cli.asking import planned
from amends.doors.cli.options import Request, answers_in, situation_options
from amends.doors.cli.output import show
from amends.render.documents.what_if import what_if_document
from amends.render.pages.what_if import what_if_page


@click.command("what-if")
@click.argument("changes", metavar="NAME=VALUE...", nargs=-1, required=True)
@situation_options
def command(request: Request, changes: tuple[str, ...]) -> None:
    """What the plan would be with other answers, beside the plan as it is."""
    answers = answers_in(request.pack, changes, request.now, "what-if")
    found = what_if(planned(request), answers)
    show(request.form, lambda: what_if_page(found), lambda: what_if_document(found))
