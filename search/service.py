"""The composition root: one object that answers everything the web and the command line ask.

It opens the live generation when the first question comes (so that it can be made before a server forks its workers), looks at every
question whether the manifest has moved (one ``stat``), and changes over to the new generation without failing anybody: who is reading
goes on with the old one, which is closed by the last of them.
"""

from __future__ import annotations

import contextlib
import logging
import os
import threading
import weakref
from collections.abc import Iterator, Mapping
from pathlib import Path

from search import generations, ingest, lookup
from search import similar as alike
from search.engine import Engine
from search.engines import engine_class
from search.errors import GlottaError, IndexError_, IndexMissing
from search.generations import Held
from search.generations.manifest import Signature, signature
from search.languages import LANGUAGES
from search.model import AnalysedToken, DocumentView, IndexInfo, Page, SearchRequest, Similar
from search.settings import Settings, load
from search.suggestions import completion as suggesting
from search.text.pinyin import characters
from search.vocabulary.sounds import sounds_of
from search.vocabulary.words import keep_beside
from search.wordlists import read_lists, using

log = logging.getLogger("glotta")

VOCABULARY = "vocabulary"
"""The file of a generation, beside the engine's own folder, that holds the words of the index once they were read."""
KNOWN_LANGUAGES = tuple(LANGUAGES)
"""Codes of the languages with rules of their own (``und`` has the rules for all others)."""


class _Live:
    """One open generation and the number of questions being answered from it."""

    def __init__(self, engine: Engine, held: Held, signature: Signature | None) -> None:
        self.engine = engine
        self.held = held
        self.signature = signature
        self.readers = 0
        self.retired = False

    def close(self) -> None:
        self.engine.close()
        self.held.close()


class SearchService:
    """Answers questions from the live index of one folder. Made by :func:`open_service`; safe to share between threads.

    A forked child opens the index for itself.
    """

    def __init__(self, settings: Settings) -> None:
        """Raises BadWordList or UnknownParameterValue if the lists of ``settings.words`` cannot be read; they are read here, once."""
        self.settings = settings
        self._lists = read_lists(settings.words, LANGUAGES)
        self._reset()
        reference = weakref.ref(self)

        def after_fork() -> None:
            service = reference()
            if service is not None:
                # Engines are not made to be shared by two processes, and another thread may have held the locks at the fork. The
                # parent's engine is dropped, not closed: nothing the child does may disturb the parent.
                service._reset()

        os.register_at_fork(after_in_child=after_fork)

    def _reset(self) -> None:
        self._live: _Live | None = None
        self._refused: Signature | None = None
        self._closed = False
        self._lock = threading.Lock()  # guards the counts; held for moments
        self._opening = threading.Lock()  # one thread opens; held as long as that takes

    # --- questions ---

    def search(self, request: SearchRequest) -> Page:
        """One page of results. Raises UnknownParameterValue for a request out of bounds, IndexError_ while there is no index."""
        with self._reading() as live:
            return lookup.search(live.engine, request)

    def document(self, id: str, query: str = "") -> DocumentView:
        """One stored document with the query's marks. Raises UnknownDocument."""
        with self._reading() as live:
            return lookup.view(live.engine, id, query)

    def similar(self, id: str, limit: int = 5) -> tuple[Similar, ...]:
        """Up to ``limit`` (1-20) documents that share the most telling words with this one. Raises UnknownDocument."""
        with self._reading() as live:
            return alike.similar(live.engine, id, limit)

    def suggest(self, text: str, limit: int = 8) -> tuple[str, ...]:
        """Words and titles of the index that go on from ``text``."""
        with self._reading() as live:
            return suggesting.suggest(live.engine, text, limit)

    def analyze(self, text: str, lang: str | None = None) -> tuple[tuple[str, tuple[AnalysedToken, ...]], ...]:
        """Per language that the text is analysed under: its tokens. Works without an index, too (all languages are tried).

        Raises UnknownParameterValue for a language that is not known.
        """
        try:
            with self._reading() as live:
                return lookup.analyze(live.engine, text, lang)
        except IndexError_:
            with using(self._lists):
                return lookup.analyze(None, text, lang)

    def languages(self) -> Mapping[str, int]:
        """Language -> documents that have a passage in it, most frequent first."""
        with self._reading() as live:
            return live.held.manifest.languages

    def info(self) -> IndexInfo:
        """What is being served. Raises IndexMissing and its like."""
        with self._reading() as live:
            return ingest.info_of(live.held.manifest)

    def prepare(self) -> None:
        """Read the words of the index, how they sound and how characters are read, beside the questions: the first misspelt one, or name in
        another script, would wait seconds for it in a large index."""
        threading.Thread(target=self._make_ready, name="glotta-vocabulary", daemon=True).start()

    def close(self) -> None:
        """Close the index as soon as nobody reads it. Questions asked later raise IndexMissing."""
        with self._lock:
            self._closed = True
            live, self._live = self._live, None
            idle = live is not None and self._retire(live)
        if live is not None and idle:
            live.close()

    def __enter__(self) -> SearchService:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- which generation ---

    @contextlib.contextmanager
    def _reading(self) -> Iterator[_Live]:
        with using(self._lists):
            live = self._take()
            try:
                yield live
            finally:
                with self._lock:
                    live.readers -= 1
                    last = live.retired and live.readers == 0
                if last:
                    live.close()

    def _take(self) -> _Live:
        """The live generation, counted as being read."""
        while True:
            if self._closed:
                raise IndexMissing("This service has been closed. Open another one: open_service().")
            now = signature(self.settings.index)
            live = self._live
            if live is None:
                with self._opening:  # everybody waits: there is nothing to answer from
                    if self._live is None and not self._closed:
                        self._change(self._open())
            elif now not in (live.signature, self._refused) and self._opening.acquire(blocking=False):
                try:  # one opens the new one, the others go on with the old one
                    self._renew(now)
                finally:
                    self._opening.release()
            with self._lock:
                if self._live is not None and not self._closed:
                    self._live.readers += 1
                    return self._live

    def _renew(self, now: Signature | None) -> None:
        if self._live is not None and self._live.signature == now:
            return  # somebody was faster
        try:
            fresh = self._open()
        except GlottaError as error:
            # Built by another version, or taken away: what is open is still right, so it goes on answering.
            log.warning("The index at %s has changed but cannot be used; still answering from the old one. %s", self.settings.index, error)
            self._refused = now
            return
        self._change(fresh)
        self.prepare()

    def _make_ready(self) -> None:
        with contextlib.suppress(IndexError_), self._reading() as live:
            sounds_of(live.engine).make_ready()
            if "zh" in live.engine.languages():
                characters()

    def _change(self, fresh: _Live) -> None:
        with self._lock:
            old, self._live = self._live, fresh
            if self._closed:
                old, self._live = fresh, None
            idle = old is not None and self._retire(old)
        if old is not None and idle:
            old.close()

    @staticmethod
    def _retire(live: _Live) -> bool:
        """Under the lock. Whether it can be closed at once."""
        live.retired = True
        return live.readers == 0

    def _open(self) -> _Live:
        index = self.settings.index
        before = signature(index)  # taken first: if the manifest moves while we open, the next question sees it
        held = generations.hold(index)
        try:
            ingest.check_compatible(index, held.manifest)
            engine = engine_class(held.manifest.engine).open(held.data)
            keep_beside(engine, held.folder / VOCABULARY, held.manifest.to_json())
            return _Live(engine, held, before)
        except BaseException:
            held.close()
            raise


def open_service(index_folder: Path | str | None = None, **settings: object) -> SearchService:
    """A service over the index in ``index_folder`` (else of ``GLOTTA_INDEX``, ``glotta.toml``, ``index``).

    ``settings``: any name of ``search/settings.py``. The index is opened by the first question, which raises
    :class:`search.errors.IndexMissing` and its like if there is none: the service may be made before the index is.
    """
    return SearchService(load({"index": index_folder, **settings}))
