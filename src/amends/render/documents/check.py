"""What the checks of a pack found, as a JSON document."""

from __future__ import annotations

from dataclasses import asdict

from amends.authoring.check import Checked
from amends.authoring.finding import Finding
from amends.domain.model import Pack
from amends.domain.problems import BadInput, Problem
from amends.render.documents.parts import Document, fields, head, plain


def check_document(found: Checked) -> Document:
    """Findings by the names of `amends.check/1`."""
    return {
        **head("check", found.pack),
        "problems": [],
        "findings": [_finding(found.pack, finding) for finding in found.findings],
        "proven": asdict(found.proven) if found.proven else None,
        "reading": asdict(found.reading) if found.reading else None,
    }


def problems_document(error: BadInput) -> Document:
    """What keeps a pack from being read, by the names of `amends.check/1`."""
    problems = [_problem(problem) for problem in error.problems]
    return {"schema": "amends.check/1", "pack": None, "problems": problems, "findings": []}


def _finding(pack: Pack, finding: Finding) -> Document:
    return {
        **fields(finding, "code", "level", "where.file", "where.line", "where.column", "message"),
        "example": None if finding.example is None else {n: plain(pack, n, v) for n, v in finding.example.items()},
        "remedy": str(finding.remedy or ""),
    }


def _problem(problem: Problem) -> Document:
    place = fields(problem, "code", "where.file", "where.line", "where.column", "path")
    return {**place, **fields(problem, "message", "found", "allowed", "near")}
