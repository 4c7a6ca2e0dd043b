"""`amends check [PACK]`: looks for faults in a pack."""

from __future__ import annotations

import sys

import click

from amends import packs
from amends.authoring.check import Checked, check
from amends.authoring.checks import pages
from amends.authoring.constraints import constraints
from amends.authoring.questions import economies
from amends.domain.model import Pack
from amends.domain.problems import BadInput
from amends.doors.cli.options import form_option, look_up
from amends.doors.cli.output import complain, show, write
from amends.packs.find import locate
from amends.render.documents.check import check_document, problems_document
from amends.render.documents.constraints import constraints_document
from amends.render.documents.questions import questions_document
from amends.render.documents.sarif import sarif
from amends.render.forms.json import as_json
from amends.render.pages.check import check_page
from amends.render.pages.constraints import constraints_page
from amends.render.pages.questions import questions_page
from amends.render.words import explained


@click.command("check")
@click.argument("where", metavar="[PACK]", default=packs.DEFAULT)
@click.option("--explain", "code", metavar="CODE", help="What the code of a finding means.")
@click.option("--questions", "besides", flag_value="questions", help="Instead: how many questions settle a plan.")
@click.option("--constraints", "besides", flag_value="constraints", help="Instead: how much each constraint forbids.")
@form_option("sarif")
def command(where: str, code: str | None, besides: str | None, form: str) -> None:
    """Look for faults in a pack: a name, or a folder.

    Exit status: 0 if it is sound, 1 if there are findings, 2 if it cannot be read.
    """
    if code is not None:
        write(sys.stdout, look_up(explained() | pages(), code, "--explain", "unknown-check") + "\n")
        return
    pack = _loaded(where, form)
    if besides:
        _BESIDES[besides](pack, "json" if form == "sarif" else form)
        return
    found = check(pack)
    _show(found, where, form)
    if not found.sound:
        click.get_current_context().exit(1)


def _loaded(where: str, form: str) -> Pack:
    """The pack; if it cannot be read, its problems are the answer, for other programs too."""
    try:
        return packs.load(where)
    except BadInput as error:
        if form == "json":
            write(sys.stdout, as_json(problems_document(error)))
        complain(error)
        click.get_current_context().exit(2)


def _questions(pack: Pack, form: str) -> None:
    whole, by_first = economies(pack)
    show(form, lambda: questions_page(pack, whole, by_first), lambda: questions_document(pack, whole, by_first))


def _constraints(pack: Pack, form: str) -> None:
    found = constraints(pack)
    show(form, lambda: constraints_page(pack, found), lambda: constraints_document(pack, found))


_BESIDES = {"questions": _questions, "constraints": _constraints}
"""What can be counted instead of looking for faults."""


def _show(found: Checked, where: str, form: str) -> None:
    if form == "sarif":
        write(sys.stdout, as_json(sarif(found.findings, f"{locate(where).resolve().as_uri()}/")))
    else:
        show(form, lambda: check_page(found), lambda: check_document(found))
