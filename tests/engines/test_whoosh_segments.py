"""The Whoosh engine over several segments, deletions, merges, crashes and copies of its folder."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engine import TOKEN_FIELDS, All, Any_, Engine, Gram, IndexedDocument, Leaf, Not
from search.engines.memory import MemoryEngine
from search.engines.whoosh import WhooshEngine
from search.engines.whoosh.scoring import match
from search.errors import GlottaError
from tests.engines.builders import document, form, leaf, plan

PLANS = (
    plan("a"),
    plan(leaf(form("a b"))),
    plan(All((leaf("a"), Not(leaf("c"))))),
    plan(Any_((leaf("b", form("x", 0.3, field="word")), leaf(form("c", prefix=True))))),
    plan(Leaf((form("a", 0.5), form("b c")), 1.7, 0.5, (form("a", 0.3),)), tiered=False),
    plan(Not(leaf("a"))),
    plan("a", lang=("vi",), date_from="2024-02-01"),
    plan("b", grams=(Gram("word", "x", 0.7), Gram("exact", "a", 0.4, ("b", "c")), Gram("exact", "d", 0.2, ("d",)))),
)


def texts(seed: int, count: int) -> list[IndexedDocument]:
    """Small documents over a small vocabulary, the same for the same seed."""
    chance = random.Random(seed)
    return [
        document(
            f"d{chance.randrange(count):03}",
            " ".join(chance.choices("aabbcd|", k=chance.randrange(1, 12))),
            lang=chance.choice(["vi", "no"]),
            date=chance.choice([None, "2024-01-05", "2024-03-09"]),
            word=" ".join(chance.choices("xyz", k=chance.randrange(4))),
            payload=chance.randbytes(chance.randrange(9)),
        )
        for _ in range(count)
    ]


def assert_same(engine: Engine, oracle: Engine) -> None:
    """Both hold the same documents and answer the same."""
    assert engine.ids_and_stamps() == oracle.ids_and_stamps()
    ids = [*oracle.ids_and_stamps(), "unknown"]
    assert engine.fetch(ids) == oracle.fetch(ids)
    for name in (*TOKEN_FIELDS, "lang", "langs", "year", "source", "hash"):
        expected = oracle.terms(name)
        assert engine.terms(name) == expected, f"the terms of {name}"
        assert engine.known(name, [term for term, _ in expected]) == [df for _, df in expected], f"document frequencies in {name}"
    for wanted in PLANS:
        ours, theirs = (index.match(wanted, limit=1000, facets=("lang", "year")) for index in (engine, oracle))
        assert [(hit.id, hit.full) for hit in ours.hits] == [(hit.id, hit.full) for hit in theirs.hits], wanted
        assert [hit.score for hit in ours.hits] == pytest.approx([hit.score for hit in theirs.hits]), wanted
        assert (ours.total, ours.facets) == (theirs.total, theirs.facets), wanted


def few_tokens(engine: WhooshEngine, count: int = 30) -> WhooshEngine:
    """Make every segment small, as if memory were short."""
    engine._memory_tokens = count
    return engine


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["add", "delete", "commit", "reopen"]), st.integers(0, 10_000)), max_size=12))
def test_any_order_of_additions_deletions_commits_and_reopenings_agrees_with_the_oracle(
    tmp_path_factory: pytest.TempPathFactory, steps: Sequence[tuple[str, int]]
) -> None:
    folder = tmp_path_factory.mktemp("index")
    engine, oracle = few_tokens(WhooshEngine.create(folder)), MemoryEngine()
    for step, seed in steps:
        if step == "add":
            for index in (engine, oracle):
                index.add(texts(seed, 20))
        elif step == "delete":
            for index in (engine, oracle):
                index.delete(f"d{number:03}" for number in random.Random(seed).choices(range(25), k=8))
        else:
            for index in (engine, oracle):
                index.commit()
            if step == "reopen":
                engine.close()
                engine = few_tokens(WhooshEngine.open(folder, writable=True))
    for index in (engine, oracle):
        index.commit()
    assert_same(engine, oracle)
    engine.close()
    with WhooshEngine.open(folder) as reopened:
        assert_same(reopened, oracle)


def test_many_commits_are_merged_and_nothing_is_lost(tmp_path: Path) -> None:
    oracle = MemoryEngine()
    with WhooshEngine.create(tmp_path) as engine:
        for seed in range(30):
            for index in (engine, oracle):
                index.add(texts(seed, 4))
                index.commit()
        assert engine.stats().segments <= 12, "segments are not merged"
        assert_same(engine, oracle)


def test_a_segment_that_is_mostly_deleted_is_written_anew(tmp_path: Path) -> None:
    with WhooshEngine.create(tmp_path) as engine:
        engine.add(document(f"d{number:03}", "a " * 50, payload=bytes(1000)) for number in range(100))
        engine.commit()
        before = engine.stats().size
        engine.delete(f"d{number:03}" for number in range(90))
        engine.commit()
        assert engine.stats().size < before / 3, "deleted documents still take room on the disk"
        assert engine.known("exact", ["a"]) == [10]


def test_a_copy_by_hard_links_does_not_change_when_the_original_is_written(tmp_path: Path) -> None:
    old, new = tmp_path / "1", tmp_path / "2"
    old.mkdir()
    with WhooshEngine.create(old) as engine:
        engine.add(texts(1, 30))
        engine.commit()
    before = {file.name: file.read_bytes() for file in old.iterdir()}
    shutil.copytree(old, new, copy_function=os.link)
    with WhooshEngine.open(new, writable=True) as engine:
        engine.add(texts(2, 30))
        engine.delete(["d001", "d002", "d003"])
        engine.commit()
    assert {file.name: file.read_bytes() for file in old.iterdir()} == before
    oracle = MemoryEngine()
    oracle.add(texts(1, 30))
    oracle.commit()
    with WhooshEngine.open(old) as engine:
        assert_same(engine, oracle)


def test_what_was_not_committed_leaves_nothing_behind(tmp_path: Path) -> None:
    with WhooshEngine.create(tmp_path) as engine:
        engine.add(texts(1, 30))
        engine.commit()
    before = {file.name for file in tmp_path.iterdir()}
    with few_tokens(WhooshEngine.open(tmp_path, writable=True)) as engine:
        engine.add(texts(2, 30))
        engine.delete(["d001"])
    assert {file.name for file in tmp_path.iterdir()} == before


class Failure(OSError):
    """What the broken disk of these tests says."""


@pytest.mark.parametrize("function", ["fsync", "replace"])
def test_a_commit_that_fails_at_any_step_keeps_the_last_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, function: str) -> None:
    oracle = MemoryEngine()
    oracle.add(texts(1, 20))
    oracle.commit()
    with WhooshEngine.create(tmp_path) as engine:
        engine.add(texts(1, 20))
        engine.commit()
    failures = 0
    for step in range(100):
        done = False
        engine = few_tokens(WhooshEngine.open(tmp_path, writable=True), 60)
        with monkeypatch.context() as patch, engine:
            patch.setattr(os, function, failing(getattr(os, function), step))
            try:
                engine.add(texts(2, 20))
                engine.commit()
                done = True
            except Failure:
                failures += 1
        with WhooshEngine.open(tmp_path) as reader:
            # The last fsync is that of the folder after the new table of contents got its name: the commit may be seen already.
            if reader.ids_and_stamps() != oracle.ids_and_stamps():
                oracle.add(texts(2, 20))
                oracle.commit()
                done = True
            assert_same(reader, oracle)
        if done:
            break
    assert failures >= (10 if function == "fsync" else 1), "the disk never failed, so nothing was tested"


def failing(function: Callable[..., object], step: int) -> Callable[..., object]:
    """``function``, which raises at its call number ``step``."""
    calls = iter(range(10_000))

    def call(*arguments: object, **named: object) -> object:
        if next(calls) == step:
            raise Failure("the disk is broken")
        return function(*arguments, **named)

    return call


def test_threads_that_read_from_the_disk_do_not_disturb_each_other(tmp_path: Path) -> None:
    oracle = MemoryEngine()
    with few_tokens(WhooshEngine.create(tmp_path), 200) as engine:
        for index in (engine, oracle):
            index.add(texts(1, 150))
            index.commit()
        assert engine.stats().segments > 2
        engine._state.snapshot._cache.limit = 0  # every search reads the files again
        errors: list[BaseException] = []

        def work() -> None:
            try:
                for _ in range(5):
                    assert_same(engine, oracle)
            except (AssertionError, GlottaError, ValueError) as error:
                errors.append(error)

        threads = [Thread(target=work) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not errors, errors[0]


def test_a_search_that_began_before_a_commit_goes_on_with_what_it_saw(tmp_path: Path) -> None:
    with WhooshEngine.create(tmp_path) as engine, WhooshEngine.open(tmp_path) as reader:
        engine.add([document("d1", "a")])
        engine.commit()
        assert reader.ids_and_stamps() == {}, "a reader sees the state at its opening"
        seen = engine._state.snapshot
        engine.delete(["d1"])
        engine.add([document("d2", "a b")])
        engine.commit()
        assert [hit.id for hit in match(seen, plan("a"), limit=5, offset=0, facets=()).hits] == ["d1"]
        assert [hit.id for hit in engine.match(plan("a"), limit=5).hits] == ["d2"]


def test_the_memory_for_postings_stays_within_its_bound(tmp_path: Path) -> None:
    with WhooshEngine.create(tmp_path) as engine:
        engine.add(document(f"d{number:03}", " ".join(f"w{word}" for word in range(number, number + 50))) for number in range(100))
        engine.commit()
        cache = engine._state.snapshot._cache
        cache.limit = 20_000
        for number in range(140):
            engine.match(plan(leaf(form(f"w{number} w{number + 1}"), f"w{number}")), limit=3)
            assert cache.size <= cache.limit
        assert cache.size > 0
