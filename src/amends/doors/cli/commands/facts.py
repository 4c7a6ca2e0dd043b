"""`amends facts`: what can be asked."""

from __future__ import annotations

import click

from amends import packs
from amends.doors.cli.options import form_option, pack_option
from amends.doors.cli.output import show
from amends.render.documents.facts import facts_document
from amends.render.pages.facts import facts_page


@click.command("facts")
@pack_option
@form_option()
def command(where: str, form: str) -> None:
    """What can be asked, with all values and what stands in for "not sure"."""
    pack = packs.load(where)
    show(form, lambda: facts_page(pack), lambda: facts_document(pack))
