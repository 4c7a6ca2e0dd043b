"""`amends timeline`: when waiting changes the plan."""

from __future__ import annotations

import click

from amends.advice.timeline import timeline
from amends.doors.cli.asking import planned
from amends.doors.cli.options import Request, situation_options
from amends.doors.cli.output import show
from amends.render.documents.timeline import timeline_document
from amends.render.pages.timeline import timeline_page


@click.command("timeline")
@situation_options
def command(request: Request) -> None:
    """The moments at which waiting, and doing nothing, changes the plan."""
    found = timeline(planned(request))
    show(request.form, lambda: timeline_page(found), lambda: timeline_document(found))
