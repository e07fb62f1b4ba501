"""Zones and facts of pages that are not the seeds: other sites, other languages, and texts that only look like pages."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest

from search.model import Document
from search.readers.facts import describe

NORWEGIAN = "Regjeringen la i dag frem et nytt forslag til hvordan kommunene kan bygge flere boliger for unge og eldre i hele landet.\n"
GERMAN = "Die Bundesregierung hat am Dienstag einen neuen Plan vorgestellt, mit dem die Bahn bis zum Jahr 2030 pünktlicher werden soll.\n"
JAPANESE = ("政府は本日、地方の自治体が若者や高齢者のために住宅をより多く建設できるようにするための新しい提案を発表し、"
            "来年度から実施すると述べた。\n")
VIETNAMESE = ("Sáng nay, Chính phủ đã công bố một đề xuất mới giúp các địa phương xây dựng thêm nhà ở cho người trẻ "
              "và người già trên cả nước.\n")
ARABIC = ("أعلنت الحكومة اليوم عن مقترح جديد يساعد البلديات على بناء مزيد من المساكن للشباب وكبار السن "
          "في جميع أنحاء البلاد خلال العام المقبل.\n")


def page(text: str) -> Document:
    return describe("page.txt", text, "page.txt")


def zones(text: str) -> list[tuple[str, str]]:
    """Kind and first line of each zone."""
    return [(zone.kind, text[zone.start:zone.end].split("\n")[0].strip()) for zone in page(text).zones]


@pytest.mark.parametrize("label", [
    "Source: https://example.org/a", "Quelle: https://example.org/a", "Fuente: https://example.org/a", "Источник: https://example.org/a",
    "출처: https://example.org/a", "来源：https://example.org/a", "ที่มา: https://example.org/a", "Πηγή: https://example.org/a",
    "מקור: https://example.org/a", "स्रोत: https://example.org/a", "Kaynak: https://example.org/a", "Nguồn: https://example.org/a",
    "(Nguồn: https://example.org/a)", "Lähde https://example.org/a", "SOURCE : https://example.org/a.", "منبع: https://example.org/a",
])
def test_a_source_label_at_the_end_gives_the_address_and_begins_the_tail(label: str) -> None:
    document = page(NORWEGIAN * 3 + label + "\n")
    assert document.url == "https://example.org/a"
    assert document.site == "example.org"
    assert [zone.kind for zone in document.zones] == ["tail"]


def test_the_address_may_stand_on_the_line_after_the_label() -> None:
    assert page(GERMAN * 3 + "Quelle:\n\nhttps://www.Example.org:8080/x?a=1#b\n").url == "https://www.Example.org:8080/x?a=1#b"
    assert page(GERMAN * 3 + "Quelle:\n\nhttps://www.Example.org:8080/x?a=1#b\n").site == "example.org"


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_labels_are_found_whether_composed_or_not(form: str) -> None:
    text = unicodedata.normalize(form, VIETNAMESE * 3 + "Nguồn: TTXVN\nBình luận (0)\n")  # type: ignore[arg-type]
    assert [zone.kind for zone in page(text).zones] == ["tail"]
    assert text[page(text).zones[0].start:].startswith(unicodedata.normalize(form, "Nguồn"))  # type: ignore[arg-type]


def test_lines_may_end_with_carriage_returns_and_offsets_stay_those_of_the_file() -> None:
    text = ("Nye boliger i nord\n\n" + NORWEGIAN * 3 + "Kilde: NTB\n\nKommentarer (12)\n").replace("\n", "\r\n")
    document = page(text)
    assert document.text == text
    assert document.title == "Nye boliger i nord"
    assert text[document.zones[0].start:].startswith("Kilde: NTB\r\n")


@pytest.mark.parametrize("label", ["コメント (0)", "0件のコメント", "コメント（3）", "Comments (14)", "3 Comments", "تعليق (0)",
    "التعليقات 5", "Комментарии (2)",
                                   "댓글 0", "评论 (7)", "评论（7）", "Bình luận (0)", "12 Kommentare", "تعليقات (٣)", "ความคิดเห็น (0)",
                                   "תגובות (4)"])
def test_a_label_with_a_number_of_comments_begins_the_tail(label: str) -> None:
    assert zones(JAPANESE * 3 + label + "\nとても良い記事でした。\n") == [("tail", label)]


def test_a_byline_right_above_the_source_label_belongs_to_the_tail() -> None:
    assert zones(ARABIC * 3 + "أحمد محمود - خالد سعيد\nالمصدر: وكالات\n") == [("tail", "أحمد محمود - خالد سعيد")]
    assert zones(GERMAN * 3 + "Anna Schmidt, Berlin\nQuelle: dpa\n") == [("tail", "Anna Schmidt, Berlin")]


def test_a_short_last_sentence_above_the_source_label_is_no_byline() -> None:
    assert zones(GERMAN * 3 + "Das war alles.\nQuelle: dpa\n") == [("tail", "Quelle: dpa")]
    assert zones(GERMAN * 3 + "und so weiter ohne Ende\nQuelle: dpa\n") == [("tail", "Quelle: dpa")]


@pytest.mark.parametrize("heading", ["Les også", "LES OGSÅ:", "Related articles", "Read more", "関連記事", "■関連記事", "【関連記事】",
    "Читайте также", "اقرأ أيضاً",
                                     "Đọc nhiều", "相关新闻", "관련기사", "ข่าวที่เกี่ยวข้อง", "यह भी पढ़ें", "Citește și", "Zobacz także",
                                     "Δείτε επίσης"])
def test_a_heading_of_related_links_covers_the_short_lines_after_it_to_the_end(heading: str) -> None:
    text = NORWEGIAN * 3 + heading + "\n\nStreik i havnen\n\nHva skjer nå?\n\nRekordvarmt i mai\n"
    assert zones(text) == [("related", heading)]
    assert page(text).zones[0].end == len(text)


def test_related_links_inside_an_article_end_before_the_next_paragraph_and_leave_its_heading() -> None:
    text = NORWEGIAN * 2 + "Les også:\nStreik i havnen\nRekordvarmt i mai\nFlere boliger\n" + NORWEGIAN * 3
    (zone,) = page(text).zones
    assert text[zone.start:zone.end] == "Les også:\nStreik i havnen\nRekordvarmt i mai"


def test_a_related_link_on_the_label_s_own_line_is_one_line() -> None:
    assert zones(VIETNAMESE * 2 + "Xem thêm: Giá nhà tiếp tục tăng\n" + VIETNAMESE * 2) == [("related", "Xem thêm: Giá nhà tiếp tục tăng")]


def test_a_cell_beside_an_image_is_a_caption_and_the_image_says_nothing() -> None:
    text = ARABIC + "![]() |\nالوزير يتحدث في الاجتماع. |\n" + ARABIC
    assert zones(text) == [("hidden", "![]() |"), ("caption", "الوزير يتحدث في الاجتماع. |")]
    assert zones(ARABIC + "الوزير يتحدث |\n![]() |\n" + ARABIC) == [("caption", "الوزير يتحدث |"), ("hidden", "![]() |")]


def test_an_image_with_words_is_a_caption_because_what_is_written_can_be_found() -> None:
    assert zones(GERMAN + "![Der Bahnhof](bahnhof.jpg)\n" + GERMAN) == [("caption", "![Der Bahnhof](bahnhof.jpg)")]


def test_a_line_that_only_credits_a_picture_is_a_caption_but_one_that_describes_it_is_body() -> None:
    assert zones(NORWEGIAN + "Foto: Kari Nordmann / NTB\n" + NORWEGIAN) == [("caption", "Foto: Kari Nordmann / NTB")]
    assert zones(NORWEGIAN + "Statsråden åpnet broen. (Foto: Kari Nordmann / NTB)\n" + NORWEGIAN) == []


def test_rows_of_a_real_table_are_body() -> None:
    assert zones(GERMAN + "| Jahr | Züge |\n|---|---|\n| 2024 | 17 |\n" + GERMAN) == []
    assert zones(GERMAN + "Jahr | Züge |\n2024 | 17 |\n" + GERMAN) == []


def test_a_banner_names_the_site_above_a_headline() -> None:
    document = page("Beispiel.de - Nachrichten aus aller Welt\n\nNeuer Plan für die Bahn\n\n29. April 2025\n\n" + GERMAN * 3)
    assert (document.site, document.title, document.date) == ("beispiel.de", "Neuer Plan für die Bahn", "2025-04-29")
    assert [zone.kind for zone in document.zones] == ["banner"]


def test_breadcrumbs_are_a_banner() -> None:
    assert zones("Trang chủ > Thời sự > Chính trị\nĐề xuất mới về nhà ở\n" + VIETNAMESE * 3) == [("banner",
        "Trang chủ > Thời sự > Chính trị")]


@pytest.mark.parametrize("first", ["README.md - how to begin", "ASP.NET - an overview", "Node.js: the good parts", "F.prototype",
    "setup.py | what it does"])
def test_names_of_files_and_products_are_no_banner(first: str) -> None:
    document = page(f"{first}\n\nIntroduction\n\n" + GERMAN * 3)
    assert document.zones == ()
    assert document.site is None


# --- In doubt: body ------------------------------------------------------------------------------------------------------


def test_a_page_of_labels_only_still_has_a_body() -> None:
    for text in ("Kilde\nKommentar (0)\n", "Tin khác\n\nĐọc nhiều\n", "コメント (0)", "Source: https://example.org/a\n", "![]() |\n"):
        assert [zone.kind for zone in page(text).zones if zone.kind != "hidden"] == []


def test_a_source_line_under_a_table_in_the_middle_of_a_text_ends_nothing() -> None:
    assert zones(GERMAN * 4 + "Quelle: Statistisches Bundesamt\n" + GERMAN * 4) == []
    assert zones(GERMAN * 4 + "Quelle: https://example.org/tabelle\n" + GERMAN * 4) == []
    assert zones(VIETNAMESE * 6 + "Nguồn: Tổng cục Thống kê\n" + VIETNAMESE * 2) == []


def test_a_chapter_called_sources_or_comments_is_text() -> None:
    assert zones(GERMAN * 6 + "Quellen\n" + GERMAN * 2) == []
    assert zones(GERMAN * 6 + "## Quellen\n\n- Müller 1999\n") == []
    assert zones("Comments\n\n" + GERMAN * 3) == []


def test_code_is_no_label() -> None:
    assert zones(GERMAN * 3 + "return {\n  source: compile(source),\n  image: 'x.png',\n  related: []\n}\n") == []


def test_a_long_list_of_short_lines_after_a_label_inside_a_text_is_no_list_of_links() -> None:
    verse = "".join(f"Vers nummer {n} i diktet\n" for n in range(40))
    assert zones(NORWEGIAN * 2 + "Les mer\n" + verse + NORWEGIAN * 40) == []


def test_a_poem_and_a_list_have_no_zones_and_no_title_of_their_own() -> None:
    poem = "Ja, vi elsker dette landet\nsom det stiger frem\nfuret, værbitt over vannet\nmed de tusen hjem\n"
    assert page(poem).zones == ()
    assert (page(poem).title, page(poem).title_source) == ("Ja, vi elsker dette landet", "derived")


def test_zones_are_ordered_and_do_not_overlap() -> None:
    text = ("Example.org - News\n\nHeadline\n\n" + GERMAN * 2 + "![]() |\nBild |\n" + GERMAN
            + "Lesen Sie auch\nEins\nZwei\nQuelle: dpa\nKommentare (3)\n")
    found = page(text).zones
    assert [zone.kind for zone in found] == ["banner", "hidden", "caption", "related", "tail"]
    assert all(one.end <= two.start for one, two in pairwise(found))
