"""A number is one number however its digits are grouped, and two numbers side by side are not one."""

from __future__ import annotations

import pytest

from search.lookup import search
from search.model import SearchRequest
from tests.promises.corpus import corpus, texts

PAGES = texts(
    comma="It cost $1,234,567.50 in all",
    point="Es kostete 1.234.567,50 Euro",
    space="Det kostet 1 234 567,50 kroner",
    plain="It cost 1234567 in all",
    arabic="بلغ السعر ١٬٢٣٤٬٥٦٧٫٥٠ دينار",
    other="Rooms 1234, 234 and 567",
    year="Published in 2024",
    amount="They sold 2,024 of them",
    phone="Call +47 22 85 50 50 or 090-1234-5678",
    compact="Call 22855050 or 09012345678",
    day="Held on 2024-05-17",
)
MILLION = {"comma", "point", "space", "plain", "arabic"}


@pytest.mark.parametrize(("query", "found"), [
    ("1234567", MILLION), ("1,234,567", MILLION), ("1.234.567", MILLION), ("$1,234,567.50", MILLION - {"plain"}),
    ("1234567.50", MILLION - {"plain"}), ("١٢٣٤٥٦٧", MILLION), ('"1234567"', {"plain"}), ("2024", {"year", "day"}), ("2,024", {"amount"}),
    ("22855050", {"phone", "compact"}), ("09012345678", {"phone", "compact"}), ("090-1234-5678", {"phone", "compact"}),
    ("20240517", {"day"}), ("cost -1234567", set()),
])
@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_a_number_is_found_with_other_signs_between_its_digits(query: str, found: set[str], engine: str) -> None:
    with corpus(PAGES, engine) as built:
        assert {hit.id for hit in search(built.engine, SearchRequest(query)).hits if hit.matched == "all"} == found


def test_the_number_is_marked_as_it_is_written() -> None:
    with corpus(PAGES) as built:
        hits = {hit.id: hit for hit in search(built.engine, SearchRequest("1234567")).hits}
    for id in MILLION:
        snippet = hits[id].snippets[0]
        assert sum(end - start for start, end in snippet.marks) in (7, 9), "seven digits, with or without the signs between"


@pytest.mark.parametrize(("query", "found"), [
    ("1,999", {"grouped"}), ("1999", {"year"}), ("1,234", {"both", "tail"}), ("1234", {"both", "tail"}), ("1.234,5", {"tail"}),
    ("192.168.0.1", {"host"}), ("19216801", set()), ("1.2.3.4", set()),
])
def test_years_and_addresses_are_not_taken_for_amounts(query: str, found: set[str]) -> None:
    pages = texts(grouped="They sold 1,999 of them", year="Built in 1999", both="Number 1,234 of many", tail="It cost 1234.5 kroner",
                  host="Ping 192.168.0.1 now")
    with corpus(pages) as built:
        assert {hit.id for hit in search(built.engine, SearchRequest(query)).hits if hit.matched == "all"} == found


@pytest.mark.parametrize(("query", "found"), [
    ("U.S.A.", {"points", "plain"}), ("USA", {"points", "plain"}), ("U.S.A", {"points", "plain"}), ("usa", {"points", "plain"}),
    ("США", {"russian", "russian_points"}), ("С.Ш.А.", {"russian", "russian_points"}), ("AI", {"ai", "ai_points"}),
    ("A.I.", {"ai", "ai_points"}),
    ('"USA"', {"plain"}), ("page -USA", {"russian", "russian_points", "ai", "ai_points"}),
])
def test_an_acronym_is_found_with_and_without_points(query: str, found: set[str]) -> None:
    pages = texts(points="A page from the U.S.A. in spring", plain="A page from the USA in spring", russian="page: Сегодня в США весна",
                  russian_points="page: Сегодня в С.Ш.А. весна", ai="A page about AI", ai_points="A page about A.I. today")
    with corpus(pages) as built:
        assert {hit.id for hit in search(built.engine, SearchRequest(query)).hits if hit.matched == "all"} == found


SIZES = {"x", "sign", "spaces", "three"}


@pytest.mark.parametrize(("query", "found"), [
    ("18005550199", {"america", "america_one"}), ("1-800-555-0199", {"america", "america_one"}),
    ("84951234567", {"russia", "russia_one"}), ("88005550199", set()),
    ("60x40", SIZES), ("60×40", SIZES), ("60X40", SIZES), ("0x40", {"hex"}), ("120x60x40", {"three"}), ("120×60×40", {"three"}),
])
@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_telephone_numbers_with_a_country_code_and_sizes_are_found_as_others_write_them(query: str, found: set[str], engine: str) -> None:
    pages = texts(
        america="Call 1-800-555-0199 now", america_one="Call 18005550199 now", russia="Звоните 8 (495) 123-45-67", russia_one="84951234567",
        x="A box of 60x40 cm", sign="A box of 60×40 cm", spaces="A box of 60 x 40 cm", three="A box of 120×60×40 cm", hex="At 0x40 it ends",
    )
    with corpus(pages, engine) as built:
        assert {hit.id for hit in search(built.engine, SearchRequest(query)).hits if hit.matched == "all"} == found


@pytest.mark.parametrize(("query", "found"), [
    ("1 3/4", {"sign", "slash"}), ("1¾", {"sign", "slash"}), ("3/4", {"sign", "slash"}), ("13/4", {"other"}),
    ("2½", {"half"}), ("2 1/2", {"half"}), ("½", {"half"}),
])
def test_a_fraction_behind_a_number_is_not_a_part_of_it(query: str, found: set[str]) -> None:
    pages = texts(sign="Take 1¾ cups", slash="Take 1 3/4 cups", half="Take 2½ cups", other="Take 13/4 cups")
    with corpus(pages) as built:
        hits = {hit.id: hit for hit in search(built.engine, SearchRequest(query)).hits if hit.matched == "all"}
    assert hits.keys() == found
    if "sign" in hits and query.startswith("1"):
        snippet = hits["sign"].snippets[0]
        assert "".join(snippet.text[start:end] for start, end in snippet.marks) == "1¾"


@pytest.mark.parametrize(("one", "apart"), [
    ("9788215012346", "978-82-15-01234-6"), ("8215012347", "82-15-01234-7"), ("12345678903", "1234.56.78903"),
    ("01019912345", "010199 12345"), ("0101991234", "010199-1234"), ("198001011234", "19800101-1234"),
    ("4000123412341234", "4000-1234-1234-1234"),
])
def test_books_accounts_persons_and_cards_are_found_however_their_numbers_are_grouped(one: str, apart: str) -> None:
    pages = texts(one=f"Number {one} is it", apart=f"Number {apart} is it", other="Number 978-82-15 01234 is none of 4000 and 1234")
    with corpus(pages) as built:
        for query in (one, apart.replace(" ", "-")):
            assert set(built.full(query)) == {"one", "apart"}, query


WITHOUT_SPACES = texts(
    ja="新しいノートパソコンの値段は98,000円で、送料は1200円です。",
    ko="올해 예산은 1,500만 원이고 지난해보다 많습니다.",
    zh="这部手机的价格是6999元，比去年便宜。",
    other="It took 98 days, 1500 people and 6 or 999 attempts",
    more="値段は1,980,000円でした。",
    hi="इस लैपटॉप की कीमत 1,25,000 रुपये है और फ़ोन नंबर 98765 43210 है।",
    fa="تلفن دفتر ما ۰۲۱-۸۸۷۷۶۶۵۵ است و جمعه‌ها تعطیل است.",
)


@pytest.mark.parametrize(("query", "found"), [
    ("98000円", "ja"), ("98,000円", "ja"), ("９８０００円", "ja"), ("1,200円", "ja"), ("1500만원", "ko"), ("1500만 원", "ko"),
    ("1,500만원", "ko"), ("6,999元", "zh"), ("6999元", "zh"), ("125000", "hi"), ("1,25,000", "hi"), ("125,000", "hi"), ("9876543210", "hi"),
    ("02188776655", "fa"),
])
@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_an_amount_with_its_unit_written_to_it_is_found_in_other_groups(query: str, found: str, engine: str) -> None:
    with corpus(WITHOUT_SPACES, engine) as built:
        assert [hit.id for hit in search(built.engine, SearchRequest(query)).hits if hit.matched == "all"] == [found]


def test_a_word_with_a_digit_inside_text_without_spaces_is_found_as_it_is() -> None:
    pages = texts(ko="45RPM의 데뷔 소속사는 어디인가요, 저는 모릅니다.", th="สงครามโลกครั้งที่2 เริ่มต้น", ja="３Ｄプリンターが初めて販売された。")
    with corpus(pages) as built:
        assert [built.full(query) for query in ("45RPM의", "สงครามโลกครั้งที่2", "3Dプリンター")] == [["ko"], ["th"], ["ja"]]
