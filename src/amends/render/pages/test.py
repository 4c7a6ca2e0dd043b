"""What the worked cases of a pack came to, as a page."""

from __future__ import annotations

from collections.abc import Iterator

from amends.authoring.test import Outcome, Report
from amends.render.page import Block, Entry, Heading, Labelled, Page, Paragraph
from amends.render.voice import said
from amends.render.words import say


def test_page(report: Report) -> Page:
    """The cases that fail, and what all of them exercise."""
    return tuple(_blocks(report))


def _blocks(report: Report) -> Iterator[Block]:
    pack, all_rules = report.pack, len(report.pack.rules)
    yield Heading(say("cases.title", pack=pack.title), 1)
    for outcome in report.failures:
        title = say("cases.failed", title=outcome.case.title, where=str(outcome.case.where))
        yield Entry(title, parts=tuple(_wrong(outcome)))
    passed = str(len(report.outcomes) - len(report.failures))
    yield Paragraph(say("cases.passed", passed=passed, all=str(len(report.outcomes))))
    covered, both = str(all_rules - len(report.uncovered)), str(report.tests - len(report.one_sided))
    yield Paragraph(say("cases.coverage", covered=covered, all=str(all_rules)))
    yield Paragraph(say("cases.tests", both=both, all=str(report.tests)))
    if report.uncovered:
        yield Paragraph(say("cases.uncovered", rules=", ".join(report.uncovered)))
    for rule, test in report.one_sided:
        yield Entry(say("cases.one_sided", rule=rule, test=said(test)))


def _wrong(outcome: Outcome) -> Iterator[Block]:
    if outcome.missing:
        yield Labelled(say("cases.missing"), ", ".join(outcome.missing))
    if outcome.forbidden:
        yield Labelled(say("cases.forbidden"), ", ".join(outcome.forbidden))
    if outcome.refused:
        yield Labelled(say("cases.refused"), " ".join(str(problem.message) for problem in outcome.refused))
