"""Packs laid over others: the whole is one pack like any other, and what is wrong with it is told at its place."""

from __future__ import annotations

import copy
import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import strategies
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from amends import packs
from amends.authoring.check import check
from amends.authoring.diff import diff
from amends.authoring.test import outcomes
from amends.domain.model import Pack, Where
from amends.domain.problems import BadInput, InvalidPack
from amends.doors.cli.main import cli
from amends.packs import cache, reading
from amends.packs.overlay import RESTS_ON
from amends.packs.reading import read
from amends.packs.revision import load_revision
from amends.packs.shape.schema import json_schema

HERE = Path(__file__).parent
UMBRELLA = HERE / "packs" / "good" / "umbrella"
EXAMPLE = HERE.parent / "examples" / "overlay"

Data = dict[str, Any]

GO = "sources: [almanac], advise: {do: Go., by: now, because: So.}"
STAY = """
rules:
  - {id: stay-in, phase: prepare, when: {weather: storm}, sources: [almanac/1], tags: [waiting],
     advise: {do: Stay., by: now, because: It is a storm.}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An overlay in a folder beside the pack that it extends, `umbrella`."""
    shutil.copytree(UMBRELLA, tmp_path / "umbrella")
    write(tmp_path / "hats")
    return tmp_path / "hats"


def write(folder: Path, head: str = "", more: str = "", extends: str = "../umbrella") -> Path:
    """Write an overlay into its only file."""
    folder.mkdir(exist_ok=True)
    text = f"pack: {{id: {folder.name}, version: '2', extends: {extends}{head}}}\n{more}"
    (folder / "pack.yaml").write_text(text, "utf-8")
    return folder


def faults(where: Path | str) -> list[str]:
    """The place and the code of each fault of a pack."""
    with pytest.raises(BadInput) as refused:
        packs.load(where)
    return [str(problem).partition("\n")[0] for problem in refused.value.problems]


def apart(document: Data, *keys: str) -> Data:
    """The document of a pack without some entries of its head."""
    return document | {"pack": {key: said for key, said in document["pack"].items() if key not in keys}}


# ------------------------------------------------------------------------------ the example


@pytest.mark.sweep  # one minute: two whole checks
def test_the_example_is_sound_and_its_cases_hold() -> None:
    found = check(packs.load(EXAMPLE))
    assert found.sound
    assert {finding.code for finding in found.findings} <= {note.code for note in check(packs.load()).findings}
    ours = tuple(case for case in found.pack.cases if case.where.file == "centre.yaml")
    assert [outcome.holds for outcome in outcomes(replace(found.pack, cases=ours))] == [True, True]


def test_the_example_changes_three_texts_and_adds_one_step() -> None:
    found = diff(packs.load(), packs.load(EXAMPLE))
    assert {(change.what, change.rule) for change in found.changes} == {
        ("other-words", "call-for-help"),
        ("other-words", "talk-to-somebody-now"),
        ("other-words", "read-it-once"),
        ("added-step", "talk-to-the-centre"),
    }
    assert (found.only_old, found.only_new, found.facts_only_old, found.facts_only_new) == (0, 0, (), ())


def test_rules_of_the_base_keep_their_places_and_their_files() -> None:
    base, whole = packs.load(), packs.load(EXAMPLE)
    assert [rule.id for rule in whole.rules] == [*(rule.id for rule in base.rules), "talk-to-the-centre"]
    ours = {rule.id for rule in whole.rules if rule.where.file == "centre.yaml"}
    assert ours == {"call-for-help", "talk-to-somebody-now", "read-it-once", "talk-to-the-centre"}
    for rule in base.rules:
        if rule.id not in ours:
            there = rule.where
            assert whole.rule[rule.id].where == Where(f"interview/{there.file}", there.line, there.column)
            assert whole.rule[rule.id].shared == rule.shared
    assert [channel.name for channel in whole.channels] == [*(channel.name for channel in base.channels), "office"]


def test_a_file_of_the_example_fits_the_schema() -> None:
    from amends.packs.read.node import plain
    from amends.packs.read.yaml_text import read_yaml

    for file in EXAMPLE.glob("*.yaml"):
        root, _ = read_yaml(file.read_text("utf-8"), file.name)
        assert root
        jsonschema.validate(plain(root), json_schema())


# ---------------------------------------------------------------------------------- laws


@st.composite
def split(draw: st.DrawFn) -> tuple[Data, Data, Data, set[str]]:
    """A random pack, the two that it is split into (above, below), and the names that are replaced unguarded."""
    whole: Data = draw(strategies.documents())
    whole["cases"] = [{**case, "case": f"{case['case']} {n}"} for n, case in enumerate(whole["cases"])]
    head = whole["pack"]
    above: Data = {"pack": {"id": head["id"], "version": head["version"], "extends": "./below"}}
    below: Data = {"pack": copy.deepcopy(head) | {"id": "below", "version": "0"}}
    instead: list[str] = []
    without: list[str] = []
    for kind in [*whole][1:]:
        above[kind], below[kind] = [], []
        kept = draw(st.integers(0, len(whole[kind])))  # of these there is something below; the others come after
        for place, part in enumerate(whole[kind]):
            other, key = draw(st.sampled_from(whole[kind])), key_of(part)
            if place < kept and draw(st.integers(0, 3)) == 0:
                without.append(f"gone_{kind}_{place}" if key == "name" else f"gone-{kind}-{place}")
                below[kind].append(named(other, "phrase" if key == "slot" else key, without[-1]))
            if place < kept and draw(st.booleans()):
                below[kind].append(part)
                continue
            above[kind].append(part)
            if place < kept:
                below[kind].append(named(other, key, part[key]))
                instead.append(f"[{part[key]}]" if key == "slot" else part[key])
        above[kind] = draw(st.permutations(above[kind])) if kept == len(whole[kind]) else above[kind]
    for key, other in OTHERWISE.items():
        if key in head and draw(st.booleans()):
            above["pack"][key], below["pack"][key] = head[key], other
    for key in ("acts", "channels", "people", "topics", "slots"):
        names = [*head[key]]
        known, changed = (draw(st.integers(0, len(names))) for _ in range(2))
        below["pack"][key] = {
            name: head[key][names[0]] if n >= changed else head[key][name] for n, name in enumerate(names[:known])
        }
        above["pack"][key] = {name: head[key][name] for n, name in enumerate(names) if n >= min(known, changed)}
    replaces = draw(st.lists(st.sampled_from(instead), unique=True)) if instead else []
    above["pack"] |= {"without": draw(st.permutations(without)), "replaces": replaces}
    return whole, above, below, {*instead} - {*replaces}


OTHERWISE = {
    "title": "Another",
    "language": "fr",
    "clock": "minutes",
    "odds": "nothing",
    "quiet": {},
    "plan": {"steps": [0, 1]},
    "answers": {"most": 1},
}
"""What a head may say below where an overlay says something else."""


def key_of(part: Data) -> str:
    """The key that a part has its name under."""
    return next(key for key in ("id", "name", "case", "slot", "phrase") if key in part)


def named(part: Data, key: str, name: str) -> Data:
    """The part under another name."""
    return {key: name} | {other: said for other, said in part.items() if other != key_of(part)}


def lines(data: Data) -> str:
    """The data with a line for each entry: a line with too many brackets is refused."""
    return json.dumps(data, indent=1)


@given(split())
@settings(max_examples=150)
def test_a_pack_that_is_split_in_any_way_is_the_same_pack(drawn: tuple[Data, Data, Data, set[str]]) -> None:
    document, above, below, unguarded = drawn
    pack, problems = read({"pack.yaml": lines(above)}, {"below/pack.yaml": lines(below)})
    assert problems == []
    assert pack
    wanted = packs.from_document(document)
    assert pack == wanted
    assert packs.document(pack) == packs.document(wanted)
    assert pack.hash == wanted.hash
    assert {part.name for part in pack.unguarded} == unguarded


@given(strategies.documents())
def test_an_overlay_that_changes_nothing_gives_the_same_pack(document: Data) -> None:
    above = {"pack": {"id": "above", "version": "2", "extends": "./below"}}
    pack, problems = read({"pack.yaml": lines(above)}, {"random/pack.yaml": lines(document)})
    assert problems == []
    assert pack
    same = copy.deepcopy(document)
    same["pack"] |= {"id": "above", "version": "2"}
    assert pack == packs.from_document(same)
    assert pack.unguarded == ()


def test_overlays_can_lie_on_overlays(folder: Path) -> None:
    write(folder, more=STAY)
    top = write(
        folder.parent / "scarves", ", title: Warm, channels: {phone: on the phone, drum: by drum}", "", "../hats"
    )
    base, whole = packs.load(UMBRELLA), packs.load(top)
    assert (whole.id, whole.title, whole.language) == ("scarves", "Warm", "en")
    assert [rule.id for rule in whole.rules] == [rule.id for rule in base.rules]
    assert whole.rule["stay-in"].step.do == "Stay."
    assert str(whole.rule["stay-in"].where) == "hats/pack.yaml:4:5"
    assert str(whole.rule["go-as-you-are"].where) == "umbrella/prepare.yaml:72:5"
    assert [(one.name, one.label) for one in whole.channels] == [
        ("aloud", "aloud"),
        ("phone", "on the phone"),
        ("drum", "by drum"),
    ]


def test_families_are_read_in_the_order_below_and_then_in_ours(tmp_path: Path) -> None:
    shutil.copytree(UMBRELLA, tmp_path / "umbrella")
    for where, names in (("umbrella", "zeal"), ("hats", "zeal joy awe")):
        write(tmp_path / "hats", ", families: [joy, zeal]", "", "../umbrella")
        for name in names.split():
            text = f"family: {name}\nrules: [{{id: {where}-{name}, phase: prepare, when: {{}}, {GO}}}]\n"
            (tmp_path / where / f"{name}.yaml").write_text(text, "utf-8")
    head = tmp_path / "umbrella" / "pack.yaml"
    head.write_text(head.read_text("utf-8") + "  families: [zeal]\n", "utf-8")
    ids = [rule.id for rule in packs.load(tmp_path / "hats").rules]
    assert ids[-4:] == ["umbrella-zeal", "hats-zeal", "hats-joy", "hats-awe"]


def _written(pack: Pack, rule: str) -> Data:
    """A rule as the language has it."""
    found: Data = next(each for each in packs.document(pack)["rules"] if each["id"] == rule)
    return found


def test_a_rule_that_replaces_one_has_only_what_its_own_file_asks(folder: Path) -> None:
    file = folder.parent / "umbrella" / "walk.yaml"
    file.write_text("family: walk\nfor: {weather: [sun, clouds]}\n" + file.read_text("utf-8"), "utf-8")
    rule = f"{{id: walk-freely, phase: walk, when: {{has_umbrella: 'no'}}, {GO}}}"
    assert packs.load(folder).rule["walk-freely"].shared
    plainly = packs.load(write(folder, more=f"rules: [{rule}]")).rule["walk-freely"]
    assert (plainly.shared, _written(packs.load(folder), "walk-freely")["when"]) == ((), {"has_umbrella": ["no"]})
    narrowed = packs.load(write(folder, more=f"family: walk\nfor: {{weather: storm}}\nrules: [{rule}]")).rule[
        "walk-freely"
    ]
    assert [str(test) for test in narrowed.shared] == ["Is(name='weather', values=frozenset({'storm'}))"]


# -------------------------------------------------------------------------------- faults


@pytest.mark.parametrize("name", ["stay-in", "ask-colleague", "grandmother", "has_umbrella", "cover"])
def test_what_rests_on_something_that_is_taken_out_is_told_where_it_rests_on_it(name: str, folder: Path) -> None:
    write(folder, f", without: [{name}]")
    with pytest.raises(InvalidPack) as refused:
        packs.load(folder)
    problems = refused.value.problems
    assert [str(problem.where) for problem in problems] == mentions(folder.parent / "umbrella", name)
    assert {problem.code for problem in problems} <= {*RESTS_ON}
    assert {dict(problem.message.parts)["where"] for problem in problems} == {Where("pack.yaml", 1, 64)}
    assert {(problem.near, problem.allowed) for problem in problems} == {("", ())}


def mentions(folder: Path, name: str) -> list[str]:
    """The places in the files of a pack where a part is named, but not those where it has its name from, and not where
    a rule overrules it or a case forbids it: that is so without it.
    """
    named = re.compile(rf"(?<!id: )(?<!name: )(?<=[\[{{ ]){name}(?=[\]}},:/\n])")
    return [
        f"{folder.name}/{file.name}:{line}:{found.start() + 1}"
        for file in sorted(folder.glob("*.yaml"))
        for line, written in enumerate(file.read_text("utf-8").splitlines(keepends=True), start=1)
        for found in named.finditer(written)
        if "overrules:" not in written and not (file.name == "cases.yaml" and "never:" in written)
    ]


def test_who_replaces_or_takes_out_what_rests_on_it_too_has_a_pack(folder: Path) -> None:
    base = packs.load(UMBRELLA)
    law = "{id: storms-are-waited-out, says: So be it., never: [wait-for-a-gap, take-umbrella]}"
    write(
        folder,
        ", without: [stay-in, in-or-out, 'rain, and an hour to wait']",
        f"invariants: [{law}]\ncases: [{{case: a storm, given: {{weather: storm}}, expect: []}}]",
    )
    whole = packs.load(folder)
    assert [rule.id for rule in whole.rules] == [rule.id for rule in base.rules if rule.id != "stay-in"]
    assert [one.id for one in whole.invariants] == [one.id for one in base.invariants if one.id != "in-or-out"]
    assert [one.title for one in whole.cases] == [one.title for one in base.cases if "an hour to" not in one.title]
    assert whole.invariants[0].says == "So be it."
    assert whole.cases[2].expect == ()


@pytest.mark.parametrize(
    ("more", "wanted"),
    [
        (
            "sources: [{id: grandmother, title: G, address: 'http://g.org', strength: opinion, passages: [One.]}]",
            [
                "umbrella/after.yaml:38:15 unknown-passage",
                "umbrella/prepare.yaml:52:15 unknown-passage",
                "umbrella/walk.yaml:21:15 unknown-passage",
            ],
        ),
        (
            "conclusions: [{name: risk, decide: [{id: wet, when: {weather: rain}, value: wet}], otherwise: dry}]",
            [
                "umbrella/after.yaml:4:18 unknown-value",
                "umbrella/after.yaml:11:24 unknown-value",
                "umbrella/conclusions.yaml:19:59 unknown-value",
                "umbrella/prepare.yaml:5:18 unknown-value",
            ],
        ),
        (
            f"rules: [{{id: hold-it-low, phase: prepare, when: {{}}, {GO}}}]",
            ["umbrella/walk.yaml:11:17 overrules-earlier"],
        ),
    ],
)
def test_what_rests_on_what_a_replacement_lost_is_told_there(more: str, wanted: list[str], folder: Path) -> None:
    assert faults(write(folder, more=more)) == wanted


@pytest.mark.parametrize(
    ("more", "place"),
    [
        (
            "conclusions: [{name: risk, decide: [{id: wet, when: {weather: rain}, value: wet}], otherwise: dry}]",
            "pack.yaml:2:15",
        ),
        (
            "facts: [{name: minutes_to_leave, kind: number, minimum: 0, maximum: 9, unit: minutes, question: When?}]",
            "pack.yaml:2:9",
        ),
    ],
)
def test_what_a_replacement_breaks_below_names_the_replacement(more: str, place: str, folder: Path) -> None:
    with pytest.raises(InvalidPack) as refused:
        packs.load(write(folder, more=more))
    below = [problem for problem in refused.value.problems if problem.where.below]
    assert below
    assert {str(dict(problem.message.parts).get("where")) for problem in below} == {place}


@pytest.mark.parametrize(
    ("head", "code"), [("without: [nobody]", "unknown-part"), ("replaces: [nobody]", "unknown-part")]
)
def test_what_is_not_below_is_told_though_files_below_have_a_for(head: str, code: str, tmp_path: Path) -> None:
    write(tmp_path / "hats", f", {head}", extends="interview")
    [found] = faults(tmp_path / "hats")
    assert found.endswith(code)


def test_nobody_overrules_or_forbids_what_is_taken_out(folder: Path) -> None:
    """Not even where that is all that they did."""
    file = folder.parent / "umbrella" / "more.yaml"
    other = f"{{id: go-anyway, phase: prepare, when: {{weather: storm}}, overrules: [go], {GO}}}"
    case = "{case: a storm blows, given: {weather: storm}, expect: [], never: [go]}"
    file.write_text(f"rules: [{{id: go, phase: prepare, when: {{}}, {GO}}}, {other}]\ncases: [{case}]\n", "utf-8")
    whole = packs.load(write(folder, ", without: [go]"))
    assert "go" not in whole.rule
    assert whole.rule["go-anyway"].overrules == frozenset()
    assert next(case for case in whole.cases if case.title == "a storm blows").never == ()


def test_a_fact_that_has_the_name_of_a_conclusion_below_is_told_here(folder: Path) -> None:
    fact = "{name: cover, kind: yes_no, question: Is there cover?, if_unsure: 'no'}"
    assert faults(write(folder, more=f"facts: [{fact}]")) == ["pack.yaml:2:9 duplicate-id"]


def test_what_is_taken_out_cannot_stand_here_too(folder: Path) -> None:
    assert faults(write(folder, ", without: [stay-in]", STAY)) == ["pack.yaml:1:64 bad-form"]


def test_faults_of_the_base_and_of_the_overlay_are_told_together(folder: Path) -> None:
    base = folder.parent / "umbrella"
    (base / "walk.yaml").write_text((base / "walk.yaml").read_text().replace("basis:", "bases:"))
    (base / "cases.yaml").write_text("cases: [\n")
    (base / "more.yml").write_text("rules: []\n")
    write(folder, ", phases: {one: One}", "rules: [{id: 1}]")
    assert faults(folder) == [
        "umbrella/more.yml wrong-ending",
        "pack.yaml:1:54 fixed-phases",
        *(f"pack.yaml:2:9 {code}" for code in ("missing-key",) * 2),
        "pack.yaml:2:14 wrong-type",
        "umbrella/cases.yaml:2:1 syntax",
        "umbrella/walk.yaml:31:5 unknown-key",
    ]


@pytest.mark.parametrize(
    ("extends", "wanted"),
    [
        ("intervieww", "pack.yaml:1:41 unknown-pack"),
        ("./nowhere", "pack.yaml:1:41 unknown-pack"),
        ("../umbrella/pack.yaml", "pack.yaml:1:41 not-a-folder"),
        ("../empty", "pack.yaml:1:41 empty-pack"),
        ("./", "pack.yaml:1:41 extends-cycle"),
        ("../same", "pack.yaml:1:41 duplicate-id"),
        ("/etc", "pack.yaml:1:41 bad-form"),
        ("UMBRELLA", "pack.yaml:1:41 bad-form"),
        ("[umbrella]", "pack.yaml:1:41 wrong-type"),
        ("../headless", "headless/facts.yaml missing-key"),
    ],
)
def test_a_base_that_cannot_be_had_is_told_where_it_is_named(
    extends: str, wanted: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = (UMBRELLA / "pack.yaml").read_text("utf-8")
    for name in ("empty", "same", "headless"):
        (folder.parent / name).mkdir()
    (folder.parent / "same" / "pack.yaml").write_text(head.replace("umbrella", "hats"))
    (folder.parent / "headless" / "facts.yaml").write_text("facts: []\n")
    monkeypatch.chdir(folder.parent)
    # Our own rule names what only the base has: that is not judged as long as the base is not there.
    [found] = faults(write(folder, more="" if "headless" in extends else STAY, extends=extends))
    assert found == wanted if "headless" not in extends else found.endswith(wanted)


@pytest.mark.parametrize("key", ["without", "replaces"])
def test_only_an_overlay_takes_out_and_replaces(key: str) -> None:
    document = packs.document(packs.load(UMBRELLA))
    document["pack"][key] = ["stay-in"]
    with pytest.raises(InvalidPack) as refused:
        packs.from_document(document)
    assert [problem.code for problem in refused.value.problems] == ["missing-key"]
    assert not jsonschema.Draft202012Validator(json_schema()).is_valid(document)


def test_a_document_stands_by_itself() -> None:
    document = apart(packs.document(packs.load(UMBRELLA)), "phases")
    document["pack"]["extends"] = "umbrella"
    with pytest.raises(InvalidPack) as refused:
        packs.from_document(document)
    assert refused.value.problems[0].code == "bad-form"


@pytest.mark.parametrize("lacking", ["title", "language", "phases"])
def test_a_head_is_whole_unless_it_extends_another(lacking: str, folder: Path) -> None:
    schema = jsonschema.Draft202012Validator(json_schema())
    assert packs.load(folder).title == "Staying dry"
    document = apart(packs.document(packs.load(UMBRELLA)), lacking)
    assert not schema.is_valid(document)
    with pytest.raises(InvalidPack) as refused:
        packs.from_document(document)
    assert "missing-key" in [problem.code for problem in refused.value.problems]
    document["pack"].pop("phases", None)
    document["pack"]["extends"] = "interview"
    assert schema.is_valid(document)


# ----------------------------------------------------------- where the base comes from


def test_a_name_means_the_installed_pack_wherever_one_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "interview").mkdir()
    monkeypatch.chdir(tmp_path)
    assert packs.load(EXAMPLE).rule.keys() > packs.load(HERE.parent / "rules" / "interview").rule.keys()


def test_a_changed_base_gives_another_pack(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv(cache.OFF, raising=False)
    first = packs.load(write(folder, more=STAY))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "read", None)
        kept = packs.load(folder)
    assert kept == first
    assert [part.name for part in kept.unguarded] == ["stay-in"]
    assert kept.unguarded == first.unguarded
    file = folder.parent / "umbrella" / "dry.yaml"
    file.write_text(file.read_text("utf-8").replace("Hang up your coat.", "Hang up the wet coat."), "utf-8")
    again = packs.load(folder)
    assert again.hash != first.hash
    assert again.rule["hang-up-the-coat"].step.do == "Hang up the wet coat."


def test_a_revision_lies_on_the_base_of_that_revision(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder.parent)
    before = packs.load(folder)
    for words in (("init", "--quiet"), ("add", "."), ("commit", "--quiet", "--message", "Rules")):
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *words], check=True)
    shutil.rmtree("umbrella")
    found = load_revision("HEAD:hats")
    assert (found, found.rule["stay-in"].where) == (before, before.rule["stay-in"].where)
    monkeypatch.chdir(folder)
    assert load_revision("HEAD:") == before
    monkeypatch.chdir(folder.parent)
    write(folder, extends="../nowhere")
    subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-aqm", "Oh"], check=True)
    with pytest.raises(BadInput) as refused:
        load_revision("HEAD:hats")
    assert [(problem.code, str(problem.where)) for problem in refused.value.problems] == [
        ("bad-revision", "pack.yaml:1:41")
    ]


def test_an_overlay_is_a_pack_for_every_command(folder: Path) -> None:
    write(folder, more=STAY)
    result = CliRunner().invoke(cli, ["why", "stay-in", "--pack", str(folder), "--set", "weather=storm"])
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Stay." in result.stdout
    result = CliRunner().invoke(cli, ["rules", "walk-freely", "--pack", str(folder)])
    assert "umbrella/walk.yaml:23:5" in result.stdout
