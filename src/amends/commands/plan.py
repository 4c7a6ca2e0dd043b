"""`amends plan`: asks what still matters, prints the plan."""

from __future__ import annotations

import click

from amends.commands.again import again
from amends.commands.options import Request, situation_options
from amends.commands.output import show
from amends.plans import advise
from amends.render.document import plan_document
from amends.render.page import Page
from amends.situation import Plan


@click.command()
@situation_options
def plan(request: Request) -> None:
    """Ask what still matters, then print the plan.

    At every question you can also type: ? (what the values mean), why (why it is asked), unsure, back,
    plan (what is certain so far), quit.
    """
    if request.may_ask:
        from amends.commands.asking import answered  # without questions there is no need for a dialogue

        request = answered(request)
    found = advise(request.pack, request.situation, request.now)
    show(request.form, lambda: _page(found, request), lambda: plan_document(found))


def _page(found: Plan, request: Request) -> Page:
    from amends.render.plan_page import plan_page  # not needed for JSON

    return plan_page(found, again(request, "why", "1"))
