"""Rebuild, update and remove over real files, with every engine that keeps its index on disk."""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from search import (
    Document,
    DocumentError,
    IndexIncompatible,
    IndexMissing,
    IndexUnwritable,
    NothingIndexed,
    SearchRequest,
    UnknownDocument,
    UnknownParameterValue,
    UsageError,
    generations,
    info,
    open_service,
    rebuild,
    remove,
    update,
)
from search.analysis.analyse import analyse
from search.engine import IndexedDocument
from search.generations.files import size_of
from tests.index.conftest import TEXTS, Ask

ENGINES = ("whoosh", "tantivy")

pytestmark = pytest.mark.parametrize("engine", ENGINES)


def touch(path: Path, text: str) -> None:
    """Write a file so that its time differs from before, however coarse the clock."""
    before = path.stat().st_mtime_ns if path.exists() else 0
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(before + 10_000_000_000, before + 10_000_000_000))


def everything(index: Path) -> dict[str, list[tuple[str, float]]]:
    """What the live index answers to some queries: ids and scores in order."""
    answers = {}
    with open_service(index) as service:
        for query in ("緑茶", "công nghiệp", "cong nghiep", "grønne høyskoler", "gronne", "الإعلام", "المدرسة", "words", "Nam 東京"):
            hits = service.search(SearchRequest(query, limit=100)).hits
            answers[query] = [(hit.id, round(hit.score, 3)) for hit in hits]
    return answers


def test_a_rebuild_finds_each_document_and_tells_what_it_did(docs: Path, index: Path, engine: str, ask: Ask) -> None:
    report = rebuild(index, [str(docs)], engine=engine)
    assert (report.added, report.changed, report.removed, report.failed) == (4, 0, 0, ())
    assert report.info.documents == 4
    assert report.info.engine == engine
    assert report.info.chosen_because == "named by the user"
    assert report.info.text_size == sum(len(text.encode()) for text in TEXTS.values())
    assert report.info.size == size_of(index / engine / "1")
    assert set(report.info.languages) >= {"ja", "vi", "no", "ar"}
    assert info(index) == report.info
    assert ask("緑茶") == ["ja.txt"]
    assert ask("høyskole") == ["sub/no.txt"]


def test_the_second_rebuild_forgets_what_is_gone(docs: Path, index: Path, engine: str, ask: Ask) -> None:
    rebuild(index, [str(docs)], engine=engine)
    (docs / "ja.txt").unlink()
    assert rebuild(index, [str(docs)], engine=engine).info.generation == 2
    assert ask("緑茶") == []
    assert [path.name for path in (index / engine).iterdir()] == ["2"]


def test_auto_says_which_engine_it_took_and_why(docs: Path, index: Path, engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.ingest.building.choose", lambda size: (engine, f"{size} bytes"))
    report = rebuild(index, [str(docs)])
    assert report.info.engine == engine
    assert report.info.chosen_because == f"{sum(len(text.encode()) for text in TEXTS.values())} bytes"


def test_an_update_without_changes_publishes_nothing(docs: Path, index: Path, engine: str) -> None:
    rebuild(index, [str(docs)], engine=engine)
    report = update(index)
    assert (report.added, report.changed, report.removed, report.unchanged) == (0, 0, 0, 4)
    assert report.info.generation == 1


def test_an_update_adds_changes_and_removes(docs: Path, index: Path, engine: str, ask: Ask) -> None:
    rebuild(index, [str(docs)], engine=engine)
    touch(docs / "new.txt", "Some new words about hedgehogs.")
    touch(docs / "vi.txt", "Tỉnh Bắc Ninh thu hút nhiều dự án đầu tư nước ngoài.")
    (docs / "ar.txt").unlink()
    report = update(index)
    assert (report.added, report.changed, report.removed, report.unchanged) == (1, 1, 1, 2)
    assert report.info.documents == 4
    assert ask("hedgehog") == ["new.txt"]
    assert ask("công nghiệp") == []
    assert ask("Bắc Ninh") == ["vi.txt"]
    assert ask("الإعلام") == []
    assert ask("緑茶") == ["ja.txt"]


def test_rebuild_and_update_of_the_same_files_rank_alike(docs: Path, index: Path, engine: str, tmp_path: Path) -> None:
    for number in range(12):
        touch(docs / f"more/{number}.txt", f"Công nghiệp số {number}. 東京の緑茶 {number}. " + "grønne høyskoler new words " * number)
    rebuild(index, [str(docs)], engine=engine)
    for number in range(0, 12, 3):
        (docs / f"more/{number}.txt").unlink()
        touch(docs / f"more/{number + 1}.txt", "new words, công nghiệp " * (number + 1))
        touch(docs / f"later/{number}.txt", "المدرسة الجديدة والإعلام gronne " * (number + 2))
    report = update(index)
    other = tmp_path / "other"
    fresh = rebuild(other, [str(docs)], engine=engine)
    assert report.info.documents == fresh.info.documents
    assert report.info.languages == fresh.info.languages
    assert report.info.text_size == fresh.info.text_size
    updated, rebuilt = everything(index), everything(other)
    for query, hits in rebuilt.items():
        assert [id for id, _ in updated[query]] == [id for id, _ in hits], query
        # Tantivy counts the lengths of deleted documents until it merges: scores shift together, the order does not suffer.
        assert [score for _, score in updated[query]] == pytest.approx([score for _, score in hits], rel=0.15), query


def test_a_touched_file_with_the_same_content_is_unchanged(docs: Path, index: Path, engine: str) -> None:
    rebuild(index, [str(docs)], engine=engine)
    touch(docs / "ja.txt", TEXTS["ja.txt"])
    report = update(index)
    assert (report.added, report.changed, report.removed, report.unchanged) == (0, 0, 0, 4)
    assert update(index).info.generation == report.info.generation, "the new time was not remembered"


def test_an_update_never_writes_into_the_generation_that_is_being_read(docs: Path, index: Path, engine: str) -> None:
    rebuild(index, [str(docs)], engine=engine)
    with generations.hold(index) as held:
        before = {path.name: path.read_bytes() for path in sorted(held.data.iterdir())}
        touch(docs / "vi.txt", "other words")
        touch(docs / "new.txt", "new words")
        update(index)
        (docs / "ja.txt").unlink()
        update(index)
        after = {path.name: path.read_bytes() for path in sorted(held.data.iterdir())}
    assert after == before


def test_an_update_shares_the_files_of_the_generation_before_it_by_hard_links(docs: Path, index: Path, engine: str) -> None:
    for number in range(40):
        touch(docs / f"{number}.txt", f"Hedgehog {number}. " + "grønne høyskoler " * 50)
    rebuild(index, [str(docs)], engine=engine)
    with generations.hold(index) as held:
        touch(docs / "new.txt", "new words")
        report = update(index)
        shared = [path for path in (index / engine / str(report.info.generation) / "data").iterdir()
                  if (held.data / path.name).exists() and path.samefile(held.data / path.name)]
        size = sum(path.stat().st_size for path in shared)
        assert size > 0.7 * size_of(held.data), (
            f"{engine}: only {[path.name for path in shared]} are links; name the suffixes of the files that the engine never writes into "
            "in search/generations/files.py, IMMUTABLE")


def test_lines_of_a_collection_come_and_go_one_by_one(docs: Path, index: Path, engine: str, ask: Ask) -> None:
    lines = [{"id": f"n{n}", "text": f"number {n} hedgehog", "title": f"T{n}"} for n in range(5)]
    path = docs / "all.jsonl"
    touch(path, "\n".join(map(json.dumps, lines)))
    rebuild(index, [str(docs)], engine=engine)
    assert len(ask("hedgehog")) == 5
    lines[1]["text"] = "number 1 badger"
    del lines[3]
    touch(path, "\n".join(map(json.dumps, lines)))
    report = update(index)
    assert (report.changed, report.removed) == (1, 1)
    assert sorted(ask("hedgehog")) == ["n0", "n2", "n4"]
    assert ask("badger") == ["n1"]
    path.unlink()
    assert update(index).removed == 4


def test_a_compressed_collection_and_standard_input_are_read(tmp_path: Path, index: Path, engine: str, ask: Ask) -> None:
    packed = tmp_path / "pages.jsonl.gz"
    packed.write_bytes(gzip.compress(json.dumps({"id": "packed", "text": "a hedgehog"}).encode()))
    stream = io.BytesIO(json.dumps({"id": "piped", "text": "another hedgehog"}).encode())
    rebuild(index, [str(packed), "-"], engine=engine, stdin=stream)
    assert sorted(ask("hedgehog")) == ["packed", "piped"]
    packed.write_bytes(gzip.compress(json.dumps({"id": "packed", "text": "a badger and more"}).encode()))
    os.utime(packed, ns=(10**18, 10**18))
    report = update(index)
    assert (report.changed, report.removed) == (1, 0)
    assert ask("hedgehog") == ["piped"], "what came on standard input stays until a rebuild"


def test_a_file_that_is_no_document_any_more_is_removed_and_reported(docs: Path, index: Path, engine: str, ask: Ask) -> None:
    rebuild(index, [str(docs)], engine=engine)
    touch(docs / "ja.txt", "")
    report = update(index)
    assert report.removed == 1
    assert [(name, code) for name, code, _ in report.failed] == [("ja.txt", "empty")]
    assert ask("緑茶") == []
    assert [code for _, code, _ in update(index).failed] == ["empty"], "a bad file is reported every time"


def test_a_file_that_cannot_be_read_keeps_its_documents(
    docs: Path, index: Path, engine: str, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuild(index, [str(docs)], engine=engine)
    touch(docs / "ja.txt", "something else")

    def refuse(*_: object, **__: object) -> Iterator[DocumentError]:
        yield DocumentError("ja.txt", "unreadable", "Input/output error")

    with monkeypatch.context() as patch:  # permissions would not do: root reads everything
        patch.setattr("search.ingest.updating.read", refuse)
        report = update(index)
    assert report.removed == 0
    assert [code for _, code, _ in report.failed] == ["unreadable"]
    assert report.info.text_size == sum(len(text.encode()) for text in TEXTS.values())
    assert ask("緑茶") == ["ja.txt"]
    assert update(index).changed == 1, "it is read again as soon as it can be"


def test_a_path_that_is_not_there_any_more_keeps_its_documents(docs: Path, index: Path, engine: str, ask: Ask) -> None:
    other = docs.parent / "other"
    touch(other / "hedgehog.txt", "A hedgehog.")
    rebuild(index, [str(docs), str(other)], engine=engine)
    shutil.move(other, docs.parent / "away")
    (docs / "ja.txt").unlink()
    report = update(index)
    assert report.removed == 1
    assert [(name, code) for name, code, _ in report.failed] == [(str(other), "not-found")]
    assert ask("hedgehog") == ["hedgehog.txt"]
    shutil.move(docs.parent / "away", other)
    assert update(index).failed == ()


def test_an_update_that_would_empty_the_index_is_refused(docs: Path, index: Path, engine: str, ask: Ask) -> None:
    rebuild(index, [str(docs)], engine=engine)
    for path in docs.rglob("*.txt"):
        path.unlink()
    with pytest.raises(NothingIndexed, match="mounted"):
        update(index)
    assert ask("緑茶") == ["ja.txt"]


def test_a_rebuild_that_finds_nothing_keeps_the_old_index(docs: Path, index: Path, engine: str, ask: Ask) -> None:
    rebuild(index, [str(docs)], engine=engine)
    (docs.parent / "empty").mkdir()
    with pytest.raises(NothingIndexed, match="as it was"):
        rebuild(index, [str(docs.parent / "empty")], engine=engine)
    assert ask("緑茶") == ["ja.txt"]
    assert [path.name for path in (index / engine).iterdir()] == ["1"]


def test_an_id_claimed_twice_is_reported_and_changes_hands_when_its_owner_goes(docs: Path, index: Path, engine: str, ask: Ask) -> None:
    for name, word in (("a.jsonl", "hedgehog"), ("b.jsonl", "badger")):
        touch(docs / name, json.dumps({"id": "same", "text": f"one {word}"}))
    report = rebuild(index, [str(docs)], engine=engine)
    assert [(name, code) for name, code, _ in report.failed] == [("same", "duplicate-id")]
    assert ask("hedgehog") == ["same"] and ask("badger") == []
    (docs / "a.jsonl").unlink()
    report = update(index)
    assert (report.changed, report.removed, report.failed) == (1, 0, ())
    assert ask("hedgehog") == [] and ask("badger") == ["same"]


def test_the_earlier_file_wins_an_id_whichever_came_first(docs: Path, index: Path, engine: str, ask: Ask) -> None:
    touch(docs / "b.jsonl", json.dumps({"id": "same", "text": "one badger"}))
    rebuild(index, [str(docs)], engine=engine)
    touch(docs / "a.jsonl", json.dumps({"id": "same", "text": "one hedgehog"}))
    update(index)
    assert ask("hedgehog") == ["same"] and ask("badger") == []
    touch(docs / "c.jsonl", json.dumps({"id": "same", "text": "one crow"}))
    report = update(index)
    assert {code for _, code, _ in report.failed} == {"duplicate-id"}
    assert ask("hedgehog") == ["same"] and ask("crow") == []


def test_a_removed_document_stays_out_until_its_content_changes(docs: Path, index: Path, engine: str, ask: Ask) -> None:
    rebuild(index, [str(docs)], engine=engine)
    report = remove(index, ["ja.txt", "sub/no.txt"])
    assert (report.removed, report.info.documents) == (2, 2)
    assert report.info.text_size == sum(len(TEXTS[name].encode()) for name in ("vi.txt", "ar.txt"))
    assert ask("緑茶") == []
    touch(docs / "ja.txt", TEXTS["ja.txt"])
    assert update(index).added == 0
    touch(docs / "ja.txt", TEXTS["ja.txt"] + "改訂。")
    assert update(index).added == 1
    assert ask("緑茶") == ["ja.txt"] and ask("høyskole") == []


def test_removing_an_unknown_document_removes_nothing(docs: Path, index: Path, engine: str, ask: Ask) -> None:
    rebuild(index, [str(docs)], engine=engine)
    with pytest.raises(UnknownDocument, match="nothing was removed"):
        remove(index, ["ja.txt", "nothing.txt"])
    assert ask("緑茶") == ["ja.txt"]


def test_an_update_may_be_started_from_another_folder(
    docs: Path, index: Path, engine: str, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(docs.parent)
    rebuild(index, ["docs"], engine=engine)
    assert info(index).sources == ("docs",)
    monkeypatch.chdir("/")
    assert update(index).unchanged == 4
    touch(docs / "ja.txt", "緑茶と紅茶")
    (docs / "ar.txt").unlink()
    report = update(index)
    assert (report.added, report.changed, report.removed) == (0, 1, 1)
    monkeypatch.chdir(docs.parent)
    assert update(index).info.generation == report.info.generation
    assert ask("紅茶") == ["ja.txt"]


def test_an_update_may_take_up_further_paths(docs: Path, index: Path, engine: str, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    rebuild(index, [str(docs)], engine=engine)
    touch(docs.parent / "other" / "hedgehog.txt", "A hedgehog.")
    monkeypatch.chdir(docs.parent)
    assert update(index, ["other"]).added == 1
    monkeypatch.chdir("/")
    touch(docs.parent / "other" / "badger.txt", "A badger.")
    report = update(index)
    assert (report.added, report.unchanged) == (1, 5)
    assert ask("badger") == ["badger.txt"]
    assert update(index, [str(docs)]).info.generation == report.info.generation, "a PATH that is known already changes nothing"
    with pytest.raises(UsageError):
        update(index, ["nowhere"])
    with pytest.raises(UsageError):
        update(index, ["-"])
