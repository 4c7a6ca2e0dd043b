"""`amends why STEP`: why a step is in the plan."""

from __future__ import annotations

import sys

import click

from amends.commands.options import Request, situation_options
from amends.commands.output import show
from amends.console import on_terminal
from amends.explain import why as explained
from amends.plans import advise
from amends.render.document import why_document
from amends.render.why_page import why_full_page, why_page
from amends.situation import Plan


@click.command()
@click.argument("step")
@click.option("--full", is_flag=True, help="Every fact, conclusion and rule on the way.")
@situation_options
def why(request: Request, step: str, *, full: bool) -> None:
    """Why STEP (its name, or its number in the plan) is there: facts and rules, back to the sources."""
    plan = planned(request)
    found = explained(plan, by_number(plan, step))
    show(request.form, lambda: why_full_page(found) if full else why_page(found), lambda: why_document(found))


def planned(request: Request) -> Plan:
    """The plan for a request; on a terminal, what there is no plan without is asked for."""
    if request.may_ask and on_terminal(sys.stdin):
        from amends.commands.asking import answered  # without questions there is no need for a dialogue

        request = answered(request, required_only=True)
    return advise(request.pack, request.situation, request.now)


def by_number(plan: Plan, step: str) -> str:
    """The step of this number in the plan, where a number was given."""
    numbers = {str(number): advice.rule.id for number, advice in enumerate(plan.steps, start=1)}
    return numbers.get(step, step)
