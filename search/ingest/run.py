"""What every way of writing shares: a document is analysed and handed to the engine, errors are taken down, the manifest is made."""

from __future__ import annotations

import datetime
import os
import time
from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol, Self

from search import generations
from search.engine import Engine, IndexedDocument
from search.errors import DocumentError, IndexDamaged, IndexIncompatible, IndexMissing, UsageError
from search.generations import Draft
from search.generations.files import size_of
from search.generations.fingerprint import WORD_LISTS, fingerprint, versions
from search.generations.manifest import Manifest, mend, read_manifest
from search.generations.sources import STDIN, Problem, Roots, SourceTable
from search.ingest.workers import Analysed, AnalysisFailed, Analysts
from search.languages import LANGUAGES
from search.model import BuildReport, Document, IndexInfo
from search.readers import ReadWarning
from search.wordlists import read_lists, using

BATCH = 64
"""Documents handed to the engine at a time."""

ProgressCallback = Callable[[int, int], None]
"""Called with the documents and the bytes of text taken in so far."""

Item = Document | DocumentError | ReadWarning


class Waiting(Protocol):
    """Told in words when a writer has to wait for another."""

    def __call__(self, message: str, /) -> None: ...


class Run:
    """What one run has done so far, and the batch that waits for the engine. Ends its workers when it is left."""

    def __init__(self, engine: Callable[[], Engine], progress: ProgressCallback | None = None, jobs: int = 1, expected: int = 0) -> None:
        """``engine``: asked for when there is something to write; ``jobs``: see :class:`Analysts`; ``expected``: bytes of text to come, if
        that is known."""
        self.added = self.changed = self.removed = self.unchanged = 0
        self.failed: list[tuple[str, str, str]] = []
        self.warnings: list[tuple[str, str, str]] = []
        self.remaining: tuple[int, tuple[Problem, ...]] = (0, ())
        self._engine = engine
        self._progress = progress
        self._analysts = Analysts(jobs, expected)
        self._waiting: deque[tuple[str, int, Callable[[], None]]] = deque()
        """Of each document that is being analysed: id, bytes of its text, what to do when it is in a batch."""
        self._batch: list[IndexedDocument] = []
        self._documents = self._bytes = 0

    def note(self, item: Item, roots: Roots, table: SourceTable) -> Document | None:
        """Take down an error (also in the table of sources) or a warning; hand back a document, its source as typed."""
        if isinstance(item, DocumentError):
            self.failed.append((item.name, item.code, item.reason))
            if item.file is not None:
                table.trouble(roots.typed(item.file), self.failed[-1])
        elif isinstance(item, ReadWarning):
            self.warnings.append((item.name, item.code, item.detail))
        else:
            return roots.of_document(item)
        return None

    def add(self, document: Document, done: Callable[[], None]) -> None:
        """Analyse, and add to the engine batch by batch. ``done`` is called, in the order of the documents and not necessarily at once,
        for each that could be analysed; the others are taken down."""
        self._waiting.append((document.id, len(document.text.encode()), done))
        for result in self._analysts.submit(document):
            self._take(result)

    def finish(self) -> None:
        """Wait for the analysis of everything that was added, and hand the engine the rest."""
        for result in self._analysts.finish():
            self._take(result)
        if self._batch:
            self._flush()

    def _take(self, result: Analysed) -> None:
        id, size, done = self._waiting.popleft()
        if isinstance(result, AnalysisFailed):
            self.failed.append((id, "analysis-failed", result.reason))
            return
        self._batch.append(result)
        done()
        self._documents += 1
        self._bytes += size
        if len(self._batch) >= BATCH:
            self._flush()
        if self._progress is not None:
            self._progress(self._documents, self._bytes)

    def _flush(self) -> None:
        self._engine().add(self._batch)
        self._batch = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._analysts.close()

    def report(self, manifest: Manifest) -> BuildReport:
        return BuildReport(
            info_of(manifest), self.added, self.changed, self.removed, self.unchanged, tuple(self.failed), tuple(self.warnings),
            *self.remaining)


def manifest_of(engine: Engine, draft: Draft, table: SourceTable, roots: Roots, because: str, max_size: int, began: float,
              withheld: Mapping[str, str] | None = None) -> Manifest:
    stats = engine.stats()
    languages = Counter(engine.languages())
    return Manifest(
        engine=draft.engine, generation=draft.generation, fingerprint=fingerprint(draft.engine), versions=dict(versions(draft.engine)),
        documents=stats.documents, languages=dict(sorted(languages.items(), key=lambda pair: (-pair[1], pair[0]))),
        sources=roots.paths, base=roots.base, text_size=table.text_size(), size=size_of(draft.folder),
        built_at=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        seconds=round(time.monotonic() - began, 3), chosen_because=because, max_size=max_size, withheld=dict(withheld or {}))


def info(index: Path, words: Path | str | None = None) -> IndexInfo:
    """What the live generation is. Raises IndexMissing, IndexDamaged or IndexIncompatible. ``words``: as for :func:`rebuild`."""
    with using(read_lists(words, LANGUAGES)), generations.hold(index) as held:
        check_compatible(index, held.manifest)
        return info_of(held.manifest)


def sources(index: Path) -> tuple[str, ...]:
    """The PATHs that the index was built from, as they can be opened from the current folder, whatever version built it; empty where there
    is no index that says so."""
    try:
        manifest = read_manifest(index)
    except (IndexMissing, IndexDamaged, IndexIncompatible):
        return ()
    return tuple(Roots(manifest.sources, manifest.base).here())


def info_of(manifest: Manifest) -> IndexInfo:
    """The manifest as the value that callers see."""
    return IndexInfo(
        engine=manifest.engine, generation=manifest.generation, documents=manifest.documents, languages=dict(manifest.languages),
        size=manifest.size, text_size=manifest.text_size, built_at=manifest.built_at, sources=manifest.sources,
        fingerprint=manifest.fingerprint, seconds=manifest.seconds, chosen_because=manifest.chosen_because)


def check_paths(index: Path, paths: Sequence[str]) -> None:
    """Raises UsageError for a PATH that does not exist: a slip of the fingers must not become an index without those documents.

    Likewise for one that is the folder of the index or in it: the index would stand among somebody's own files.
    """
    for path in paths:
        if path != STDIN and not os.path.lexists(path):
            raise UsageError(f"There is no file or folder {path!r}.")
        if path != STDIN and Path(path).resolve().is_relative_to(index.resolve()):
            raise UsageError(f"{path!r} is in the folder of the index, {str(index)!r}. Give the index a folder of its own: --index.")


def check_compatible(index: Path, manifest: Manifest) -> None:
    """Raises IndexIncompatible, naming what changed and the command that mends it, unless this program can read the index."""
    now = versions(manifest.engine)
    if manifest.fingerprint == fingerprint(manifest.engine):
        return
    names = [name for name in sorted({*now, *manifest.versions}) if manifest.versions.get(name) != now.get(name)]
    changed = [f"{name} {manifest.versions.get(name, 'none')} -> {now.get(name, 'none')}" for name in names]
    again = f"uild it again: {mend(index, Roots(manifest.sources, manifest.base).here())}"
    if names == [WORD_LISTS]:
        raise IndexIncompatible(
            f"The index at {index} was built with other lists of protected or whole words ({changed[0]}). Name their folder (--words, "
            f"GLOTTA_WORDS or `words` in glotta.toml), or b{again}")
    raise IndexIncompatible(
        f"The index at {index} was built by another version ({', '.join(changed) or 'its fingerprint differs'}) and would answer wrongly. "
        f"B{again}")
