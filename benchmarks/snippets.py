"""Snippets of ten hits, beside Whoosh's own highlighter: ``python -m benchmarks.snippets``.

Both get stored documents and the words of a query: glotta its payload (forward index, compressed text), Whoosh the text, which it analyses
again (StandardAnalyzer, ContextFragmenter, three fragments). Documents of 5 kB and of 1 MB are put together from the texts of one language.
In turn, CPU milliseconds, medians. A hit without a mark fails the run.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import time
from collections.abc import Callable, Iterator, Sequence

from whoosh import highlight
from whoosh.analysis import StandardAnalyzer

from benchmarks.corpus import DATA
from search.analysis.analyse import analyse
from search.engines.memory import MemoryEngine
from search.marks.find import find
from search.marks.snippet import snippets
from search.model import Document, SearchRequest
from search.plan import compile_query
from search.query import parse
from search.store.payload import StoredDocument

QUERIES = {"en": "history world", "no": "historie verden"}
SIZES = (5_000, 1_000_000)
HITS = 10


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.snippets", description="Snippets of ten hits, beside Whoosh's highlighter.")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    print(f"{'':<16}{'glotta ms':>12}{'whoosh ms':>12}{'ratio':>8}")
    for lang, query in QUERIES.items():
        for size in SIZES:
            texts = list(_texts(lang, size, query.split()))
            ours, theirs = _ours(query, texts), _theirs(query, texts)
            times = [(_cpu(ours), _cpu(theirs)) for _ in range(options.rounds)]
            mine, other = (statistics.median(column) for column in zip(*times, strict=True))
            print(f"{lang} {size:>11,} B{mine:>12.1f}{other:>12.1f}{mine / other:>8.2f}")


def _cpu(work: Callable[[], int]) -> float:
    began = time.process_time()
    assert work() >= HITS, "a hit has no mark"
    return (time.process_time() - began) * 1000


def _texts(lang: str, size: int, words: Sequence[str]) -> Iterator[str]:
    """Ten texts of about ``size`` bytes, each with the words of the query put into the middle."""
    pieces: list[str] = []
    with gzip.open(DATA / "docs_10k.jsonl.gz", "rb") as stream:
        for line in stream:
            record = json.loads(line)
            if record.get("lang") == lang:
                pieces.append(record["text"])
    for number in range(HITS):
        parts: list[str] = []
        length, at = 0, number * len(pieces) // HITS
        while length < size:
            piece = pieces[at % len(pieces)].encode()[: size - length].decode("utf-8", "ignore")
            parts.append(piece)
            length += len(piece.encode()) + 1
            at += 1
        half = "\n".join(parts)
        middle = half.index(" ", len(half) // 2)
        yield f"{half[:middle]} {' '.join(words)}{half[middle:]}"


def _ours(query: str, texts: Sequence[str]) -> Callable[[], int]:
    documents = [analyse(Document(str(number), text, title="-")) for number, text in enumerate(texts)]
    engine = MemoryEngine()
    engine.add(documents)
    engine.commit()
    targets = compile_query(engine, parse(query, ("en", "no")), SearchRequest(query)).targets

    def work() -> int:
        marked = 0
        for document in documents:
            stored = StoredDocument(document.payload)
            shown = snippets(stored, find(stored, targets, full=True).marks)
            marked += any(snippet.marks for snippet in shown)
        return marked

    return work


def _theirs(query: str, texts: Sequence[str]) -> Callable[[], int]:
    analyzer, terms = StandardAnalyzer(), frozenset(query.split())
    fragmenter = highlight.ContextFragmenter(charlimit=None)  # by default it reads 32,768 characters and shows nothing of the rest

    def work() -> int:
        marked = 0
        for text in texts:
            shown = highlight.highlight(text, terms, analyzer, fragmenter, highlight.HtmlFormatter(), top=3)
            marked += "<strong" in shown
        return marked

    return work


if __name__ == "__main__":
    main()
