"""The files of a pack in a folder, as texts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from amends.domain.message import Message
from amends.domain.model import Where
from amends.domain.problems import BadInput, Problem
from amends.packs.find import NAME, locate, named
from amends.packs.limits import LIMITS
from amends.packs.read.files import read_file


@dataclass(frozen=True)
class Folder:
    """A folder with the files of a pack."""

    path: Path

    def __str__(self) -> str:
        return str(self.path)

    @property
    def key(self) -> object:
        """What two ways to name this folder have in common."""
        return self.path.resolve()

    def texts(self, at: Where) -> tuple[dict[str, str], list[Problem]]:
        """The files by name, and what is wrong with those that cannot be read; with all of them together, `at`."""
        texts: dict[str, str] = {}
        problems: list[Problem] = []
        left = LIMITS.pack_bytes
        for path in sorted(self.path.glob("[!.]*.y*ml")):
            try:
                texts[path.name] = self._text(path)
            except BadInput as error:
                problems += error.problems
            left -= len(texts.get(path.name, "").encode())
            if left < 0:
                return {}, [Problem(Message("too-big.pack", most=LIMITS.pack_bytes // 1024), at)]
        if not texts and not problems:
            problems.append(Problem(Message("empty-pack", folder=str(self)), at))
        return texts, problems

    def _text(self, path: Path) -> str:
        if path.suffix != ".yaml":
            raise BadInput.of(Message("wrong-ending", stem=path.stem), path.name)
        return read_file(path, LIMITS.file_bytes, self.path)

    def below(self, extends: str) -> Folder:
        """The folder that an `extends` in this one means; raises `BadInput` if there is none."""
        return Folder(named(extends) if NAME.fullmatch(extends) else locate(self.path / extends))
