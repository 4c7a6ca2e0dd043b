"""uncited: a passage that no rule cites, of a source whose passages all have to carry one.

Why it matters: the author has promised that the whole of this source is in the advice, and some of it is not.

Before: the source `seed` has `all_used: true`, and no rule has `sources: [seed/3]`.
After: a rule says what the passage says, and cites it; or the passage, which the advice can do without, goes.
"""

from __future__ import annotations

from collections.abc import Iterator

from amends.authoring.finding import Finding
from amends.domain.message import Message
from amends.domain.model import Pack


def uncited(pack: Pack) -> Iterator[Finding]:
    for source in pack.sources:
        for number, passage in enumerate(source.passages, start=1):
            if source.all_used and (source.id, number) not in pack.citing:
                yield Finding(Message("uncited", source=source.id, number=number, passage=passage), source.where)
