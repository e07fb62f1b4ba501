"""A small real index, and the questions that the promises of the project ask of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from search.analysis.analyse import analyse
from search.engine import Engine, IndexedDocument
from search.engines import engine_class
from search.lookup import answer
from search.model import Document, SearchRequest
from search.readers import read
from search.text.unicode import normalise
from search.text.units import bordered_run


@dataclass(frozen=True, repr=False)
class Corpus:
    """Documents and the open index of them."""

    engine: Engine
    documents: dict[str, Document]
    indexed: dict[str, IndexedDocument]

    def ranked(self, query: str) -> list[tuple[str, bool]]:
        """``(id, full match)`` of the first hundred hits."""
        hits = answer(self.engine, SearchRequest(query, limit=100)).matches.hits
        return [(hit.id, hit.full) for hit in hits]

    def full(self, query: str) -> list[str]:
        """Ids of the full matches, best first."""
        return [id for id, full in self.ranked(query) if full]

    def first(self, query: str) -> str | None:
        ranked = self.ranked(query)
        return ranked[0][0] if ranked else None

    def holding(self, run: str) -> set[str]:
        """Documents that hold a run of characters in one line, punctuation and spaces ignored: found by plain string search."""
        wanted = bordered_run(normalise(run).text)
        return {
            id
            for id, document in self.documents.items()
            if any(wanted in bordered_run(normalise(line).text) for line in [*document.text.split("\n"), document.title])
        }


@contextmanager
def corpus(documents: Iterable[Document], engine: str = "memory") -> Iterator[Corpus]:
    """Index documents with an engine, in a folder that is gone afterwards."""
    kept = {document.id: document for document in documents}
    with TemporaryDirectory() as folder, engine_class(engine).create(Path(folder)) as built:
        indexed = {id: analyse(document) for id, document in kept.items()}
        built.add(indexed.values())
        built.commit()
        yield Corpus(built, kept, indexed)


def built_by(engines: Sequence[str], documents: Iterable[Document]) -> Callable[[pytest.FixtureRequest], Iterator[Corpus]]:
    """A fixture of a module: these documents in an index of each engine."""

    @pytest.fixture(scope="module", params=engines)
    def built(request: pytest.FixtureRequest) -> Iterator[Corpus]:
        with corpus(documents, request.param) as made:
            yield made

    return built


def documents_in(*paths: str) -> list[Document]:
    """The documents that the readers find; a failure is a failure of the test."""
    items = list(read(list(paths)))
    assert all(isinstance(item, Document) for item in items), [item for item in items if not isinstance(item, Document)]
    return [item for item in items if isinstance(item, Document)]


def texts(*bodies: str, **named: str) -> list[Document]:
    """Documents of these texts, without titles: ids are their numbers or names."""
    return [Document(id, text) for id, text in [*((str(number), text) for number, text in enumerate(bodies)), *named.items()]]
