"""`amends plan`: asks what still matters, prints the plan."""

from __future__ import annotations

import click

from amends.advice.plan import advise
from amends.domain.plan import Plan
from amends.doors.cli.options import Request, situation_options
from amends.doors.cli.output import show
from amends.render.documents.plan import plan_document
from amends.render.page import Page


@click.command("plan")
@situation_options
def command(request: Request) -> None:
    """Ask what still matters, then print the plan.

    At every question you can also type: ? (what the values mean), why (why it is asked), unsure, back,
    plan (what is certain so far), quit.
    """
    given = request.situation
    if request.may_ask:
        from amends.doors.cli.asking import answered  # without questions there is no need for a dialogue

        request = answered(request)
    found = advise(request.pack, request.situation, request.now)
    show(request.form, lambda: _page(found), lambda: plan_document(found))
    if request.situation != given and request.form == "text":
        from amends.doors.cli.asking import explained

        explained(found)


def _page(found: Plan) -> Page:
    from amends.render.pages.plan import plan_page  # not needed for JSON

    return plan_page(found)
