"""Judged queries over small pools: where they come from, how a pool is built, what is measured.

Three sources. ``small/``: 78 short documents in eleven languages and 104 judged queries, written for these tests (BEIR layout, so
``glotta evaluate tests/relevance/small`` reads it). The seeds: words copied from one place of a document are to find that document.
The collections of ``GLOTTA_DATA``: a fixed sample of their queries, with the paragraphs they were asked on and others beside them,
all collections in one index, so that the query's language is unknown. Everything is drawn by hashes of ids: the same every time,
whatever is added.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from search.evaluate import Collection, load
from search.lookup import answer
from search.model import Document, SearchRequest
from search.readers import read
from search.text.unicode import NO_SPACE, normalise
from search.text.word import spaced_words
from tests.promises.corpus import Corpus

HERE = Path(__file__).parent
SMALL = HERE / "small"
DOCUMENTS = 240
"""Documents taken of each collection: the size of the smallest."""
QUERIES = 60
"""Queries taken of each collection in the fast suite."""
SEED_QUERIES = 20
"""Known-item queries per seed."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A query of ``group`` (a language or a collection) and the ids of the documents that answer it."""

    group: str
    id: str
    text: str
    relevant: frozenset[str]


def reciprocal(corpus: Corpus, query: str, relevant: frozenset[str]) -> float:
    """1 / rank of the first relevant document among the first ten, else 0."""
    hits = answer(corpus.engine, SearchRequest(query), facets=()).matches.hits
    return next((1.0 / rank for rank, hit in enumerate(hits, start=1) if hit.id in relevant), 0.0)


def mrr(corpus: Corpus, queries: Sequence[Judged], typed: Callable[[str], str] = str) -> float:
    """MRR@10 of queries as ``typed``. Raises :class:`ValueError` for none: an empty measurement is no success."""
    if not queries:
        raise ValueError("No query to measure")
    return sum(reciprocal(corpus, typed(query.text), query.relevant) for query in queries) / len(queries)


class Measured:
    """An index and the queries judged on it; what a query finds as it was written is looked up once."""

    def __init__(self, corpus: Corpus, queries: Mapping[str, Sequence[Judged]]) -> None:
        self.corpus = corpus
        self.queries = queries
        self._found: dict[tuple[str, str], float] = {}

    def mrr(self, queries: Sequence[Judged]) -> float:
        """As :func:`mrr`, of queries as written."""
        if not queries:
            raise ValueError("No query to measure")
        return sum(map(self._reciprocal, queries)) / len(queries)

    def _reciprocal(self, query: Judged) -> float:
        key = query.group, query.id
        if key not in self._found:
            self._found[key] = reciprocal(self.corpus, query.text, query.relevant)
        return self._found[key]


def by_group(queries: Iterable[Judged]) -> dict[str, list[Judged]]:
    groups: dict[str, list[Judged]] = {}
    for query in queries:
        groups.setdefault(query.group, []).append(query)
    return groups


# --- The corpus written for these tests, and the seeds --------------------------------------------------------------------


def documents_of(path: Path) -> list[Document]:
    """Every document of a file, its language left to detection."""
    items = list(read([str(path)]))
    assert items and all(isinstance(item, Document) for item in items), f"{path} does not read: {items[:3]}"
    return [replace(item, lang=None) for item in items if isinstance(item, Document)]


def small_queries() -> list[Judged]:
    """The judged queries of ``small/``, grouped by language."""
    judged = load(SMALL).judged
    with (SMALL / "queries.jsonl").open(encoding="utf-8") as lines:
        entries = [json.loads(line) for line in lines]
    return [Judged(entry["lang"], entry["_id"], entry["text"], frozenset(judged[entry["_id"]])) for entry in entries]


SEED_LANGUAGES = {"000": "ja", "001": "ja", "002": "vi", "003": "ar", "004": "no"}
"""First figures of a seed's name -> its language."""


def seed_queries(seeds: Sequence[Document]) -> list[Judged]:
    """Known-item queries: three content words of one line of a seed, in the order written."""
    queries = []
    for seed in seeds:
        draw = random.Random(seed.id)
        lines = [words for line in seed.text.split("\n") if len(words := _telling_words(line)) >= 6]
        for number in range(SEED_QUERIES):
            words = draw.choice(lines)
            at = sorted(draw.sample(range(len(words)), 3))
            text = " ".join(words[place] for place in at)
            queries.append(Judged(SEED_LANGUAGES[seed.id[:3]], f"{seed.id}:{number}", text, frozenset({seed.id})))
    return queries


def _telling_words(line: str) -> list[str]:
    """Words of some length (two characters of Han or Kana, two Vietnamese syllables' worth of letters elsewhere), each once."""
    text = normalise(line).text
    words = dict.fromkeys(text[start:end] for start, end in spaced_words(text))
    return [word for word in words if len(word) >= (2 if NO_SPACE.search(word) else 4) and word.isalpha()]


# --- Samples of the collections -------------------------------------------------------------------------------------------


def collections(data: Path) -> list[Collection]:
    """The judged collections of one language each; ``xquad-all`` only repeats others."""
    folders = sorted(path.parent for path in (data / "retrieval").glob("*/qrels.tsv"))
    return [load(folder) for folder in folders if folder.name != "xquad-all"]


def sample(collection: Collection, queries: int = QUERIES, documents: int = DOCUMENTS) -> tuple[list[Document], list[Judged]]:
    """A fixed sample of a collection: ``queries`` of its queries, what answers them, and other documents up to ``documents``."""
    name = collection.name
    chosen = sorted(collection.queries, key=_hash)[:queries]
    relevant = {document for query in chosen for document in collection.judged[query]}
    everything = {document.id: document for document in documents_of(collection.documents)}
    others = sorted(everything.keys() - relevant, key=_hash)[: max(0, documents - len(relevant))]
    kept = [replace(everything[id], id=f"{name}/{id}") for id in sorted([*relevant, *others])]
    judged = [
        Judged(name, id, collection.queries[id], frozenset(f"{name}/{document}" for document in collection.judged[id])) for id in chosen
    ]
    return kept, judged


def _hash(id: str) -> str:
    return sha256(id.encode()).hexdigest()
