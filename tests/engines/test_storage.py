"""What every engine does when documents change, when it is opened again, and when it is killed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from search.engine import All, Engine, IndexedDocument, Match
from search.engines import ENGINES, choose, engine_class
from search.errors import IndexDamaged, UnknownParameterValue
from tests.engines.builders import document, form, full, ids, leaf, plan, scores
from tests.engines.conftest import Fill

EVERYTHING = plan(All(()))

# The table


def test_every_engine_of_the_table_follows_the_contract(kind: type[Engine], fill: Fill) -> None:
    engine = fill()
    assert isinstance(engine, Engine)
    assert ENGINES[engine.name].endswith(kind.__name__)
    assert engine.capabilities <= {"persistent", "incremental", "concurrent-readers"}
    assert all(library and version for library, version in kind.versions().items())


def test_an_unknown_engine_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(UnknownParameterValue, match="whoosh, tantivy") as caught:
        engine_class("lucene")
    assert caught.value.parameter == "engine"


def test_auto_takes_whoosh_for_small_collections_and_tantivy_for_large_ones() -> None:
    assert choose(0)[0] == choose(10_000_000)[0] == "whoosh"
    assert choose(10_000_001)[0] == "tantivy"
    assert all("\n" not in choose(size)[1] for size in (0, 10**9))


# Changes


def test_changes_are_visible_after_commit_only(fill: Fill) -> None:
    engine = fill(document("d1", "a"))
    engine.add([document("d2", "a")])
    engine.delete(["d1"])
    assert ids(engine, plan("a")) == ["d1"]
    engine.commit()
    assert ids(engine, plan("a")) == ["d2"]


def test_a_document_with_the_same_id_replaces(fill: Fill) -> None:
    engine = fill(document("d1", "old", payload=b"old"), document("d2", "b"), document("d2", "b twice"))
    assert full(engine, plan("b")) == {"d2"}
    engine.add([document("d1", "new", payload=b"new", lang="vi")])
    engine.commit()
    assert engine.fetch(["d1"]) == [b"new"]
    assert ids(engine, plan("old")) == []
    assert ids(engine, plan("new")) == ["d1"]
    assert engine.stats().documents == 2
    assert engine.known("exact", ["old", "new", "b"]) == [0, 1, 1]
    assert engine.languages() == {"en": 1, "vi": 1}
    assert engine.ids_and_stamps()["d1"][0] == document("d1", "new", lang="vi").stamp


def test_a_commit_is_another_state_even_where_nothing_changes_in_number(fill: Fill) -> None:
    engine = fill(document("d1", "a"))
    before = engine.stats()
    assert engine.stats() == before
    engine.add([document("d1", "b")])
    engine.commit()
    assert engine.stats() != before


def test_the_last_of_several_changes_to_one_id_wins(fill: Fill) -> None:
    engine = fill(document("d1", "a"))
    engine.add([document("d1", "b"), document("d2", "b")])
    engine.delete(["d1", "d2", "unknown"])
    engine.add([document("d1", "c")])
    engine.commit()
    assert ids(engine, EVERYTHING) == ["d1"]
    assert ids(engine, plan("c")) == ["d1"]


def test_deleted_documents_are_gone_from_every_number(fill: Fill) -> None:
    engine = fill(*(document(f"d{n}", f"a only{n}", site="example.org", date="2025-01-01") for n in range(6)))
    engine.delete([f"d{n}" for n in range(4)])
    engine.commit()
    assert engine.stats().documents == 2
    assert engine.known("exact", ["a", "only1", "only5"]) == [2, 0, 1], f"{engine.name}: deleted documents linger in the document frequency"
    assert engine.terms("exact") == [("a", 2), ("only4", 1), ("only5", 1)]
    assert engine.known("site", ["example.org"]) == [2]
    assert engine.languages() == {"en": 2}
    assert engine.fetch(["d1"]) == [None]
    matches = engine.match(plan("a"), limit=10, facets=("lang",))
    assert (matches.total, dict(matches.facets)) == (2, {"lang": (("en", 2),)})
    assert sorted(engine.ids_and_stamps()) == ["d4", "d5"]


def test_deleting_everything_leaves_an_empty_index(fill: Fill) -> None:
    engine = fill(document("d1", "a"), document("d2", "b"))
    engine.delete(["d1", "d2"])
    engine.commit()
    assert (engine.stats().documents, engine.terms("exact"), ids(engine, EVERYTHING)) == (0, [], [])
    engine.add([document("d3", "a")])
    engine.commit()
    assert ids(engine, EVERYTHING) == ["d3"]


def test_scores_after_changes_are_those_of_a_fresh_index(fill: Fill) -> None:
    kept = [document(f"d{n}", "a b " + "x " * (n % 4)) for n in range(20)]
    changed = fill(*kept[:10], *(document(f"gone{n}", "a a a a b") for n in range(3)))
    changed.delete(f"gone{n}" for n in range(3))
    changed.add(kept[10:])
    changed.commit()
    fresh = fill(*kept)
    wanted = plan(All((leaf("a", idf=2.0), leaf("b"))))
    assert scores(changed, wanted) == pytest.approx(scores(fresh, wanted), rel=0.05)
    assert ids(changed, wanted) == ids(fresh, wanted)


# Disk and threads


@pytest.mark.usefixtures("persistent")
def test_an_index_opened_again_answers_as_before(kind: type[Engine], tmp_path: Path) -> None:
    with kind.create(tmp_path) as engine:
        engine.add([document("d1", "a b", payload=b"\0one", date="2025-01-01"), document("d2", "a", lang="vi")])
        engine.commit()
        engine.add([document("never committed", "a")])
    for writable in (False, True):
        with kind.open(tmp_path, writable=writable) as engine:
            assert ids(engine, plan(All((leaf("a"), leaf("b"))))) == ["d1", "d2"]
            assert engine.fetch(["d1"]) == [b"\0one"]
            assert engine.stats().documents == 2
    with kind.open(tmp_path, writable=True) as engine:
        engine.delete(["d1"])
        engine.add([document("d3", "a")])
        engine.commit()
    with kind.open(tmp_path) as engine:
        assert ids(engine, plan("a")) == ["d2", "d3"]


@pytest.mark.usefixtures("persistent")
def test_the_size_is_that_of_the_files(kind: type[Engine], tmp_path: Path) -> None:
    with kind.create(tmp_path) as engine:
        engine.add([document("d1", "a b", payload=b"p" * 10_000)])
        engine.commit()
        assert engine.stats().size == sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file())


@pytest.mark.usefixtures("persistent")
def test_a_reader_keeps_the_state_it_opened(kind: type[Engine], tmp_path: Path) -> None:
    with kind.create(tmp_path) as writer:
        writer.add([document("d1", "a")])
        writer.commit()
        with kind.open(tmp_path) as reader:
            writer.add([document("d2", "a")])
            writer.delete(["d1"])
            writer.commit()
            assert ids(reader, plan("a")) == ["d1"]
            assert reader.fetch(["d1", "d2"]) == [b"d1", None]
            assert ids(writer, plan("a")) == ["d2"]
        with kind.open(tmp_path) as reader:
            assert ids(reader, plan("a")) == ["d2"]


@pytest.mark.usefixtures("persistent")
def test_a_copy_by_hard_links_changes_without_touching_the_original(kind: type[Engine], tmp_path: Path) -> None:
    """An update makes the next generation by hard links while the live one is being read."""
    original, copy = tmp_path / "1", tmp_path / "2"
    original.mkdir()
    with kind.create(original) as engine:
        engine.add(document(f"d{n}", "a b", payload=b"first") for n in range(20))
        engine.commit()
    shutil.copytree(original, copy, copy_function=os.link)
    with kind.open(original) as reader, kind.open(copy, writable=True) as engine:
        for n in range(0, 20, 2):  # enough commits for segments to be merged
            engine.delete([f"d{n}"])
            engine.add([document(f"d{n + 1}", "a c", payload=b"second")])
            engine.commit()
        assert (reader.stats().documents, engine.stats().documents) == (20, 10)
    with kind.open(original) as engine:
        assert engine.known("exact", ["a", "b", "c"]) == [20, 20, 0], "the files of an index are never written in place, only replaced"
        assert engine.fetch(["d1"]) == [b"first"]
    with kind.open(copy) as engine:
        assert engine.known("exact", ["a", "b", "c"]) == [10, 0, 10]
        assert engine.fetch(["d0", "d1"]) == [None, b"second"]


@pytest.mark.usefixtures("persistent")
def test_a_folder_that_is_no_index_is_called_damaged(kind: type[Engine], tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged):
        kind.open(tmp_path)
    with pytest.raises(IndexDamaged):
        kind.open(tmp_path / "nowhere")


@pytest.mark.usefixtures("persistent")
def test_an_index_that_lost_its_files_is_called_damaged(kind: type[Engine], tmp_path: Path) -> None:
    with kind.create(tmp_path) as engine:
        engine.add([document(f"d{n}", "a b c") for n in range(50)])
        engine.commit()
    largest = max(
        (path for path in tmp_path.rglob("*") if path.is_file() and path.suffix not in (".json", ".toc")),
        key=lambda path: path.stat().st_size,
    )
    largest.unlink()
    with pytest.raises(IndexDamaged):
        kind.open(tmp_path)


def test_several_threads_get_the_same_answers(fill: Fill) -> None:
    engine = fill(*(document(f"d{n:03}", "a " * (n % 3 + 1) + "b x y z"[: n % 7 + 1], payload=bytes([n])) for n in range(200)))
    wanted = [
        plan("a"),
        plan(leaf("a b")),
        plan(leaf(form("a", prefix=True))),
        plan(All((leaf("a"), leaf("b"))), tiered=False),
        plan("x", by_date=True),
    ]

    def answers(_: int) -> list[tuple[tuple[Match, ...], list[bytes | None]]]:
        found = [engine.match(entry, limit=20, facets=("lang",)).hits for entry in wanted]
        return [(hits, engine.fetch([match.id for match in hits])) for hits in found]

    expected = answers(0)
    with ThreadPoolExecutor(8) as threads:
        assert all(answer == expected for answer in threads.map(answers, range(40)))


def test_a_search_holds_one_state_while_a_commit_happens(fill: Fill) -> None:
    """Every state holds 50 documents, all of one round: an answer with two rounds, or another number, is a torn one."""

    def round_of(number: int) -> list[IndexedDocument]:
        return [document(f"d{n:02}", f"a round{number}", lang=f"l{number}", payload=str(number).encode()) for n in range(50)]

    engine = fill(*round_of(0))
    done = threading.Event()

    def look() -> int:
        seen = 0
        while not done.is_set() or not seen:
            matches = engine.match(plan("a"), limit=100, facets=("lang",))
            assert (matches.total, len(matches.hits), len(matches.facets["lang"])) == (50, 50, 1)
            assert None not in engine.fetch([match.id for match in matches.hits])
            time.sleep(0.001)  # else two busy readers keep the lock of the interpreter from the writer for minutes
            seen += 1
        return seen

    with ThreadPoolExecutor(2) as threads:
        looking = [threads.submit(look) for _ in range(2)]
        try:
            for number in range(1, 8):
                engine.add(round_of(number))
                engine.commit()
        finally:
            done.set()
        assert all(future.result() for future in looking)


WRITER = """
import sys
from pathlib import Path
from search.engines import engine_class
from tests.engines.builders import document
with engine_class(sys.argv[1]).open(Path(sys.argv[2]), writable=True) as engine:
    for round in range(1000):
        engine.add(document(f"d{n:03}", f"a b c round{round} " + "x " * (n % 50), payload=b"p" * 500) for n in range(100))
        print(round, flush=True)
        engine.commit()
"""


@pytest.mark.usefixtures("persistent")
@pytest.mark.parametrize("delay", [0.0, 0.002, 0.01, 0.03, 0.07, 0.15])
def test_a_writer_killed_in_a_commit_leaves_the_last_commit(kind: type[Engine], tmp_path: Path, delay: float) -> None:
    with kind.create(tmp_path) as engine:
        engine.add(document(f"d{n:03}", "a b c", payload=b"first") for n in range(100))
        engine.commit()
    command = [sys.executable, "-c", WRITER, kind.name, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"0\n"
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
    for writable in (False, True):
        with kind.open(tmp_path, writable=writable) as engine:
            assert engine.stats().documents == 100
            assert full(engine, plan("a")) == {f"d{n:03}" for n in range(100)}
            assert None not in engine.fetch([f"d{n:03}" for n in range(100)])
    with kind.open(tmp_path, writable=True) as engine:
        engine.add([document("after", "a")])
        engine.commit()
        assert engine.stats().documents == 101
