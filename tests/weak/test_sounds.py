"""A name typed in one script finds it in others, as an extra: shown after the full matches, marked, explained, never counted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from search.lookup import search
from search.model import Page, SearchRequest
from search.text.sounds import difference, spoken
from search.vocabulary.sounds import sounds_of
from search.vocabulary.words import vocabulary_of
from tests.promises.corpus import Corpus, corpus, texts

PAGES = texts(
    en="The embassy of Vietnam moved to a new house in Hanoi, and the mayor came to see it on the first day.",
    ja="ハノイの市場では、朝早くから多くの人が野菜や果物を買っている。ベトナムの夏は長い。",
    ru="Поезд пришёл утром, а Ханой ещё спал, и на улицах Вьетнама было тихо. Вьетнам проснулся поздно.",
    ar="وصل الوزير إلى هانوي في الصباح، ثم سافر من فيتنام إلى بلاده في المساء.",
    ko="하노이에서 열린 회의에 많은 학생이 참석했고, 베트남의 음식도 먹었다.",
    vi="Sáng nay trời mưa to, đường phố Hà Nội vắng người, còn chợ thì vẫn đông như mọi ngày.",
    no="Hun kjøpte en hane og en hund på markedet, og ingen av dem ville sove om natten.",
)


@pytest.fixture(scope="module", params=("tantivy", "whoosh", "memory"))
def pages(request: pytest.FixtureRequest) -> Iterator[Corpus]:
    with corpus(PAGES, str(request.param)) as built:
        yield built


def asked(pages: Corpus, query: str) -> Page:
    return search(pages.engine, SearchRequest(query))


@pytest.mark.parametrize(
    ("typed", "full", "alike"),
    [
        ("Hanoi", {"en", "vi"}, {"ja", "ru", "ar", "ko"}),
        ("Vietnam", {"en"}, {"ja", "ru", "ar", "ko"}),
        ("ハノイ", {"ja"}, {"en", "ru", "ar"}),
        ("Ханой", {"ru"}, {"en", "ja", "ar", "ko"}),
        ("فيتنام", {"ar"}, {"en", "ru"}),
        ("Hà Nội", {"vi"}, {"ja", "ru", "ar", "ko", "en"}),
    ],
)
def test_a_name_is_found_in_other_scripts_after_what_holds_it_as_it_is_typed(
    pages: Corpus, typed: str, full: set[str], alike: set[str]
) -> None:
    page = asked(pages, typed)
    matched = [hit.matched for hit in page.hits]
    assert matched == sorted(matched)
    assert {hit.id for hit in page.hits if hit.matched == "some"} >= alike - {hit.id for hit in page.hits if hit.matched == "all"}
    assert {hit.id for hit in page.hits if hit.matched == "all"} <= full
    assert page.total == matched.count("all")
    assert "no" not in {hit.id for hit in page.hits}


def test_the_name_is_marked_whole_and_the_reason_is_said(pages: Corpus) -> None:
    hits = {hit.id: hit for hit in asked(pages, "Hanoi").hits}
    for id, written in (("ja", "ハノイ"), ("ru", "Ханой"), ("ar", "هانوي")):
        assert {(why.rung, why.term) for why in hits[id].why} == {("sound", "Hanoi")}
        snippet = hits[id].snippets[0]
        assert written in [snippet.text[start:end] for start, end in snippet.marks]


def test_a_name_is_found_in_the_cases_of_its_language(pages: Corpus) -> None:
    [hit] = [hit for hit in asked(pages, "Vietnam").hits if hit.id == "ru"]
    assert ("Vietnam", "sound", "Вьетнама") in {(why.term, why.rung, why.form) for why in hit.why}


def test_a_word_that_a_page_holds_brings_only_what_sounds_the_same() -> None:
    cs, ru = "Publikujte své články každý den, i když prší.", "Опубликуйте статью сегодня вечером, пожалуйста."
    assert difference(spoken("publikujte"), spoken("опубликуйте")) not in (None, 0.0)
    for documents, found in ((texts(cs=cs, ru=ru), ["cs"]), (texts(ru=ru), ["ru"])):
        with corpus(documents, "memory") as built:
            assert [hit.id for hit in search(built.engine, SearchRequest("publikujte")).hits] == found


def test_where_only_alike_sounding_names_are_found_nothing_is_counted_and_that_is_said() -> None:
    with corpus(texts(ja="ハノイの市場では、朝早くから多くの人が野菜を買っている。", no="Hun kjøpte en hane."), "memory") as built:
        page = search(built.engine, SearchRequest("Hanoi"))
    assert (page.total, [hit.id for hit in page.hits], [each.code for each in page.warnings]) == (0, ["ja"], ["only-similar"])


@pytest.mark.parametrize("typed", ['"Hanoi"', "hano*", "market -Hanoi", "2025", "og"])
def test_what_is_quoted_cut_off_or_excluded_is_not_looked_for_by_its_sound(pages: Corpus, typed: str) -> None:
    assert all(why.rung != "sound" for hit in asked(pages, typed).hits for why in hit.why)


def test_the_words_that_sound_alike_are_those_that_a_slow_search_finds(pages: Corpus) -> None:
    vocabulary = vocabulary_of(pages.engine)
    words = [word for latin in (True, False) for word in vocabulary.spoken(latin=latin)[0].split("\n")]
    for typed in ("hanoi", "vietnam", "ханой", "ハノイ", "فيتنام", "하노이"):
        found = {each.word: each.difference for each in sounds_of(pages.engine).alike(typed)}
        slow = {word: apart for word in words if word != typed and (apart := difference(spoken(typed), spoken(word))) is not None}
        assert found.keys() <= slow.keys()
        assert min(slow.values()) in found.values()
