"""`amends sources [ID]`: the sources, their passages, and who uses them."""

from __future__ import annotations

import click

from amends import packs
from amends.doors.cli.options import form_option, look_up, pack_option
from amends.doors.cli.output import show
from amends.render.documents.sources import sources_document
from amends.render.pages.sources import sources_page


@click.command("sources")
@click.argument("source_id", metavar="[ID]", required=False)
@pack_option
@form_option()
def command(source_id: str | None, where: str, form: str) -> None:
    """The sources (or the source ID alone), their passages, the rules that use them, and what no rule uses."""
    pack = packs.load(where)
    chosen = (look_up(pack.source, source_id, "ID", "unknown-source.pack"),) if source_id is not None else pack.sources
    show(form, lambda: sources_page(pack, chosen), lambda: sources_document(pack, chosen))
