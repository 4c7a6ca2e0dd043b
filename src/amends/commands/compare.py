"""`amends diff OLD NEW` and `amends mutate [PACK]`."""

from __future__ import annotations

from typing import get_args

import click

from amends import packs
from amends.checks import check as checked
from amends.commands.options import form_option, refuse
from amends.commands.output import Form, show
from amends.compare import What
from amends.compare import diff as compared
from amends.model import Pack
from amends.mutants import mutate as mutated
from amends.packs.revision import is_revision, load_revision
from amends.problems import shown
from amends.render.compare_page import difference_document, difference_page, mutation_document, mutation_page
from amends.render.words import say


@click.command()
@click.argument("old")
@click.argument("new")
@click.option("--fail-on", "kinds", metavar="KIND,...", help=f"Only these count: {', '.join(get_args(What))}.")
@form_option
def diff(old: str, new: str, kinds: str | None, form: Form) -> None:
    """Which situations get another plan from NEW than from OLD; each a pack, a folder, or REV:PATH in git.

    Exit status: 0 if all plans are the same (or no change is of a kind in --fail-on), 1 if not.
    """
    counted = _kinds(kinds)
    found = compared(_pack(old), _pack(new))
    show(form, lambda: difference_page(found, old, new), lambda: difference_document(found))
    differs = not found.same if kinds is None else any(change.what in counted for change in found.changes)
    if differs:
        click.get_current_context().exit(1)


def _kinds(kinds: str | None) -> tuple[str, ...]:
    wanted = tuple(kind.strip() for kind in kinds.split(",")) if kinds else ()
    for kind in wanted:
        if kind not in get_args(What):
            refuse("unknown-kind", "--fail-on", say("bad.fail_on", found=shown(kind)), kind, get_args(What))
    return wanted


def _pack(where: str) -> Pack:
    return load_revision(where) if is_revision(where) else packs.load(where)


@click.command()
@click.argument("where", metavar="[PACK]", default=packs.DEFAULT)
@form_option
def mutate(where: str, form: Form) -> None:
    """Try every small fault in the rules: would the pack's own cases and invariants notice?

    Exit status: 0 if every fault that changes a plan is noticed, 1 if not, 2 if the pack cannot be read.
    """
    pack = packs.load(where)
    if any(finding.code in {"failing-case", "contradiction", "gap"} for finding in checked(pack)):
        refuse("unsound-pack", where, say("mutants.failing"))
    found = mutated(pack)
    show(form, lambda: mutation_page(pack, found), lambda: mutation_document(pack, found))
    if found.survivors:
        click.get_current_context().exit(1)
