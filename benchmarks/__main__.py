"""``python -m benchmarks``: builds and searches with every contender, each in a process of its own, one after the other."""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

from benchmarks import ours, peers
from benchmarks.corpus import DATA, Report, lines, questions, texts

OURS = {"glotta tantivy": "tantivy", "glotta whoosh": "whoosh"}
LIBRARIES = ("tantivy", "whoosh-reloaded", "pyicu", "numpy", "pycld2", "fugashi", "PyStemmer")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Build and search with every contender; one table.")
    parser.add_argument("--size", type=int, default=1_000, help="documents: 1000 (default), 10000, 100000")
    parser.add_argument("--queries", type=int, default=None, help="take only the first N questions")
    parser.add_argument("--only", nargs="+", metavar="NAME", help=f"of: {', '.join([*OURS, *peers.PEERS])}")
    parser.add_argument("--jobs", type=int, default=0, help="worker processes of a rebuild (default: one per core)")
    parser.add_argument("--lucene", metavar="CLASSPATH", help="class path with Lucene and a compiled LuceneSpeed; its output is printed")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="write the results as JSON")
    parser.add_argument("--one", nargs=3, metavar=("NAME", "CORPUS", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not DATA.is_dir():
        parser.error(f"There is no {DATA}. Name the folder of the benchmark data: GLOTTA_DATA=...")
    if options.one:
        print(_one(options, *options.one).json())
        return
    with tempfile.TemporaryDirectory(prefix="glotta-bench-") as scratch:
        corpus = Path(scratch) / "docs.jsonl"
        corpus.write_bytes(b"".join(lines(options.size)))
        reports = [_apart(name, corpus, Path(scratch)) for name in options.only or [*OURS, *peers.PEERS]]
        _print(reports)
        if options.lucene:
            command = ["java", "-Xmx6g", "-cp", options.lucene, "LuceneSpeed", str(corpus), str(DATA / "queries.jsonl"), "2"]
            print(subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE).stdout)
    if options.keep:
        results = _circumstances() | {"results": [vars(report) for report in reports]}
        options.keep.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


def _apart(name: str, corpus: Path, scratch: Path) -> Report:
    """Run one contender in a process of its own, so that its memory is its own."""
    print(f"{name} ...", file=sys.stderr)
    folder = scratch / name.replace(" ", "-")
    command = [sys.executable, "-m", "benchmarks", *sys.argv[1:], "--one", name, str(corpus), str(folder)]
    done = subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE)
    return Report(**json.loads(done.stdout.splitlines()[-1]))


def _one(options: argparse.Namespace, name: str, corpus: str, folder: str) -> Report:
    text = sum(len(text.encode()) for _, text in texts(Path(corpus)))
    queries = questions(options.queries)
    if name in OURS:
        return ours.run(OURS[name], Path(corpus), options.size, text, queries, Path(folder), options.jobs)
    return peers.run(name, Path(corpus), options.size, text, queries, Path(folder))


def _print(reports: list[Report]) -> None:
    print(f"{reports[0].documents:,} documents, {reports[0].text / 1e6:.1f} MB, {reports[0].queries:,} queries; "
          "milliseconds are p50 / p95 / p99")
    print(f"{'':<18}{'MB/s':>7}{'index/text':>12}{'peak MB':>9}{'found':>11}   {'whole search':<27}{'matching alone':<24}")
    for report in reports:
        whole, matching = (" / ".join(f"{value:.2f}" for value in values) if values else "-" for values in (report.whole, report.matching))
        speed, size = report.text / 1e6 / report.build_seconds, report.index / report.text
        print(f"{report.name:<18}{speed:>7.2f}{size:>12.2f}{report.memory / 1e6:>9.0f}{report.found:>11,}   {whole:<27}{matching:<24}")


def _circumstances() -> dict[str, object]:
    """Machine, versions, date and command. ``loop``: CPU seconds of ten million additions, to compare machines and hours."""
    began = time.process_time()
    for _ in range(10_000_000):
        pass
    return {
        "date": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "command": f"python -m benchmarks {' '.join(sys.argv[1:])}",
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}",
        "loop": round(time.process_time() - began, 3),
        "load": os.getloadavg()[0],
        "versions": {"python": platform.python_version(), **{name: version(name) for name in LIBRARIES}},
    }


if __name__ == "__main__":
    main()
