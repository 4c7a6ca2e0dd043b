"""unguarded-replacement: a part of an overlay stands in place of one below, and `replaces` does not list it.

Why it matters: whatever has the name of something in the pack below replaces it whole. That may be an accident: the
pack below gains a rule, and yours happens to have its name. And once the rule below goes away, yours would quietly
become one rule more. A name under `replaces` says that you mean it, and is refused when there is nothing of that name
below any more. So this is a note; it does not fail a run.

Before: the overlay has a rule `ring-them` like the pack that it extends, and its head does not say so.
After: `replaces: [ring-them]` in the head of the overlay; or a name of its own for the rule, if it is another.
"""

from __future__ import annotations

from collections.abc import Iterator

from amends.authoring.finding import Finding
from amends.domain.message import Message
from amends.domain.model import Pack


def unguarded_replacement(pack: Pack) -> Iterator[Finding]:
    for part in pack.unguarded:
        yield Finding(Message("unguarded-replacement", name=part.name), part.where, level="note")
