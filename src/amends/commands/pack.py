"""`amends facts`, `amends rules` and `amends sources`: a pack, readable."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from amends import packs
from amends.commands.options import form_option, pack_option, refuse
from amends.commands.output import Form, show
from amends.model import Pack, Rule
from amends.problems import shown
from amends.render.document import pack_line
from amends.render.listing import facts_document, sources_document
from amends.render.pack_pages import facts_page, rule_page, rules_page, sources_page
from amends.render.words import say


@click.command()
@pack_option
@form_option
def facts(where: str, form: Form) -> None:
    """What can be asked, with all values and what stands in for "not sure"."""
    pack = packs.load(where)
    show(form, lambda: facts_page(pack), lambda: facts_document(pack))


@click.command()
@click.argument("rule_id", metavar="[ID]", required=False)
@pack_option
@form_option
def rules(rule_id: str | None, where: str, form: Form) -> None:
    """Every rule in one line, or the rule ID whole."""
    pack = packs.load(where)
    if rule_id is None:
        show(form, lambda: rules_page(pack), lambda: _document(pack, pack.rules))
        return
    if rule_id not in pack.rule:
        refuse("unknown-rule", "ID", say("bad.rule_unknown", name=shown(rule_id)), rule_id, tuple(pack.rule))
    rule = pack.rule[rule_id]
    show(form, lambda: rule_page(pack, rule), lambda: _document(pack, [rule]))


@click.command()
@click.argument("source_id", metavar="[ID]", required=False)
@pack_option
@form_option
def sources(source_id: str | None, where: str, form: Form) -> None:
    """The sources (or the source ID alone), their passages, the rules that use them, and what no rule uses."""
    pack = packs.load(where)
    if source_id is not None and source_id not in pack.source:
        refuse("unknown-source", "ID", say("bad.source_unknown", name=shown(source_id)), source_id, tuple(pack.source))
    chosen = pack.sources if source_id is None else (pack.source[source_id],)
    show(form, lambda: sources_page(pack, chosen), lambda: sources_document(pack, chosen))


def _document(pack: Pack, rules: Iterable[Rule]) -> dict[str, Any]:
    """Rules as the rule language has them, each with its place."""
    written = {rule["id"]: rule for rule in packs.document(pack)["rules"]}
    return {
        "schema": "amends.rules/1",
        "pack": pack_line(pack),
        "rules": [{**written[rule.id], "where": str(rule.where)} for rule in rules],
    }
