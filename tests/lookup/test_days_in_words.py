"""A day in numbers is found as every language of the index writes it in words, and no other day is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.lookup import search
from search.model import SearchRequest
from search.plan.dates import day_of
from tests.promises.corpus import Corpus, built_by, texts

ON_THE_THIRD = texts(
    de="Am 3. Mai 2024 war es kalt, und die Leute blieben zu Hause.",
    vi="Ngày 3 tháng 5, 2024 trời lạnh và mọi người ở nhà cả ngày.",
    ja="2024年5月3日は寒かったので、みんな家にいました。",
    no="Den 3. mai 2024 var det kaldt, og alle ble hjemme.",
    en="On May 3, 2024 it was cold and everybody stayed at home.",
    ru="3 мая 2024 г. было холодно, и все остались дома.",
    ar="في ٣ مايو ٢٠٢٤ كان الجو باردا وبقي الجميع في البيت.",
    fa="در ۱۴ اردیبهشت ۱۴۰۳ هوا سرد بود و همه در خانه ماندند.",
    th="วันที่ 3 พฤษภาคม 2567 อากาศหนาวมากและทุกคนอยู่บ้าน",
    es="El 3 de mayo de 2024 hacía frío y todos se quedaron en casa.",
    ko="2024년 5월 3일에는 추워서 모두 집에 있었다.",
    gb="The shop was shut on 3 May 2024 and for a week after it.",
    lb="في ٣ أيار ٢٠٢٤ كان المطر غزيرا في بيروت.",
    lat="Trećeg dana, 3. maj 2024, bilo je hladno i svi su ostali kod kuće.",
    iso="The file of 2024-05-03 says nothing of it.",
)
OTHERS = texts(
    march="On March 5, 2024 it was warm, and we went out.", year="Am 3. Mai 2023 war es warm.", numbers="Seite 3, Mai und die 2024 Leute.",
    american="The meeting of 3/5/2024 was on a Tuesday in March.", cs="Jednání 8. 9. 2023 bylo dlouhé a nikdo nic neříkal.",
    slashes="Ngày 5/3/2024 trời mưa cả ngày.", twelfth="Den 25. desember 2024 var alle hjemme.",
)
built = built_by(("whoosh", "tantivy"), [*ON_THE_THIRD, *OTHERS])


def full(built: Corpus, query: str) -> list[str]:
    return [hit.id for hit in search(built.engine, SearchRequest(query, limit=50)).hits if hit.matched == "all"]


@pytest.mark.parametrize("query", ["2024-05-03", "2024/5/3", "3.5.2024", "03.05.2024", "2024年5月3日", "２０２４年５月３日"])
def test_a_day_in_numbers_finds_the_pages_in_all_languages_that_write_it(built: Corpus, query: str) -> None:
    assert {*full(built, query)} - {"american"} == {document.id for document in ON_THE_THIRD}


@pytest.mark.parametrize(("query", "found"), [("2024-05-03", False), ("2024年5月3日", False), ("3.5.2024", True)])
def test_numbers_with_other_signs_are_found_only_in_the_order_that_was_typed(built: Corpus, query: str, found: bool) -> None:
    assert ("american" in full(built, query)) is found


@pytest.mark.parametrize(("query", "first"), [("2024-05-03", "iso"), ("2024年5月3日", "ja")])
def test_what_is_written_as_it_was_typed_comes_first(built: Corpus, query: str, first: str) -> None:
    assert full(built, query)[0] == first


@pytest.mark.parametrize(("query", "found"), [
    ("3/5/2024", ["american"]), ("5/3/2024", ["slashes"]), ('"2024-05-03"', ["iso"]),
    ("25/12/2024", ["twelfth"]), ("12/25/2024", ["twelfth"]),
    ("2024-02-30", []), ("Mai -2024-05-03", ["numbers", "no", "de", "year"]),
])
def test_where_the_day_may_be_the_month_or_is_none_numbers_are_numbers(built: Corpus, query: str, found: list[str]) -> None:
    assert sorted(full(built, query)) == sorted(found)


def test_the_day_is_marked_in_the_words_of_each_page(built: Corpus) -> None:
    hits = {hit.id: hit for hit in search(built.engine, SearchRequest("2024-05-03", limit=50)).hits}
    marked = {id: [snippet.text[a:b] for snippet in hits[id].snippets for a, b in snippet.marks] for id in ("en", "fa", "th", "ja")}
    assert marked == {"en": ["May", "3", "2024"], "fa": ["۱۴", "اردیبهشت", "۱۴۰۳"], "th": ["3", "พฤษภาคม", "2567"], "ja": ["2024年5月3日"]}


@given(st.dates())
def test_any_day_is_read_as_itself(day: date) -> None:
    expected = (day.year, day.month, day.day) if 1700 <= day.year < 2100 else None
    assert day_of(day.isoformat()) == day_of(f"{day.day}.{day.month}.{day.year:04}") == expected
