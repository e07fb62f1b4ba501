"""The documents and questions of a run, what every contender reports, and what is kept with the results."""

from __future__ import annotations

import datetime
import gzip
import json
import os
import platform
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

DATA = Path(os.environ.get("GLOTTA_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data") / "bench"
IN_ALL = 10_000
"""Documents of the corpus: a smaller run takes every nth, so that its languages are mixed alike; a larger one repeats them with new ids."""


def lines(size: int) -> Iterator[bytes]:
    """``size`` documents, one JSON object per line, each with an ``_id`` of its own."""
    every = max(1, IN_ALL // size)
    given = 0
    for round in range(-(-size // IN_ALL)):
        with gzip.open(DATA / "docs_10k.jsonl.gz", "rb") as stream:
            for number, line in enumerate(stream):
                if number % every or given == size:
                    continue
                if round:
                    record = json.loads(line)
                    record["_id"] = f"{record['_id']}~{round}"
                    line = json.dumps(record, ensure_ascii=False).encode() + b"\n"
                given += 1
                yield line
    assert given == size, f"the corpus gave {given} documents instead of {size}"


SHORT = 300
"""Characters from which on a piece of :func:`pieces` ends with its paragraph; longer paragraphs stay whole."""


def pieces(size: int) -> Iterator[bytes]:
    """``size`` short documents: the paragraphs of the corpus, put together until they are ``SHORT``, with ids of their own."""
    given = 0
    for line in lines(IN_ALL):
        record = json.loads(line)
        piece, number = "", 0
        for paragraph in [*record["text"].split("\n"), None]:
            if piece.strip() and (paragraph is None or len(piece) >= SHORT):
                yield json.dumps({**record, "_id": f"{record['_id']}.{number}", "text": piece}, ensure_ascii=False).encode() + b"\n"
                piece, number, given = "", number + 1, given + 1
                if given == size:
                    return
            piece += f"{paragraph}\n"
    raise ValueError(f"The corpus has {given:,} short pieces, not {size:,}.")


def texts(path: Path) -> Iterator[tuple[str, str]]:
    """Id and text, title first, of each line of a file that :func:`lines` went into."""
    with path.open("rb") as stream:
        for line in stream:
            record = json.loads(line)
            yield record["_id"], f"{record.get('title') or ''}\n{record['text']}"


def questions(limit: int | None = None) -> list[str]:
    with (DATA / "queries.jsonl").open(encoding="utf-8") as stream:
        return [json.loads(line)["text"] for line in spread(list(stream), limit)]


def spread(asked: Sequence[str], count: int | None) -> list[str]:
    """So many of the questions, or all, at equal distances: they are ordered by language."""
    taken = len(asked) if count is None else min(count, len(asked))
    return [asked[at * len(asked) // taken] for at in range(taken)]


@dataclass
class Report:
    """What one contender did. Times in milliseconds, sizes in bytes."""

    name: str
    documents: int
    text: int
    build_seconds: float
    index: int
    memory: int
    """Peak memory of the process and its workers, building and searching (0 until the parent has written down what it saw)."""
    queries: int
    found: int | None
    """Sum of the totals over all queries: what was computed, so that a run that searched nothing cannot look fast. None: not told."""
    whole: tuple[float, float, float] | None
    """p50, p95, p99 from the query as typed to the page with snippets; None where a contender has no such thing."""
    matching: tuple[float, float, float]
    """p50, p95, p99 of the search in the index alone."""

    def json(self) -> str:
        return json.dumps(asdict(self))


def percentiles(milliseconds: Sequence[float]) -> tuple[float, float, float]:
    ordered = sorted(milliseconds)
    p50, p95, p99 = (round(ordered[min(len(ordered) - 1, int(len(ordered) * share))], 3) for share in (0.5, 0.95, 0.99))
    return p50, p95, p99


Clock = Callable[[], float]
"""Seconds: ``time.perf_counter``, or ``time.process_time`` where others use the machine, too."""


def timed(queries: Sequence[str], ask: Callable[[str], int], clock: Clock) -> tuple[list[float], int]:
    """Milliseconds of each query, after one unmeasured round over the first hundred; and the sum of what was found."""
    for query in queries[:100]:
        ask(query)
    times, found = [], 0
    for query in queries:
        began = clock()
        found += ask(query)
        times.append((clock() - began) * 1000)
    return times, found


def folder_size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


LIBRARIES = ("tantivy", "whoosh-reloaded", "pyicu", "numpy", "pycld2", "fugashi", "PyStemmer")


def circumstances(module: str, **versions: str) -> dict[str, object]:
    """Machine, versions (those of ``LIBRARIES`` and ``versions``), date and command (of absolute paths only the last part).

    ``loop``: CPU seconds of ten million additions, to compare machines and hours.
    """
    began = time.process_time()
    for _ in range(10_000_000):
        pass
    libraries = {name: version(name) for name in LIBRARIES}
    return {
        "date": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "command": " ".join(["python -m", module, *(Path(word).name if word.startswith("/") else word for word in sys.argv[1:])]),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}",
        "loop": round(time.process_time() - began, 3),
        "load": os.getloadavg()[0],
        "versions": {"python": platform.python_version(), **libraries, **versions},
    }
