"""glotta itself: the rebuild that a user runs, and the search that the page runs."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from benchmarks.corpus import Report, folder_size, percentiles, timed
from search.engine import Engine
from search.engines import engine_class
from search.generations import hold
from search.ingest import rebuild
from search.lookup import search
from search.model import SearchRequest
from web.server import settle


class _Timed:
    """An engine that adds up what its ``match`` takes."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine
        self.milliseconds = 0.0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def match(self, *args: Any, **named: Any) -> Any:
        began = time.perf_counter()
        try:
            return self._engine.match(*args, **named)
        finally:
            self.milliseconds += (time.perf_counter() - began) * 1000


def run(engine: str, corpus: Path, documents: int, text: int, queries: Sequence[str], folder: Path, jobs: int) -> Report:
    report = rebuild(folder, [str(corpus)], engine=engine, jobs=jobs)
    assert report.added + len(report.failed) == documents, f"{report.added} documents were indexed of {documents}: {report.failed[:3]}"
    with hold(folder) as held, engine_class(engine).open(held.data) as opened:
        watched = _Timed(opened)
        matching: list[float] = []

        def ask(query: str) -> int:
            watched.milliseconds = 0.0
            page = search(cast(Engine, watched), SearchRequest(query))
            matching.append(watched.milliseconds)
            return page.total + len(page.hits)

        ask("glotta")
        settle()  # as each worker of the server does
        times, found = timed(queries, ask)
    return Report(f"glotta {engine}", report.info.documents, text, report.info.seconds, folder_size(folder), 0,
                  len(queries), found, percentiles(times), percentiles(matching[-len(queries):]))
