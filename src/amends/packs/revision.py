"""A pack as it was in a revision of a git repository: `REV:PATH`, as git itself writes it."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from posixpath import normpath

from amends.domain.message import Message
from amends.domain.model import Pack, Where
from amends.domain.problems import BadInput, InvalidPack, Problem, shown
from amends.packs.find import NAME, named
from amends.packs.folder import Folder
from amends.packs.stack import Place, stacked


def load_revision(where: str) -> Pack:
    """The pack in the folder PATH of revision REV of the repository around the current folder.

    What it `extends` by a path is taken from that revision, what it extends by name is the installed pack. Raises
    `BadInput` if git does not know the revision or the folder, `InvalidPack` if the pack has faults.
    """
    from amends.packs.reading import read

    revision, _, folder = where.partition(":")
    if revision.startswith("-"):
        raise _refused(where, Message("bad-revision.hyphen"))
    stack = stacked(Revision(revision, PurePosixPath(folder or "."), where))
    pack, problems = read(*stack.texts, whole=not stack.problems)
    if pack is None:
        raise InvalidPack((*stack.problems, *problems))
    return pack


@dataclass(frozen=True)
class Revision:
    """A folder with the files of a pack in a revision of the repository around the current folder."""

    revision: str
    path: PurePosixPath
    written: str
    """How this was asked for, for messages."""

    def __str__(self) -> str:
        return self.written

    @property
    def key(self) -> object:
        """What two ways to name this folder have in common."""
        return self.revision, self.path

    def texts(self, _: Where) -> tuple[dict[str, str], list[Problem]]:
        """The files by name; raises `BadInput` if git does not know them."""
        return {name: self._git("show", f"{self.revision}:./{self.path / name}") for name in self._names()}, []

    def below(self, extends: str) -> Place:
        """The folder that an `extends` in this one means; raises `BadInput` if there is none."""
        if NAME.fullmatch(extends):
            return Folder(named(extends))
        path = PurePosixPath(normpath(self.path / extends))
        found = Revision(self.revision, path, f"{self.revision}:{path}")
        found._names()  # to find out here whether git knows it
        return found

    def _names(self) -> list[str]:
        asked = self.written if self.path.is_absolute() else f"{self.revision}:./{self.path}"
        # In a folder of the repository, git would look in the tree for that folder again, but for --full-tree.
        names = self._git("ls-tree", "--full-tree", "--name-only", asked).splitlines()
        files = sorted(name for name in names if name.endswith(".yaml"))
        if not files:
            raise _refused(self.written, Message("bad-revision.empty"))
        return files

    def _git(self, *words: str) -> str:
        return _git(self.written, *words)


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
