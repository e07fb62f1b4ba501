"""The files of a user's word lists: what a line may be, and that a slip is told by file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.errors import BadWordList, UnknownParameterValue
from search.languages import LANGUAGES
from search.wordlists import EVERY, NO_LISTS, WordLists, current, key_of, read_lists, using


def read(folder: Path, **files: str) -> WordLists:
    """The lists of these files; ``_`` in a name stands for a dot."""
    for name, content in files.items():
        (folder / f"{name.replace('_', '.')}.txt").write_text(content, encoding="utf-8")
    return read_lists(folder, LANGUAGES)


def test_two_way_lines_lead_from_each_term_to_all_others(tmp_path: Path) -> None:
    table = read(tmp_path, synonyms="# cars\n\ncar, Automobile,  motor vehicle\r\n").synonyms[EVERY]
    assert table == {
        "car": ("Automobile", "motor vehicle"), "automobile": ("car", "motor vehicle"), "motor vehicle": ("car", "Automobile")}


def test_one_way_lines_lead_from_left_to_right_only(tmp_path: Path) -> None:
    table = read(tmp_path, synonyms="KI, AI => kunstig intelligens, KI").synonyms[EVERY]
    assert table == {"ki": ("kunstig intelligens",), "ai": ("kunstig intelligens", "KI")}


def test_a_comma_may_be_escaped_as_in_solr(tmp_path: Path) -> None:
    assert read(tmp_path, synonyms=r"1\,5, halvannen").synonyms[EVERY] == {key_of("1,5"): ("halvannen",), "halvannen": ("1,5",)}


def test_lines_and_files_add_up(tmp_path: Path) -> None:
    lists = read(tmp_path, synonyms="car, automobile\ncar, motorcar", synonyms_no="bil, kjøretøy")
    assert lists.synonyms[EVERY]["car"] == ("automobile", "motorcar")
    assert lists.synonyms["no"] == {"bil": ("kjøretøy",), "kjøretøy": ("bil",)}


@pytest.mark.parametrize(("first", "second"), [
    ("ﾍﾞﾄﾅﾑ", "ベトナム"), ("E-Mail", "e-mail"), ("hòa bình", "HOÀ BÌNH"), ("مُحَمَّد", "محمد"), ("東京 大学", "東京大学"),
])
def test_terms_are_looked_up_as_words_are(first: str, second: str) -> None:
    assert key_of(first) == key_of(second)


def test_a_byte_order_mark_is_no_part_of_a_word(tmp_path: Path) -> None:
    (tmp_path / "protected.txt").write_bytes(b"\xef\xbb\xbfWindows\n")
    assert read_lists(tmp_path, LANGUAGES).protected == {EVERY: frozenset({"windows"})}


def test_words_that_stay_whole_go_to_the_language_of_their_letters(tmp_path: Path) -> None:
    whole = read(tmp_path, words="国際イノベーションセンター\n갤럭시노트", words_ja="裾野産業").whole
    assert whole["ja"].words == ("国際イノベーションセンター", "裾野産業")
    assert whole["ko"].words == ("갤럭시노트",)


@pytest.mark.parametrize(("name", "content", "line", "reason"), [
    ("synonyms", "car, automobile\nlorry", 2, "nothing but 'lorry'"),
    ("synonyms.no", "a => b => c", 1, "more than one =>"),
    ("synonyms", "# fine\ncar,, automobile", 2, "without a letter or digit"),
    ("synonyms", "car =>", 1, "without a letter or digit"),
    ("synonyms", "car, a b c d e f g h i j k", 1, "more than 10 words"),
    ("protected", "Windows\nNew York", 2, "is not one word"),
    ("words", "Windows", 1, "Japanese or Korean letters alone"),
    ("words.ja", "갤럭시노트", 1, "Japanese or Korean letters alone"),
    ("words.ja", "第57号", 1, "Japanese or Korean letters alone"),
    ("words.ja", "ドナルド・トランプ", 1, "Japanese or Korean letters alone"),
    ("words.ko", "가" * 61, 1, "longer than 60"),
])
def test_a_bad_line_is_told_by_file_and_line(tmp_path: Path, name: str, content: str, line: int, reason: str) -> None:
    (tmp_path / f"{name}.txt").write_text(content, encoding="utf-8")
    with pytest.raises(BadWordList, match=reason) as caught:
        read_lists(tmp_path, LANGUAGES)
    assert caught.value.line == line
    assert str(caught.value).startswith(f"{tmp_path / name}.txt, line {line}: ")


@pytest.mark.parametrize(("name", "reason"), [
    ("synonym.txt", "there are synonyms.txt"), ("synonyms.xx.txt", "no language of glotta"), ("words.th.txt", "no dictionary cuts")])
def test_a_file_that_would_do_nothing_is_refused(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / name).write_text("a, b\n", encoding="utf-8")
    with pytest.raises(BadWordList, match=reason):
        read_lists(tmp_path, LANGUAGES)


def test_a_file_in_another_encoding_is_refused_at_its_line(tmp_path: Path) -> None:
    (tmp_path / "synonyms.txt").write_bytes("car, automobile\nbil, kjøretøy\n".encode("latin-1"))
    with pytest.raises(BadWordList, match=r"line 2: is not UTF-8"):
        read_lists(tmp_path, LANGUAGES)


def test_other_files_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("lists of ours", encoding="utf-8")
    assert not read_lists(tmp_path, LANGUAGES).synonyms


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnknownParameterValue, match="nowhere"):
        read_lists(tmp_path / "nowhere", LANGUAGES)


def test_lists_are_in_force_inside_the_block_only(tmp_path: Path) -> None:
    lists = read(tmp_path, protected="Windows")
    with using(lists):
        assert current() is lists
    assert current() is NO_LISTS


def test_only_what_changes_the_analysis_is_in_the_digest(tmp_path: Path) -> None:
    assert read(tmp_path, synonyms="car, automobile").digest == ""
    protected = read(tmp_path, protected="Windows").digest
    assert protected
    assert read(tmp_path, synonyms="car, motorcar").digest == protected
    assert read(tmp_path, words_ja="裾野産業").digest != protected
