"""``python -m benchmarks``: builds and searches with every contender, each in a process of its own, one after the other."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from benchmarks import lucene, peers
from benchmarks.corpus import DATA, Report, circumstances, lines, pieces, questions, texts
from benchmarks.memory import Watch

OURS = {"glotta tantivy": "tantivy", "glotta whoosh": "whoosh"}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Build and search with every contender; one table.")
    parser.add_argument("--size", type=int, default=1_000, help="documents: 1000 (default), 10000, 100000")
    parser.add_argument("--short", action="store_true", help="documents are the paragraphs of the corpus, of some 300 characters and more")
    parser.add_argument("--queries", type=int, default=None, help="take only N questions, spread over all")
    parser.add_argument("--only", nargs="+", metavar="NAME", help=f"of: {', '.join([*OURS, *peers.PEERS, lucene.NAME])}")
    parser.add_argument("--cpu", action="store_true", help="time questions by the CPU time of the process: others use the machine, too")
    parser.add_argument("--jobs", type=int, default=0, help="worker processes of a rebuild (default: one per core)")
    parser.add_argument("--lucene", type=Path, metavar="FOLDER", default=Path(lucene.SOURCES) if lucene.SOURCES else None,
                        help="folder of LuceneSpeed.java: Lucene with its language analyzers in the same run (or GLOTTA_LUCENE)")
    parser.add_argument("--jars", type=Path, metavar="FOLDER", default=Path(lucene.JARS),
                        help=f"folder of Lucene's jars (or GLOTTA_LUCENE_JARS; default: {lucene.JARS})")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="write the results as JSON")
    parser.add_argument("--indexes", type=Path, metavar="FOLDER",
                        help="keep glotta's indexes there; one that is there already is not built again, only asked")
    parser.add_argument("--one", nargs=3, metavar=("NAME", "CORPUS", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not DATA.is_dir():
        parser.error(f"There is no {DATA}. Name the folder of the benchmark data: GLOTTA_DATA=...")
    if options.one:
        print(_one(options, *options.one).json())
        return
    with tempfile.TemporaryDirectory(prefix="glotta-bench-") as scratch:
        corpus = Path(scratch) / "docs.jsonl"
        with corpus.open("wb") as file:
            file.writelines((pieces if options.short else lines)(options.size))
        reports = [_apart(name, corpus, options.indexes if options.indexes and name in OURS else Path(scratch))
                   for name in options.only or _contenders(options)]
        _print(reports, options.cpu)
    if options.keep:
        results = circumstances("benchmarks", **peers.versions()) | {"results": [vars(report) for report in reports]}
        options.keep.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


def _contenders(options: argparse.Namespace) -> list[str]:
    """All that this machine has."""
    found = [*OURS, *(name for name in peers.PEERS if name != "xapian" or peers.with_xapian() is not None)]
    return [*found, lucene.NAME] if options.lucene else found


def _apart(name: str, corpus: Path, parent: Path) -> Report:
    """Run one contender in a process of its own, so that its memory is its own."""
    print(f"{name} ...", file=sys.stderr)
    folder, before = parent / name.replace(" ", "-"), parent / f"{name.replace(' ', '-')}.json"
    python = peers.with_xapian() if name == "xapian" else sys.executable
    if python is None:
        raise SystemExit(f"xapian needs its bindings for {sys.executable} or {peers.SYSTEM_PYTHON} (Debian: python3-xapian).")
    command = [python, "-m", "benchmarks", *sys.argv[1:], "--one", name, str(corpus), str(folder)]
    with subprocess.Popen(command, text=True, stdout=subprocess.PIPE) as process:
        with Watch(process.pid) as watch:
            output, _ = process.communicate()
    if process.returncode:
        raise SystemExit(f"{name} failed (exit code {process.returncode}); what it said is above.")
    # An index that was there already was built in another run, which left its peak.
    peak = max(watch.peak, Report(**json.loads(before.read_text("utf-8"))).memory if before.exists() else 0)
    report = replace(Report(**json.loads(output.splitlines()[-1])), memory=peak)
    before.write_text(report.json() + "\n", encoding="utf-8")
    return report


def _one(options: argparse.Namespace, name: str, corpus: str, folder: str) -> Report:
    text = sum(len(text.encode()) for _, text in texts(Path(corpus)))
    queries, clock = questions(options.queries), time.process_time if options.cpu else time.perf_counter
    if name in OURS:
        from benchmarks import ours  # here, because the system's Python, which runs Xapian, has none of what it needs

        return ours.run(OURS[name], Path(corpus), options.size, text, queries, Path(folder), options.jobs, clock)
    if name == lucene.NAME:
        return lucene.run(options.lucene or Path(), options.jars, Path(corpus), text, options.queries, Path(folder))
    return peers.run(name, Path(corpus), options.size, text, queries, Path(folder), clock)


def _print(reports: list[Report], cpu: bool) -> None:
    print(f"{reports[0].documents:,} documents, {reports[0].text / 1e6:.1f} MB, {reports[0].queries:,} queries; "
          f"milliseconds{' of CPU' if cpu else ''} are p50 / p95 / p99")
    print(f"{'':<18}{'MB/s':>7}{'index/text':>12}{'peak MB':>9}{'found':>11}   {'whole search':<27}{'matching alone':<24}")
    for report in reports:
        whole, matching = (" / ".join(f"{value:.2f}" for value in values) if values else "-" for values in (report.whole, report.matching))
        found = "-" if report.found is None else f"{report.found:,}"
        speed, size = report.text / 1e6 / report.build_seconds, report.index / report.text
        print(f"{report.name:<18}{speed:>7.2f}{size:>12.2f}{report.memory / 1e6:>9.0f}{found:>11}   {whole:<27}{matching:<24}")


if __name__ == "__main__":
    main()
