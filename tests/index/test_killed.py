"""A rebuild killed with SIGKILL at random moments: the old index always answers, and the next rebuild is none the worse."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from search import SearchRequest, open_service, rebuild, update

CHECKOUT = Path(__file__).resolve().parents[2]

REBUILD = """
import sys, time
from pathlib import Path
from search import rebuild, update
print("loaded", flush=True)
if sys.argv[4] == "update":
    update(Path(sys.argv[1]))
else:
    rebuild(Path(sys.argv[1]), [sys.argv[2]], engine=sys.argv[3])
"""

ENGINES = ("whoosh", "tantivy")


def many(folder: Path, version: str) -> None:
    """120 documents that hold ``version``; each also holds the word hedgehog."""
    folder.mkdir(exist_ok=True)
    for number in range(120):
        (folder / f"{number}.txt").write_text(
            f"Hedgehog number {number} of version {version}. Công nghiệp hỗ trợ. 東京の緑茶。" + "Grønne høyskoler i landet. " * 10,
            encoding="utf-8",
        )


def start(index: Path, folder: Path, engine: str, what: str) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, "-c", REBUILD, str(index), str(folder), engine, what], cwd=CHECKOUT,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )
    assert process.stdout is not None
    with process.stdout as output:
        assert output.readline() == b"loaded\n"
    return process


def answers(index: Path, version: str) -> bool:
    """Whether the live index is whole, of one version and the version named. A half-new index fails here."""
    with open_service(index) as service:
        whole = service.search(SearchRequest("hedgehog")).total
        assert whole == 120, f"{whole} of 120 documents"
        assert service.search(SearchRequest("緑茶")).total == 120
        return service.search(SearchRequest(f"version {version}")).total == 120


def kill_rounds(tmp_path: Path, engine: str, rounds: int, seed: int) -> None:
    index, folder = tmp_path / "index", tmp_path / "docs"
    many(folder, "v0")
    rebuild(index, [str(folder)], engine=engine)
    many(folder, "v1")
    process = start(tmp_path / "trial", folder, engine, "rebuild")
    loaded = time.monotonic()
    process.wait()
    length = time.monotonic() - loaded
    chance = random.Random(seed)
    live, interrupted = 0, 0
    for number in range(1, rounds + 1):
        version = f"v{number}"
        many(folder, version)
        process = start(index, folder, engine, "update" if number % 3 == 0 else "rebuild")
        time.sleep(chance.uniform(0, length * 1.1))
        process.kill()
        killed = process.wait() != 0
        interrupted += killed
        if not killed:
            length *= 0.7  # the machine has become faster since it was measured
        if answers(index, version):
            live = number
        else:
            assert killed, "a rebuild that ended by itself must be live"
            assert answers(index, f"v{live}"), f"neither version {live} nor {number} is whole"
    assert interrupted, "no round was interrupted: the test tested nothing"
    many(folder, "last")
    assert update(index).info.documents == 120
    assert answers(index, "last")
    assert len(list(index.glob("*/*"))) == 1, "leftovers of dead writers were not collected"


@pytest.mark.parametrize("engine", ENGINES)
def test_a_rebuild_killed_at_five_random_moments_leaves_an_index_that_answers(tmp_path: Path, engine: str) -> None:
    kill_rounds(tmp_path, engine, rounds=5, seed=1)


@pytest.mark.slow
@pytest.mark.parametrize("engine", ENGINES)
def test_a_rebuild_killed_at_thirty_random_moments_leaves_an_index_that_answers(tmp_path: Path, engine: str) -> None:
    kill_rounds(tmp_path, engine, rounds=30, seed=2)
