"""Tantivy (Rust, the PyPI package ``tantivy``) in process: for large collections and the lowest latency.

Tokens are joined with spaces and split again by Tantivy's whitespace tokenizer, so it indexes exactly what it is given (``fields.py``).
``queries.py`` turns a plan into a query that scores as ``search/rank.py`` says, ``snapshot.py`` searches one committed state. Here is the
writing: one commit is durable and whole, or it has not happened.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Self

from tantivy import Index, IndexWriter

from search.engine import Capability, IndexedDocument, Matches, MatchPlan, Stats
from search.engines.tantivy.ballast import ballast, carrier
from search.engines.tantivy.fields import BALLAST_TERM, EVERY, VERSION, schema, to_tantivy
from search.engines.tantivy.snapshot import Snapshot
from search.errors import IndexDamaged, IndexLocked, IndexUnwritable

HEAP = 500_000_000
"""Bytes that the writer fills, at most, before it writes a segment: every term is looked up in every segment."""
ATTEMPTS = 4
"""Times that the mean lengths are looked at after a commit."""


class TantivyEngine:
    """See :class:`search.engine.Engine`."""

    name = "tantivy"
    capabilities: frozenset[Capability] = frozenset({"persistent", "incremental", "concurrent-readers"})

    def __init__(self, folder: Path, index: Index, *, writable: bool) -> None:
        self._folder = folder
        self._index = index
        self._writable = writable
        self._writer: IndexWriter | None = None
        self._state = 0
        # By hand, so that a reader keeps the state it opened.
        index.config_reader("manual")
        self._refresh()

    @classmethod
    def create(cls, folder: Path) -> Self:
        engine = cls(folder, Index(schema(), path=str(folder), sort_by_field="id"), writable=True)
        _sync(folder)
        return engine

    @classmethod
    def open(cls, folder: Path, *, writable: bool = False) -> Self:
        try:
            return cls(folder, Index.open(str(folder)), writable=writable)
        except (ValueError, OSError) as error:
            raise IndexDamaged(f"The index in {folder} cannot be opened ({error}). Build it again: glotta index rebuild") from error

    @classmethod
    def versions(cls) -> Mapping[str, str]:
        return {"tantivy": version("tantivy"), "tantivy-fields": VERSION}

    # Writing

    def add(self, documents: Iterable[IndexedDocument]) -> None:
        writer = self._writing()
        for document in documents:
            if document.id in self._touched or self._snapshot.searcher.doc_freq("id", document.id):
                writer.delete_documents_by_term("id", document.id)
            writer.add_document(to_tantivy(document))
            self._touched.add(document.id)

    def delete(self, ids: Iterable[str]) -> None:
        writer = self._writing()
        for id_ in ids:
            writer.delete_documents_by_term("id", id_)

    def commit(self) -> None:
        if self._writer is None:
            return
        writer, self._writer = self._writer, None
        try:
            if not self._snapshot.frequency(EVERY, BALLAST_TERM):
                writer.add_document(carrier())
            _finish(writer)
            self._refresh()
            self._level()
            _sync(self._folder)
        except (ValueError, OSError) as error:
            raise IndexUnwritable(
                f"The index in {self._folder} could not be written ({error}). What was there before is whole. Is the disk full?"
            ) from error
        self._refresh()

    def _writing(self) -> IndexWriter:
        if not self._writable:
            raise ValueError(f"The index in {self._folder} was opened for reading. Open it with writable=True to change it.")
        if self._writer is None:
            try:
                # One thread writes one segment at a time, in the order of the documents; analysis in Python takes longer anyway.
                self._writer = self._index.writer(HEAP, num_threads=1)
            except ValueError as error:
                raise IndexLocked(f"Another process is writing to the index in {self._folder}. Wait until it has finished.") from error
        return self._writer

    def _level(self) -> None:
        """Bring the mean length of every field, as it was committed, to its pivot (``ballast.py``).

        A commit may end with segments being merged, which takes the deleted documents out of the mean: then once more.
        """
        for _ in range(ATTEMPTS):
            documents = ballast(self._index.schema, self._snapshot.searcher)
            first = next(documents, None)
            if first is None:
                return
            writer = self._index.writer(HEAP, num_threads=1)
            for document in chain([first], documents):
                writer.add_document(document)
            _finish(writer)
            self._refresh()

    def _refresh(self) -> None:
        """Show the last commit."""
        self._index.reload()
        self._snapshot = Snapshot(self._index.schema, self._index.searcher())
        self._stats: Stats | None = None
        self._state += 1
        self._touched: set[str] = set()
        """Ids added since; kept when a commit fails, because part of it may have been written."""

    # Reading

    def match(self, plan: MatchPlan, *, limit: int, offset: int = 0, facets: Sequence[str] = ()) -> Matches:
        return self._snapshot.match(plan, limit=limit, offset=offset, facets=facets)

    def fetch(self, ids: Sequence[str]) -> list[bytes | None]:
        return self._snapshot.fetch(ids)

    def known(self, field: str, terms: Sequence[str]) -> list[int]:
        return self._snapshot.known(field, terms)

    def known_in(self, lang: str, field: str, terms: Sequence[str]) -> list[int]:
        return self._snapshot.known_in(lang, field, terms)

    def terms(self, field: str, prefix: str = "", limit: int | None = None) -> list[tuple[str, int]]:
        return self._snapshot.terms(field, prefix, limit)

    def ids_and_stamps(self) -> dict[str, tuple[str, str]]:
        return self._snapshot.ids_and_stamps()

    def languages(self) -> dict[str, int]:
        return self._snapshot.languages()

    def stats(self) -> Stats:
        if self._stats is None:
            size = sum(path.stat().st_size for path in self._folder.rglob("*") if path.is_file())
            self._stats = Stats(self._snapshot.documents, size, self._snapshot.searcher.num_segments, self._state)
        return self._stats

    def close(self) -> None:
        if self._writer is not None:
            with suppress(ValueError):  # the folder is gone: nothing to tidy up, and an error on its way out must not be hidden
                self._writer.rollback()
                self._writer.garbage_collect_files()
            self._writer.wait_merging_threads()
            self._writer = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def _finish(writer: IndexWriter) -> None:
    writer.commit()
    writer.wait_merging_threads()


def _sync(folder: Path) -> None:
    """Makes the files of an index and their names durable."""
    for path in [*(path for path in folder.rglob("*") if path.is_file()), folder]:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
