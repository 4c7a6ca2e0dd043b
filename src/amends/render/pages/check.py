"""What the checks of a pack found, as a page."""

from __future__ import annotations

from dataclasses import asdict

from amends.authoring.check import Checked, Proven, Reading
from amends.authoring.finding import Finding
from amends.domain.model import Pack
from amends.render.page import Block, Entry, Heading, Lines, Page, Paragraph, labelled
from amends.render.say_values import values_words
from amends.render.words import say


def check_page(found: Checked) -> Page:
    """The findings, over how much it was proven that there are no others, and how hard the steps are to read."""
    return (
        Heading(say("check.title", pack=found.pack.title), 1),
        *(_finding(found.pack, finding) for finding in found.findings),
        Paragraph(_summary(found.findings)),
        *_figures("check.proven", found.proven),
        *_figures("check.reading", found.reading),
    )


def _finding(pack: Pack, finding: Finding) -> Block:
    key = "check.note" if finding.level == "note" else "check.finding"
    line = say(key, where=str(finding.where), code=finding.code, message=str(finding.message))
    return Entry(line.removeprefix(": "), parts=_more(pack, finding))


def _more(pack: Pack, finding: Finding) -> Page:
    return (
        *labelled(say("check.example"), values_words(pack, finding.example or {})),
        *((Lines(say("check.remedy"), str(finding.remedy)),) if finding.remedy else ()),
    )


def _figures(key: str, found: Proven | Reading | None) -> Page:
    figures = asdict(found).items() if found else ()
    words = {name: f"{value:,}" if isinstance(value, int) else str(value) for name, value in figures}
    return (Paragraph(say(key, **words)),) if words else ()


def _summary(findings: tuple[Finding, ...]) -> str:
    notes = sum(finding.level == "note" for finding in findings)
    if not findings:
        return say("check.sound")
    counts = say("check.findings", errors=str(len(findings) - notes), notes=str(notes))
    return " ".join((counts, say("check.more")))
