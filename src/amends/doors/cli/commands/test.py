"""`amends test [PACK]`: runs the worked cases of a pack."""

from __future__ import annotations

import click

from amends import packs
from amends.authoring.test import test
from amends.doors.cli.options import form_option
from amends.doors.cli.output import show
from amends.render.documents.test import test_document
from amends.render.pages.test import test_page


@click.command("test")
@click.argument("where", metavar="[PACK]", default=packs.DEFAULT)
@form_option()
def command(where: str, form: str) -> None:
    """Run the worked cases of a pack: a name, or a folder.

    Exit status: 0 if all hold, 1 if one fails, 2 if the pack cannot be read.
    """
    report = test(packs.load(where))
    show(form, lambda: test_page(report), lambda: test_document(report))
    if report.failures:
        click.get_current_context().exit(1)
