"""`amends graph [RULE]`: how a pack hangs together, as a picture in words."""

from __future__ import annotations

import sys
from typing import Literal

import click

from amends import packs
from amends.commands.options import answers_in, pack_option, read_moment, refuse
from amends.commands.output import write
from amends.problems import shown
from amends.render.graph import dot, mermaid, of_rules, whole
from amends.render.words import say
from amends.situation import Situation
from amends.view import view


@click.command()
@click.argument("rule", required=False)
@click.option("--set", "pairs", metavar="NAME=VALUE", multiple=True, help="Draw the rules that can stand after this.")
@click.option("--format", "form", type=click.Choice(["mermaid", "dot"]), default="mermaid", show_default=True)
@pack_option
def graph(rule: str | None, pairs: tuple[str, ...], form: Literal["mermaid", "dot"], where: str) -> None:
    """Draw one RULE, the rules that some answers leave, or the conclusions and phases of the whole pack."""
    pack = packs.load(where)
    if rule and pairs:
        refuse("too-much", "graph", say("bad.rule_choice"))
    if rule and rule not in pack.rule:
        refuse("unknown-rule", "graph", say("bad.rule_unknown", name=shown(rule)), rule, tuple(pack.rule))
    if rule:
        drawn = of_rules(pack, [pack.rule[rule]])
    elif pairs:
        seen = view(pack, Situation(answers_in(pack, pairs, read_moment(None), "--set")))
        drawn = of_rules(pack, (each for each in pack.rules if seen.status(each.id)))
    else:
        drawn = whole(pack)
    write(sys.stdout, mermaid(drawn) if form == "mermaid" else dot(drawn))
