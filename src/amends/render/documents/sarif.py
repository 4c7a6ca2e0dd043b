"""Findings in SARIF 2.1.0, the form in which code hosts and editors show them at their line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from amends.authoring.checks import pages
from amends.authoring.finding import Finding
from amends.domain.version import VERSION
from amends.render.voice import said
from amends.render.words import say


def sarif(findings: Iterable[Finding], folder: str) -> dict[str, Any]:
    """The findings as one run of one tool; their places are in files of `folder`, the address of the pack."""
    found = list(findings)
    known, found_codes = pages(), dict.fromkeys(finding.code for finding in found)
    rules = [{"id": code, "help": {"text": known[code]}} for code in found_codes]
    run = {
        "tool": {"driver": {"name": "amends", "version": VERSION, "rules": rules}},
        "originalUriBaseIds": {"PACK": {"uri": folder}},
        "results": [_result(finding) for finding in found],
    }
    return {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}


def _result(finding: Finding) -> dict[str, Any]:
    example = "; ".join(say("told", name=name, value=said(value)) for name, value in (finding.example or {}).items())
    text = str(finding.message) + (f" {say('check.example')} {example}." if example else "")
    where = finding.where
    region = {"region": {"startLine": where.line, "startColumn": where.column}} if where.line else {}
    place = {"physicalLocation": {"artifactLocation": {"uri": where.file, "uriBaseId": "PACK"}, **region}}
    locations = {"locations": [place]} if where.file else {}
    return {"ruleId": finding.code, "level": finding.level, "message": {"text": text}, **locations}
