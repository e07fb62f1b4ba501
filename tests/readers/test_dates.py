"""Datelines in many languages, and the many dates that are none: a wrong date is worse than none."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.readers.dates import Hints, dateline, from_metadata, hints, opening
from search.readers.facts import describe

BODY = ("Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna aliqua "
        "ut enim ad minim veniam.\n")


def date_of(line: str, title: str = "Overskrift på saken") -> str | None:
    """The date of a page whose second line is ``line``."""
    return describe("a", f"{title}\n\n{line}\n\n{BODY}", "a").date


@pytest.mark.parametrize("line", [
    "Việt NamViệt Nam29/04/2025", "29/04/2025", "2025-04-29", "2025-04-29T10:00:00+07:00", "2025/04/29 10:00", "29.04.2025",
    "29. april 2025", "29.4.2025",
    "2025年4月29日", "2025年4月29日（火）10時30分", "２０２５年４月２９日", "令和7年4月29日", "2025년 4월 29일",
    "2025년 4월 29일 오전 10:30", "民國114年4月29日",
    "29 أبريل 2025", "٢٩ أبريل ٢٠٢٥", "29 ابريل 2025", "الثلاثاء 29 نيسان 2025", "29 avril 2025", "Publié le 29 avril 2025 à 10h30",
    "29 de abril de 2025",
    "29 d’abril de 2025", "29 aprile 2025", "den 29 april 2025", "29. huhtikuuta 2025", "29 апреля 2025 г.", "29 квітня 2025 року",
    "29 kwietnia 2025 r.",
    "29. dubna 2025", "29 Nisan 2025 Salı", "2025. április 29.", "2025 m. balandžio 29 d.", "2025. gada 29. aprīlis", "29 Απριλίου 2025",
    "29 באפריל 2025",
    "29 अप्रैल 2025", "২৯ এপ্রিল ২০২৫", "29 เมษายน 2568", "วันที่ 29 เม.ย. 2568", "ngày 29 tháng 4 năm 2025", "29 Tháng Tư, 2025",
    "Thứ Ba, 29/04/2025 10:30 GMT+7", "Hà Nội, ngày 29/4/2025", "Selasa, 29 April 2025", "April 29, 2025",
    "Tuesday, April 29th, 2025 at 10:30 am",
    "Published April 29, 2025 | By Jane Doe", "By Jane Doe | April 29, 2025", "Oslo, 29. april 2025", "(NTB) 29. april 2025 kl. 10.30",
    "Publisert 29.04.2025, oppdatert 30.04.2025", "Oppdatert 30.04.2025 | Publisert 29.04.2025",
    "公開日：2025年4月29日 更新日：2025年5月1日",
    "تاريخ النشر: 29/04/2025", "Ngày đăng: 29/04/2025",
])
def test_a_dateline_gives_the_date_of_publication(line: str) -> None:
    assert date_of(line) == "2025-04-29"


@pytest.mark.parametrize("line", [
    # when it was changed, not published
    "Oppdatert 29.04.2025", "Last updated: 29 April 2025", "Cập nhật lúc 10:00, 29/04/2025", "最終更新日 2025年4月29日",
    "29.04.2025 - 02.05.2025", "5/12/2023 và 7/12/2023",  # a range, two dates
    "Møtet 29. april 2025 ble avlyst", "Giá xăng dầu hôm nay ngày 5/12/2023: Giá dầu thế giới bất ngờ suy yếu", "Budget 2025",
    "april 2025", "2025",
    "Nghị định số 111/2015/NĐ-CP", "31/02/2025", "2025-13-45", "29.04.25", "29/04/1025", "12.34.5678", "1.2.3", "192.168.10.2025",
    "tel. 29 04 2025 33",
    "วันเกิด : 7 พฤศจิกายน ค.ศ.1978", "Born: 7 November 1978", "เริ่มแข่งขันวันที่ 6-14 มกราคม 2557", "Frist: 29.04.2025",
    "Washington, 4. august 2017.",
    "6.-14. mai 2025",
    "— Mads Østberg (@MadsOstberg) August 23, 2019",
    "3 มีนาคม ค.ศ. 2005 - Luna Park Sydney, (Sydney) พิธีกรโดย The Osbournes",
    "2024年12月22日付の政治局決議第57号を実施し、各機関はこれを具体的な課題として特定しています。",
    "29 listopada 2025",  # November in Polish, October in Croatian
])
def test_other_lines_with_dates_give_none(line: str) -> None:
    assert date_of(line) is None


def test_a_date_beside_words_in_the_first_line_is_a_headline_not_a_dateline() -> None:
    assert describe("a", f"Konsert, 12. mai 2024\n\n{BODY}", "a").date is None
    assert describe("a", f"12. mai 2024\n\nKonsert i parken\n\n{BODY}", "a").date == "2024-05-12"


def test_a_date_below_the_first_paragraph_is_a_date_in_the_text() -> None:
    assert describe("a", f"Overskrift\n\n{BODY}\n29.04.2025\n\n{BODY}", "a").date is None


def test_other_datelines_further_down_make_a_chronicle_which_has_no_date() -> None:
    assert describe("a", f"Krønike\n\n29.04.1925\n\n{BODY * 3}\n30.04.1925\n\n{BODY}", "a").date is None


def test_a_date_that_opens_a_page_without_a_title_is_the_heading_of_that_day() -> None:
    assert describe("a", f"14 tháng 1 năm 1963\n{BODY}", "a").date is None


def test_two_different_datelines_are_none() -> None:
    assert describe("a", f"Dagbok\n\n29.04.2025\n\nSol.\n\n30.04.2025\n\n{BODY}", "a").date is None


def test_month_and_day_in_english_are_left_alone_unless_the_page_says_which_english() -> None:
    english = "The government said on Tuesday that the plan is to build more of the homes in the north and in the west of the country.\n"
    text = f"A new plan\n\n04/05/2025\n\n{english * 3}"
    assert describe("a", text, "a").date is None
    assert dateline("04/05/2025", hints("en-US", ""), first=False).iso == "2025-04-05"  # type: ignore[union-attr]
    assert dateline("04/05/2025", hints("en-GB", ""), first=False).iso == "2025-05-04"  # type: ignore[union-attr]
    assert describe("a", text.replace("04/05", "29/04"), "a").date == "2025-04-29"
    assert describe("a", text.replace("04/05", "04/29"), "a").date == "2025-04-29"
    assert describe("a", text.replace("04/05/2025", "04.05.2025"), "a").date == "2025-05-04"


def test_the_name_of_a_month_that_differs_between_languages_counts_where_the_language_is_known() -> None:
    assert dateline("29 listopada 2025", Hints("pl"), first=False).iso == "2025-11-29"  # type: ignore[union-attr]
    assert dateline("29 listopada 2025", Hints("hr"), first=False).iso == "2025-10-29"  # type: ignore[union-attr]


@pytest.mark.parametrize(("line", "iso"), [
    ("OSLO, 29. april 2025 (NTB) – Regjeringen la i dag frem", "2025-04-29"), ("Hanoi (VNA) – April 29, 2025 – The government",
    "2025-04-29"),
    ("القاهرة، 29 أبريل 2025 (أ ف ب) - أكد الوزير", "2025-04-29"),
    ("ألبرت أينشتاين (بالألمانية: Albert Einstein) (14 مارس 1879 – 18 أبريل 1955) عالم فيزياء", None),
    ("Albert Einstein (14 March 1879 – 18 April 1955) was", None), ("EINSTEIN (14 March 1879 – about 1955)", None),
    ("On Friday, 5 May 2023 – the day when it all began", None), ("I Oslo, 29. april 2025, ble det kjent", None),
])
def test_an_agency_s_story_opens_with_its_date(line: str, iso: str | None) -> None:
    found = opening(line, Hints())
    assert (found.iso if found else None) == iso


@pytest.mark.parametrize(("value", "iso"), [
    ("2025-04-29T10:00:00+02:00", "2025-04-29"), ("2025-04-29T23:59:00-11:00", "2025-04-29"), ("2025-04-29", "2025-04-29"), ("20250429",
    "2025-04-29"),
    ("20250429T100000Z", "2025-04-29"), ("2025/04/29", "2025-04-29"), ("Tue, 29 Apr 2025 10:00:00 GMT", "2025-04-29"), ("April 29, 2025",
    "2025-04-29"),
    ("2025", None), ("2025-04", None), ("", None), ("yesterday", None), ("04/05/2025", None), ("2025-02-30", None), ("1745920800", None),
    ("9" * 5000, None),
])
def test_values_of_metadata(value: str, iso: str | None) -> None:
    assert from_metadata(value) == iso


@given(st.dates(datetime.date(1800, 1, 1), datetime.date(2100, 12, 31)))
def test_every_day_is_read_back_from_the_usual_ways_of_writing_it(day: datetime.date) -> None:
    for line in (day.isoformat(), f"{day.day}.{day.month}.{day.year}", f"{day.day:02}/{day.month:02}/{day.year}",
    f"{day.year}年{day.month}月{day.day}日",
                 f"ngày {day.day} tháng {day.month} năm {day.year}"):
        found = dateline(line, Hints(), first=True)
        assert found is not None
        assert found.iso == day.isoformat(), line


@given(st.text(max_size=200))
def test_no_text_breaks_the_rules_and_dates_are_real(text: str) -> None:
    for found in (dateline(text, Hints(), first=False), opening(text, Hints())):
        assert found is None or found.iso is None or datetime.date.fromisoformat(found.iso)
    value = from_metadata(text)
    assert value is None or datetime.date.fromisoformat(value)
