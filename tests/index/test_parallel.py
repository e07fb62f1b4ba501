"""Analysis in worker processes: the same index, the same order, and no worker that outlives its parent."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from search import Document, WorkerDied, rebuild, update
from search.analysis.analyse import analyse
from search.engine import IndexedDocument
from search.engines import engine_class
from search.generations import hold
from search.ingest import workers
from search.ingest.workers import Analysts

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture
def worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers from the first document on, with batches so small that every worker gets many."""
    monkeypatch.setattr(workers, "WORTH_IT", 0)
    monkeypatch.setattr(workers, "BATCH_DOCUMENTS", 2)


@pytest.fixture(autouse=True)
def none_is_left() -> Iterator[None]:
    yield
    assert multiprocessing.active_children() == []


def document(number: int) -> Document:
    more = "Grønne høyskoler i landet. " * (1 + 40 * (number % 3))
    return Document(id=f"d{number}", text=f"Hedgehog number {number}.\n\n東京の緑茶。\n\n{more}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(24):
        (folder / f"{number:02}.txt").write_text(document(number).text, encoding="utf-8")
    return folder


@pytest.mark.usefixtures("worth_it")
def test_results_come_in_the_order_of_the_documents_and_are_those_of_one_process() -> None:
    documents = list(map(document, range(20)))
    analysts = Analysts(2)
    try:
        results = [result for item in documents for result in analysts.submit(item)]
        results += analysts.finish()
    finally:
        analysts.close()
    assert results == list(map(analyse, documents))


@pytest.mark.usefixtures("worth_it")
def test_a_document_as_large_as_all_that_may_be_in_flight_goes_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "IN_FLIGHT", 1_000)
    documents = [document(0), Document(id="large", text="hedgehog " * 500), document(1)]
    analysts = Analysts(2)
    try:
        results = [result for item in documents for result in (*analysts.submit(item), *analysts.finish())]
    finally:
        analysts.close()
    assert [result.id for result in results if isinstance(result, IndexedDocument)] == ["d0", "large", "d1"]


@pytest.mark.usefixtures("worth_it")
def test_an_index_built_by_workers_is_the_one_built_without(folder: Path, tmp_path: Path) -> None:
    stored = []
    for jobs in (1, 2):
        index = tmp_path / f"index{jobs}"
        assert rebuild(index, [str(folder)], engine="whoosh", jobs=jobs).added == 24
        with hold(index) as held, engine_class("whoosh").open(held.data) as engine:
            ids = sorted(engine.ids_and_stamps())
            stored.append((engine.ids_and_stamps(), engine.fetch(ids), engine.terms("exact")))
    assert stored[0] == stored[1]


@pytest.mark.usefixtures("worth_it")
def test_update_analyses_in_workers_too(folder: Path, index: Path) -> None:
    rebuild(index, [str(folder)], engine="whoosh")
    for number in range(0, 24, 3):
        (folder / f"{number:02}.txt").write_text(f"Changed badger {number}", encoding="utf-8")
    (folder / "23.txt").unlink()
    report = update(index, jobs=2)
    assert (report.changed, report.removed, report.unchanged) == (8, 1, 15)


def test_little_text_is_analysed_without_workers(folder: Path, index: Path) -> None:
    seen: list[int] = []
    rebuild(index, [str(folder)], engine="whoosh", jobs=2, progress=lambda *_: seen.append(len(multiprocessing.active_children())))
    assert seen == [0] * 24


@pytest.mark.usefixtures("worth_it")
def test_a_worker_that_dies_is_an_error_that_says_so_and_the_old_index_stays(folder: Path, index: Path) -> None:
    generation = rebuild(index, [str(folder)], engine="whoosh").info.generation

    def kill(documents: int, size: int) -> None:
        for process in multiprocessing.active_children():
            assert process.pid is not None
            with contextlib.suppress(ProcessLookupError):  # it died of an earlier call
                os.kill(process.pid, signal.SIGKILL)

    with pytest.raises(WorkerDied, match=r"SIGKILL.*--jobs 1"):
        rebuild(index, [str(folder)], engine="whoosh", jobs=2, progress=kill)
    with hold(index) as held:
        assert held.manifest.generation == generation


@pytest.mark.usefixtures("worth_it")
def test_an_interrupt_ends_the_workers_and_leaves_the_old_index(folder: Path, index: Path) -> None:
    generation = rebuild(index, [str(folder)], engine="whoosh").info.generation

    def interrupt(documents: int, size: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild(index, [str(folder)], engine="whoosh", jobs=2, progress=interrupt)
    with hold(index) as held:
        assert held.manifest.generation == generation


SCRIPT = """
import multiprocessing, sys, time
from pathlib import Path
from search import rebuild
from search.ingest import workers

workers.WORTH_IT = 0
workers.BATCH_DOCUMENTS = 2

def progress(documents, size):
    print(*[process.pid for process in multiprocessing.active_children()], flush=True)
    time.sleep(60)

if __name__ == "__main__":
    rebuild(Path(sys.argv[1]), [sys.argv[2]], engine="whoosh", jobs=2, progress=progress)
"""


def test_workers_end_when_their_parent_is_killed(folder: Path, index: Path) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(index), str(folder)], cwd=CHECKOUT, env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        stdout=subprocess.PIPE, text=True,
    )
    assert parent.stdout is not None
    with parent.stdout as output:
        pids = [int(pid) for pid in output.readline().split()]
    assert len(pids) == 2
    parent.kill()
    parent.wait()
    deadline = time.monotonic() + 60
    while any(map(_is_alive, pids)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(_is_alive, pids))


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
