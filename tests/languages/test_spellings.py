"""Words that many spell otherwise than dictionaries do: cut, found and marked as what they are, in Korean and Thai."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.detection.commonwords import data_lines
from search.languages import language
from search.lookup import search
from search.model import Document, SearchRequest
from tests.promises.corpus import corpus

CODES = ("ko", "th")
ROWS = {code: [line.split() for line in data_lines(f"spellings/{code}")] for code in CODES}


def base_forms(code: str, text: str) -> set[str]:
    lang = language(code)
    return {form for start, end, lemma in lang.segment(text) for form in lang.forms(text[start:end], lemma).word}


@pytest.mark.parametrize("code", CODES)
def test_every_spelling_of_a_list_has_one_standard_which_is_the_other_spelling_of_none(code: str) -> None:
    others = [other for row in ROWS[code] for other in row[1:]]
    assert len(others) == len(set(others))
    assert not {row[0] for row in ROWS[code]} & set(others)


@pytest.mark.parametrize("code", CODES)
def test_every_spelling_of_a_list_has_the_base_forms_of_its_standard(code: str) -> None:
    apart = [(row[0], other) for row in ROWS[code] for other in row[1:] if base_forms(code, row[0]) != base_forms(code, other)]
    assert not apart


@pytest.mark.parametrize("code", CODES)
@given(data=st.data())
def test_words_are_slices_of_the_text_in_order_and_nothing_is_lost(code: str, data: st.DataObject) -> None:
    words = [word for row in ROWS[code] for word in row]
    text = "".join(data.draw(st.lists(st.sampled_from([*words, " ", "한국의", "ประเทศไทย", "PDF", "12"]), max_size=6)))
    done, lost = 0, ""
    for start, end, _ in language(code).segment(text):
        assert done <= start < end
        lost += text[done:start]
        done = end
    assert not any(map(str.isalnum, lost + text[done:]))


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
@pytest.mark.parametrize(("query", "wanted", "marked"), [
    ("컨텐츠", "ko", "콘텐츠"), ("메세지", "ko", "메시지"), ("초콜릿", "ko-other", "초콜렛"), ("에어컨", "ko-other", "에어콘"),
    ("ซอฟท์แวร์", "th", "ซอฟต์แวร์"), ("อินเตอร์เน็ต", "th", "อินเทอร์เน็ต"), ("อีเมล", "th-other", "อีเมล์"), ("แก๊ส", "th-other", "ก๊าซ"),
])
def test_a_word_is_found_and_marked_in_its_other_spelling(query: str, wanted: str, marked: str, engine: str) -> None:
    documents = [
        Document("ko", "정부는 게임 콘텐츠를 만들고 친구에게 메시지를 보낸다.", lang="ko"),
        Document("ko-other", "여름에는 에어콘을 켜고 초콜렛을 먹는다.", lang="ko"),
        Document("th", "ซอฟต์แวร์นี้ใช้งานผ่านอินเทอร์เน็ตได้", lang="th"),
        Document("th-other", "ส่งอีเมล์ถามราคาก๊าซ", lang="th"),
        Document("ja", "ソフトウェアはインターネットで配られる。", lang="ja"),
        Document("en", "Software is sent by e-mail, and contents are free.", lang="en"),
        Document("lo", "ຊອບແວນີ້ໃຊ້ຜ່ານອິນເຕີເນັດ", lang="lo"),
    ]
    with corpus(documents, engine) as built:
        hits = search(built.engine, SearchRequest(query)).hits
        assert [hit.id for hit in hits if hit.matched == "all"] == [wanted]
        assert [snippet.text[a:b] for snippet in hits[0].snippets for a, b in snippet.marks] == [marked]


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_what_is_spelt_as_it_was_typed_comes_first(engine: str) -> None:
    texts = {"one": "정부는 게임 콘텐츠를 만든다.", "other": "정부는 게임 컨텐츠를 만든다.", "three": "정부는 게임을 만든다."}
    with corpus([Document(id, text, lang="ko") for id, text in texts.items()], engine) as built:
        assert built.full("콘텐츠") == ["one", "other"]
        assert built.full("컨텐츠") == ["other", "one"]
