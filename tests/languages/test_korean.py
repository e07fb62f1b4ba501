"""Korean queries: written with spaces, but cut by what stands beside a word."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from search.lookup import view
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


@pytest.mark.parametrize(("query", "found"), [
    ("예쁘다", "pretty"), ("크다", "big"), ("마시다", "drink"), ("옷이 예쁘다", "pretty"),
])
def test_a_dictionary_form_finds_other_forms_without_a_noun_behind_it(query: str, found: str) -> None:
    pages = texts(pretty="어제 예쁜 옷을 입었다.", big="아주 큰 집에 산다.", drink="매일 차를 마셨다.", ja="きれいな服を着た。")
    with corpus(pages) as built:
        assert built.full(query) == [found]


SPACES = texts(
    water="한국 물 부족 문제가 매우 심각하다는 조사 결과가 나왔다.",
    soup="대한 국물 요리는 시장에서 많이 팔린다고 한다.",
    joined="한국물 가격이 올랐다고 시장에서 말한다.",
    mission="대학생 선교회 모임이 서울에서 열렸다.",
    mission_joined="대학생선교회 모임이 서울에서 열렸다.",
    scholars="수학과 학자 모임이 부산에서 열렸다.",
)


@pytest.mark.parametrize(("query", "found"), [
    ("국물", {"soup", "joined"}),  # 국 물 of 한국 물 is none
    ("한국물", {"water", "joined"}),  # a space that was left out
    ("한국 물", {"water", "joined"}),  # or put in
    ("대학생선교회", {"mission", "mission_joined"}),
    ("대학생 선교회", {"mission", "mission_joined"}),
    ("여대학생선교회", set()),
    ("과학자", set()),
    ('"한국 물"', {"water"}),
    ('"한국물"', {"joined"}),
    ("-국물 한국", {"water"}),
])
@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_a_run_goes_across_a_space_only_where_one_may_have_been_left_out(query: str, found: set[str], engine: str) -> None:
    with corpus(SPACES, engine) as built:
        assert set(built.full(query)) == found


@pytest.mark.parametrize(("id", "query", "marked"), [
    ("water", "국물 한국", ["한국", "물"]),  # the dictionary says that 국물 is 국 and 물; 국 물 is no place of it
    ("soup", "국물", ["국물"]),
    ("mission", "대학생선교회", ["대학생 선교회"]),
])
def test_marks_keep_to_the_spaces(id: str, query: str, marked: list[str]) -> None:
    with corpus(SPACES) as built:
        shown = view(built.engine, id, query)
    assert [shown.document.text[start:end] for start, end in shown.marks] == marked
