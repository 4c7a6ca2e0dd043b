"""What the worked cases of a pack came to, as a page."""

from __future__ import annotations

from amends.authoring.test import Outcome, Report
from amends.render.page import Entry, Heading, Page, Paragraph, labelled
from amends.render.say_values import named_words
from amends.render.voice import said
from amends.render.words import say


def test_page(report: Report) -> Page:
    """The cases that fail, and what all of them exercise."""
    cases, rules = len(report.outcomes), len(report.pack.rules)
    passed, covered = str(cases - len(report.failures)), str(rules - len(report.uncovered))
    both = str(report.tests - len(report.one_sided))
    return (
        Heading(say("cases.title", pack=report.pack.title), 1),
        *map(_failed, report.failures),
        Paragraph(say("cases.passed", passed=passed, all=str(cases))),
        Paragraph(say("cases.coverage", covered=covered, all=str(rules))),
        *_apart(report),
        Paragraph(say("cases.tests", both=both, all=str(report.tests))),
        *((Paragraph(say("cases.uncovered", rules=", ".join(report.uncovered))),) if report.uncovered else ()),
        *(Entry(say("cases.one_sided", rule=rule, test=said(test))) for rule, test in report.one_sided),
    )


def _apart(report: Report) -> Page:
    """Steps, outlooks and answers apart, where there are others than steps."""
    if len(report.pack.step) == len(report.pack.rules):
        return ()
    return (Paragraph(say("cases.apart", **{gives: f"{n} of {all_}" for gives, (n, all_) in report.parts.items()})),)


def _failed(outcome: Outcome) -> Entry:
    title = say("cases.failed", title=outcome.case.title, where=str(outcome.case.where))
    wrong = (
        *named_words(say("cases.missing"), outcome.missing),
        *named_words(say("cases.forbidden"), outcome.forbidden),
        *labelled(say("cases.odds", wanted=outcome.case.odds), outcome.odds),
        *labelled(say("cases.refused"), " ".join(str(problem.message) for problem in outcome.refused)),
    )
    return Entry(title, parts=wrong)
