"""`amends graph [RULE|VALUE]`: how a pack hangs together, as a picture in words or as a list."""

from __future__ import annotations

import sys

import click

from amends import packs
from amends.authoring.graph import of_answers, of_pack, of_rule
from amends.domain.message import Message
from amends.domain.model import Answer, Pack
from amends.domain.plan import Situation
from amends.doors.cli.options import answers_in, form_option, look_up, pack_option, read_moment, refuse
from amends.doors.cli.output import show, write
from amends.logic.view import view
from amends.render.documents.graph import graph_document
from amends.render.graph import DRAWINGS
from amends.render.pages.graph import graph_page


@click.command("graph")
@click.argument("name", metavar="[RULE|VALUE]", required=False)
@click.option("--set", "pairs", metavar="NAME=VALUE", multiple=True, help="Draw what is left after this answer.")
@form_option(*DRAWINGS, usual="mermaid")
@pack_option
def command(name: str | None, pairs: tuple[str, ...], form: str, where: str) -> None:
    """Draw one RULE, what is left for one VALUE of what is always asked, what is left after some answers, or the
    conclusions and phases of the whole pack.
    """
    pack = packs.load(where)
    if name and pairs:
        refuse(Message("too-much"), "graph")
    known = answers_in(pack, pairs, read_moment(None), "--set") or _answer(pack, name)
    if known and name not in pack.rule:
        drawn = of_answers(pack, view(pack, Situation(known)))
    elif name:
        drawn = of_rule(pack, look_up(pack.rule, name, "graph", "unknown-rule.pack"))
    else:
        drawn = of_pack(pack)
    if form in DRAWINGS:
        write(sys.stdout, DRAWINGS[form](drawn))
    else:
        show(form, lambda: graph_page(pack, drawn), lambda: graph_document(pack, drawn))


def _answer(pack: Pack, value: str | None) -> dict[str, Answer]:
    """The answer to a required fact that this value is; none if it is no such value."""
    return next(({fact.name: value} for fact in pack.facts if fact.required and value in fact.values), {})
