"""Differences between packs, mutants and numbers of questions, as pages and documents."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from amends.compare import Difference
from amends.economy import Economy
from amends.model import Answer, Pack
from amends.mutants import Catch, Mutation
from amends.pasted import written
from amends.render.document import pack_line, plain
from amends.render.page import Block, Entry, Heading, Labelled, Lines, Page, Paragraph
from amends.render.phrases import reply_words, short, value_words
from amends.render.words import say

Document = dict[str, Any]


def difference_page(found: Difference, old: str, new: str) -> Page:
    """Which situations get another plan, by the rule responsible."""
    key = "diff.changed" if found.changed else "diff.same"
    return (
        Heading(say("diff.title", old=old, new=new), 1),
        Paragraph(say(key, changed=f"{found.changed:,}", situations=f"{found.situations:,}")),
        *_only(found),
        *(_change(found, number) for number in range(len(found.changes))),
    )


def _only(found: Difference) -> Iterator[Block]:
    for key, count in (("diff.only_old", found.only_old), ("diff.only_new", found.only_new)):
        if count:
            yield Paragraph(say(key, count=f"{count:,}"))
    for key, names in (("diff.facts_old", found.facts_only_old), ("diff.facts_new", found.facts_only_new)):
        if names:
            yield Paragraph(say(key, names=", ".join(names)))


def _change(found: Difference, number: int) -> Block:
    change = found.changes[number]
    line = say("diff.change", what=say(f"diff.{change.what}"), rule=change.rule, count=f"{change.situations:,}")
    return Entry(line, parts=(Labelled(say("check.example"), _example(found, change.example)),))


def _example(found: Difference, example: Mapping[str, Answer]) -> str:
    words = (f"{name}: {value_words(_asking(found, name), name, value)}" for name, value in example.items())
    return "; ".join(words) or say("when.always")


def _asking(found: Difference, name: str) -> Pack:
    """The newer of the two packs that has a fact."""
    return found.new if name in found.new.fact else found.old


def difference_document(found: Difference) -> Document:
    """A difference by the names of `amends.diff/1`."""
    return {
        "schema": "amends.diff/1",
        "old": pack_line(found.old),
        "new": pack_line(found.new),
        "situations": found.situations,
        "changed": found.changed,
        "only_old": found.only_old,
        "only_new": found.only_new,
        "facts_only_old": list(found.facts_only_old),
        "facts_only_new": list(found.facts_only_new),
        "changes": [
            {
                "what": change.what,
                "rule": change.rule,
                "situations": change.situations,
                "example": {name: plain(_asking(found, name), name, v) for name, v in change.example.items()},
            }
            for change in found.changes
        ],
    }


def mutation_page(pack: Pack, found: Mutation) -> Page:
    """How many small faults the pack's own cases and invariants notice, and the cases that would notice the rest."""
    counts = say("mutants.counts", tried=f"{found.tried:,}", caught=f"{found.caught:,}", same=f"{found.same:,}")
    left = len(found.survivors)
    return (
        Heading(say("mutants.title", pack=pack.title), 1),
        Paragraph(counts),
        Paragraph(say("mutants.survive", count=str(left)) if left else say("mutants.none")),
        *(_catch(pack, one) for one in found.missing),
    )


def _catch(pack: Pack, one: Catch) -> Block:
    return Lines(say("mutants.case", count=str(len(one.survivors))), case_yaml(pack, one))


def case_yaml(pack: Pack, one: Catch) -> str:
    """A case that a pack lacks, as a pack writes it, with the faults that it would catch as remarks."""
    given = ", ".join(f"{written(name)}: {written(value)}" for name, value in one.given.items())
    lines = [f"# {survivor.rule}: {survivor.what}" for survivor in one.survivors]
    lines += [f"- case: {_told(pack, one)}", f"  given: {{{given}}}"]
    lines += [f"  expect: [{', '.join(map(written, one.expect))}]"] if one.expect else []
    lines += [f"  never: [{', '.join(map(written, one.never))}]"] if one.never else []
    return "\n".join(lines)


def _told(pack: Pack, one: Catch) -> str:
    """The answers of a case in words, safe to write in YAML."""
    words = "; ".join(value_words(pack, name, value) for name, value in one.given.items())
    return json.dumps(words or say("mutants.nothing_given"), ensure_ascii=False)


def mutation_document(pack: Pack, found: Mutation) -> Document:
    """Mutants by the names of `amends.mutants/1`."""
    return {
        "schema": "amends.mutants/1",
        "pack": pack_line(pack),
        "tried": found.tried,
        "caught": found.caught,
        "same": found.same,
        "missing": [
            {
                "given": {name: plain(pack, name, value) for name, value in one.given.items()},
                "expect": list(one.expect),
                "never": list(one.never),
                "catches": [{"rule": survivor.rule, "what": survivor.what} for survivor in one.survivors],
                "case": case_yaml(pack, one),
            }
            for one in found.missing
        ],
    }


def economy_page(pack: Pack, whole: Economy, by_first: Mapping[str, Economy]) -> Page:
    """How many questions it takes until the plan is settled."""
    first = next((one.worst[0][0] for one in by_first.values()), "")
    return (
        Heading(say("questions.title", pack=pack.title), 1),
        Paragraph(say("questions.all", **_numbers(whole))),
        Paragraph(say("questions.worst", path=_path(pack, whole))),
        *(
            Entry(say("questions.one", label=value_words(pack, first, name), **_numbers(one)))
            for name, one in by_first.items()
        ),
    )


def _numbers(one: Economy) -> dict[str, str]:
    return {"least": str(one.least), "mean": f"{one.mean:.2f}", "most": str(one.most)}


def _path(pack: Pack, one: Economy) -> str:
    return "; ".join(f"{short(pack.fact[name])} {reply_words(pack, name, reply)}" for name, reply in one.worst)


def economy_document(pack: Pack, whole: Economy, by_first: Mapping[str, Economy]) -> Document:
    """Numbers of questions by the names of `amends.questions/1`."""

    def numbers(one: Economy) -> Document:
        worst = [{"fact": name, "reply": reply} for name, reply in one.worst]
        return {"least": one.least, "mean": one.mean, "most": one.most, "worst": worst}

    return {
        "schema": "amends.questions/1",
        "pack": pack_line(pack),
        "overall": numbers(whole),
        "by_first": {name: numbers(one) for name, one in by_first.items()},
    }
