"""What only the Tantivy engine has to get right: borders of the library that the contract suite does not see."""

from __future__ import annotations

import errno
import json
import os
import shutil
from pathlib import Path

import pytest

from search.engine import All, IndexedDocument
from search.engines.tantivy import TantivyEngine
from search.engines.tantivy.fields import LONGEST_ID
from search.engines.tantivy.queries import PlanQueries
from search.errors import IndexError_, IndexLocked
from search.rank import pivot
from tests.engines.builders import document, ids, leaf, plan


@pytest.mark.parametrize("tokens", [["a b"], ["a", ""], ["a\u3000b"], ["a\n"]])
def test_a_token_with_white_space_is_refused(tmp_path: Path, tokens: list[str]) -> None:
    """Tokens travel as one string with spaces: such a token would silently become other tokens."""
    good = document("d1")
    bad = IndexedDocument("d1", {"exact": tokens}, good.lang, good.langs, None, None, good.source, good.hash, good.stamp, b"")
    with TantivyEngine.create(tmp_path) as engine, pytest.raises(ValueError, match=r"analyse\.py"):
        engine.add([bad])


def test_an_id_that_tantivy_would_drop_is_refused(tmp_path: Path) -> None:
    with TantivyEngine.create(tmp_path) as engine:
        engine.add([document("d" * LONGEST_ID)])
        for id_ in ("", "d" * (LONGEST_ID + 1), "é" * LONGEST_ID):
            with pytest.raises(ValueError, match="An id must have"):
                engine.add([document(id_)])
        engine.commit()
        assert list(engine.ids_and_stamps()) == ["d" * LONGEST_ID]


def test_a_second_writer_is_told_that_the_index_is_locked(tmp_path: Path) -> None:
    with TantivyEngine.create(tmp_path) as first, TantivyEngine.open(tmp_path, writable=True) as second:
        first.add([document("d1", "a")])
        with pytest.raises(IndexLocked):
            second.add([document("d2", "a")])
        first.commit()
        second.add([document("d2", "a")])
        second.commit()
        assert ids(second, plan("a")) == ["d1", "d2"]


def test_a_commit_that_cannot_be_written_is_named_and_the_writer_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with TantivyEngine.create(tmp_path) as engine:
        engine.add([document("d1", "a")])
        with monkeypatch.context() as patch, pytest.raises(IndexError_, match="No space left"):
            patch.setattr(os, "fsync", full)
            engine.commit()
        engine.add([document("d1", "b"), document("d2", "a")])
        engine.commit()
        assert (ids(engine, plan("a")), ids(engine, plan("b"))) == (["d2"], ["d1"])


def test_closing_a_writer_whose_folder_is_gone_is_no_error(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    folder.mkdir()
    engine = TantivyEngine.create(folder)
    engine.add([])
    shutil.rmtree(folder)
    engine.close()


def test_a_reader_does_not_write(tmp_path: Path) -> None:
    TantivyEngine.create(tmp_path).close()
    with TantivyEngine.open(tmp_path) as engine, pytest.raises(ValueError, match="writable=True"):
        engine.add([document("d1")])


@pytest.mark.parametrize("term", ["everywhere", "rare", "half"])
def test_the_idf_that_we_cancel_is_tantivys_own(tmp_path: Path, term: str) -> None:
    """Close to 0 for a word of every document, where a 64-bit idf would be off by a per cent and more."""
    with TantivyEngine.create(tmp_path) as engine:
        engine.add(document(f"d{n:05}", "everywhere" + " half" * (n % 2) + " rare" * (n == 0)) for n in range(20_000))
        engine.commit()
        matches = engine.match(plan(leaf(term, idf=2.5)), limit=1)
        searcher = engine._snapshot.searcher
        query = PlanQueries(engine._index.schema, searcher.doc_freq, plan(leaf(term, idf=2.5))).full()
        assert query is not None
        (_, address), *_ = searcher.search(query, limit=1).hits
        explanation = json.loads(query.explain(searcher, address).to_json())
        assert explanation["value"] == pytest.approx(matches.hits[0].score)
        length = 1 if term == "everywhere" else 2
        expected = 2.5 * 2.2 / (1 + 1.2 * (0.25 + 0.75 * length / pivot([1] * 9_999 + [2] * 10_001)))
        assert matches.hits[0].score == pytest.approx(expected, rel=1e-4)


def test_sums_that_differ_by_rounding_are_ties(tmp_path: Path) -> None:
    """Tantivy adds up a document's terms in the order in which their lists happen to run, so equal documents get almost equal scores."""
    names = [f"d{n * 3571 % 9001:04}" for n in range(9001)]
    leaves = tuple(leaf(f"w{n}", idf=0.1 + n / 7) for n in range(12))
    with TantivyEngine.create(tmp_path) as engine:
        for start in range(2):
            engine.add(document(name, " ".join(f"w{n}" for n in range(12) if n < 9 or int(name[1:]) < 40)) for name in names[start::2])
            engine.commit()
        wanted = plan(All(leaves[:9]), tiered=False)
        found = [match.id for offset in range(0, 1000, 100) for match in engine.match(wanted, limit=100, offset=offset).hits]
        equal = [name for name in found if int(name[1:]) >= 40]
        assert equal == [name for name in sorted(names) if int(name[1:]) >= 40][: len(equal)]
        assert len(set(found)) == 1000
