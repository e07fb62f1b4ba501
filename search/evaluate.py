"""Retrieval quality on judged collections, through the same read path as the page.

A collection is a folder in BEIR layout (Thakur et al. 2021): ``docs.jsonl`` (``_id, title, text``), ``queries.jsonl`` (``_id, text``),
``qrels.tsv`` (query, document, relevance; with a header line or without). Queries without a judged document are left out. The query's
language is never given: every language of the index is tried, as for a user.

Measures: MRR@10 (mean of 1 / rank of the first relevant document, 0 beyond rank 10); nDCG@10 (Järvelin & Kekäläinen 2002, gain =
relevance, log2 discount); recall@100; success@1.
"""

from __future__ import annotations

import json
import math
import random
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from search.analysis.analyse import analyse
from search.engine import Engine
from search.engines import engine_class
from search.errors import UsageError
from search.lookup import MAX_LIMIT, answer
from search.model import Document, SearchRequest
from search.readers import read
from search.text.unicode import normalise
from search.text.word import exact_form, spaced_words

DEPTH = MAX_LIMIT
"""Ranks looked at."""
Progress = Callable[[str, int, int], None]
"""``(what, done, of)``."""


@dataclass(frozen=True, slots=True)
class Collection:
    """A judged collection. ``judged``: query id -> document id -> relevance > 0."""

    name: str
    documents: Path
    queries: Mapping[str, str]
    judged: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class QueryResult:
    """What one query found: ``rank`` of the first relevant document (1-based; 0: not among the first 100)."""

    collection: str
    id: str
    query: str
    rank: int
    ndcg: float
    recall: float

    @property
    def reciprocal(self) -> float:
        """1 / rank within the first ten, else 0."""
        return 1.0 / self.rank if 1 <= self.rank <= 10 else 0.0


@dataclass(frozen=True, slots=True)
class Measures:
    """Means over the queries of one collection; ``seconds`` is the time of all its searches together."""

    collection: str
    queries: int
    docs: int
    mrr: float
    ndcg: float
    recall: float
    success: float
    seconds: float

    def as_json(self) -> dict[str, object]:
        """Exactly the keys that ``glotta evaluate --json`` prints."""
        return {
            "collection": self.collection,
            "queries": self.queries,
            "docs": self.docs,
            "mrr@10": round(self.mrr, 4),
            "ndcg@10": round(self.ndcg, 4),
            "recall@100": round(self.recall, 4),
            "success@1": round(self.success, 4),
            "seconds": round(self.seconds, 2),
        }


def load(folder: Path) -> Collection:
    """Read a collection's queries and judgements.

    Raises :class:`UsageError` when a file is missing or not in the layout, with its line, and when no query is judged.
    """
    names = ("docs.jsonl", "queries.jsonl", "qrels.tsv")
    missing = [name for name in names if not (folder / name).is_file()]
    if missing:
        raise UsageError(f"{folder} is no judged collection: {', '.join(missing)} missing. It needs {', '.join(names)} (BEIR layout).")
    judged: dict[str, dict[str, int]] = {}
    for number, line in _lines(folder / "qrels.tsv"):
        fields = [field.strip() for field in line.split("\t")]
        if len(fields) != 3 or (number > 1 and re.fullmatch("-?[0-9]+", fields[2]) is None):
            raise UsageError(f"{folder / 'qrels.tsv'}, line {number}: expected query, document and a whole number with tabs between them.")
        if fields[2].isdecimal() and int(fields[2]) > 0:  # a header has no number there
            judged.setdefault(fields[0], {})[fields[1]] = int(fields[2])
    queries: dict[str, str] = {}
    for number, line in _lines(folder / "queries.jsonl"):
        try:
            entry = json.loads(line)
            queries[str(entry["_id"])] = str(entry["text"])
        except (ValueError, KeyError, TypeError) as error:
            raise UsageError(
                f"{folder / 'queries.jsonl'}, line {number}: expected a JSON object with `_id` and `text` ({error!r})."
            ) from error
    wanted = {id: text for id, text in queries.items() if id in judged}
    if not wanted:
        raise UsageError(f"{folder}: no query of queries.jsonl is judged in qrels.tsv, so there is nothing to measure.")
    return Collection(folder.name, folder / "docs.jsonl", wanted, judged)


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a file that are not blank, with their numbers from 1."""
    with path.open(encoding="utf-8") as lines:
        yield from ((number, line) for number, line in enumerate(lines, 1) if line.strip())


def evaluate(
    collections: Sequence[Collection],
    *,
    engine: str = "tantivy",
    together: bool = False,
    extra: Sequence[str] = (),
    rarest: int = 0,
    progress: Progress | None = None,
) -> Iterator[tuple[Measures, list[QueryResult]]]:
    """Index each collection into a temporary index of its own (``together``: all into one) and search all its queries.

    ``extra``: files or folders of unjudged documents that are added to every index. ``rarest``: keep only the N rarest words of each
    query (0: all).
    """
    for group in [list(collections)] if together else [[collection] for collection in collections]:
        with tempfile.TemporaryDirectory(prefix="glotta-evaluate-") as folder:
            built = engine_class(engine).create(Path(folder))
            with built:
                index_collections(built, group, extra, progress)
                for collection in group:
                    yield search_collection(built, collection, rarest=rarest, progress=progress)


def index_collections(
    engine: Engine, group: Sequence[Collection], extra: Sequence[str] = (), progress: Progress | None = None
) -> None:
    """Add the documents of these collections and of the files ``extra`` to an empty engine. Ids are ``collection/id``."""

    def documents() -> Iterator[Document]:
        for collection in group:
            for item in read([str(collection.documents)]):
                if isinstance(item, Document):
                    yield replace(item, id=f"{collection.name}/{item.id}", lang=None)
        for item in read(list(extra)) if extra else ():
            if isinstance(item, Document):
                yield replace(item, id=f"+/{item.id}")

    def counted() -> Iterator[Document]:
        for number, document in enumerate(documents(), start=1):
            if progress is not None and number % 50 == 0:
                progress("documents", number, 0)
            yield document

    engine.add(map(analyse, counted()))
    engine.commit()


def search_collection(
    engine: Engine, collection: Collection, *, rarest: int = 0, depth: int = DEPTH, progress: Progress | None = None
) -> tuple[Measures, list[QueryResult]]:
    """Search all queries of a collection that :func:`index_collections` added. ``depth``: ranks looked at."""
    shorten = _shortener(collection) if rarest else None
    results: list[QueryResult] = []
    seconds = 0.0
    for number, (id, text) in enumerate(collection.queries.items(), start=1):
        query = shorten(text, rarest) if shorten else text
        began = time.perf_counter()
        found = answer(engine, SearchRequest(query, limit=depth), facets=()).matches
        seconds += time.perf_counter() - began
        ranked = [hit.id.removeprefix(f"{collection.name}/") for hit in found.hits]
        results.append(_judge(collection.name, id, query, ranked, collection.judged[id]))
        if progress is not None:
            progress(collection.name, number, len(collection.queries))
    count = len(results) or 1
    mean = Measures(
        collection.name,
        len(results),
        engine.stats().documents,
        sum(r.reciprocal for r in results) / count,
        sum(r.ndcg for r in results) / count,
        sum(r.recall for r in results) / count,
        sum(r.rank == 1 for r in results) / count,
        seconds,
    )
    return mean, results


def _judge(collection: str, id: str, query: str, ranked: Sequence[str], judged: Mapping[str, int]) -> QueryResult:
    ranks = [number for number, document in enumerate(ranked, start=1) if document in judged]
    gain = sum(judged[document] / math.log2(number + 1) for number, document in enumerate(ranked[:10], start=1) if document in judged)
    ideal = sum(value / math.log2(number + 1) for number, value in enumerate(sorted(judged.values(), reverse=True)[:10], start=1))
    return QueryResult(collection, id, query, ranks[0] if ranks else 0, gain / ideal, len(ranks) / len(judged))


# --- Short queries -------------------------------------------------------------------------------------------------------


def _shortener(collection: Collection) -> Callable[[str, int], str]:
    """Keeps the N rarest words (ICU words, by document frequency in the collection, those that occur before those that do not)."""
    frequency: Counter[str] = Counter()
    total = 0
    for item in read([str(collection.documents)]):
        if isinstance(item, Document):
            total += 1
            frequency.update({form for _, form in _words(f"{item.title}\n{item.text}")})

    def shorten(query: str, count: int) -> str:
        words = [(written, form) for written, form in _words(query) if len(form) > 1 or not form.isascii()]
        ranked = sorted(range(len(words)), key=lambda at: (frequency[words[at][1]] or total + 1, at))[:count]
        return " ".join(words[at][0] for at in sorted(ranked)) or query

    return shorten


def _words(text: str) -> list[tuple[str, str]]:
    clean = normalise(text).text
    return [(clean[start:end], exact_form(clean[start:end])) for start, end in spaced_words(clean) if re.search(r"\w", clean[start:end])]


# --- Comparing two runs --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs over the same queries. ``p``: two-sided, of the paired randomisation test."""

    collection: str
    queries: int
    first: float
    second: float
    better: int
    worse: int
    p: float


def compare(first: Iterable[QueryResult], second: Iterable[QueryResult], rounds: int = 10_000) -> list[Comparison]:
    """Paired randomisation test on reciprocal ranks per collection (Smucker, Allan & Carterette 2007), signs drawn ``rounds`` times."""
    other = {(result.collection, result.id): result for result in second}
    pairs: dict[str, list[tuple[float, float]]] = {}
    for result in first:
        match = other.get((result.collection, result.id))
        if match is not None:
            pairs.setdefault(result.collection, []).append((result.reciprocal, match.reciprocal))
    return [_compare(name, values, rounds) for name, values in pairs.items()]


def _compare(name: str, values: Sequence[tuple[float, float]], rounds: int) -> Comparison:
    differences = [b - a for a, b in values if a != b]
    observed = abs(sum(differences))
    draw = random.Random(0)
    extreme = sum(abs(sum(d if draw.random() < 0.5 else -d for d in differences)) >= observed - 1e-12 for _ in range(rounds))
    count = len(values)
    return Comparison(
        name,
        count,
        sum(a for a, _ in values) / count,
        sum(b for _, b in values) / count,
        sum(b > a for a, b in values),
        sum(b < a for a, b in values),
        (extreme + 1) / (rounds + 1),
    )
