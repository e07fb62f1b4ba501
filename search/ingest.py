"""The write path: documents -> read -> zones -> detect -> analyse -> engine.add, into a generation beside the live one.

``rebuild`` starts from nothing; ``update`` takes over what has not changed (by hard links) and ends with the same documents as a rebuild
of the same files would; ``remove`` takes documents out by hand. Whatever goes wrong before the switch, Ctrl-C and a full disk included,
leaves the old index as it was. One bad document costs one document: it is reported by name, stable code and reason.

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

import datetime
import logging
import os
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, Protocol, Self

from search import generations
from search.analyse import analyse, content_stamp
from search.engine import Engine, IndexedDocument
from search.engines import choose, engine_class
from search.errors import DocumentError, IndexIncompatible, NothingIndexed, UnknownDocument, UnknownParameterValue, UsageError
from search.fingerprint import fingerprint, versions
from search.generations import Draft, Held, Manifest, Writer, mend
from search.model import BuildReport, Document, IndexInfo
from search.readers import MAX_SIZE, ReadWarning, read, scan
from search.sources import STDIN, FileState, Roots, SourceTable, file_of
from search.store import StoredDocument

log = logging.getLogger("glotta")

SPOOL = 8 * 1024 * 1024
"""Bytes of standard input that are kept in memory; beyond it goes to a temporary file."""

BATCH = 64
"""Documents handed to the engine at a time."""

GZ_RATIO = 4
"""What text shrinks to under gzip, about; only used to choose the engine."""

KEPT_WHEN = frozenset({"not-found", "dangling-link", "unreadable"})
"""Codes of a DocumentError that say nothing about the content: ``update`` keeps what it knows of such a file."""

ProgressCallback = Callable[[int, int], None]
"""Called with the documents and the bytes of text taken in so far."""

Item = Document | DocumentError | ReadWarning


class _Waiting(Protocol):
    def __call__(self, message: str, /) -> None: ...


def rebuild(index: Path, paths: Sequence[str], *, engine: str = "auto", max_size: int = MAX_SIZE, stdin: BinaryIO | None = None,
            wait: float = 0.0, waiting: _Waiting | None = None, progress: ProgressCallback | None = None) -> BuildReport:
    """Build a new generation of ``index`` from ``paths`` (files, folders, ``-``) and make it the live one.

    ``engine``: a name, or ``auto`` for the choice by the size of the text. ``wait``: seconds to wait for another writer.
    Raises UsageError for a PATH or engine that does not exist, NothingIndexed when no document could be indexed (the old index stays),
    IndexLocked while another process writes.
    """
    began = time.monotonic()
    roots = Roots(tuple(paths), os.getcwd())
    _check_request(paths, engine)
    with generations.writing(index, wait=wait, waiting=waiting) as writer, _spooled(stdin if STDIN in paths else None) as spool:
        files = {roots.typed(name): FileState(size, mtime) for name, size, mtime in scan(roots.here())}
        name, because = _choose(engine, files, spool)
        run = _Run(progress)
        draft = writer.begin(name)
        try:
            with engine_class(name).create(draft.data) as target:
                table = SourceTable()
                for item in read(roots.here(), stdin=spool, max_size=max_size):
                    document = run.note(item, roots)
                    if document is not None and run.add(document, lambda: target):
                        run.added += 1
                        table.count(file_of(document.source, files), document, files)
                run.flush(target)
                if not run.added:
                    raise NothingIndexed(
                        f"No document could be indexed from {', '.join(paths)}; the index at {index} is as it was. "
                        "glotta reads .txt, .md, .html, .jsonl and .jsonl.gz.", tuple(run.failed))
                target.commit()
                table.duplicates = any(code == "duplicate-id" for _, code, _ in run.failed)
                table.write(draft.folder)
                manifest = _manifest(target, draft, table, roots, because, max_size, began)
            writer.publish(draft, manifest)
        except BaseException:
            writer.discard(draft)
            raise
    return run.report(manifest)


def update(index: Path, *, wait: float = 0.0, waiting: _Waiting | None = None, progress: ProgressCallback | None = None) -> BuildReport:
    """Bring the index up to date with the PATHs of its last rebuild. Raises IndexMissing, IndexIncompatible, IndexLocked, and
    NothingIndexed instead of removing every document."""
    began = time.monotonic()
    with generations.writing(index, wait=wait, waiting=waiting) as writer, generations.hold(index) as held:
        old = held.manifest
        check_compatible(index, old)
        with engine_class(old.engine).open(held.data) as live:
            known = live.ids_and_stamps()
        run = _Run(progress)
        with _Successor(writer, held) as successor:
            changes = _Changes(successor, run, SourceTable.read(held.folder), known)
            changes.carry_out()
            manifest = old
            if changes.any:
                manifest = successor.publish(changes.table, began, changes.withheld)
    run.unchanged = manifest.documents - run.added - run.changed
    return run.report(manifest)


def remove(index: Path, ids: Sequence[str], *, wait: float = 0.0, waiting: _Waiting | None = None) -> BuildReport:
    """Take documents out of the index; their files are not touched. ``update`` leaves them out until their content changes.

    Raises UnknownDocument, before anything is changed, if one of the ids is not in the index.
    """
    began = time.monotonic()
    wanted = tuple(dict.fromkeys(ids))
    with generations.writing(index, wait=wait, waiting=waiting) as writer, generations.hold(index) as held:
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
        with _Successor(writer, held) as successor:
            successor.engine.delete(wanted)
            manifest = successor.publish(table, began, withheld)
    run = _Run(None)
    run.removed, run.unchanged = len(wanted), manifest.documents
    return run.report(manifest)


def info(index: Path) -> IndexInfo:
    """What the live generation is. Raises IndexMissing, IndexDamaged or IndexIncompatible."""
    with generations.hold(index) as held:
        check_compatible(index, held.manifest)
        return info_of(held.manifest)


def info_of(manifest: Manifest) -> IndexInfo:
    """The manifest as the value that callers see."""
    return IndexInfo(
        engine=manifest.engine, generation=manifest.generation, documents=manifest.documents, languages=dict(manifest.languages),
        size=manifest.size, text_size=manifest.text_size, built_at=manifest.built_at, sources=manifest.sources,
        fingerprint=manifest.fingerprint, seconds=manifest.seconds, chosen_because=manifest.chosen_because)


def check_compatible(index: Path, manifest: Manifest) -> None:
    """Raises IndexIncompatible, naming what changed and the command that mends it, unless this program can read the index."""
    now = versions(manifest.engine)
    if manifest.fingerprint == fingerprint(manifest.engine):
        return
    changed = [f"{name} {manifest.versions.get(name, 'none')} -> {now.get(name, 'none')}" for name in sorted({*now, *manifest.versions})
               if manifest.versions.get(name) != now.get(name)]
    raise IndexIncompatible(
        f"The index at {index} was built by another version ({', '.join(changed) or 'its fingerprint differs'}) and would answer wrongly. "
        f"Build it again: {mend(index, Roots(manifest.sources, manifest.base).here())}")


# --- one run ---


class _Run:
    """What one run has done so far, and the batch that waits for the engine."""

    def __init__(self, progress: ProgressCallback | None) -> None:
        self.added = self.changed = self.removed = self.unchanged = 0
        self.failed: list[tuple[str, str, str]] = []
        self.warnings: list[tuple[str, str, str]] = []
        self._progress = progress
        self._batch: list[IndexedDocument] = []
        self._documents = self._bytes = 0

    def note(self, item: Item, roots: Roots) -> Document | None:
        """Take down an error or a warning; hand back a document, its source as typed."""
        if isinstance(item, DocumentError):
            self.failed.append((item.name, item.code, item.reason))
        elif isinstance(item, ReadWarning):
            self.warnings.append((item.name, item.code, item.detail))
        else:
            return roots.of_document(item)
        return None

    @property
    def waiting(self) -> bool:
        """Whether documents wait for :meth:`flush`."""
        return bool(self._batch)

    def add(self, document: Document, engine: Callable[[], Engine]) -> bool:
        """Analyse, and add to the engine batch by batch. False, and taken down, when the analysis fails."""
        try:
            analysed = analyse(document)
        except Exception as error:
            log.warning("The analysis of %s failed; please report it.", document.id, exc_info=error)
            self.failed.append((document.id, "analysis-failed", f"the analysis failed: {error!r}"))
            return False
        self._batch.append(analysed)
        self._documents += 1
        self._bytes += len(document.text.encode())
        if len(self._batch) >= BATCH:
            self.flush(engine())
        if self._progress is not None:
            self._progress(self._documents, self._bytes)
        return True

    def flush(self, engine: Engine) -> None:
        engine.add(self._batch)
        self._batch = []

    def report(self, manifest: Manifest) -> BuildReport:
        return BuildReport(
            info_of(manifest), self.added, self.changed, self.removed, self.unchanged, tuple(self.failed), tuple(self.warnings))


class _Successor:
    """The generation after the live one. It is only made, by hard links, when there is something to write into it."""

    def __init__(self, writer: Writer, held: Held) -> None:
        self.old = held.manifest
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
        roots = Roots(self.old.sources, self.old.base)
        manifest = _manifest(engine, self._draft, table, roots, self.old.chosen_because, self.old.max_size, began, withheld)
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


class _Changes:
    """What an update finds: files that changed or went, and whose documents are whose."""

    def __init__(self, successor: _Successor, run: _Run, table: SourceTable, known: Mapping[str, tuple[str, str]]) -> None:
        self.table = table
        self.withheld = dict(successor.old.withheld)
        self._successor, self._run, self._known = successor, run, known
        self._roots = Roots(successor.old.sources, successor.old.base)
        self._before = dict(table.files)
        real: dict[str, str] = {}
        present: dict[str, FileState] = {}
        for name, size, mtime in scan(self._roots.here()):
            file = self._roots.typed(name)
            real[file], present[file] = name, FileState(size, mtime)
        self._order = {file: place for place, file in enumerate(present)}
        self._owner = {id: file_of(source, {**table.files, **present}) for id, (_, source) in known.items()}
        self._gone = {file for file in {*self._owner.values(), *table.files} if file not in present and file != STDIN}
        self._changed = {file: state for file, state in present.items() if not state.same(table.files.get(file))}
        if table.duplicates and any(file in table.files or file in self._owner.values() for file in {*self._changed, *self._gone}):
            self._changed = present  # an id that two files claim may have to change hands
        self._real = {real[file] for file in self._changed}
        self._seen: dict[str, str] = {}  # id -> file, of the documents that were read and are to be in the index

    @property
    def any(self) -> bool:
        run = self._run
        return bool(run.added or run.changed or run.removed) or self.table.files != self._before

    def carry_out(self) -> None:
        """Read what changed; add, replace and delete."""
        for file, state in self._changed.items():
            self.table.begin(file, state)
        unreachable: list[str] = []
        for item in read(self._roots.here(), max_size=self._successor.old.max_size, only=self._real):
            document = self._run.note(item, self._roots)
            if document is not None:
                self._take(document)
            elif isinstance(item, DocumentError):
                self.table.duplicates |= item.code == "duplicate-id"
                if item.code in KEPT_WHEN:
                    unreachable.append(self._roots.typed(item.name))
        kept = {file for file in {*self._changed, *self._gone} if any(_concerns(name, file) for name in unreachable)}
        for file in self._changed:
            if file in kept:
                self.table.unfinished(file, self._before.get(file))
            elif file not in self._seen.values():
                self.table.drop(file)  # no document came of it: it is read, and reported, every time
        for file in self._gone - kept:
            self.table.drop(file)
        self._remove([id for id, file in self._owner.items()
                      if id not in self._seen and file not in kept and (file in self._changed or file in self._gone)])
        if self._run.waiting:
            self._run.flush(self._successor.engine)

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
                return
        if self.withheld.get(id) == stamp:
            self._seen[id] = file
            return
        # Only the file counts, not the line: a line put in at the top of a collection would otherwise change all that follow.
        if self._known.get(id, ("",))[0] != stamp or owner != file:
            if not self._run.add(document, lambda: self._successor.engine):
                return  # reported; its old version goes, because it is not what the file says
            self._run.added += id not in self._known
            self._run.changed += id in self._known
        self._seen[id] = file
        self.withheld.pop(id, None)
        self.table.keep(file, document)


def _concerns(name: str, file: str) -> bool:
    """Whether an error about ``name`` (a PATH, or an id relative to one) is about this file or a folder that it is in."""
    return f"/{name.strip('/')}/" in f"/{file.strip('/')}/"


def _check_request(paths: Sequence[str], engine: str) -> None:
    if not paths:
        raise UsageError("Nothing to index: name at least one file or folder.")
    for path in paths:
        if path != STDIN and not os.path.lexists(path):
            raise UsageError(f"There is no file or folder {path!r}.")
    if engine != "auto" and "persistent" not in engine_class(engine).capabilities:
        raise UnknownParameterValue("--engine", f"The engine {engine!r} keeps nothing on disk. Choose whoosh or tantivy, or auto.")


def _choose(engine: str, files: dict[str, FileState], spool: BinaryIO | None) -> tuple[str, str]:
    """Name of the engine and the reason in one line."""
    if engine != "auto":
        return engine, "named by the user"
    size = sum(state.size * (GZ_RATIO if name.endswith(".gz") else 1) for name, state in files.items())
    if spool is not None:
        size += spool.seek(0, os.SEEK_END)
        spool.seek(0)
    return choose(size)


class _spooled:
    """Standard input in a temporary file, because its size decides the engine; None stays None."""

    def __init__(self, stream: BinaryIO | None) -> None:
        self._stream = stream
        self._spool: BinaryIO | None = None

    def __enter__(self) -> BinaryIO | None:
        if self._stream is not None:
            spool = tempfile.SpooledTemporaryFile(max_size=SPOOL)
            shutil.copyfileobj(self._stream, spool)
            spool.seek(0)
            self._spool = spool  # type: ignore[assignment]
        return self._spool

    def __exit__(self, *_: object) -> None:
        if self._spool is not None:
            self._spool.close()


def _manifest(engine: Engine, draft: Draft, table: SourceTable, roots: Roots, because: str, max_size: int, began: float,
              withheld: Mapping[str, str] | None = None) -> Manifest:
    stats = engine.stats()
    languages = Counter(engine.languages())
    return Manifest(
        engine=draft.engine, generation=draft.generation, fingerprint=fingerprint(draft.engine), versions=dict(versions(draft.engine)),
        documents=stats.documents, languages=dict(sorted(languages.items(), key=lambda pair: (-pair[1], pair[0]))),
        sources=roots.paths, base=roots.base, text_size=table.text_size(), size=generations.size_of(draft.folder),
        built_at=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        seconds=round(time.monotonic() - began, 3), chosen_because=because, max_size=max_size, withheld=dict(withheld or {}))
