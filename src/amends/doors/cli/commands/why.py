"""`amends why STEP`: why a step is in the plan."""

from __future__ import annotations

import click

from amends.advice.why import why
from amends.doors.cli.asking import by_number, planned
from amends.doors.cli.options import Request, situation_options
from amends.doors.cli.output import show
from amends.render.documents.why import why_document
from amends.render.pages.why import why_full_page, why_page


@click.command("why")
@click.argument("step")
@click.option("--full", is_flag=True, help="Every fact, conclusion and rule on the way.")
@situation_options
def command(request: Request, step: str, *, full: bool) -> None:
    """Why STEP (its name, or its number in the plan) is there: facts and rules, back to the sources."""
    plan = planned(request)
    found = why(plan, by_number(plan, step))
    show(request.form, lambda: why_full_page(found) if full else why_page(found), lambda: why_document(found))
