"""The plans of many seeded situations, each kept as a hash per part, so that a change of the house changes no advice.

`python tests/snapshot.py FILE` writes them for the code as it is; `test_snapshot.py` holds today's code against the
file that was written before the house was rebuilt.
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
from amends.domain.conditions import parts_of
from amends.domain.model import AllOf, Pack, Rule
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
    """A plan in parts, without the places of rules, the hash of the pack and the order in which rules fired."""
    document = json.loads(json.dumps(plan_document(plan)))
    document["pack"].pop("hash")
    for step in document["steps"]:
        step["reason"].pop("where")
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
    """The pack as it was when the file was written: its rules in their order, without what their files ask of them."""
    rules = (pack.rule[name] for name in THEN["order"])
    return replace(pack, rules=tuple(_alone(rule) if rule.id in THEN["added"] else rule for rule in rules), hash="then")


def _alone(rule: Rule) -> Rule:
    own = tuple(part for part in parts_of(rule.when) if part not in rule.shared)
    return replace(rule, when=own[0] if len(own) == 1 else AllOf(own))


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
