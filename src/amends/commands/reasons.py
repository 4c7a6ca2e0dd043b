"""`amends why-not STEP`, `amends what-if NAME=VALUE ...`, `amends timeline`."""

from __future__ import annotations

import click

from amends.commands.options import Request, answers_in, situation_options
from amends.commands.output import show
from amends.commands.why import planned
from amends.render.reasons import timeline_document, what_if_document, why_not_document
from amends.render.reasons_page import timeline_page, what_if_page, why_not_page
from amends.waiting import timeline as waited
from amends.whatif import what_if as changed
from amends.whynot import why_not as missing


@click.command()
@click.argument("step")
@situation_options
def why_not(request: Request, step: str) -> None:
    """Why STEP is not in the plan, and the smallest changes that would bring it in."""
    found = missing(planned(request), step)
    show(request.form, lambda: why_not_page(found), lambda: why_not_document(found))


@click.command()
@click.argument("changes", metavar="NAME=VALUE...", nargs=-1, required=True)
@situation_options
def what_if(request: Request, changes: tuple[str, ...]) -> None:
    """What the plan would be with other answers, beside the plan as it is."""
    answers = answers_in(request.pack, changes, request.now, "what-if")
    found = changed(planned(request), answers)
    show(request.form, lambda: what_if_page(found), lambda: what_if_document(found))


@click.command()
@situation_options
def timeline(request: Request) -> None:
    """The moments at which waiting, and doing nothing, changes the plan."""
    found = waited(planned(request))
    show(request.form, lambda: timeline_page(found), lambda: timeline_document(found))
