"""Tantivy's mean length of a field is the pivot of ``search/rank.py``, and what makes it so is seen nowhere."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from search.engine import TOKEN_FIELDS, All, IndexedDocument, Not
from search.engines.tantivy import TantivyEngine
from search.engines.tantivy.ballast import TOLERANCE, mean_length
from search.rank import pivot
from tests.engines.builders import document, full, ids, leaf, plan


def uneven(numbers: range, seed: int) -> dict[str, IndexedDocument]:
    """Documents of 1 to 3,000 tokens; few have a title, hardly any an aside."""
    chance = random.Random(seed)
    return {
        f"d{number:03}": document(
            f"d{number:03}",
            "w " * round(chance.lognormvariate(4.0, 1.5) + 1),
            title="t " * chance.randint(1, 9) if number % 10 == 0 else "",
            exact_aside="a " * 40 if number % 50 == 0 else "",
            gram="g " * chance.randint(0, 900),
            site="a.org",
            date="2026-01-01",
        )
        for number in numbers
    }


def assert_means_are_pivots(engine: TantivyEngine, documents: dict[str, IndexedDocument]) -> None:
    for name in TOKEN_FIELDS:
        lengths = [len(entry.tokens.get(name, ())) for entry in documents.values()]
        if any(lengths):
            mean = mean_length(engine._index.schema, engine._snapshot.searcher, name)
            assert mean == pytest.approx(pivot(lengths), rel=TOLERANCE + 0.002), name


def test_means_are_pivots_after_a_build_updates_and_deletions(tmp_path: Path) -> None:
    documents = uneven(range(200), seed=1)
    with TantivyEngine.create(tmp_path) as engine:
        engine.add(documents.values())
        engine.commit()
        assert_means_are_pivots(engine, documents)
        for seed in range(2, 5):
            longest = sorted(documents, key=lambda id_: -len(documents[id_].tokens["exact"]))
            changed = uneven(range(10 * seed, 10 * seed + 30), seed)
            engine.delete(longest[:5])
            engine.add(changed.values())
            engine.commit()
            documents = {id_: entry for id_, entry in documents.items() if id_ not in longest[:5]} | changed
            assert_means_are_pivots(engine, documents)
            assert engine.stats().documents == len(documents)


@pytest.mark.parametrize("lengths", [(1,), (7,), (1, 2), (3, 3, 3), (1, 100_000)])
def test_means_are_pivots_in_the_smallest_indexes(tmp_path: Path, lengths: tuple[int, ...]) -> None:
    documents = {f"d{number}": document(f"d{number}", "w " * length) for number, length in enumerate(lengths)}
    with TantivyEngine.create(tmp_path) as engine:
        engine.add(documents.values())
        engine.commit()
        assert_means_are_pivots(engine, documents)


def test_an_update_that_changes_little_adds_no_ballast(tmp_path: Path) -> None:
    with TantivyEngine.create(tmp_path) as engine:
        engine.add(uneven(range(500), seed=1).values())
        engine.commit()
        before = engine._snapshot.searcher.num_docs
        engine.add([document("new", "w " * 60)])
        engine.commit()
        assert engine._snapshot.searcher.num_docs == before + 1


def test_ballast_is_found_and_counted_nowhere(tmp_path: Path) -> None:
    documents = uneven(range(100), seed=1)
    with TantivyEngine.create(tmp_path) as engine:
        engine.add(documents.values())
        engine.commit()
        assert engine._snapshot.searcher.num_docs > 100, "there is no ballast: the test tests nothing"
        assert engine.stats().documents == 100
        assert full(engine, plan(All(()))) == full(engine, plan(Not(leaf("zz")))) == documents.keys()
        assert len(ids(engine, plan(All(()), by_date=True))) == 100
        found = engine.match(plan(Not(leaf("zz"))), limit=10, facets=("lang", "site", "year"))
        assert (found.total, found.facets) == (100, {"lang": (("en", 100),), "site": (("a.org", 100),), "year": (("2026", 100),)})
        assert [engine.terms(name) for name in ("exact", "title", "lang")] == [[("w", 100)], [("t", 10)], [("en", 100)]]
        assert engine.ids_and_stamps().keys() == documents.keys()
        assert engine.languages() == {"en": 100}
