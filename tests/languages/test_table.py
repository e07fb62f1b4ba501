"""The table of languages: its order, its look-ups, its data files."""

from __future__ import annotations

from pathlib import Path

import pytest

import search.languages
from search.languages import LANGUAGES, language, languages_for
from search.text.unicode import scripts

DATA = Path(search.languages.__file__).parent / "data"
GOLDEN = Path(__file__).parent / "golden"

WANTED = (
    "af am ar az be bg bn cs cy da de el en es fa fi fo fr gl gu he hi hu id is it ja ka kk kn ko ky la lb lv mk ml mn mr nl no pa pl pt ro"
    " ru si sk sl sq sv sw ta te th tr tt uk ur uz vi zh und"
)


def codes(leaf: str, *present: str) -> list[str]:
    return [each.code for each in languages_for(scripts(leaf), present)]


def test_every_language_that_is_promised_has_its_row_its_function_words_and_its_golden_file() -> None:
    assert set(WANTED.split()) <= LANGUAGES.keys()
    for code in WANTED.split():
        assert (GOLDEN / f"{code}.tsv").exists(), f"write tests/languages/golden/{code}.tsv"
        assert code == "und" or (DATA / f"{code}.txt").exists(), f"write search/languages/data/{code}.txt"
    assert list(LANGUAGES)[-1] == "und"


def test_a_language_without_a_row_is_analysed_as_undetermined() -> None:
    assert language("mt") is language("und")
    assert language("no") is LANGUAGES["no"]


@pytest.mark.parametrize(("leaf", "present", "expected"), [
    ("bedrift", ("no", "en", "ja", "ar"), ["no", "en"]),
    ("産業", ("zh", "ja", "vi"), ["ja", "zh"]),
    ("さんぎょう", ("zh", "ja"), ["ja"]),
    ("Tシャツ", ("ja", "en"), ["ja"]),
    ("57-NQ/TW号", ("ja", "vi"), ["ja"]),
    ("57-NQ/TW", ("ja", "vi", "en"), ["en", "vi"]),
    ("iPhone'ом", ("ru", "uk", "en"), ["uk", "ru"]),
    ("الإعلام", ("ar", "fa", "ur", "en"), ["ar", "fa", "ur"]),
    ("2024", ("ja", "vi", "no"), ["und"]),
    ("bedrift", ("ja",), ["und"]),
    ("bedrift", ("no", "und"), ["no", "und"]),
    ("bedrift", ("no", "mt"), ["no", "und"]),
    ("китоб", ("uz", "kk", "en"), ["uz", "kk"]),
    ("한국", ("ko", "ja"), ["ko"]),
])
def test_a_leaf_is_analysed_under_the_languages_that_its_letters_allow(leaf: str, present: tuple[str, ...], expected: list[str]) -> None:
    assert codes(leaf, *present) == expected


def test_every_data_file_says_where_its_words_come_from() -> None:
    files = sorted(DATA.rglob("*.txt"))
    assert len(files) > 30
    for path in files:
        head = path.read_text(encoding="utf-8").split("\n\n")[0]
        assert "Source:" in head and "Licence:" in head, f"{path.name}: the head must name source and licence"


def test_lists_of_function_words_are_short_and_belong_to_a_row() -> None:
    """Long lists hold content words; a content word in a list is a word that cannot be asked for."""
    for path in DATA.glob("*.txt"):
        assert path.stem in LANGUAGES, f"{path.name} belongs to no row"
        words = [word for line in path.read_text(encoding="utf-8").split("\n") for word in line.partition("#")[0].split()]
        assert 10 <= len(words) <= 250, f"{path.name} has {len(words)} words"


@pytest.mark.parametrize(("code", "content"), [
    ("no", "bedrift land menneske år"), ("en", "world state work year"), ("vi", "việt nam công nhà người năm"), ("ar", "رئيس دولة عام يوم"),
    ("de", "Haus Land Jahr"), ("zh", "中国 人 年 工作"), ("ru", "человек год город"),
])
def test_common_nouns_are_no_function_words(code: str, content: str) -> None:
    for word in content.split():
        assert not language(code).forms(word).function, f"{word} would be skipped in {code} queries"
