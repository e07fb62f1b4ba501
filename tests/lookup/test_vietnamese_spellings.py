"""What Vietnamese write in two ways is found by either: i and y at the end of a syllable, Đ and the Ð of other keyboards."""

from __future__ import annotations

import pytest

from search.lookup import search
from search.model import SearchRequest
from tests.promises.corpus import corpus, texts

PAGES = texts(
    y="Trường đại học kỹ thuật có nhiều kỹ sư giỏi và một công ty lớn, theo quy luật của nước Mỹ.",
    i="Trường đại học kĩ thuật có nhiều kĩ sư giỏi và một công ti lớn, theo qui luật của nước Mĩ.",
    eth="Thành phố Ðà Nẵng nằm ở miền Trung và có nhiều bãi biển đẹp mà ai cũng thích.",
    stroke="Thành phố Đà Nẵng nằm ở miền Trung và có nhiều khách sạn mới mà ai cũng thích.",
    other="Ki-lô-mét là đơn vị đo chiều dài, và tý nữa chúng tôi sẽ đi thăm ông bà ở quê.",
)
SPELLINGS = {"y", "i"}
CITY = {"eth", "stroke"}


@pytest.mark.parametrize(("query", "found"), [
    ("kỹ thuật", SPELLINGS), ("kĩ thuật", SPELLINGS), ("KỸ THUẬT", SPELLINGS), ("kỹ", SPELLINGS),
    ("công ty", SPELLINGS), ("công ti", SPELLINGS), ("quy luật", SPELLINGS),
    ("qui luật", SPELLINGS), ("nước Mĩ", SPELLINGS), ("ky su", SPELLINGS), ('"kỹ thuật"', {"y"}),
    ("Đà Nẵng", CITY), ("Ðà Nẵng", CITY), ("đà", CITY), ("da nang", CITY),
])
@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_either_spelling_finds_both(query: str, found: set[str], engine: str) -> None:
    with corpus(PAGES, engine) as built:
        hits = search(built.engine, SearchRequest(query)).hits
    assert {hit.id for hit in hits if hit.matched == "all"} == found


@pytest.mark.parametrize(("query", "marked"), [("kĩ sư", "kỹ sư"), ("Đà Nẵng", "Ðà Nẵng")])
def test_the_other_spelling_is_marked(query: str, marked: str) -> None:
    with corpus(PAGES) as built:
        hits = search(built.engine, SearchRequest(query)).hits
    shown = [snippet for hit in hits for snippet in hit.snippets]
    assert any(" ".join(snippet.text[start:end] for start, end in snippet.marks[-2:]) == marked for snippet in shown)


@pytest.mark.parametrize("query", ["đường", "Nguyễn", "trường"])
def test_a_page_with_the_marks_comes_before_one_in_another_language_without(query: str) -> None:
    pages = texts(
        vi="Ông Nguyễn đi trên đường phố đến trường học của con gái vào buổi sáng hôm nay.",
        en="Mr Nguyen, Mrs Duong and Mr Truong came to see us, and Nguyen, Duong and Truong stayed.",
    )
    with corpus(pages) as built:
        assert [hit.id for hit in search(built.engine, SearchRequest(query)).hits if hit.matched == "all"] == ["vi", "en"]
