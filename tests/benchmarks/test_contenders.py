"""The command that runs all contenders, over a corpus made up for the test."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks import peers
from benchmarks.corpus import IN_ALL

SIZE = 20
QUESTIONS = ["number seven", "NOT document", "この文書はどのような質問にも答えない長い文である"]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like the one that GLOTTA_DATA names."""
    folder = tmp_path_factory.mktemp("data")
    (folder / "bench").mkdir()
    documents = (json.dumps({"_id": str(n), "title": "-", "text": f"This is the document with the number {n}."}) for n in range(IN_ALL))
    with gzip.open(folder / "bench" / "docs_10k.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(f"{document}\n" for document in documents)
    (folder / "bench" / "queries.jsonl").write_text("".join(json.dumps({"text": text}) + "\n" for text in QUESTIONS), encoding="utf-8")
    return folder


def run(data: Path, checkout: Path, kept: Path, *options: str) -> dict[str, Any]:
    """What a run writes down."""
    command = [sys.executable, "-m", "benchmarks", "--size", str(SIZE), "--keep", str(kept), *options]
    done = subprocess.run(command, cwd=checkout, env={**os.environ, "GLOTTA_DATA": str(data)}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    written: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
    return written


def test_contenders_index_all_documents_and_answer_all_questions(data: Path, checkout: Path, tmp_path: Path) -> None:
    others = ["fts5 unicode61", "tantivy default", *(["xapian"] if peers.with_xapian() else [])]
    written = run(data, checkout, tmp_path / "kept.json", "--cpu", "--only", *others)
    assert {"date", "command", "machine", "versions"} <= written.keys()
    assert written["versions"]["sqlite"]
    assert str(tmp_path) not in written["command"], "the folders of a machine are written down"
    assert [report["name"] for report in written["results"]] == others
    for report in written["results"]:
        assert (report["documents"], report["queries"]) == (SIZE, len(QUESTIONS))
        assert report["found"] == 10 + 10 + 0, f"{report['name']} does not find the documents"
        assert report["whole"] is None and len(report["matching"]) == 3


def test_an_index_that_is_kept_is_not_built_again(data: Path, checkout: Path, tmp_path: Path) -> None:
    options = ("--only", "glotta whoosh", "--indexes", str(tmp_path))
    (first,), (second,) = (run(data, checkout, tmp_path / "kept.json", *options)["results"] for _ in range(2))
    assert first["documents"] == SIZE
    assert first["found"] >= 10
    assert all(second[name] == first[name] for name in ("documents", "build_seconds", "index", "found"))
    assert second["memory"] >= first["memory"], "the peak of the build is forgotten"


@pytest.mark.skipif(peers.with_xapian() is None, reason="neither this Python nor the system's has Xapian's bindings (python3-xapian)")
def test_xapian_is_named_with_its_version() -> None:
    assert peers.versions()["xapian"].startswith("1.")
