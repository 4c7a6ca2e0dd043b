"""`amends sources [ID]`: the sources, their passages, and who uses them."""

from __future__ import annotations

import click

from amends import packs
from amends.domain.message import Message
from amends.domain.problems import shown
from amends.doors.cli.options import form_option, pack_option, refuse
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
    if source_id is not None and source_id not in pack.source:
        refuse(Message("unknown-source.pack", name=shown(source_id)), "ID", source_id, tuple(pack.source))
    chosen = pack.sources if source_id is None else (pack.source[source_id],)
    show(form, lambda: sources_page(pack, chosen), lambda: sources_document(pack, chosen))
