"""Every law of the shipped pack that looks at words, deadlines or other answers can fail: a fault for each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from amends.authoring.checks.contradiction import contradiction
from amends.authoring.checks.uncited import uncited
from amends.authoring.finding import Finding, verified
from amends.domain.model import Pack
from amends.packs.find import locate
from amends.packs.reading import read

FILES: Mapping[str, str] = {file.name: file.read_text("utf-8") for file in sorted(locate("interview").glob("*.yaml"))}

# The law, the rule with the fault, what is taken from its text, and what comes in its place.
FAULTS = [
    ("one-apology", "one-more-try-by-another-route", "I got in touch", "I'm sorry. I got in touch"),
    ("an-apology-says-sorry", "thank-you-note", "I enjoyed hearing", "I apologise. I enjoyed hearing"),
    ("no-second-apology", "thank-you-note", "I enjoyed hearing", "I'm sorry. I enjoyed hearing"),
    ("no-call-at-once-when-unsafe", "ring-and-own-it", ', safe_to_act: "yes"', ""),
    ("withdrawing-asks-for-nothing", "withdraw-in-two-lines", "direct, withdrawal]", "direct, withdrawal, reschedule]"),
    ("a-message-says-which-job", "thank-you-note", "[role]", "advertised"),
    ("deadlines-in-order", "sort-it-first", "by: now", "by: {within: 2 weeks}"),
    ("waiting-adds-no-contact", "once-more-then-let-go", "ending: none", "ending: none, elapsed_minutes: {above: 60}"),
    ("noticed-is-not-silenced", "put-it-right-aloud", 'any: [{noticed: "no",', 'noticed: "no", any: [{noticed: "no",'),
]


@pytest.mark.parametrize(("law", "rule", "gone", "new"), FAULTS)
def test_a_fault_breaks_the_law_and_a_step_that_it_touches_is_named(law: str, rule: str, gone: str, new: str) -> None:
    pack = faulty(rule, gone, new)
    one = replace(pack, invariants=tuple(each for each in pack.invariants if each.id == law), hash=law)
    found = [finding for finding in contradiction(one) if dict(finding.message.parts)["id"] == law]
    assert [verified(one, finding) for finding in found] == found
    assert [rule in named(finding) for finding in found] == [True]


def test_a_passage_that_has_to_be_cited_is_missed() -> None:
    assert [
        dict(finding.message.parts)["number"] for finding in uncited(faulty("ring-and-own-it", "seed/1, ", ""))
    ] == [1]


def faulty(rule: str, gone: str, new: str) -> Pack:
    """The shipped pack with other words in one of its rules."""
    name = next(name for name, text in FILES.items() if f"- id: {rule}\n" in text)
    before, begin, after = FILES[name].partition(f"- id: {rule}\n")
    own, end, others = after.partition("\n  - id:")
    assert gone in own
    pack, problems = read({**FILES, name: f"{before}{begin}{own.replace(gone, new)}{end}{others}"})
    assert pack is not None, problems
    return pack


def named(finding: Finding) -> set[str]:
    """The steps that a contradiction names, of both situations if it compares two."""
    parts = dict(finding.message.parts)
    lists = (parts.get(key, ()) for key in ("steps", "others"))
    return {step for each in lists if isinstance(each, tuple) for step in each}
