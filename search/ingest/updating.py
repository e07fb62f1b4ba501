"""The live generation with what changed: its unchanged files are shared by hard links, and it ends with the same documents as a rebuild.

What becomes of a file's documents when ``update`` comes by:

* unchanged size and time: they stay, and the file is not even opened; else it is read, and only documents whose content differs are
  analysed;
* the file is gone, or its content is no longer a document (empty, too large, binary): they are removed;
* the file, the folder it is in or the PATH cannot be reached for reasons that say nothing about its content (permission denied, an
  input/output error, a link or a PATH to something that is not mounted): they stay, and the trouble is reported. A search that
  forgets a whole collection because a disk was not mounted costs more than one that remembers a page too long; ``rebuild`` forgets it;
* it came on standard input: it stays until the next rebuild.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

from search import generations
from search.analysis.analyse import content_stamp
from search.engine import Engine
from search.engines import engine_class
from search.errors import DocumentError, NothingIndexed, UnknownDocument, UsageError
from search.generations import Draft, Held, Writer
from search.generations.manifest import Manifest
from search.generations.sources import STDIN, FileState, Roots, SourceTable, file_of
from search.ingest.run import ProgressCallback, Run, Waiting, check_compatible, check_paths, manifest_of
from search.ingest.workers import cores
from search.languages import LANGUAGES
from search.model import BuildReport, Document
from search.readers import read, scan
from search.store.payload import StoredDocument
from search.wordlists import read_lists, using

KEPT_WHEN = frozenset({"not-found", "dangling-link", "unreadable"})
"""Codes of a DocumentError that say nothing about the content: ``update`` keeps what it knows of such a file."""


def update(index: Path, paths: Sequence[str] = (), *, jobs: int = 1, wait: float = 0.0, waiting: Waiting | None = None,
           progress: ProgressCallback | None = None, words: Path | str | None = None) -> BuildReport:
    """Bring the index up to date with the PATHs it was made from, and with ``paths``, which are counted among them from now on.

    ``jobs``: as for :func:`rebuild`; no worker is started for a small change. Raises UsageError for a new PATH that does not exist,
    IndexMissing, IndexIncompatible, IndexLocked, WorkerDied, and NothingIndexed instead of removing every document.
    """
    began = time.monotonic()
    check_paths(index, paths)
    if STDIN in paths:
        raise UsageError("Standard input cannot be looked at again: only `glotta index rebuild` reads it. Put it into a file.")
    lists = read_lists(words, LANGUAGES)
    with using(lists), generations.writing(index, wait=wait, waiting=waiting) as writer, generations.hold(index) as held:
        old = held.manifest
        check_compatible(index, old)
        with engine_class(old.engine).open(held.data) as live:
            known = live.ids_and_stamps()
        successor = Successor(writer, held, Roots(old.sources, old.base).joined(paths))
        with successor, Run(lambda: successor.engine, progress, jobs or cores()) as run:
            changes = Changes(successor, run, SourceTable.read(held.folder), known)
            changes.carry_out()
            manifest = old
            if changes.any:
                manifest = successor.publish(changes.table, began, changes.withheld)
    run.unchanged = manifest.documents - run.added - run.changed
    return run.report(manifest)


def remove(index: Path, ids: Sequence[str], *, wait: float = 0.0, waiting: Waiting | None = None,
           words: Path | str | None = None) -> BuildReport:
    """Take documents out of the index; their files are not touched. ``update`` leaves them out until their content changes.

    Raises UnknownDocument, before anything is changed, if one of the ids is not in the index.
    """
    began = time.monotonic()
    wanted = tuple(dict.fromkeys(ids))
    lists = read_lists(words, LANGUAGES)
    with using(lists), generations.writing(index, wait=wait, waiting=waiting) as writer, generations.hold(index) as held:
        old = held.manifest
        check_compatible(index, old)
        with engine_class(old.engine).open(held.data) as live:
            known = live.ids_and_stamps()
            unknown = [id for id in wanted if id not in known]
            if unknown:
                raise UnknownDocument(
                    f"No document has the id {unknown[0]!r}; nothing was removed. Ids are shown by `glotta search`: paths relative to the "
                    "folder that was indexed.")
            payloads = zip(wanted, live.fetch(wanted), strict=True)
            sizes = {id: len(StoredDocument(payload).text.encode()) for id, payload in payloads if payload}
        table = SourceTable.read(held.folder)
        for id in wanted:
            table.forget(file_of(known[id][1], table.files), sizes.get(id, 0))
        withheld = {**old.withheld, **{id: known[id][0] for id in wanted}}
        with Successor(writer, held, Roots(old.sources, old.base)) as successor:
            successor.engine.delete(wanted)
            manifest = successor.publish(table, began, withheld)
            run = Run(lambda: successor.engine)
    run.removed, run.unchanged = len(wanted), manifest.documents
    return run.report(manifest)


class Successor:
    """The generation after the live one. It is only made, by hard links, when there is something to write into it."""

    def __init__(self, writer: Writer, held: Held, roots: Roots) -> None:
        self.old = held.manifest
        self.roots = roots
        self._writer, self._held = writer, held
        self._draft: Draft | None = None
        self._engine: Engine | None = None

    @property
    def engine(self) -> Engine:
        """Open for writing."""
        if self._draft is None:
            self._draft = self._writer.begin(self.old.engine, base=self._held)
        if self._engine is None:
            self._engine = engine_class(self.old.engine).open(self._draft.data, writable=True)
        return self._engine

    def publish(self, table: SourceTable, began: float, withheld: Mapping[str, str]) -> Manifest:
        """Make it the live generation."""
        engine = self.engine
        engine.commit()
        assert self._draft is not None
        table.write(self._draft.folder)
        manifest = manifest_of(engine, self._draft, table, self.roots, self.old.chosen_because, self.old.max_size, began, withheld)
        self._close()
        self._writer.publish(self._draft, manifest)
        return manifest

    def _close(self) -> None:
        if self._engine is not None:
            self._engine.close()
            self._engine = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()
        if self._draft is not None:
            self._writer.discard(self._draft)  # does nothing once it is live


class Changes:
    """What an update finds: files that changed or went, and whose documents are whose."""

    def __init__(self, successor: Successor, run: Run, table: SourceTable, known: Mapping[str, tuple[str, str]]) -> None:
        self.table = table
        self.withheld = dict(successor.old.withheld)
        self._successor, self._run, self._known = successor, run, known
        self._roots = successor.roots
        self._before = dict(table.files)
        real: dict[str, str] = {}
        present: dict[str, FileState] = {}
        for name, size, mtime in scan(self._roots.here()):
            file = self._roots.typed(name)
            real[file], present[file] = name, FileState(size, mtime)
        self._order = {file: place for place, file in enumerate(present)}
        files = {*table.files, *present}
        self._owner = {id: file_of(source, files) for id, (_, source) in known.items()}
        owners = {*self._owner.values(), *table.files}
        self._gone = {file for file in owners if file not in present and file != STDIN}
        self._changed = {file: state for file, state in present.items() if not state.same(table.files.get(file))}
        if table.duplicates and not owners.isdisjoint({*self._changed, *self._gone}):
            self._changed = present  # an id that two files claim may have to change hands
            table.duplicates = False
        self._real = {real[file] for file in self._changed}
        self._seen: dict[str, str] = {}  # id -> file, of the documents that were read and are to be in the index

    @property
    def any(self) -> bool:
        run = self._run
        new_roots = self._roots.paths != self._successor.old.sources
        return new_roots or bool(run.added or run.changed or run.removed) or self.table.files != self._before

    def carry_out(self) -> None:
        """Read what changed; add, replace and delete."""
        for file, state in self._changed.items():
            self.table.drop(file)
            self.table.begin(file, state)
        unreachable: list[str] = []
        for item in read(self._roots.here(), max_size=self._successor.old.max_size, only=self._real):
            document = self._run.note(item, self._roots, self.table)
            if document is not None:
                self._take(document)
            elif isinstance(item, DocumentError):
                self.table.duplicates |= item.code == "duplicate-id"
                if item.code in KEPT_WHEN:
                    unreachable.append(self._roots.typed(item.name))
        self._run.finish()
        kept = {file for file in {*self._changed, *self._gone} if any(_concerns(name, file) for name in unreachable)}
        fruitful = set(self._seen.values())
        for file in self._changed:
            if file in kept:
                self.table.unfinished(file, self._before.get(file))
            elif file not in fruitful:
                self.table.drop(file)  # no document came of it: it is read, and reported, every time
        for file in self._gone - kept:
            self.table.drop(file)
        self._run.remaining = self.table.remaining(self._changed)
        self._remove([id for id, file in self._owner.items()
                      if id not in self._seen and file not in kept and (file in self._changed or file in self._gone)])

    def _remove(self, lost: list[str]) -> None:
        if lost and len(lost) == len(self._known) and not self._run.added:
            raise NothingIndexed(
                f"Every document of {', '.join(self._roots.paths)} has gone; the index was left as it was. Is a disk not mounted? If they "
                "are really gone, build the index again from what there is.", tuple(self._run.failed))
        if lost:
            self._successor.engine.delete(lost)
        self._run.removed = len(lost)
        for id in lost:
            self.withheld.pop(id, None)

    def _take(self, document: Document) -> None:
        """One document of a changed file: new, changed, the same, withheld, or with the id of another file's document."""
        id, file, stamp = document.id, file_of(document.source, self._changed), content_stamp(document)
        owner = self._owner.get(id, file)
        if owner != file and owner not in self._changed and owner not in self._gone:
            self.table.duplicates = True
            if self._order.get(owner, -1) < self._order.get(file, 0):
                self._run.failed.append((id, "duplicate-id", f"{owner} has a document with this id; the one in {file} was left out"))
                self.table.trouble(file, self._run.failed[-1])
                return
        if self.withheld.get(id) == stamp:
            self._seen[id] = file
            return
        # Only the file counts, not the line: a line put in at the top of a collection would otherwise change all that follow.
        if self._known.get(id, ("",))[0] != stamp or owner != file:
            # One that cannot be analysed is reported, and its old version goes, because it is not what the file says.
            self._run.add(document, lambda: self._written(document, file))
        else:
            self._stays(document, file)

    def _written(self, document: Document, file: str) -> None:
        self._run.added += document.id not in self._known
        self._run.changed += document.id in self._known
        self._stays(document, file)

    def _stays(self, document: Document, file: str) -> None:
        self._seen[document.id] = file
        self.withheld.pop(document.id, None)
        self.table.keep(file, document)


def _concerns(name: str, file: str) -> bool:
    """Whether an error about ``name`` (a PATH, or an id relative to one) is about this file or a folder that it is in."""
    return f"/{name.strip('/')}/" in f"/{file.strip('/')}/"
