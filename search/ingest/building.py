"""A new generation from nothing."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO

from search import generations
from search.engines import choose, engine_class
from search.errors import NothingIndexed, UnknownParameterValue, UsageError
from search.generations.sources import STDIN, FileState, Roots, SourceTable, file_of
from search.ingest.run import ProgressCallback, Run, Waiting, check_paths, manifest_of
from search.ingest.workers import cores
from search.languages import LANGUAGES
from search.model import BuildReport, Document
from search.readers import MAX_SIZE, read, scan
from search.wordlists import read_lists, using

SPOOL = 8 * 1024 * 1024
"""Bytes of standard input that are kept in memory; beyond it goes to a temporary file."""

GZ_RATIO = 4
"""What text shrinks to under gzip, about; only used to choose the engine and whether workers are worth it."""


def rebuild(index: Path, paths: Sequence[str], *, engine: str = "auto", max_size: int = MAX_SIZE, stdin: BinaryIO | None = None,
            jobs: int = 1, wait: float = 0.0, waiting: Waiting | None = None, progress: ProgressCallback | None = None,
            words: Path | str | None = None) -> BuildReport:
    """Build a new generation of ``index`` from ``paths`` (files, folders, ``-``) and make it the live one.

    ``engine``: a name, or ``auto`` for the choice by the size of the text. ``jobs``: worker processes that analyse (0: one per
    core; a script that asks for more than 1 needs the usual ``if __name__ == "__main__":``). ``wait``: seconds to wait for another writer.
    ``words``: folder of the user's lists (``search/wordlists.py``); BadWordList is raised before anything is written.
    Raises UsageError for a PATH that does not exist or is in the index's folder, UnknownParameterValue for an engine that keeps nothing or
    does not exist, NothingIndexed when no document could be indexed (the old index stays), IndexLocked while another process writes,
    WorkerDied.
    """
    began = time.monotonic()
    roots = Roots(tuple(paths), os.getcwd())
    _check_request(index, paths, engine)
    lists, piped = read_lists(words, LANGUAGES), stdin if STDIN in paths else None
    with using(lists), generations.writing(index, wait=wait, waiting=waiting) as writer, _spooled(piped) as spool:
        files = {roots.typed(name): FileState(size, mtime) for name, size, mtime in scan(roots.here())}
        size = _size(files, spool)
        name, because = choose(size) if engine == "auto" else (engine, "named by the user")
        draft = writer.begin(name)
        try:
            with engine_class(name).create(draft.data) as target, Run(lambda: target, progress, jobs or cores(), size) as run:
                table = SourceTable()

                def count(document: Document) -> None:
                    run.added += 1
                    table.count(file_of(document.source, files), document, files)

                for item in read(roots.here(), stdin=spool, max_size=max_size):
                    document = run.note(item, roots, table)
                    if document is not None:
                        run.add(document, partial(count, document))
                run.finish()
                if not run.added:
                    raise NothingIndexed(
                        f"No document could be indexed from {', '.join(paths)}; the index at {index} is as it was. "
                        "glotta reads .txt, .md, .html, .jsonl and .jsonl.gz.", tuple(run.failed))
                target.commit()
                table.duplicates = any(code == "duplicate-id" for _, code, _ in run.failed)
                table.write(draft.folder)
                manifest = manifest_of(target, draft, table, roots, because, max_size, began)
            writer.publish(draft, manifest)
        except BaseException:
            writer.discard(draft)
            raise
    return run.report(manifest)


def expected_size(paths: Sequence[str]) -> int:
    """Bytes of text that a rebuild from these PATHs will read, about; standard input apart."""
    return _size({name: FileState(size, mtime) for name, size, mtime in scan([path for path in paths if path != STDIN])}, None)


def _check_request(index: Path, paths: Sequence[str], engine: str) -> None:
    if not paths:
        raise UsageError("Nothing to index: name at least one file or folder.")
    check_paths(index, paths)
    if engine != "auto" and "persistent" not in engine_class(engine).capabilities:
        raise UnknownParameterValue("--engine", f"The engine {engine!r} keeps nothing on disk. Choose whoosh or tantivy, or auto.")


def _size(files: dict[str, FileState], spool: BinaryIO | None) -> int:
    """Bytes of text to come, about."""
    size = sum(state.size * (GZ_RATIO if name.endswith(".gz") else 1) for name, state in files.items())
    if spool is not None:
        size += spool.seek(0, os.SEEK_END)
        spool.seek(0)
    return size


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
