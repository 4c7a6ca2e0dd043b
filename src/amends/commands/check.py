"""`amends check [PACK]`: looks for faults in a pack."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from statistics import fmean
from typing import Any, Literal

import click

from amends import packs
from amends.checks import Finding, codes, page
from amends.checks import check as checked
from amends.checks.wording import grades
from amends.commands.options import refuse
from amends.commands.output import Form, complain, show, write
from amends.economy import economy, economy_by_first
from amends.logic import read
from amends.model import Pack, Value
from amends.packs.codes import FAULTS
from amends.packs.find import locate
from amends.problems import BadInput, Problem, shown
from amends.render.compare_page import economy_document, economy_page
from amends.render.document import as_json, pack_line, plain
from amends.render.page import Block, Entry, Heading, Labelled, Lines, Page, Paragraph
from amends.render.phrases import value_words
from amends.render.sarif import sarif
from amends.render.words import say


@click.command()
@click.argument("where", metavar="[PACK]", default=packs.DEFAULT)
@click.option("--explain", "code", metavar="CODE", help="What the code of a finding means.")
@click.option("--questions", is_flag=True, help="Instead: how many questions it takes until a plan is settled.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "markdown", "sarif"]), default="text", show_default=True,
    help="The form of the answer.",
)  # fmt: skip
def check(where: str, code: str | None, *, questions: bool, form: Literal[Form, "sarif"]) -> None:
    """Look for faults in a pack: a name, or a folder.

    Exit status: 0 if it is sound, 1 if there are findings, 2 if it cannot be read.
    """
    if code is not None:
        _explain(code)
        return
    pack = _loaded(where, form)
    if questions:
        whole, by_first = economy(pack), economy_by_first(pack)
        plainly: Form = "json" if form == "sarif" else form
        show(plainly, lambda: economy_page(pack, whole, by_first), lambda: economy_document(pack, whole, by_first))
        return
    findings = checked(pack)
    if form == "sarif":
        write(sys.stdout, as_json(sarif(findings, f"{locate(where).resolve().as_uri()}/")))
    else:
        show(form, lambda: tuple(_page(pack, findings)), lambda: _document(pack, findings))
    if any(finding.level == "error" for finding in findings):
        click.get_current_context().exit(1)


def _explain(code: str) -> None:
    faults = {name: f"{name}: {words}" for name, words in FAULTS.items()}
    pages = faults | {name: page(found) for name, found in codes().items()}
    if code not in pages:
        refuse("unknown-check", "--explain", say("bad.check_unknown", name=shown(code)), code, tuple(pages))
    write(sys.stdout, pages[code] + "\n")


def _loaded(where: str, form: str) -> Pack:
    """The pack; if it cannot be read, its problems are the answer, for other programs too."""
    try:
        return packs.load(where)
    except BadInput as error:
        if form == "json":
            problems = [_problem(problem) for problem in error.problems]
            write(sys.stdout, as_json({"schema": "amends.check/1", "pack": None, "problems": problems, "findings": []}))
        complain(error)
        click.get_current_context().exit(2)


def _page(pack: Pack, findings: tuple[Finding, ...]) -> Iterator[Block]:
    yield Heading(say("check.title", pack=pack.title), 1)
    for finding in findings:
        key = "check.note" if finding.level == "note" else "check.finding"
        line = say(key, where=str(finding.where), code=finding.code, message=finding.message)
        yield Entry(line.removeprefix(": "), parts=_more(pack, finding))
    yield Paragraph(_summary(findings))
    proven = _proven(pack, findings)
    if proven:
        yield Paragraph(say("check.proven", **{name: f"{count:,}" for name, count in proven.items()}))
    reading = _reading(pack)
    if reading:
        yield Paragraph(say("check.reading", **{name: str(value) for name, value in reading.items()}))


def _proven(pack: Pack, findings: tuple[Finding, ...]) -> dict[str, int] | None:
    """Over how much it was proven that nothing is wrong; nothing if something is."""
    if any(finding.level == "error" for finding in findings):
        return None
    logic = read(pack)
    situations = logic.diagrams.count(logic.possible)
    return {"rules": len(pack.rules), "invariants": len(pack.invariants), "situations": situations}


def _reading(pack: Pack) -> dict[str, float | str] | None:
    """How hard the steps are to read: the grade on average and at most, and the rule whose step is hardest."""
    found = grades(pack)
    if not found:
        return None
    hardest = max(found, key=lambda rule: found[rule])
    return {"mean": round(fmean(found.values()), 1), "most": round(found[hardest], 1), "rule": hardest}


def _more(pack: Pack, finding: Finding) -> Page:
    example = "; ".join(f"{name}: {value_words(pack, name, value)}" for name, value in (finding.example or {}).items())
    return (
        *((Labelled(say("check.example"), example),) if example else ()),
        *((Lines(say("check.remedy"), finding.remedy),) if finding.remedy else ()),
    )


def _summary(findings: tuple[Finding, ...]) -> str:
    notes = sum(finding.level == "note" for finding in findings)
    if not findings:
        return say("check.sound")
    counts = say("check.findings", errors=str(len(findings) - notes), notes=str(notes))
    return " ".join((counts, say("check.more")))


def _document(pack: Pack, findings: tuple[Finding, ...]) -> dict[str, Any]:
    return {
        "schema": "amends.check/1",
        "pack": pack_line(pack),
        "problems": [],
        "findings": [_finding(pack, finding) for finding in findings],
        "proven": _proven(pack, findings),
        "reading": _reading(pack),
    }


def _finding(pack: Pack, finding: Finding) -> dict[str, Any]:
    def value(name: str, value: Value) -> object:
        return plain(pack, name, value)

    return {
        "code": finding.code,
        "level": finding.level,
        "file": finding.where.file,
        "line": finding.where.line,
        "column": finding.where.column,
        "message": finding.message,
        "example": None if finding.example is None else {n: value(n, v) for n, v in finding.example.items()},
        "remedy": finding.remedy,
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "file": problem.where.file,
        "line": problem.where.line,
        "column": problem.where.column,
        "path": problem.path,
        "message": problem.message,
        "found": problem.found,
        "allowed": list(problem.allowed),
        "near": problem.near,
    }
