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
    ("one-apology", "regret-through-recruiter", ", note_point: regret", ""),
    ("an-apology-says-sorry", "own-the-message", "I'm sorry.", "I apologise."),
    ("no-second-apology", "say-it-was-not-for-them", "please ignore it.", "sorry, please ignore it."),
    ("no-call-at-once-when-unsafe", "ring-few-minutes", '      safe_to_act: "yes"\n', ""),
    ("withdrawing-asks-for-nothing", "follow-up-now", "follow_up: now, ", ""),
    ("a-message-says-which-job", "thank-you-note", "[role]", "advertised"),
    ("deadlines-in-order", "carry-on", "interview_state: in_progress, ", ""),
    ("waiting-adds-no-contact", "explain-when-able", ", write-without-apology", ""),
    ("noticed-is-not-silenced", "give-the-right-fact", ", interview_state: in_progress", ""),
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
        dict(finding.message.parts)["number"] for finding in uncited(faulty("be-kind-to-yourself", "seed/8", "seed/7"))
    ] == [8]


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
