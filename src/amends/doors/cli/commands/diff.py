"""`amends diff OLD NEW`: which situations get another plan from another version of a pack."""

from __future__ import annotations

from typing import get_args

import click

from amends import packs
from amends.authoring.diff import What, diff
from amends.domain.message import Message
from amends.domain.model import Pack
from amends.domain.problems import shown
from amends.doors.cli.options import form_option, refuse
from amends.doors.cli.output import show
from amends.packs.revision import is_revision, load_revision
from amends.render.documents.diff import diff_document
from amends.render.pages.diff import diff_page


@click.command("diff")
@click.argument("old")
@click.argument("new")
@click.option("--fail-on", "kinds", metavar="KIND,...", help=f"Only these count: {', '.join(get_args(What))}.")
@form_option()
def command(old: str, new: str, kinds: str | None, form: str) -> None:
    """Which situations get another plan from NEW than from OLD; each a pack, a folder, or REV:PATH in git.

    Exit status: 0 if all plans are the same (or no change is of a kind in --fail-on), 1 if not.
    """
    counted = _kinds(kinds)
    found = diff(_pack(old), _pack(new))
    show(form, lambda: diff_page(found, old, new), lambda: diff_document(found))
    differs = not found.same if kinds is None else any(change.what in counted for change in found.changes)
    if differs:
        click.get_current_context().exit(1)


def _kinds(kinds: str | None) -> tuple[str, ...]:
    wanted = tuple(kind.strip() for kind in kinds.split(",")) if kinds else ()
    for kind in wanted:
        if kind not in get_args(What):
            refuse(Message("unknown-kind", found=shown(kind)), "--fail-on", kind, get_args(What))
    return wanted


def _pack(where: str) -> Pack:
    return load_revision(where) if is_revision(where) else packs.load(where)
