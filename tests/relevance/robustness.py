"""How much of the MRR@10 is lost where documents are labelled wrongly, languages come in uneven numbers, or books stand among paragraphs.

    python -m tests.relevance.robustness [CASE]      # wrong-labels, uneven, books; all by default; GLOTTA_DATA names the data sets

One line per comparison: MRR@10 of the same queries without and with the trouble, their difference, queries that are better and worse, and
the p of a paired randomisation test. Pools are samples (some 1,000 paragraphs, 200 queries), drawn by the hash of ids. README: figures.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from search.analysis import analyse as analysing
from search.analysis.analyse import analyse
from search.engine import Engine
from search.engines import engine_class
from search.evaluate import Collection, QueryResult, compare, load
from search.lookup import answer
from search.model import Document, SearchRequest
from tests.relevance.pool import Judged, collections, sample

SCRIPTS = ("ar fa ur", "no da sv de en es vi tr ro nl", "ja zh ko", "ru uk sr", "hi ne", "el", "th")
"""Languages that a detector may take for one another; those that are alone in their script are taken for any other."""
BOOK = 30_000
"""Characters from which a document counts as a book; a paragraph has some 700."""
FAR = ("ar", "ja", "vi", "no", "en", "ru")
ENGLISH, NORWEGIAN, JAPANESE, ARABIC, VIETNAMESE, CHINESE = "tydiqa-en", "norquad-no", "jsquad-ja", "arcd-ar", "xquad-vi", "drcd-zh"

Pool = list[Document]


def ranks(pool: Pool, queries: Sequence[Judged], wrong: dict[str, str]) -> list[QueryResult]:
    """What each query finds. ``wrong``: document -> the language that all its passages are labelled with, whatever they are."""
    label = analysing.label_passages
    current = ""

    def labelled(texts: list[str], declared: str | None) -> tuple[str, list[str]]:
        return (wrong[current], [wrong[current]] * len(texts)) if current in wrong else label(texts, declared)

    with TemporaryDirectory() as folder, engine_class("tantivy").create(Path(folder)) as engine:
        with patch.object(analysing, "label_passages", labelled):
            indexed = []
            for document in pool:
                current = document.id
                indexed.append(analyse(document))
        engine.add(indexed)
        engine.commit()
        return [_found(engine, query) for query in queries]


def _found(engine: Engine, query: Judged) -> QueryResult:
    hits = answer(engine, SearchRequest(query.text), facets=()).matches.hits
    rank = next((number for number, hit in enumerate(hits, start=1) if hit.id in query.relevant), 0)
    return QueryResult("", f"{query.group}/{query.id}", query.text, rank, 0.0, 0.0)


def tell(name: str, before: Sequence[QueryResult], after: Sequence[QueryResult]) -> None:
    [found] = compare(before, after)
    change = found.second - found.first
    figures = f"{found.first:.4f} {found.second:.4f} {change:+.4f} {found.better:3} {found.worse:3} {found.p:.3f}"
    print(f"{name:42} {found.queries:4} {figures}", flush=True)


def wrong_labels(data: Path) -> None:
    """3 and 10 percent of the documents of a balanced pool labelled with another language, by a detector or by their source."""
    pool, queries = _balanced(data)
    languages = {document.id: document.lang or "" for document in pool}
    plain = [replace(document, lang=None) for document in pool]
    before = ranks(plain, queries, {})
    for share in (0.03, 0.10):
        chosen = random.Random(1).sample(sorted(languages), round(share * len(pool)))
        near = {id: random.Random(id).choice(_taken_for(languages[id])) for id in chosen}
        tell(f"{share:.0%} labelled with a near language", before, ranks(plain, queries, near))
        far = {id: random.Random(id).choice([code for code in FAR if code != languages[id]]) for id in chosen}
        tell(f"{share:.0%} labelled with any language", before, ranks(plain, queries, far))
        declared = [replace(document, lang=far.get(document.id)) for document in plain]
        tell(f"{share:.0%} declared by their source as any", before, ranks(declared, queries, {}))


def _taken_for(lang: str) -> list[str]:
    near = next((group.split() for group in SCRIPTS if lang in group.split()), [])
    return [code for code in near if code != lang] or ["und"]


def uneven(data: Path) -> None:
    """Fifty paragraphs of one language alone, and among 950 of another."""
    for few, many in ((NORWEGIAN, ENGLISH), (VIETNAMESE, JAPANESE), (ARABIC, NORWEGIAN), (JAPANESE, CHINESE)):
        pool, queries = _sample(load(data / "retrieval" / few), 40, 50)
        others, _ = _sample(load(data / "retrieval" / many), 1, 950)
        pool, others = ([replace(document, lang=None) for document in each] for each in (pool, others))
        tell(f"50 of {few} among 950 of {many}", ranks(pool, queries, {}), ranks([*pool, *others], queries, {}))


def books(data: Path) -> None:
    """Whole books (the longest documents of the corpus of the benchmarks) of the same languages beside the paragraphs."""
    pool, queries = _balanced(data, ["ja", "vi", "ar", "no", "en", "de", "ru", "zh"])
    plain = [replace(document, lang=None) for document in pool]
    before = ranks(plain, queries, {})
    for number in (10, 40):
        long = list(_books(data, number, {document.lang or "" for document in pool}))
        size = sum(len(book.text) for book in long) / 1_000_000
        tell(f"{len(long)} books, {size:.1f} million characters", before, ranks(plain + long, queries, {}))


def _books(data: Path, number: int, languages: set[str]) -> Iterator[Document]:
    longest: dict[str, list[Document]] = {}
    with gzip.open(data / "bench" / "docs_10k.jsonl.gz", "rt", encoding="utf-8") as lines:
        for entry in map(json.loads, lines):
            if entry["lang"] in languages and len(entry["text"]) > BOOK:
                longest.setdefault(entry["lang"], []).append(Document(f"book/{entry['_id']}", entry["text"], entry["title"], "document"))
    share = -(-number // max(1, len(longest)))
    found = [book for each in longest.values() for book in sorted(each, key=lambda book: -len(book.text))[:share]]
    yield from found[:number]


def _balanced(data: Path, languages: Sequence[str] = ()) -> tuple[Pool, list[Judged]]:
    """As many paragraphs of each collection, and 200 queries or so, in one pool. ``lang`` is that of the collection."""
    chosen = [collection for collection in collections(data) if not languages or collection.name[-2:] in languages]
    parts = [_sample(collection, 200 // len(chosen) + 1, 1_000 // len(chosen)) for collection in chosen]
    return [document for pool, _ in parts for document in pool], [query for _, queries in parts for query in queries]


def _sample(collection: Collection, queries: int, documents: int) -> tuple[Pool, list[Judged]]:
    pool, judged = sample(collection, queries, documents)
    return [replace(document, lang=collection.name[-2:]) for document in pool[:documents]], judged


CASES = {"wrong-labels": wrong_labels, "uneven": uneven, "books": books}

if __name__ == "__main__":
    folder = Path(os.environ.get("GLOTTA_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
    for case in sys.argv[1:] or CASES:
        CASES[case](folder)
