"""`amends rules [ID]`: the rules, those that one kind of situation can meet, or one of them whole."""

from __future__ import annotations

import click

from amends import packs
from amends.authoring.reach import rules_for, seen_by
from amends.domain.message import Message
from amends.domain.model import Answer, Pack
from amends.domain.problems import shown
from amends.doors.cli.options import answers_in, form_option, look_up, pack_option, read_moment, refuse
from amends.doors.cli.output import show
from amends.logic.prepared import prepared
from amends.render.documents.rules import rules_document
from amends.render.pages.rules import rule_page, rules_page


@click.command("rules")
@click.argument("rule_id", metavar="[ID]", required=False)
@click.option("--for", "wanted", metavar="VALUE|NAME=VALUE", multiple=True, help="Only what such a situation can meet.")
@pack_option
@form_option()
def command(rule_id: str | None, wanted: tuple[str, ...], where: str, form: str) -> None:
    """Every rule in one line, or the rule ID whole."""
    pack = packs.load(where)
    if rule_id is None:
        rules = rules_for(prepared(pack), _known(pack, wanted)) if wanted else pack.rules
        show(form, lambda: rules_page(pack, rules), lambda: rules_document(pack, rules))
        return
    if wanted:
        refuse(Message("too-much"), "rules")
    rule = look_up(pack.rule, rule_id, "ID", "unknown-rule.pack")
    seen = seen_by(prepared(pack), rule_id)
    show(form, lambda: rule_page(pack, rule, seen), lambda: rules_document(pack, [rule]))


def _known(pack: Pack, wanted: tuple[str, ...]) -> dict[str, Answer]:
    """The answers that are meant; a value alone will do where one fact alone has it."""
    pairs = (word if "=" in word else f"{_fact(pack, word)}={word}" for word in wanted)
    return answers_in(pack, tuple(pairs), read_moment(None), "--for")


def _fact(pack: Pack, value: str) -> str:
    having = tuple(fact.name for fact in pack.facts if value in fact.values)
    if not having:
        values = tuple(value for fact in pack.facts for value in fact.values)
        refuse(Message("unknown-value.anywhere", found=shown(value)), "--for", value, values)
    if len(having) > 1:
        pairs = tuple(f"{name}={value}" for name in having)
        refuse(Message("unknown-value.several", found=value), "--for", allowed=pairs)
    return having[0]
