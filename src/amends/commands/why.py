"""`amends why STEP`: why a step is in the plan."""

from __future__ import annotations

import sys

import click

from amends.advise import advise
from amends.commands.options import Request, situation_options
from amends.commands.output import show
from amends.commands.plan import asked, keep
from amends.console import on_terminal
from amends.dialogue import Ending
from amends.explain import why as explained
from amends.render.document import why_document
from amends.render.why_page import why_page


@click.command()
@click.argument("step")
@situation_options
def why(request: Request, step: str) -> None:
    """Why STEP is in the plan: the facts and rules that brought it in, back to the sources."""
    if on_terminal(sys.stdin):
        ending, request = asked(request, required_only=True)
        if ending is Ending.QUIT:
            keep(request)
            return
    found = explained(advise(request.pack, request.situation, request.now), step)
    show(request.form, lambda: why_page(found), lambda: why_document(found))
