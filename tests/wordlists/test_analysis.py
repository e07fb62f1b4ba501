"""Protected words and words that stay whole: in documents and queries alike, part of the fingerprint, through every door."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from search import IndexIncompatible, SearchRequest, SearchService, open_service, rebuild, update
from search.analysis.analyse import analyse
from search.analysis.forms import word_forms
from search.errors import BadWordList
from search.generations.fingerprint import fingerprint
from search.ingest.workers import Analysts
from search.languages import LANGUAGES, language
from search.model import Document
from search.wordlists import NO_LISTS, WordLists, read_lists, using
from tests.promises.corpus import corpus, texts

JA = "国際イノベーションセンターの構築と緑茶飲料について、東京都と京都で話しました。"
KO = "정부는 어제 갤럭시노트를 발표했고 의원들은 그것을 주의 깊게 읽겠다고 말했다."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "words"
    made.mkdir()
    (made / "protected.txt").write_text("Windows\n", encoding="utf-8")
    (made / "protected.no.txt").write_text("høyskolen\n", encoding="utf-8")
    (made / "words.txt").write_text("国際イノベーションセンター\n緑茶飲料\n京都\n갤럭시노트\n", encoding="utf-8")
    return made


@pytest.fixture
def lists(folder: Path) -> WordLists:
    return read_lists(folder, LANGUAGES)


def words(code: str, text: str) -> list[str]:
    return [text[start:end] for start, end, _ in language(code).segment(text)]


def bases(code: str, word: str) -> tuple[str, ...]:
    forms = word_forms(code, word, None)
    assert forms is not None
    return forms.row.word


def test_a_protected_word_is_its_own_only_base_form(lists: WordLists) -> None:
    assert bases("en", "Windows") == ("en:window",)
    with using(lists):
        assert bases("en", "Windows") == ("en:windows",)
        assert bases("no", "høyskolen") == ("no:høyskolen", "~no:hoyskolen")
        assert bases("en", "houses") == ("en:hous",)
    assert bases("no", "høyskolen") != ("no:høyskolen",)


def test_a_word_stays_whole_where_it_stands_and_nowhere_else(lists: WordLists) -> None:
    with using(lists):
        cut = words("ja", JA)
        assert {"国際イノベーションセンター", "緑茶飲料", "東京", "都", "京都"} <= set(cut)
        assert cut.count("京都") == 1, "京都 is no word of 東京都"
        assert words("ko", KO)[3:5] == ["갤럭시노트", "를"]
    assert {"国際", "センター", "緑茶"} <= set(words("ja", JA))
    assert "갤럭시노트" not in words("ko", KO)


def test_of_two_listed_words_the_longer_one_stays_whole(tmp_path: Path) -> None:
    (tmp_path / "words.ja.txt").write_text("国際\nセンター\n国際センター\n", encoding="utf-8")
    with using(read_lists(tmp_path, LANGUAGES)):
        assert words("ja", "国際センターで") == ["国際センター", "で"]


def test_lists_of_two_threads_do_not_meet(lists: WordLists) -> None:
    def cut(number: int) -> list[str]:
        with using(lists if number % 2 else NO_LISTS):
            return words("ja", JA)

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(cut, range(40)))
    assert all(("緑茶飲料" in result) == bool(number % 2) for number, result in enumerate(results))


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_parts_of_a_whole_word_are_still_found(lists: WordLists, engine: str) -> None:
    """Promise 2 holds for words that stay whole: what is written is found, as a part of running text."""
    company = texts(ja=JA, ko=KO, en="Windows is a system. The window of the house was open.", zh="他们昨天参观了国际创新中心。")
    with using(lists), corpus(company, engine) as built:
        for run in ("国際イノベーションセンター", "イノベーション", "緑茶", "茶飲", "京"):
            assert "ja" in built.full(run), run
        for run in ("갤럭시노트", "갤럭시", "시노"):
            assert "ko" in built.full(run), run
        assert built.full("Windows") == ["en"]
        assert built.full("windowing") == ["en"]  # by window, which is not protected


def test_lists_that_change_the_analysis_change_the_fingerprint(lists: WordLists, tmp_path: Path) -> None:
    plain = fingerprint("memory")
    (tmp_path / "synonyms.txt").write_text("car, automobile\n", encoding="utf-8")
    with using(read_lists(tmp_path, LANGUAGES)):
        assert fingerprint("memory") == plain
    with using(lists):
        assert fingerprint("memory") != plain
    assert fingerprint("memory") == plain


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    made = tmp_path / "pages"
    made.mkdir()
    for name, text in {"ja": JA, "ko": KO, "en": "The automobile was parked in the street."}.items():
        (made / f"{name}.txt").write_text(text, encoding="utf-8")
    return made


def test_an_index_is_refused_without_the_lists_that_it_was_built_with(tmp_path: Path, pages: Path, folder: Path) -> None:
    index = tmp_path / "index"
    rebuild(index, [str(pages)], words=folder)
    with open_service(index, words=folder) as service:
        assert service.search(SearchRequest("国際イノベーションセンター")).total == 1
    with open_service(index) as service, pytest.raises(IndexIncompatible, match="Name their folder"):
        service.search(SearchRequest("緑茶"))
    with pytest.raises(IndexIncompatible, match="Name their folder"):
        update(index)
    assert update(index, words=folder).unchanged == 3


def test_synonyms_may_change_without_a_rebuild(tmp_path: Path, pages: Path) -> None:
    rebuild(tmp_path / "index", [str(pages)])
    made = tmp_path / "synonyms"
    made.mkdir()
    for line, total in (("car, automobile", 1), ("car, lorry", 0)):
        (made / "synonyms.txt").write_text(line, encoding="utf-8")
        with open_service(tmp_path / "index", words=made) as service:
            assert service.search(SearchRequest("car")).total == total


def test_a_bad_line_stops_a_rebuild_before_anything_is_written(tmp_path: Path, pages: Path, folder: Path) -> None:
    index = tmp_path / "index"
    report = rebuild(index, [str(pages)], words=folder)
    (folder / "synonyms.txt").write_text("car\n", encoding="utf-8")
    with pytest.raises(BadWordList, match=r"synonyms\.txt, line 1"):
        rebuild(index, [str(pages)], words=folder)
    (folder / "synonyms.txt").unlink()
    with open_service(index, words=folder) as service:
        assert service.info() == report.info


def test_a_service_reads_its_lists_when_it_is_made(tmp_path: Path, folder: Path) -> None:
    (folder / "synonyms.txt").write_text("car\n", encoding="utf-8")
    with pytest.raises(BadWordList):
        open_service(tmp_path / "index", words=folder)
    assert isinstance(open_service(tmp_path / "index"), SearchService)


def test_worker_processes_have_the_lists_of_their_parent(lists: WordLists) -> None:
    document = Document("ja", JA)
    analysts = Analysts(2, expected=10_000_000)
    try:
        with using(lists):
            results = [*analysts.submit(document), *analysts.finish()]
            here = analyse(document)
        assert results == [here]
        assert here != analyse(document)
    finally:
        analysts.close()
