"""A pack as it was in a revision of a git repository: `REV:PATH`, as git itself writes it."""

from __future__ import annotations

import subprocess
from pathlib import Path, PurePosixPath

from amends.domain.message import Message
from amends.domain.model import Pack
from amends.domain.problems import BadInput, InvalidPack, shown


def load_revision(where: str) -> Pack:
    """The pack in the folder PATH of revision REV of the repository around the current folder.

    Raises `BadInput` if git does not know the revision or the folder, `InvalidPack` if the pack has faults.
    """
    from amends.packs.reading import read

    revision, _, folder = where.partition(":")
    if revision.startswith("-"):
        raise _refused(where, Message("bad-revision.hyphen"))
    path = PurePosixPath(folder or ".")
    names = _git(where, "ls-tree", "--name-only", f"{revision}:./{path}" if not path.is_absolute() else where)
    files = sorted(name for name in names.splitlines() if name.endswith(".yaml"))
    texts = {name: _git(where, "show", f"{revision}:./{path / name}") for name in files}
    if not texts:
        raise _refused(where, Message("bad-revision.empty"))
    pack, problems = read(texts)
    if pack is None:
        raise InvalidPack(problems)
    return pack


def is_revision(where: str) -> bool:
    """Whether a text can only mean a pack in a revision."""
    return ":" in where and not Path(where).exists()


def _git(where: str, *words: str) -> str:
    try:
        done = subprocess.run(["git", *words], capture_output=True, check=False, timeout=60)  # noqa: S603, S607  # fixed words; the user's own git
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _refused(where, shown(error)) from None
    if done.returncode:
        raise _refused(where, shown(done.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ")))
    return done.stdout.decode("utf-8", "replace")


def _refused(where: str, reason: str | Message) -> BadInput:
    return BadInput.of(Message("bad-revision", found=shown(where), reason=reason), found=where)
