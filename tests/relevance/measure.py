"""Measures what the tests of this folder compare with, and writes it down: ``figures.toml`` and ``golden.txt``.

    python -m tests.relevance.measure            # what the fast tests use; without the data sets their part is left as it is
    python -m tests.relevance.measure --alone    # the slow part, too: every collection whole, in an index of its own

A floor is the figure less a margin that another version of ICU or of a dictionary may cost (about one query). Look at the difference
before committing it: a figure that fell is a loss of quality, and nobody else will ask.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from search.evaluate import evaluate
from search.lookup import answer
from search.model import Document, SearchRequest
from tests.promises.corpus import Corpus, corpus
from tests.relevance.habits import HABITS, Habit
from tests.relevance.pool import (
    HERE,
    SMALL,
    Judged,
    Measured,
    by_group,
    collections,
    documents_of,
    mrr,
    sample,
    seed_queries,
    small_queries,
)

FIGURES = HERE / "figures.toml"
GOLDEN = HERE / "golden.txt"
MARGIN = {"small": 0.07, "seeds": 0.03, "retrieval": 0.02, "alone": 0.004}
"""What a floor is below the figure. In ``small`` one query in eight from the first to the second place is .0625."""

Section = dict[str, dict[str, float | int]]


def read_figures() -> dict[str, Section]:
    return tomllib.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}


# --- Pools ---------------------------------------------------------------------------------------------------------------


def seeds_of(folder: Path) -> list[Document]:
    return [document for path in sorted(folder.glob("*.txt")) for document in documents_of(path)]


@contextmanager
def written_pool(seeds: Path) -> Iterator[Corpus]:
    """The seeds and the corpus written for these tests in one index."""
    with corpus([*seeds_of(seeds), *documents_of(SMALL / "docs.jsonl")], "tantivy") as built:
        yield built


@contextmanager
def sampled_pool(data: Path) -> Iterator[Measured]:
    """A sample of every collection in one index."""
    documents: list[Document] = []
    queries: dict[str, list[Judged]] = {}
    for collection in collections(data):
        some, judged = sample(collection)
        documents += some
        queries[collection.name] = judged
    with corpus(documents, "tantivy") as built:
        yield Measured(built, queries)


# --- Measurements --------------------------------------------------------------------------------------------------------


def measure(pool: Measured) -> Section:
    """Group -> number of queries and MRR@10."""
    return {group: {"queries": len(those), "mrr": round(pool.mrr(those), 4)} for group, those in sorted(pool.queries.items())}


def changed(habit: Habit, queries: Mapping[str, Sequence[Judged]]) -> list[Judged]:
    """The queries of a habit's collections that it changes, ``habit.most`` of each collection at most."""
    different = {name: [query for query in queries[name] if habit.typed(query.text) != query.text] for name in habit.collections}
    return [query for those in different.values() for query in those[: habit.most]]


def measure_habit(habit: Habit, pool: Measured) -> dict[str, float | int]:
    """Number of queries changed, MRR@10 as written and as typed, share kept."""
    those = changed(habit, pool.queries)
    written, typed = pool.mrr(those), mrr(pool.corpus, those, habit.typed)
    return {"queries": len(those), "written": round(written, 4), "typed": round(typed, 4), "kept": round(typed / written, 4)}


def measure_alone(data: Path) -> Section:
    """Every collection whole, in an index of its own: the figures of issue 3."""
    section: Section = {}
    for collection in collections(data):
        [(measures, _)] = evaluate([collection])
        print(measures.as_json(), file=sys.stderr)
        section[collection.name] = {"queries": measures.queries, "mrr": round(measures.mrr, 4)}
    return section


# --- Golden result lists -------------------------------------------------------------------------------------------------

GOLDEN_QUERIES = (
    "grønn te",
    "gronn te",
    "vaksinene",
    "laererne",
    "halvledere",
    "grüner tee",
    "Bäumen",
    "teaching language",
    '"free of charge"',
    "vaccine -fr",
    "the vert",
    "l’hôpital",
    "vihreä tee",
    "зеленый чай",
    "книга",
    "công nghiệp hỗ trợ",
    "cong nghiep ho tro",
    "hoà thuận",
    "المدرسة",
    "التحول الرقمي",
    "الانفلونزا",
    "緑茶",
    "茶",
    "取扱い",
    "科学技術 イノベーション",
    "ﾜｸﾁﾝ",
    "谁可以在图书馆借书？",
    "Vietnam Japan -halvledere",
    "Hvor kan man låne bøker gratis?",
    "to be or not to be",
)
SHOWN = 6
"""Results per list."""


def golden(built: Corpus) -> str:
    """The text of ``golden.txt``: each query, how many full matches, and its first results in order; ``~``: not every word is there."""
    blocks = [GOLDEN_HEADER]
    for query in GOLDEN_QUERIES:
        matches = answer(built.engine, SearchRequest(query), facets=()).matches
        rows = [f"  {'  ' if hit.full else '~ '}{hit.id}" for hit in matches.hits[:SHOWN]]
        more = ["    ..."] if len(matches.hits) > SHOWN or matches.more else []
        blocks.append("\n".join([f"{query}  ({matches.total})", *rows, *more]))
    return "\n\n".join(blocks) + "\n"


GOLDEN_HEADER = """\
# Results over the seeds and tests/relevance/small, in order. In brackets: the number of full matches; "~": some word is missing.
# Written by: python -m tests.relevance.measure
# A difference here is a change of ranking: say in the commit why it is better."""


# --- Writing -------------------------------------------------------------------------------------------------------------

HEADER = """\
# Relevance as committed numbers: MRR@10, over the number of queries given. Written by: python -m tests.relevance.measure [--alone]
# floor: what the tests demand. [small] and [seeds]: per language, both in one index (small/docs.jsonl and the seeds).
# [retrieval]: a sample of each collection, all in one index, the query's language unknown. [habits]: what is left of the MRR@10 of
# those queries when they are typed in another way (only queries that the habit changes). [alone]: every collection whole, alone.
"""


def write(figures: Mapping[str, Section]) -> None:
    text = HEADER
    for name in ("small", "seeds", "retrieval", "habits", "alone"):
        if name not in figures:
            continue
        text += f"\n[{name}]\n"
        for key, row in figures[name].items():
            if name in MARGIN:
                row = {**row, "floor": max(0.0, round(float(row["mrr"]) - MARGIN[name], 3))}
            text += f"{_key(key)} = {{ {', '.join(f'{field} = {value}' for field, value in row.items())} }}\n"
    FIGURES.write_text(text, encoding="utf-8")


def _key(key: str) -> str:
    return key if re.fullmatch(r"[\w-]+", key, re.ASCII) else f'"{key}"'


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--alone", action="store_true", help="every collection whole, too (some minutes)")
    asked = parser.parse_args()
    checkout = HERE.parent.parent
    data = Path(os.environ.get("GLOTTA_DATA", checkout.parent / "shared" / "data"))
    figures = read_figures()
    with written_pool(checkout / "seeds") as built:
        figures["small"] = measure(Measured(built, by_group(small_queries())))
        figures["seeds"] = measure(Measured(built, by_group(seed_queries(seeds_of(checkout / "seeds")))))
        GOLDEN.write_text(golden(built), encoding="utf-8")
    if data.is_dir():
        with sampled_pool(data) as pool:
            figures["retrieval"] = measure(pool)
            figures["habits"] = {habit.name: measure_habit(habit, pool) for habit in HABITS}
        if asked.alone:
            figures["alone"] = measure_alone(data)
    write(figures)


if __name__ == "__main__":
    main()
