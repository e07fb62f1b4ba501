"""Suggestions while typing: words and titles of the index, in the script being typed, and nothing that finds nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.analyse import analyse
from search.languages.ja import readings
from search.lookup import search
from search.model import Document, SearchRequest
from search.suggestions.completion import LONGEST, TITLE_LENGTH, TITLES, suggest
from search.vocabulary.readings import readings_of
from tests.promises.corpus import Corpus, corpus, documents_in, texts

CONG = "Phát triển công nghiệp hỗ trợ: Nâng cao vai trò địa phương"
JAPAN = "Japan har alltid vært en spesiell, strategisk og pålitelig partner for Vietnam."


@pytest.fixture(scope="module", params=("tantivy", "whoosh", "memory"))
def seeds(request: pytest.FixtureRequest, seeds_folder: Path) -> Iterator[Corpus]:
    with corpus(documents_in(str(seeds_folder)), str(request.param)) as built:
        while not readings_of(built.engine).complete:
            pass
        yield built


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [
        ("halv", "halvledere"),
        ("Halv", "Halvledere"),
        ("HALV", "HALVLEDERE"),
        ("Japan halv", "Japan halvledere"),
        ("(halv", "(halvledere"),
        ('"công ngh', '"công nghiệp'),
        ("cong", "công"),  # typed without marks
        ("cong ngh", "công nghiệp"),
        ("Cong", "Công"),
        ("gron", "grønn"),
        ("الاع", "الإعلام"),  # a hamza left out
        ("الإع", "الإعلام"),
        ("国際協", "国際協力"),  # running text: a word of its own after another
        ("半導", "半導体"),  # two words that are the beginning of one
        ("かがく", "科学"),  # kana that no input method has converted
        ("かが", "科学"),
        ("ぎじゅつ", "技術"),
        ("カガク", "科学"),
        ("かがくぎじゅ", "科学技術"),
        ("科学ぎじゅ", "科学技術"),
        ("いんた", "インターネット"),
        ("ＨＡＬＶ", "HALVLEDERE"),
    ],
)
def test_what_is_typed_goes_on_by_words_of_the_index(seeds: Corpus, typed: str, suggested: str) -> None:
    assert suggested in suggest(seeds.engine, typed)


@pytest.mark.parametrize("typed", ["công ngh", "cong nghiep", "ho tro", "Phát triển công ngh"])
def test_a_title_that_holds_what_is_typed_is_suggested_whole_after_the_words(seeds: Corpus, typed: str) -> None:
    suggested = suggest(seeds.engine, typed)
    assert suggested[-1] == CONG
    assert suggested.count(CONG) == 1


def test_a_finished_word_suggests_titles(seeds: Corpus) -> None:
    assert suggest(seeds.engine, "Japan ") == (JAPAN,)
    assert suggest(seeds.engine, JAPAN) == ()


@pytest.mark.parametrize("typed", ["", "  ", "-", "2023", "٢٠٢٣", "xyzq", "xyzq halv", "。", "\0", "\ud800", "日本の", "a" * (LONGEST + 1)])
def test_nothing_is_suggested_for_nothing_for_numbers_and_for_what_is_not_there(seeds: Corpus, typed: str) -> None:
    assert suggest(seeds.engine, typed) == ()


TYPED = ["c", "h", "H", "cong ngh", "Japan s", "Vietnam og ", "th", "か", "科", "日本と", "に", "ال", "في ال", "hỗ tr", "cao v"]


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.parametrize("limit", [1, 3, 8, 20])
def test_every_suggestion_is_another_query_that_finds_something(seeds: Corpus, typed: str, limit: int) -> None:
    suggested = suggest(seeds.engine, typed, limit)
    assert len(suggested) <= limit
    assert len(set(suggested)) == len(suggested)
    for query in suggested:
        assert query != typed
        assert len(query) > 1 or not query.isascii()
        assert any(map(str.isalpha, query))
        assert search(seeds.engine, SearchRequest(query)).total > 0, query


@given(st.text(max_size=12) | st.text("aăâco ngôđかがくカ科学技術の半導体\"'(-* :ا", max_size=8))
def test_any_text_may_be_typed(seeds: Corpus, typed: str) -> None:
    for query in suggest(seeds.engine, typed, 5):
        assert search(seeds.engine, SearchRequest(query)).total > 0


def test_marks_that_are_typed_count() -> None:
    with corpus(texts("Cả cộng đồng, một cộng sự", "Ngành công thương", "Một cồng chiêng, kế hoạch và cong queo")) as built:
        assert set(suggest(built.engine, "cong")) == {"công", "cộng", "cồng"}
        assert suggest(built.engine, "công") == ()
        assert suggest(built.engine, "cộ") == ("cộng",)
        assert "đồng" in suggest(built.engine, "d")
        assert suggest(built.engine, "cong t") == ("công thương",)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ha no", "hà nội"),
        ("Ha no", "Hà nội"),
        ("HA NO", "HÀ NỘI"),
        ("thanh pho ho ch", "thành phố hồ chí"),
        ("ha ph", "ha phong"),
        ('"ha no', '"hà nội'),
    ],
)
def test_words_before_the_one_being_typed_get_the_marks_they_have_beside_it(typed: str, first: str) -> None:
    known = ["Thủ đô Hà Nội và các tỉnh", "Tôi ở Hà Nội, họ nói với nhau", "Thành phố Hồ Chí Minh là nơi họ chỉ ra"]
    pages = [*known, "Phải có hạ nơi", "Ha phong o day"]
    with corpus(texts(*pages)) as built:
        assert suggest(built.engine, typed)[0] == first


def test_the_most_frequent_word_comes_first_and_function_words_last() -> None:
    en = "The government gave them a thermometer and the others a thesaurus."
    with corpus(texts(en, "They saw that the thesaurus was new.", "Nobody has seen the committee with that book.")) as built:
        suggested = suggest(built.engine, "th")
        assert suggested[:2] == ("thesaurus", "thermometer")
        assert set(suggested) >= {"the", "that"}


def test_words_that_stand_side_by_side_come_before_those_that_do_not() -> None:
    bodies = ["Hà Nội ngày nay và các nghị sĩ nói về công nghệ mới của ngành", *["Các nghị sĩ họp về công việc"] * 3]
    with corpus(texts(*bodies)) as built:
        assert suggest(built.engine, "công ngh")[0] == "công nghệ"


def test_persian_letters_stay_as_they_were_typed() -> None:
    with corpus(texts("این کتابخانه‌ی بزرگ و کتاب‌های آن برای همه‌ی مردم ایران است و ایرانیان آن را دوست دارند")) as built:
        assert "ایرانیان" in suggest(built.engine, "ایر")


def test_at_most_three_titles_cut_between_words_and_never_twice() -> None:
    long = "Annual report on " + "the fisheries of the northern counties " * 5
    titles = [long, long, "Report of the year", "A report", "The last report", "report"]
    with corpus([Document(str(at), f"Text {at}.", title=title, title_source="document") for at, title in enumerate(titles)]) as built:
        suggested = suggest(built.engine, "repo")
        assert suggested[0] == "report"
        shown = [each for each in suggested[1:] if each in ("Report of the year", "A report", "The last report") or long.startswith(each)]
        assert len(shown) == TITLES
        assert shown[0] == "Report of the year"  # begins with what was typed
        (cut,) = suggest(built.engine, "annual rep")[-1:]
        assert len(cut) <= TITLE_LENGTH and long.startswith(cut + " ")


def test_a_derived_title_is_not_suggested() -> None:
    title = "Fisheries in the north."
    with corpus([Document("a", f"{title} More text.", title=title, title_source="derived", title_span=(0, len(title)))]) as built:
        assert suggest(built.engine, "fish") == ("fisheries",)


def test_a_commit_is_seen() -> None:
    with corpus(texts("Regjeringen la fram en plan")) as built:
        assert suggest(built.engine, "regj") == ("regjeringen",)
        assert suggest(built.engine, "かが") == ()
        built.engine.add([analyse(Document("ja", "日本の科学技術について、政府は新しい計画を発表しました。", lang="ja"))])
        built.engine.commit()
        assert "科学" in suggest(built.engine, "かが")


READ = ["科学 かがく", "日本 にほん", "日本 にっぽん", "私 わたし", "言う いう", "科学技術 かがくぎじゅつ", "東京 とうきょう"]


@pytest.mark.parametrize(("word", "read"), [entry.split() for entry in READ])
def test_words_with_kanji_have_readings_as_they_are_typed(word: str, read: str) -> None:
    assert read in readings(word)


@pytest.mark.parametrize("word", ["", "abc", "凮", "々", "한국", "\0", "12"])
def test_what_cannot_be_read_has_no_reading(word: str) -> None:
    assert readings(word) == ()
