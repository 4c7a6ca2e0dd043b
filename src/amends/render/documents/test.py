"""What the worked cases of a pack came to, as a JSON document."""

from __future__ import annotations

from amends.authoring.test import Report
from amends.render.documents.parts import Document, fields, head
from amends.render.voice import said


def test_document(report: Report) -> Document:
    """Worked cases by the names of `amends.test/1`."""
    return {
        **head("test", report.pack),
        "cases": len(report.outcomes),
        "passed": len(report.outcomes) - len(report.failures),
        "failures": [
            {
                "case": outcome.case.title,
                "where": str(outcome.case.where),
                **fields(outcome, "missing", "forbidden", "odds"),
                "refused": " ".join(str(problem.message) for problem in outcome.refused),
            }
            for outcome in report.failures
        ],
        "rules": len(report.pack.rules),
        "covered": len(report.pack.rules) - len(report.uncovered),
        "parts": {gives: {"covered": n, "all": all_} for gives, (n, all_) in report.parts.items()},
        "uncovered": list(report.uncovered),
        "tests": report.tests,
        "one_sided": [{"rule": rule, "test": said(test)} for rule, test in report.one_sided],
    }
