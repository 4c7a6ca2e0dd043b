"""What `amends check` finds: a small faulty pack for each code, and the exact text that is printed of it.

To add one: write the folder, look at what `amends check` says of it, and keep that as its expected.txt.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import oracle
import pytest
import strategies
from click.testing import CliRunner, Result
from hypothesis import assume, given, settings

from amends import engine, packs
from amends.authoring import checks
from amends.authoring.finding import Disagreement, Finding, seen, verified
from amends.domain.conditions import met
from amends.domain.model import NOWHERE, Pack, Value
from amends.domain.plan import Situation
from amends.doors.cli.main import cli
from amends.logic import diagram
from amends.logic.view import view

FAULTY = Path(__file__).parent / "checks"
FOLDERS = sorted(folder.name for folder in FAULTY.iterdir())


def check(name: str, *options: str) -> Result:
    return CliRunner().invoke(cli, ["check", name, *options], env={"COLUMNS": "80"})


def codes(text: str) -> set[str]:
    return set(re.findall(r"(?m)^- (?:\S+: )?(?:note: )?([a-z-]+): ", text))


@pytest.mark.parametrize("name", FOLDERS)
def test_each_faulty_pack_gets_exactly_this_text(name: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(FAULTY)
    result = check(f"./{name}")
    assert result.stdout == (FAULTY / name / "expected.txt").read_text("utf-8")
    assert name in codes(result.stdout)
    only_notes = "\nFindings: 0. Notes: " in result.stdout
    assert (result.exit_code, result.stderr) == (0 if only_notes else 1, "")


def test_every_code_has_a_folder_and_a_page():
    elsewhere = {"not-decided"}  # no small pack needs so much
    assert set(checks.pages()) - elsewhere == set(FOLDERS)
    for code in checks.pages():
        result = check("", "--explain", code)
        assert result.exit_code == 0
        assert code in result.stdout.partition(":")[0]
        assert all(part in result.stdout for part in ("Why it matters:", "Before:", "After:"))


@pytest.mark.parametrize("name", FOLDERS)
def test_all_forms_carry_the_same_findings(name: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(FAULTY)
    found = checks.check(packs.load(name))
    told = json.loads(check(f"./{name}", "--format", "json").stdout)["findings"]
    (sarif,) = json.loads(check(f"./{name}", "--format", "sarif").stdout)["runs"]
    assert [each["code"] for each in told] == [finding.code for finding in found]
    assert [each["ruleId"] for each in sarif["results"]] == [finding.code for finding in found]
    places = [place for each in sarif["results"] for place in each.get("locations", ())]
    base = sarif["originalUriBaseIds"]["PACK"]["uri"]
    for place in places:
        file = place["physicalLocation"]["artifactLocation"]
        assert file["uriBaseId"] == "PACK"
        assert Path(base.removeprefix("file://"), file["uri"]).is_file()
    assert {rule["id"] for rule in sarif["tool"]["driver"]["rules"]} == {finding.code for finding in found}
    assert all(rule["help"]["text"] for rule in sarif["tool"]["driver"]["rules"])
    assert [each["line"] for each in told] == [finding.where.line for finding in found]


@pytest.mark.parametrize("place", [0, 1], ids=["phase", "outlook"])
def test_a_stub_that_is_pasted_closes_its_gap(place: int, tmp_path: Path):
    text = (FAULTY / "gap" / "pack.yaml").read_text("utf-8")
    gap = checks.check(packs.load(FAULTY / "gap"))[place]
    stub = "\n".join(f"  {line}" for line in str(gap.remedy).replace("which-source", "book").splitlines())
    (tmp_path / "pack.yaml").write_text(text.replace("\nsources:\n  - id", f"\n{stub}\n\nsources:\n  - id", 1), "utf-8")
    left = [finding for finding in checks.check(packs.load(tmp_path)) if finding.code == "gap"]
    assert gap.example not in [finding.example for finding in left]


def test_without_memory_nothing_is_called_proven(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(diagram, "BUDGET", 3)
    monkeypatch.chdir(FAULTY)
    monkeypatch.setattr("amends.logic.steps._kept", {})
    result = check("./gap")
    assert result.exit_code == 1
    assert 'not-decided: The check "gap" is not decided, because more than 3 nodes' in " ".join(result.stdout.split())
    assert "Proven" not in result.stdout


# ------------------------------------------------------------------- two readers for each example


def test_an_example_that_the_engine_does_not_show_is_never_printed():
    pack = packs.load(FAULTY / "gap")
    gap, _ = checks.check(pack)
    wrong = replace(gap, example={"weather": "sun", "minutes": 3})
    with pytest.raises(Disagreement, match="the logic finds gap at"):
        verified(pack, wrong)


def test_a_wrong_reader_stops_the_check(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(FAULTY)

    def seeded(pack: Pack, values: Mapping[str, Value]) -> engine.Record:
        record = run(pack, values)
        return replace(record, standing=tuple(rule.id for rule in pack.rules))

    run = engine.run
    monkeypatch.setattr(engine, "run", seeded)
    result = check("./gap")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Something is wrong in amends itself" in result.stderr


@given(strategies.packs())
@settings(max_examples=60)
def test_a_condition_is_met_in_the_engine_where_it_holds_in_the_oracle(pack: Pack):
    every = list(oracle.situations(pack))
    assume(every)
    here = every[0]
    fired = engine.run(pack, here).fired
    for rule in pack.rules:
        assert met(rule.when, *seen(pack, here)) == (rule.id in fired)


# ------------------------------------------------------------------- against brute force


@given(strategies.packs())
@settings(max_examples=60)
def test_gaps_and_idle_rules_are_those_of_brute_force(pack: Pack):
    every = list(oracle.situations(pack))
    assume(every)
    records = [engine.run(pack, here) for here in every]
    found = {(finding.code, finding.where, str(finding.message)) for finding in checks.check(pack)}
    for phase in pack.phases:
        steps = {rule.id for rule in pack.rules if rule.phase == phase.name}
        loud = [record for here, record in zip(every, records, strict=True) if not _quiet(pack, here)]
        bare = any(steps.isdisjoint(record.standing) for record in loud)
        told = [message for code, _, message in found if code == "gap" and f'"{phase.name}"' in message]
        assert bool(told) == bare
    for rule in pack.rules:
        fires = any(rule.id in record.fired for record in records)
        stands = any(rule.id in record.standing for record in records)
        assert any(code == "dead-rule" and f'"{rule.id}"' in message for code, _, message in found) == (not fires)
        beaten = any(code == "never-stands" and message.startswith(f'"{rule.id}"') for code, _, message in found)
        assert beaten == (fires and not stands)


def _quiet(pack: Pack, here: dict[str, Value]) -> bool:
    concluded = oracle.outcome(pack, here).concluded
    return pack.quiet is not None and oracle.holds(pack.quiet, {**here, **concluded}, frozenset())


@given(strategies.packs())
@settings(max_examples=40)
def test_every_example_is_smallest(pack: Pack):
    for finding in checks.check(pack):
        # A case that fails is an example itself, as its author has told it.
        if finding.example and finding.shows and finding.code != "failing-case":
            assert_smallest(pack, finding)


def assert_smallest(pack: Pack, finding: Finding) -> None:
    """After the example every situation shows the fault; without any one of its answers not every one does.

    The example of a gap names what is always asked even where it could be spared.
    """
    assert finding.example is not None
    assert finding.shows is not None
    assert finding.where != NOWHERE or finding.code in {"gap", "bounds"}

    def all_show(example: Mapping[str, Value]) -> bool:
        cells = view(pack, Situation(example)).logic.space
        told = {level: cell for name, value in example.items() for level, cell in cells.cells(name, value).items()}
        inside = [
            here
            for here in oracle.situations(pack)
            if all(cells.cells(name, here[name]).items() <= told.items() for name in example)
        ]
        return all(finding.shows(*seen(pack, here)) for here in inside)  # type: ignore[misc]

    assert all_show(finding.example)
    for name in finding.example:
        if finding.code == "gap" and pack.fact[name].required:
            continue
        assert not all_show({other: value for other, value in finding.example.items() if other != name})
