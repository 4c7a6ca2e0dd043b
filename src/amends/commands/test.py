"""`amends test [PACK]`: runs the worked cases of a pack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import click

from amends import packs
from amends.checks.cases import Outcome, outcomes
from amends.checks.coverage import Coverage, coverage
from amends.commands.options import form_option
from amends.commands.output import Form, show
from amends.model import Pack
from amends.render.document import pack_line
from amends.render.page import Block, Entry, Heading, Labelled, Paragraph
from amends.render.words import say


@dataclass(frozen=True, slots=True)
class Report:
    """What the worked cases of a pack came to, and how much of it they exercise."""

    pack: Pack
    outcomes: tuple[Outcome, ...]
    coverage: Coverage

    @property
    def failures(self) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if not outcome.holds)


@click.command()
@click.argument("where", metavar="[PACK]", default=packs.DEFAULT)
@form_option
def test(where: str, form: Form) -> None:
    """Run the worked cases of a pack: a name, or a folder.

    Exit status: 0 if all hold, 1 if one fails, 2 if the pack cannot be read.
    """
    report = _report(packs.load(where))
    show(form, lambda: tuple(_page(report)), lambda: _document(report))
    if report.failures:
        click.get_current_context().exit(1)


def _report(pack: Pack) -> Report:
    found = tuple(outcomes(pack))
    return Report(pack, found, coverage(pack, found))


def _page(report: Report) -> Iterator[Block]:
    pack, all_rules = report.pack, len(report.pack.rules)
    yield Heading(say("cases.title", pack=pack.title), 1)
    for outcome in report.failures:
        title = say("cases.failed", title=outcome.case.title, where=str(outcome.case.where))
        yield Entry(title, parts=tuple(_wrong(outcome)))
    passed = str(len(report.outcomes) - len(report.failures))
    yield Paragraph(say("cases.passed", passed=passed, all=str(len(report.outcomes))))
    found = report.coverage
    covered, both = str(all_rules - len(found.rules)), str(found.tests - len(found.one_sided))
    yield Paragraph(say("cases.coverage", covered=covered, all=str(all_rules)))
    yield Paragraph(say("cases.tests", both=both, all=str(found.tests)))
    if found.rules:
        yield Paragraph(say("cases.uncovered", rules=", ".join(found.rules)))
    for rule, test in found.one_sided:
        yield Entry(say("cases.one_sided", rule=rule, test=test))


def _wrong(outcome: Outcome) -> Iterator[Block]:
    if outcome.missing:
        yield Labelled(say("cases.missing"), ", ".join(outcome.missing))
    if outcome.forbidden:
        yield Labelled(say("cases.forbidden"), ", ".join(outcome.forbidden))
    if outcome.refused:
        yield Labelled(say("cases.refused"), outcome.refused)


def _document(report: Report) -> dict[str, Any]:
    return {
        "schema": "amends.test/1",
        "pack": pack_line(report.pack),
        "cases": len(report.outcomes),
        "passed": len(report.outcomes) - len(report.failures),
        "failures": [
            {
                "case": outcome.case.title,
                "where": str(outcome.case.where),
                "missing": list(outcome.missing),
                "forbidden": list(outcome.forbidden),
                "refused": outcome.refused,
            }
            for outcome in report.failures
        ],
        "rules": len(report.pack.rules),
        "covered": len(report.pack.rules) - len(report.coverage.rules),
        "uncovered": list(report.coverage.rules),
        "tests": report.coverage.tests,
        "one_sided": [{"rule": rule, "test": test} for rule, test in report.coverage.one_sided],
    }
