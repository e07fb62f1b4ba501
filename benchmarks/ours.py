"""glotta itself: the rebuild that a user runs, and the search that the page runs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from benchmarks.corpus import Clock, Report, folder_size, percentiles, timed
from search.engine import Engine
from search.engines import engine_class
from search.generations import hold
from search.ingest import rebuild
from search.lookup import search
from search.model import SearchRequest
from web.server import settle


class _Timed:
    """An engine that adds up what its ``match`` takes."""

    def __init__(self, engine: Any, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock
        self.milliseconds = 0.0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def match(self, *args: Any, **named: Any) -> Any:
        began = self._clock()
        try:
            return self._engine.match(*args, **named)
        finally:
            self.milliseconds += (self._clock() - began) * 1000


def run(engine: str, corpus: Path, documents: int, text: int, queries: Sequence[str], folder: Path, jobs: int, clock: Clock) -> Report:
    """Build unless ``folder`` holds an index already, then ask. Raises AssertionError where the index has another number of documents."""
    if not folder.exists():
        report = rebuild(folder, [str(corpus)], engine=engine, jobs=jobs)
        assert report.added == documents, f"{report.added} documents were indexed of {documents}: {report.failed[:3]}"
    with hold(folder) as held, engine_class(engine).open(held.data) as opened:
        watched = _Timed(opened, clock)
        matching: list[float] = []

        def ask(query: str) -> int:
            watched.milliseconds = 0.0
            page = search(cast(Engine, watched), SearchRequest(query))
            matching.append(watched.milliseconds)
            return page.total + len(page.hits)

        ask("glotta")
        settle()  # as each worker of the server does
        times, found = timed(queries, ask, clock)
    built = held.manifest
    assert built.documents == documents, f"the index in {folder} has {built.documents} documents instead of {documents}"
    return Report(f"glotta {engine}", built.documents, text, built.seconds, folder_size(folder), 0,
                  len(queries), found, percentiles(times), percentiles(matching[-len(queries):]))
