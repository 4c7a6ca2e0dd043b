"""The plans of many seeded situations, each kept as a hash per part, so that new words change no advice.

`python tests/snapshot.py FILE` writes them for the code as it is; `test_snapshot.py` holds today's code against the
file that was written before the language had acts, outlooks and answers.
"""

from __future__ import annotations

import json
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import yaml
from situations import seeded

import amends
from amends.domain.model import Pack, StepRule
from amends.domain.plan import Plan
from amends.render.documents.plan import plan_document
from amends.render.forms.text import text
from amends.render.pages.plan import plan_page

SEED = 20261125
COUNT = 20_000
BLOCK = 200
KEPT = Path(__file__).parent / "snapshots" / "plans.txt"
THEN: dict[str, Any] = yaml.safe_load((KEPT.parent / "then.yaml").read_text("utf-8"))
"""The exceptions, by name."""
PARTS = ("given", "assumed", "forced", "concluded", "until", "steps", "passed", "overruled", "open", "trace", "text")


def hashes(plan: Plan) -> str:
    """The parts of a plan, four signs for each."""
    found = parts(plan)
    return "".join(_hashed(found[part]) for part in PARTS)


def parts(plan: Plan) -> dict[str, Any]:
    """A plan in parts, without the places of rules, the hash of the pack, and what the language did not have then."""
    document = json.loads(json.dumps(plan_document(plan)))
    document["pack"].pop("hash")
    for name in ("outlook", "do_now", "answers"):
        assert not document.pop(name)
    for step in document["steps"]:
        step["reason"].pop("where")
        for name in ("act", "wording", "about", "to", "silent_on", "done", "tags"):
            step.pop(name)
    for question in document["open"]:
        assert question.pop("only") is None
        for stake in question["stakes"].values():
            assert not stake.pop("rewords")
    passed = [step["reason"].pop("concluded") for step in document["steps"]]
    for firing in document["trace"]:
        firing.pop("order")
    return {
        "given": [document.pop(name) for name in ("schema", "pack", "now", "situation")],
        "until": [document.pop(name) for name in ("settled", "until")],
        "passed": passed,
        "trace": sorted(json.dumps(firing) for firing in document.pop("trace")),
        "text": text(plan_page(plan), 80),
        **document,
    }


def _hashed(part: Any) -> str:
    return b64encode(sha256(json.dumps(part).encode()).digest()[:3]).decode()


def lines(first: int, last: int) -> list[str]:
    """The hashes of some of the situations."""
    return [hashes(plan) for plan in plans(first, last)]


def plans(first: int, last: int) -> Iterator[Plan]:
    """The plans of some of the situations."""
    pack = then(amends.load("interview"))
    for answers, now in seeded(pack, SEED, range(first, last)):
        yield amends.advise(pack, answers, now)


def then(pack: Pack) -> Pack:
    """The pack as it was when the file was written: steps alone, each an act of its own, in the words that it had."""
    conclusions = tuple(each for each in pack.conclusions if each.name not in THEN["new_conclusions"])
    rules = tuple(_then(rule) for rule in pack.step.values())
    channels = tuple(replace(each, label=THEN["channel_words"].get(each.name, each.label)) for each in pack.channels)
    new = {
        "odds": "",
        "channels": channels,
        "acts": (),
        "presumes": (),
        "conclusions": conclusions,
        "rules": rules,
        "hash": "then",
    }
    return replace(pack, **new)  # type: ignore[arg-type]


def _then(rule: StepRule) -> StepRule:
    step = rule.step
    for mended in THEN["mended"]:
        if mended["rule"] == rule.id:
            step = replace(step, **{mended["field"]: _before(getattr(step, mended["field"]), mended)})
    step = replace(step, channel=THEN["channels"].get(rule.id, step.channel))
    return replace(rule, act=rule.id, step=step)


def _before(text: Any, mended: dict[str, str]) -> Any:
    """A text, or a list of texts, as it was before it was mended."""
    if isinstance(text, tuple):
        return tuple(_before(each, mended) if mended["new"] in each else each for each in text)
    assert mended["new"] in text
    return text.replace(mended["new"], mended["old"], 1)


def _block(first: int) -> list[str]:
    return lines(first, min(first + BLOCK, COUNT))


def main() -> None:
    """Write the hashes of all situations to the file that is named."""
    commit = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True, check=True).stdout.strip()
    with Pool() as pool:
        blocks = pool.map(_block, range(0, COUNT, BLOCK), chunksize=1)
    head = [f"# seed {SEED}, commit {commit}", f"# {' '.join(PARTS)}"]
    Path(sys.argv[1]).write_text("\n".join([*head, *(line for block in blocks for line in block)]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
