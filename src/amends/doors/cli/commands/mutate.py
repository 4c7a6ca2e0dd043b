"""`amends mutate [PACK]`: would the pack's own cases and invariants notice a fault?"""

from __future__ import annotations

import click

from amends import packs
from amends.authoring.checks import check
from amends.authoring.mutate import mutate
from amends.domain.message import Message
from amends.doors.cli.options import form_option, refuse
from amends.doors.cli.output import show
from amends.render.documents.mutate import mutate_document
from amends.render.pages.mutate import mutate_page


@click.command("mutate")
@click.argument("where", metavar="[PACK]", default=packs.DEFAULT)
@click.option("--all", "whole", is_flag=True, help="Show every case that is missing, not only a few.")
@click.option("--sample", type=click.IntRange(1), metavar="N", help="Try only N faults, drawn evenly.")
@form_option()
def command(where: str, form: str, sample: int | None, *, whole: bool) -> None:
    """Try every small fault in the rules: would the pack's own cases and invariants notice?

    Exit status: 0 if every fault tried that changes a plan is noticed, 1 if one is not, 2 if the pack cannot be read
    or has findings of its own. JSON holds every case that is missing.
    """
    pack = packs.load(where)
    if any(finding.code in {"failing-case", "contradiction", "gap"} for finding in check(pack)):
        refuse(Message("unsound-pack"), where)
    found = mutate(pack, sample)
    show(form, lambda: mutate_page(pack, found, whole=whole), lambda: mutate_document(pack, found))
    if found.survivors:
        click.get_current_context().exit(1)
