"""Which files an index was made from: names as typed, sizes, times. Kept beside the engine's files as ``sources.json``.

``update`` compares it with what lies on disk now, so that an unchanged file is not even opened. What was wrong with such a file when it
was read is kept, too, so that it can be said again.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

from search.errors import IndexDamaged
from search.model import Document

STDIN = "-"
NAME = "sources.json"

_LINE = re.compile(r"#\d+$")


@dataclass(frozen=True, slots=True)
class FileState:
    """Size in bytes, time of the last change in nanoseconds, and how much text (bytes, UTF-8) was indexed from it."""

    size: int
    mtime: int
    text: int = 0

    def same(self, other: FileState | None) -> bool:
        return other is not None and (self.size, self.mtime) == (other.size, other.mtime)


Problem = tuple[str, str, str]
"""``(name, code, reason)`` of a document that could not be indexed."""
KEPT_PROBLEMS = 20
"""Problems of one file that are kept word for word; of more, only the number is."""

UNFINISHED = FileState(-1, -1)
"""Never the same as a file on disk: it is read again next time."""


def file_of(source: str, files: Container[str]) -> str:
    """The file that a document came from: its source without the ``#N`` of a line in a collection."""
    if source in files:
        return source
    return _LINE.sub("", source)


@dataclass(slots=True)
class SourceTable:
    """The files of one generation."""

    files: dict[str, FileState] = field(default_factory=dict)
    duplicates: bool = False
    """Some id was claimed twice: when anything changes, all files are read again to settle whose it is."""
    problems: dict[str, tuple[int, list[Problem]]] = field(default_factory=dict)
    """File -> number of its documents that could not be indexed, and the first of them."""

    def begin(self, file: str, state: FileState) -> None:
        """The file is about to be read anew."""
        self.files[file] = state

    def keep(self, file: str, document: Document) -> None:
        """A document of the file is in the index."""
        state = self.files[file]
        self.files[file] = replace(state, text=state.text + len(document.text.encode()))

    def count(self, file: str, document: Document, states: Mapping[str, FileState]) -> None:
        """As :meth:`keep`, while all files are read for the first time. A file that appeared meanwhile is read again next time."""
        if file not in self.files:
            self.begin(file, states.get(file, UNFINISHED))
        self.keep(file, document)

    def forget(self, file: str, text: int) -> None:
        """A document with so much text was removed by hand."""
        state = self.files.get(file)
        if state is not None:
            self.files[file] = replace(state, text=max(0, state.text - text))

    def unfinished(self, file: str, before: FileState | None) -> None:
        """The file could not be read to its end; what was known of it is still in the index."""
        self.files[file] = replace(UNFINISHED, text=before.text if before else 0)

    def drop(self, file: str) -> None:
        self.files.pop(file, None)
        self.problems.pop(file, None)

    def trouble(self, file: str, problem: Problem) -> None:
        """A document of the file could not be indexed."""
        count, first = self.problems.get(file, (0, []))
        self.problems[file] = count + 1, [*first, problem][:KEPT_PROBLEMS]

    def remaining(self, read: Container[str]) -> tuple[int, tuple[Problem, ...]]:
        """How many documents of the files that were not ``read`` this time could not be indexed, and the first of each file."""
        left = [problems for file, problems in self.problems.items() if file in self.files and file not in read]
        return sum(count for count, _ in left), tuple(problem for _, first in left for problem in first)

    def text_size(self) -> int:
        return sum(state.text for state in self.files.values())

    def write(self, folder: Path) -> None:
        rows = [[name, state.size, state.mtime, state.text] for name, state in self.files.items()]
        problems = {file: found for file, found in self.problems.items() if file in self.files}  # the others are read again every time
        values = {"duplicates": self.duplicates, "files": rows, "problems": problems}
        (folder / NAME).write_text(json.dumps(values, ensure_ascii=True), encoding="ascii")

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Raises IndexDamaged."""
        path = folder / NAME
        try:
            values = json.loads(path.read_text(encoding="ascii"))
            files = {name: FileState(size, mtime, text) for name, size, mtime, text in values["files"]}
            # Indexes made before problems were kept have none.
            problems = {file: (count, [(name, code, reason) for name, code, reason in first])
                        for file, (count, first) in values.get("problems", {}).items()}
            return cls(files, bool(values["duplicates"]), problems)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise IndexDamaged(f"{path} cannot be read ({error!r}). Build the index again: glotta index rebuild PATH...") from error


@dataclass(frozen=True, slots=True)
class Roots:
    """The PATHs of an index as they were typed, and the folder they were typed in.

    Names of files are kept as typed (an index tells nobody where it stands on the disk, and can be moved together with its documents);
    started from another folder, ``update`` finds the files through :meth:`here` and :meth:`real` and gives them their typed names again.
    """

    paths: tuple[str, ...]
    base: str

    def joined(self, paths: Sequence[str]) -> Roots:
        """With further PATHs, typed in the current folder."""
        typed = [path if self._at_home() or os.path.isabs(path) else os.path.abspath(path) for path in paths]
        return Roots(tuple(dict.fromkeys((*self.paths, *typed))), self.base)

    def _at_home(self) -> bool:
        return os.path.realpath(os.getcwd()) == os.path.realpath(self.base)

    def real(self, path: str) -> str:
        """Where a typed path is now."""
        if path == STDIN or os.path.isabs(path) or self._at_home():
            return path
        return os.path.join(self.base, path)

    def here(self) -> list[str]:
        """The PATHs as they can be opened from the current folder."""
        return [self.real(path) for path in self.paths]

    def typed(self, name: str) -> str:
        """The typed name of a file, given the name it was opened by."""
        if not self._at_home():
            for path in self.paths:
                root = os.path.normpath(self.real(path))
                if name == root or name.startswith(os.path.join(root, "")):
                    return os.path.normpath(os.path.normpath(path) + name[len(root):])
        return name

    def of_document(self, document: Document) -> Document:
        source = self.typed(document.source)
        return document if source == document.source else replace(document, source=source)
