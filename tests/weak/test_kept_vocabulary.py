"""The words of an index are read once, and kept in a file beside it that is never trusted further than it deserves."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import SearchRequest, open_service, rebuild, service
from search.engines.tantivy.engine import TantivyEngine
from search.vocabulary.kept import Kept
from search.vocabulary.words import Vocabulary

WORDS = st.dictionaries(st.text(alphabet="abcdeéøđ語スя하น", min_size=3, max_size=9), st.integers(1, 9), max_size=30)


@given(WORDS, st.text(alphabet="abcdeéøđ", min_size=3, max_size=9))
def test_a_vocabulary_is_the_same_after_it_was_packed(frequencies: Mapping[str, int], typed: str) -> None:
    made = Vocabulary(sorted(frequencies.items()))
    again = Vocabulary.unpacked(made.packed())
    assert [(again.word(number), again.frequency(again.word(number))) for number in range(len(again))] == [
        (made.word(number), made.frequency(made.word(number))) for number in range(len(made))
    ]
    for latin in (True, False):
        (lines, df), (lines_again, df_again) = made.spoken(latin=latin), again.spoken(latin=latin)
        assert (lines_again, df_again.tolist()) == (lines, df.tolist())
        assert [again.spoken_word(number, latin=latin) for number in range(len(df))] == (lines.split("\n") if lines else [])
    for least in (1, 3):
        assert again.near(typed, 2, same_first=False, least=least) == made.near(typed, 2, same_first=False, least=least)
    assert list(again.holding(typed[:2])) == list(made.holding(typed[:2]))
    assert list(again.beginning(typed[:1])) == list(made.beginning(typed[:1]))


@pytest.mark.parametrize("content", [b"", b"words" * 1000])
def test_what_is_kept_is_given_back_for_the_same_stamp_only(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "kept"
    assert Kept(file, "1").load() is None
    Kept(file, "1").save(content)
    assert Kept(file, "1").load() == content
    assert Kept(file, "2").load() is None
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def test_a_file_that_is_cut_or_changed_anywhere_is_as_good_as_none(tmp_path: Path) -> None:
    file = tmp_path / "kept"
    Kept(file, "1").save(b"some words")
    whole = file.read_bytes()
    for at in range(len(whole)):
        file.write_bytes(whole[:at])
        assert Kept(file, "1").load() is None
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert Kept(file, "1").load() in (None, b"some words"), "a bit without meaning may change, no letter of the content"


def test_where_nothing_can_be_written_nothing_is_kept_and_nobody_fails(tmp_path: Path) -> None:
    nowhere = Kept(tmp_path / "missing" / "kept", "1")
    nowhere.save(b"some words")
    assert nowhere.load() is None
    (tmp_path / "folder").mkdir()
    in_the_way = Kept(tmp_path / "folder", "1")
    in_the_way.save(b"some words")
    assert in_the_way.load() is None
    assert [path.name for path in tmp_path.iterdir()] == ["folder"], "no half-written file stays"


@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The fields whose words an engine was asked to list, all of them."""
    asked: list[str] = []
    terms = TantivyEngine.terms

    def counted(self: TantivyEngine, field: str, prefix: str = "", limit: int | None = None) -> list[tuple[str, int]]:
        if not prefix and limit is None:
            asked.append(field)
        return terms(self, field, prefix, limit)

    monkeypatch.setattr(TantivyEngine, "terms", counted)
    return asked


def _suggestion(index: Path, query: str) -> str | None:
    with open_service(index) as opened:
        return opened.search(SearchRequest(query)).suggestion


def test_the_second_process_reads_the_file_and_a_new_generation_does_not(tmp_path: Path, listed: list[str]) -> None:
    docs, index = tmp_path / "docs", tmp_path / "index"
    docs.mkdir()
    (docs / "a.txt").write_text("The orchestra played a symphony.\n")
    rebuild(index, [str(docs)], engine="tantivy")
    assert _suggestion(index, "symphnoy") == "symphony"
    assert listed.count("exact") == 1
    assert _suggestion(index, "symphnoy") == "symphony"
    assert listed.count("exact") == 1, "the words were read from the file"
    (docs / "a.txt").write_text("The orchestra played a concerto.\n")
    rebuild(index, [str(docs)], engine="tantivy")
    assert _suggestion(index, "concreto") == "concerto"
    assert _suggestion(index, "symphnoy") is None


def test_a_file_of_another_index_is_not_believed(tmp_path: Path, listed: list[str]) -> None:
    found: list[Path] = []
    for name, text in (("one", "The orchestra played a symphony.\n"), ("two", "The orchestra played a concerto.\n")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(text)
        rebuild(tmp_path / f"{name}-index", [str(tmp_path / name)], engine="tantivy")
        _suggestion(tmp_path / f"{name}-index", "symphnoy")
        found += (tmp_path / f"{name}-index").rglob(service.VOCABULARY)
    assert len(found) == 2
    found[1].write_bytes(found[0].read_bytes())
    before = listed.count("exact")
    assert _suggestion(tmp_path / "two-index", "concreto") == "concerto"
    assert listed.count("exact") == before + 1
