"""`amends rules [ID]`: the rules, or one of them whole."""

from __future__ import annotations

import click

from amends import packs
from amends.domain.message import Message
from amends.domain.problems import shown
from amends.doors.cli.options import form_option, pack_option, refuse
from amends.doors.cli.output import show
from amends.render.documents.rules import rules_document
from amends.render.pages.rules import rule_page, rules_page


@click.command("rules")
@click.argument("rule_id", metavar="[ID]", required=False)
@pack_option
@form_option()
def command(rule_id: str | None, where: str, form: str) -> None:
    """Every rule in one line, or the rule ID whole."""
    pack = packs.load(where)
    if rule_id is None:
        show(form, lambda: rules_page(pack), lambda: rules_document(pack, pack.rules))
        return
    if rule_id not in pack.rule:
        refuse(Message("unknown-rule.pack", name=shown(rule_id)), "ID", rule_id, tuple(pack.rule))
    rule = pack.rule[rule_id]
    show(form, lambda: rule_page(pack, rule), lambda: rules_document(pack, [rule]))
