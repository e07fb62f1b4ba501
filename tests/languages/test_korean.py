"""Korean queries: written with spaces, but cut by what stands beside a word."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.promises.corpus import Corpus, corpus, texts


@pytest.fixture(scope="module")
def documents() -> Iterator[Corpus]:
    company = texts(
        korea="한국은 아시아에 있는 나라이고 수도는 서울이다. 사람들이 많이 산다.",
        italy="이탈리아는 유럽에 있는 나라이고 수도는 로마이다. 사람들이 많이 산다.",
        english="Korea and Italy are countries.",
        japanese="韓国の首都はソウルです。",
    )
    with corpus(company) as built:
        yield built


@pytest.mark.parametrize(("query", "expected"), [
    ("한국의 수도", "korea"),  # by itself 한국의 is cut 한 + 국의
    ("이탈리아의 수도", "italy"),
    ("한국의", "korea"),  # at the end of a query, too
    ("나라 이탈리아의", "italy"),
])
def test_the_possessive_finds_its_noun_with_other_particles(documents: Corpus, query: str, expected: str) -> None:
    assert documents.full(query) == [expected]


def test_a_quoted_word_stays_as_it_is_written(documents: Corpus) -> None:
    assert documents.full('"한국의"') == []
    assert documents.full('"한국은"') == ["korea"]


@pytest.mark.parametrize(("query", "written"), [
    ("음악을 듣다", "어제 음악을 들었다."),
    ("길을 걷다", "아침에 길을 걸었다."),
    ("사실을 깨닫다", "그제야 사실을 깨달았다."),
    ("빵을 만들다", "빵을 만드는 사람."),
])
def test_a_verb_is_found_where_an_ending_has_changed_its_stem(query: str, written: str) -> None:
    with corpus(texts(page=written, other="나라의 수도는 서울이다.")) as built:
        assert built.full(query) == ["page"]
