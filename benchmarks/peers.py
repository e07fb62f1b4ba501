"""Others on the same text: what their own analysis makes of it, no zones, no stored forward index, no snippets.

They do less (one analysis for all languages, no folding, no sub-words), so a build that is slower than theirs may still do more: compare
the time per match, and read the build beside ``evaluate``.
"""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from benchmarks.corpus import Clock, Report, folder_size, percentiles, texts, timed

_WORD = re.compile(r"\w+")


def words_of(query: str) -> list[str]:
    """In lower case: ``NOT`` would be an operator."""
    return _WORD.findall(query.lower())


Ask = Callable[[str], int]


@contextmanager
def _fts5(tokenizer: str, corpus: Path, folder: Path) -> Iterator[Callable[[], tuple[int, Ask]]]:
    database = sqlite3.connect(folder / "fts.db")

    def build() -> tuple[int, Ask]:
        database.execute(f"CREATE VIRTUAL TABLE docs USING fts5(id UNINDEXED, text, content='', tokenize='{tokenizer}')")
        database.executemany("INSERT INTO docs(id, text) VALUES (?, ?)", texts(corpus))
        database.execute("INSERT INTO docs(docs) VALUES ('optimize')")
        database.commit()
        (count,) = database.execute("SELECT count(*) FROM docs_docsize").fetchone()
        return count, ask

    def ask(query: str) -> int:
        words = [word for word in words_of(query) if len(word) >= (3 if tokenizer == "trigram" else 1)]
        if not words:
            return 0
        either = " OR ".join(f'"{word}"' for word in words)
        return len(database.execute("SELECT rowid FROM docs WHERE docs MATCH ? ORDER BY rank LIMIT 10", (either,)).fetchall())

    try:
        yield build
    finally:
        database.close()


LONGEST = 40
"""Bytes from which Tantivy's tokenizers drop a word; it refuses a query of nothing else, such as a question in Japanese."""


@contextmanager
def _tantivy(tokenizer: str, corpus: Path, folder: Path) -> Iterator[Callable[[], tuple[int, Ask]]]:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("text", tokenizer_name=tokenizer)
    index = tantivy.Index(builder.build(), path=str(folder))

    def build() -> tuple[int, Ask]:
        writer = index.writer(128_000_000, num_threads=1)
        for id, text in texts(corpus):
            writer.add_document(tantivy.Document(id=id, text=text))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        searcher = index.searcher()

        def ask(query: str) -> int:
            words = [word for word in words_of(query) if len(word.encode()) < LONGEST]
            return len(searcher.search(index.parse_query(" ".join(words), ["text"]), limit=10).hits) if words else 0

        return searcher.num_docs, ask

    yield build


@contextmanager
def _whoosh(corpus: Path, folder: Path) -> Iterator[Callable[[], tuple[int, Ask]]]:
    from whoosh.analysis import StandardAnalyzer
    from whoosh.fields import ID, TEXT, Schema
    from whoosh.index import create_in
    from whoosh.qparser import OrGroup, QueryParser

    index = create_in(str(folder), Schema(id=ID(stored=True), text=TEXT(analyzer=StandardAnalyzer())))

    def build() -> tuple[int, Ask]:
        writer = index.writer(limitmb=256)
        for id, text in texts(corpus):
            writer.add_document(id=id, text=text)
        writer.commit()
        searcher = index.searcher()
        parser = QueryParser("text", index.schema, group=OrGroup)
        return searcher.doc_count(), lambda query: len(searcher.search(parser.parse(" ".join(words_of(query))), limit=10))

    yield build


SYSTEM_PYTHON = "/usr/bin/python3"
"""Where a distribution puts Xapian's bindings, which no package index has."""


@cache
def _xapian_version(python: str) -> str | None:
    try:
        said = subprocess.run([python, "-c", "import xapian; print(xapian.version_string())"], capture_output=True, text=True)
    except FileNotFoundError:
        return None
    return said.stdout.strip() if said.returncode == 0 else None


def with_xapian() -> str | None:
    """The Python that has Xapian's bindings: this one, or the system's; None if neither does."""
    return next((python for python in (sys.executable, SYSTEM_PYTHON) if _xapian_version(python)), None)


def versions() -> dict[str, str]:
    """What the peers run on, as far as it is no package of this Python."""
    python = with_xapian()
    xapian = _xapian_version(python) if python else None
    return {"sqlite": sqlite3.sqlite_version} | ({"xapian": xapian} if xapian else {})


@contextmanager
def _xapian(corpus: Path, folder: Path) -> Iterator[Callable[[], tuple[int, Ask]]]:
    import xapian  # type: ignore[import-not-found]  # see with_xapian

    def build() -> tuple[int, Ask]:
        database = xapian.WritableDatabase(str(folder / "xapian"), xapian.DB_CREATE)
        terms = xapian.TermGenerator()
        for id, text in texts(corpus):
            document = xapian.Document()
            terms.set_document(document)
            terms.index_text(text)
            document.set_data(id)
            database.add_document(document)
        database.commit()
        enquire, parser = xapian.Enquire(database), xapian.QueryParser()

        def ask(query: str) -> int:
            enquire.set_query(parser.parse_query(" ".join(words_of(query))))
            return len(enquire.get_mset(0, 10))

        return database.get_doccount(), ask

    yield build


PEERS = {
    "fts5 unicode61": lambda corpus, folder: _fts5("unicode61", corpus, folder),
    "fts5 trigram": lambda corpus, folder: _fts5("trigram", corpus, folder),
    "tantivy default": lambda corpus, folder: _tantivy("default", corpus, folder),
    "tantivy en_stem": lambda corpus, folder: _tantivy("en_stem", corpus, folder),
    "whoosh standard": _whoosh,
    "xapian": _xapian,
}


def run(name: str, corpus: Path, documents: int, text: int, queries: Sequence[str], folder: Path, clock: Clock) -> Report:
    folder.mkdir()
    with PEERS[name](corpus, folder) as build:
        began = time.perf_counter()
        count, ask = build()
        seconds = time.perf_counter() - began
        assert count == documents, f"{name} holds {count} documents of {documents}"
        times, found = timed(queries, ask, clock)
        return Report(name, count, text, seconds, folder_size(folder), 0, len(queries), found, None, percentiles(times))
