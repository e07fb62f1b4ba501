"""``glotta serve`` as a user has it: a real server in another process, asked over HTTP while its index is rebuilt."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from search import rebuild
from search.cli import main

pytest.importorskip("web.server", reason="the web package is not here")

CHECKOUT = Path(__file__).resolve().parents[2]
QUERIES = {"công nghiệp hỗ trợ": "002_b97f6fe52035a863.txt", "الإعلام": "003_3e8f58192af2a303.txt", "grønn": "004_fe8113887d500fa5.txt"}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address of a running server over an index of the seeds, and its process."""
    rebuild(tmp_path / "index", [str(CHECKOUT / "seeds")])
    program = "from search.cli import main; main(prog_name='glotta')"
    process = subprocess.Popen(
        [sys.executable, "-c", program, "serve", "--port", "0", "--index", str(tmp_path / "index")], cwd=tmp_path, text=True,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)}, stderr=subprocess.PIPE,
    )
    assert process.stderr is not None
    drain = threading.Thread(target=process.stderr.read, daemon=True)  # or it stops when the pipe is full
    try:
        lines = []
        for line in process.stderr:
            lines.append(line)
            if found := re.search(r"http://[\d.:]+", line):
                break
        else:
            pytest.fail(f"the server did not start: {lines}")
        drain.start()
        yield found.group(), process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)
        if drain.is_alive():
            drain.join(timeout=5)
        process.stderr.close()


def ask(address: str, query: str) -> list[str]:
    """Ids that the endpoint gives for a query."""
    with urllib.request.urlopen(f"{address}/api/v1/search?{urllib.parse.urlencode({'q': query})}", timeout=60) as answer:
        assert answer.status == 200
        return [hit["id"] for hit in json.load(answer)["hits"]]


def test_rebuilding_while_the_server_answers_fails_and_empties_no_answer(
    server: tuple[str, subprocess.Popen[str]], tmp_path: Path
) -> None:
    address, _ = server
    stop, problems, answers = threading.Event(), [], [0]

    def loop() -> None:
        while not stop.is_set():
            for query, first in QUERIES.items():
                try:
                    found = ask(address, query)
                except Exception as error:  # noqa: BLE001 - shown below
                    problems.append(f"{query}: {error!r}")
                else:
                    answers[0] += 1
                    if found[:1] != [first]:
                        problems.append(f"{query}: {found}")

    threads = [threading.Thread(target=loop) for _ in range(2)]
    for thread in threads:
        thread.start()
    for engine in ("whoosh", "tantivy", "whoosh"):
        report = rebuild(tmp_path / "index", [str(CHECKOUT / "seeds")], engine=engine)
        asked = answers[0] + 2 * len(QUERIES)  # the new one has answered before the next one comes
        while answers[0] < asked and not problems:
            time.sleep(0.01)
    stop.set()
    for thread in threads:
        thread.join()
    assert not problems, problems[:3]
    with urllib.request.urlopen(f"{address}/health", timeout=30) as answer:
        assert str(report.info.generation) in answer.read().decode()


@pytest.mark.parametrize("arguments", [("công nghiệp",), ("--limit", "1", "nghiệp"), ("--lang", "ar", "الإعلام"), ("hedgehog",)])
def test_the_command_line_prints_the_object_of_the_endpoint(
    server: tuple[str, subprocess.Popen[str]], tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    address, _ = server
    printed = CliRunner().invoke(main, ["search", "--json", "--index", str(tmp_path / "index"), *arguments]).stdout
    names = [argument.removeprefix("--") for argument in arguments[:-1:2]]
    parameters = {"q": arguments[-1], **dict(zip(names, arguments[1:-1:2], strict=True))}
    with urllib.request.urlopen(f"{address}/api/v1/search?{urllib.parse.urlencode(parameters)}", timeout=60) as answer:
        sent = json.load(answer)
    mine = json.loads(printed)
    assert {**mine, "took_ms": 0} == {**sent, "took_ms": 0}
    assert list(mine) == list(sent)


def test_the_server_stops_when_it_is_told_to(server: tuple[str, subprocess.Popen[str]]) -> None:
    address, process = server
    assert ask(address, "الإعلام")
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=30) == 0
