"""`amends why-not STEP`: why a step is not in the plan."""

from __future__ import annotations

import click

from amends.advice.why_not import why_not
from amends.doors.cli.asking import planned
from amends.doors.cli.options import Request, situation_options
from amends.doors.cli.output import show
from amends.render.documents.why_not import why_not_document
from amends.render.pages.why_not import why_not_page


@click.command("why-not")
@click.argument("step")
@situation_options
def command(request: Request, step: str) -> None:
    """Why STEP is not in the plan, and the smallest changes that would bring it in."""
    found = why_not(planned(request), step)
    show(request.form, lambda: why_not_page(found), lambda: why_not_document(found))
