"""What an author is given to paste does what it is given for: a rule closes its gap, a case catches its faults."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import indent

import oracle
import pytest
import strategies
from hypothesis import assume, given, settings
from readers import standing

from amends import packs
from amends.authoring import checks
from amends.authoring.finding import Finding
from amends.authoring.mutate import Catch, Mutation, Survivor, mutate
from amends.domain.model import Pack
from amends.domain.plan import Situation
from amends.render.case_yaml import case_yaml
from amends.render.page import Lines, Paragraph
from amends.render.pages.mutate import FEW, mutate_page

UMBRELLA = Path(__file__).parent / "packs" / "good" / "umbrella"
WORDS = {'"a"': '"on"', '"b"': '"null"', '"low"': '"off"', '"first"': '"true"'}
"""Names that a careless hand would not put in quotes."""


def written(document: strategies.Data, *, rules: str = "", cases: str = "") -> str:
    """A pack file of a random pack, with what was pasted."""
    lines = [f"{key}: {json.dumps(part)}" for key, part in document.items() if key not in {"rules", "cases"}]
    lines += ["rules:", *(f"  - {json.dumps(rule)}" for rule in document["rules"])]
    text = "\n".join(lines)
    for plain, sly in WORDS.items():
        text = text.replace(plain, sly)
    return "\n".join([text, indent(rules, "  "), *(["cases:", indent(cases, "  ")] if cases else []), ""])


def loaded(text: str) -> Pack:
    with TemporaryDirectory() as folder:
        (Path(folder) / "pack.yaml").write_text(text, "utf-8")
        return packs.load(folder)


def gaps(pack: Pack) -> Iterator[Finding]:
    return (finding for finding in checks.check(pack) if finding.code == "gap")


@given(strategies.documents())
@settings(max_examples=40)
def test_rules_that_are_pasted_close_every_gap(document: strategies.Data):
    pack = loaded(written(document))
    most = len(pack.stages) * sum(1 for _ in oracle.situations(pack))
    stubs: list[str] = []
    while gap := next(gaps(pack), None):
        assert gap.example is not None
        assert len(stubs) < most  # each closes at least one situation for good
        stub = str(gap.remedy).replace("which-source", "book").replace("- id: fill", f"- id: n{len(stubs)}-fill")
        stubs.append(stub)
        pack = loaded(written(document, rules="\n".join(stubs)))
        new = standing(pack, Situation(gap.example))
        assert new.status(pack.rules[-1].id) == "certain"


@given(strategies.documents())
@settings(max_examples=30)
def test_cases_that_are_pasted_catch_every_fault(document: strategies.Data):
    document["invariants"] = []
    pack = loaded(written(document))
    assume(any(True for _ in oracle.situations(pack)))
    found = mutate(pack)
    assume(found.missing)
    cases = "\n".join(case_yaml(pack, one) for one in found.missing)
    better = mutate(loaded(written(document, cases=cases)))
    assert better.survivors == ()
    assert (better.tried, better.same) == (found.tried, found.same)


@pytest.mark.parametrize(("whole", "cases", "remarks"), [(False, FEW, FEW + 1), (True, FEW + 1, FEW + 5)])
def test_a_page_shows_few_cases_and_says_how_many_more_there_are(whole: bool, cases: int, remarks: int):  # noqa: FBT001
    pack = packs.load(UMBRELLA)
    survivors = tuple(Survivor("walk-freely", f"fault {number}", (), ("walk-freely",)) for number in range(FEW + 5))
    missing = tuple(Catch({"weather": "rain"}, survivors) for _ in range(FEW + 1))
    faults = len(survivors) * len(missing)
    page = mutate_page(pack, Mutation(faults, 0, Counter({("step", "survives"): faults}), missing), whole=whole)
    shown = [block.text for block in page if isinstance(block, Lines)]
    assert [text.count("#") for text in shown] == [remarks] * cases
    assert all(text.count("and 5 others") == (not whole) for text in shown)
    ends = page[-1]
    assert (isinstance(ends, Paragraph) and ends.text.startswith("1 more cases would catch the other 15.")) != whole
