"""Lucene with its own analyzer for each document's language, on two threads, by a small Java program that is not part of the project.

The program is ``LuceneSpeed`` (arguments: documents, questions, threads). It builds the index, then asks each question in the field of the
question's own language, twice; what it prints is read here. It does less than we do: no detection, no zones, no facets, no snippets.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

from benchmarks.corpus import DATA, Report, spread

NAME = "lucene analyzers"
SOURCES = os.environ.get("GLOTTA_LUCENE", "")
"""Folder of ``LuceneSpeed.java`` and ``LuceneQuality.java``."""
JARS = os.environ.get("GLOTTA_LUCENE_JARS", "/usr/share/java")
"""Folder of Lucene's jars; Debian's ``liblucene8-java`` puts them there."""
THREADS = "2"
HEAP = "-Xmx6g"

_BUILD = re.compile(r"docs=(?P<docs>\d+) text=(?P<text>[\d.]+)MB build=(?P<build>[\d.]+)s .* index=(?P<index>[\d.]+)MB")
_QUERIES = re.compile(r"queries=(\d+) p50=([\d.]+)ms p95=([\d.]+) p99=([\d.]+)")


def run(sources: Path, jars: Path, corpus: Path, text: int, queries: int | None, folder: Path) -> Report:
    """Compile, build, ask. Raises SystemExit with what is missing."""
    found = sorted(str(jar) for jar in jars.glob("lucene-*.jar") if "test-framework" not in jar.name)
    programs = [sources / "LuceneQuality.java", sources / "LuceneSpeed.java"]
    if not found or not all(program.is_file() for program in programs):
        raise SystemExit(f"Lucene needs {programs[0].name} and {programs[1].name} in {sources} and lucene-*.jar in {jars}: "
                         "--lucene FOLDER, --jars FOLDER (Debian: apt-get install liblucene8-java default-jdk-headless)")
    folder.mkdir()
    classes = os.pathsep.join(found)
    subprocess.run(["javac", "-cp", classes, "-d", str(folder), *map(str, programs)], check=True)
    asked = _questions(folder, queries)
    command = ["java", HEAP, "-cp", f"{folder}{os.pathsep}{classes}", "LuceneSpeed", str(corpus), str(asked), THREADS]
    return _report(subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE).stdout, text)


def _questions(folder: Path, limit: int | None) -> Path:
    chosen = folder / "queries.jsonl"
    with (DATA / "queries.jsonl").open(encoding="utf-8") as stream:
        chosen.write_text("".join(spread(list(stream), limit)), encoding="utf-8")
    return chosen


def _report(output: str, text: int) -> Report:
    built, asked = _BUILD.search(output), _QUERIES.findall(output)
    if built is None or len(asked) != 2:
        raise SystemExit(f"LuceneSpeed printed something else than expected: {json.dumps(output[:400])}")
    count, *percentiles = asked[-1]  # the second round: the first warms the virtual machine up
    p50, p95, p99 = map(float, percentiles)
    index = int(float(built["index"]) * 1e6)
    return Report(NAME, int(built["docs"]), text, float(built["build"]), index, 0, int(count), None, None, (p50, p95, p99))
