"""The service: it follows the live generation without failing anybody, from several threads and after a fork."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from search import IndexMissing, SearchRequest, SearchService, UnknownDocument, generations, open_service, rebuild
from search.generations.manifest import MANIFEST, read_manifest
from search.vocabulary import words as vocabulary
from search.vocabulary.sounds import sounds_of

QUERIES = ("緑茶", "công nghiệp hỗ trợ", "grønne høyskoler", "الإعلام")


def ids(service: SearchService, query: str) -> list[str]:
    return [hit.id for hit in service.search(SearchRequest(query)).hits]


def test_a_service_may_be_opened_before_there_is_an_index(docs: Path, index: Path) -> None:
    with open_service(index) as service:
        with pytest.raises(IndexMissing, match="glotta index rebuild"):
            service.search(SearchRequest("緑茶"))
        assert dict(service.analyze("緑茶", "ja")), "analysis needs no index"
        rebuild(index, [str(docs)])
        assert ids(service, "緑茶") == ["ja.txt"]


def test_every_question_is_answered_from_the_live_generation(docs: Path, index: Path) -> None:
    rebuild(index, [str(docs)])
    with open_service(index) as service:
        assert service.info().documents == 4
        assert set(service.languages()) >= {"ja", "vi", "no", "ar"}
        view = service.document("ja.txt", "緑茶")
        assert [view.document.text[start:end] for start, end in view.marks] == ["緑茶"]
        assert "høyskoler" in service.suggest("høysk")
        with pytest.raises(UnknownDocument):
            service.document("nothing")


@pytest.mark.parametrize("engines", [("whoosh", "whoosh"), ("tantivy", "tantivy"), ("whoosh", "tantivy"), ("tantivy", "whoosh")])
def test_rebuilding_while_readers_ask_in_a_loop_fails_and_empties_no_answer(docs: Path, index: Path, engines: tuple[str, str]) -> None:
    rebuild(index, [str(docs)], engine=engines[0])
    service = open_service(index)
    expected = {query: ids(service, query)[0] for query in QUERIES}
    stop, failures, answers = threading.Event(), [], [0]

    def ask() -> None:
        while not stop.is_set():
            for query, first in expected.items():
                try:
                    found = ids(service, query)
                except BaseException as error:  # noqa: BLE001 - shown below
                    failures.append(error)
                else:
                    answers[0] += 1
                    if not found or found[0] != first:
                        failures.append(AssertionError(f"{query}: {found}"))

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(6):
        rebuild(index, [str(docs)], engine=engines[number % 2])
        asked = answers[0] + len(expected)
        while answers[0] < asked and not failures:
            time.sleep(0.001)
    deadline = time.monotonic() + 60
    while service.info().generation < read_manifest(index).generation and time.monotonic() < deadline:
        time.sleep(0.01)
    stop.set()
    for thread in threads:
        thread.join()
    assert not failures, failures[:3]
    live = read_manifest(index)
    assert (service.info().engine, service.info().generation) == (live.engine, live.generation)
    service.close()
    with generations.writing(index):
        pass
    assert len(list(index.glob("*/*/glotta.lock"))) == 1, "closed generations are collected"


def test_an_answer_in_flight_keeps_its_generation_until_it_is_done(docs: Path, index: Path) -> None:
    rebuild(index, [str(docs)], engine="whoosh")
    with open_service(index) as service:
        with service._reading() as old:
            rebuild(index, [str(docs)], engine="whoosh")
            assert service.info().generation == 2
            assert old.held.data.exists()
            assert old.engine.fetch(["ja.txt"])[0]
        with generations.writing(index):
            assert not old.held.data.exists()


def test_the_words_of_a_new_generation_and_their_sounds_are_read_before_somebody_misspells_one(docs: Path, index: Path) -> None:
    rebuild(index, [str(docs)])
    with open_service(index) as service:
        ids(service, "緑茶")
        rebuild(index, [str(docs)])
        ids(service, "緑茶")
        with service._reading() as live:
            for thread in threading.enumerate():
                if thread.name == "glotta-vocabulary":
                    thread.join()
            assert live.engine in vocabulary._vocabularies._kept
            assert set(sounds_of(live.engine)._keyed) == {False, True}


def test_a_service_goes_on_with_the_old_index_when_the_new_one_cannot_be_used(
    docs: Path, index: Path, caplog: pytest.LogCaptureFixture
) -> None:
    rebuild(index, [str(docs)])
    with open_service(index) as service:
        assert ids(service, "緑茶") == ["ja.txt"]
        (index / f"{MANIFEST}.new").write_text("{}")
        os.replace(index / f"{MANIFEST}.new", index / MANIFEST)
        for _ in range(3):
            assert ids(service, "緑茶") == ["ja.txt"]
        assert len(caplog.records) == 1, "said once, not at every question"
        rebuild(index, [str(docs)])
        assert service.info().generation == 2


def test_a_closed_service_says_so(docs: Path, index: Path) -> None:
    rebuild(index, [str(docs)])
    service = open_service(index)
    ids(service, "緑茶")
    service.close()
    service.close()
    with pytest.raises(IndexMissing, match="closed"):
        ids(service, "緑茶")


def test_a_forked_child_opens_the_index_for_itself(docs: Path, index: Path) -> None:
    rebuild(index, [str(docs)])
    with open_service(index) as service:
        assert ids(service, "緑茶") == ["ja.txt"]
        inherited = service._live
        child = os.fork()
        if child == 0:
            try:
                good = service._live is None and ids(service, "緑茶") == ["ja.txt"] and service._live is not inherited
                os._exit(0 if good else 1)
            except BaseException:  # noqa: BLE001 - the child must never return into pytest
                os._exit(2)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        rebuild(index, [str(docs)])
        assert service.info().generation == 2


def test_settings_come_from_flags_then_environment_then_file_then_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert open_service().settings.index == Path("index")
    (tmp_path / "glotta.toml").write_text('index = "from-file"\nport = 9000\n')
    assert open_service().settings.index == Path("from-file")
    monkeypatch.setenv("GLOTTA_INDEX", "from-environment")
    assert open_service().settings.index == Path("from-environment")
    assert open_service("from-flag").settings.index == Path("from-flag")
    assert open_service().settings.port == 9000
    assert open_service(port=1).settings.port == 1
