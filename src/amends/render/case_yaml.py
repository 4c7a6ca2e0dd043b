"""A case that a pack lacks, as a pack writes it."""

from __future__ import annotations

import json

from amends.authoring.mutate import Catch
from amends.domain.model import Pack
from amends.packs.yaml_value import written
from amends.render.say_values import value_words
from amends.render.words import say


def case_yaml(pack: Pack, one: Catch, most: int | None = None) -> str:
    """A case that a pack lacks, as a pack writes it, with the faults that it would catch (or the first) as remarks."""
    given = ", ".join(f"{written(name)}: {written(value)}" for name, value in one.given.items())
    lines = [f"# {survivor.rule}: {survivor.what}" for survivor in one.survivors[:most]]
    others = len(one.survivors) - len(lines)
    lines += [f"# {say('mutants.others', count=str(others))}"] if others else []
    lines += [f"- case: {_told(pack, one)}", f"  given: {{{given}}}"]
    lines += [f"  expect: [{', '.join(map(written, one.expect))}]"] if one.expect else []
    lines += [f"  never: [{', '.join(map(written, one.never))}]"] if one.never else []
    return "\n".join(lines)


def _told(pack: Pack, one: Catch) -> str:
    """The answers of a case in words, safe to write in YAML."""
    words = "; ".join(value_words(pack, name, value) for name, value in one.given.items())
    return json.dumps(words or say("mutants.nothing_given"), ensure_ascii=False)
