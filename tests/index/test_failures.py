"""What fails, or is refused, while an index is made leaves the old one as it was; with every engine that keeps its index on disk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from search import (
    Document,
    IndexIncompatible,
    IndexMissing,
    IndexUnwritable,
    SearchRequest,
    UnknownParameterValue,
    UsageError,
    info,
    open_service,
    rebuild,
    remove,
    update,
)
from search.analysis.analyse import analyse
from search.engine import IndexedDocument
from tests.index.conftest import Ask

ENGINES = ("whoosh", "tantivy")

pytestmark = pytest.mark.parametrize("engine", ENGINES)


def test_an_analysis_that_fails_costs_one_document(docs: Path, index: Path, engine: str, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(document: Document) -> IndexedDocument:
        if document.id == "vi.txt":
            raise RecursionError("too deep")
        return analyse(document)

    monkeypatch.setattr("search.ingest.workers.analyse", failing)
    report = rebuild(index, [str(docs)], engine=engine)
    assert [(name, code) for name, code, _ in report.failed] == [("vi.txt", "analysis-failed")]
    assert ask("緑茶") == ["ja.txt"]


@pytest.mark.parametrize(("failure", "raised"), [(KeyboardInterrupt(), KeyboardInterrupt), (OSError(28, "No space left on device"), IndexUnwritable)])
def test_an_interrupted_or_failing_rebuild_leaves_the_old_index(
    docs: Path, index: Path, engine: str, ask: Ask, failure: BaseException, raised: type[BaseException]
) -> None:
    rebuild(index, [str(docs)], engine=engine)

    def progress(documents: int, size: int) -> None:
        if documents == 3:
            raise failure

    with pytest.raises(raised):
        rebuild(index, [str(docs)], engine=engine, progress=progress)
    assert ask("緑茶") == ["ja.txt"]
    assert [path.name for path in (index / engine).iterdir()] == ["1"]


def test_an_index_of_another_version_is_refused_with_the_command_that_mends_it(
    docs: Path, index: Path, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuild(index, [str(docs)], engine=engine)
    manifest = json.loads((index / "manifest.json").read_text())
    manifest["fingerprint"] = "0" * 16
    manifest["versions"]["ICU"] = "1.0"
    (index / "manifest.json").write_text(json.dumps(manifest))
    for question in (lambda: info(index), lambda: update(index), lambda: remove(index, ["ja.txt"]),
                     lambda: open_service(index).search(SearchRequest("緑茶"))):
        with pytest.raises(IndexIncompatible, match=r"ICU 1\.0 -> .*glotta index rebuild .*docs --index "):
            question()
    assert rebuild(index, [str(docs)], engine=engine).info.documents == 4, "a rebuild mends it"


def test_there_is_nothing_to_update_before_the_first_rebuild(index: Path, engine: str) -> None:
    with pytest.raises(IndexMissing):
        update(index)
    with pytest.raises(IndexMissing):
        info(index)


def test_what_cannot_be_asked_for_is_refused_before_anything_is_written(docs: Path, index: Path, engine: str) -> None:
    with pytest.raises(UsageError, match="no file or folder"):
        rebuild(index, [str(docs), str(docs / "nowhere")], engine=engine)
    with pytest.raises(UnknownParameterValue):
        rebuild(index, [str(docs)], engine="lucene")
    with pytest.raises(UnknownParameterValue, match="keeps nothing"):
        rebuild(index, [str(docs)], engine="memory")
    with pytest.raises(UsageError):
        rebuild(index, [], engine=engine)
    assert not index.exists()
    before = sorted(docs.rglob("*"))
    for here in (docs, docs.parent):
        with pytest.raises(UsageError, match="folder of its own"):
            rebuild(here, [str(docs)], engine=engine)
    assert sorted(docs.rglob("*")) == before
