"""HTML pages: facts from the markup, all visible text, zones around the main content."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.errors import DocumentError
from search.model import Document
from search.readers import html
from search.readers.html_text import parse, visible
from search.readers.lines import Line, split_lines
from search.readers.outcome import ReadWarning

PARAGRAPHS = "\n".join(
    f"<p>Dette er avsnitt nummer {n} om broen som ble åpnet i dag av statsministeren, med mange mennesker fra hele landet.</p>"
    for n in range(8))
PAGE = f"""<!doctype html><html lang="nb-NO"><head><meta charset="utf-8"><title>Ny bro åpnet i Oslo - Avisa</title>
<link rel="canonical" href="https://www.avisa.no/a/1"><style>p {{ color: red }}</style>
<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "2025-04-29T10:00:00+02:00",
"dateModified": "2025-05-02"}}</script></head>
<body><header><nav><ul><li><a href="/">Hjem</a></li><li><a href="/s">Sport</a></li><li><a href="/k">Kultur</a></li></ul></nav></header>
<main><article><h1>Ny bro åpnet i Oslo</h1>{PARAGRAPHS}</article></main>
<aside><h3>Les også</h3><ul><li><a href="/b">Streik i havnen</a></li></ul></aside>
<footer><p>Ansvarlig redaktør: Kari Nordmann</p></footer><script>alert("hemmelig")</script></body></html>"""


def page(markup: str | bytes) -> Document:
    data = markup.encode() if isinstance(markup, str) else markup
    (document,) = [outcome for outcome in html.read("a.html", data, "a.html") if isinstance(outcome, Document)]
    return document


def seen(markup: str) -> str:
    return visible(parse(markup)).text


def test_a_page_gives_title_address_date_language_and_main_content() -> None:
    document = page(PAGE)
    assert (document.title, document.title_source) == ("Ny bro åpnet i Oslo", "document")
    assert document.title_span is not None
    assert document.text[slice(*document.title_span)] == document.title
    assert (document.url, document.site, document.date, document.lang) == ("https://www.avisa.no/a/1", "avisa.no", "2025-04-29", "no")
    banner, tail = document.zones
    assert (banner.kind, document.text[banner.start:banner.end]) == ("banner", "Hjem\nSport\nKultur")
    assert (tail.kind, document.text[tail.start:]) == ("tail", "Les også\nStreik i havnen\nAnsvarlig redaktør: Kari Nordmann")


def test_nothing_visible_is_dropped_and_nothing_invisible_is_kept() -> None:
    text = page(PAGE).text
    assert all(word in text for word in ("Hjem", "Kultur", "avsnitt nummer 7", "Streik", "redaktør"))
    assert "hemmelig" not in text
    assert "color" not in text


def test_a_page_without_main_content_is_all_body() -> None:
    document = page("<title>Meny</title><ul><li>En</li><li>To</li></ul>")
    assert (document.text, document.zones, document.title) == ("En\nTo", (), "Meny")


@pytest.mark.parametrize(("markup", "text"), [
    ("<p>a\n  b</p><p>c</p>", "a b\nc"), ("a<br>b<hr>c", "a\nb\nc"), ("<b>fet</b>skrift", "fetskrift"),
    ("<pre>  x\n    y</pre>", "  x\n    y"),
    ("<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>", "1\t2\n3"), ("a&nbsp;b &amp; &lt;c&gt; &#x1F600;",
    "a\u00a0b & <c> 😀"),
    ("<p hidden>x</p><p style='display: none'>y</p><div>z</div>", "z"), ("<noscript>x</noscript><template>y</template>z", "z"),
    ("<ruby>東京<rp>(</rp><rt>とうきょう</rt><rp>)</rp></ruby>へ", "東京(とうきょう)へ"), ("<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>",
    "漢字(かんじ)"),
    ("x<!-- y -->z", "xz"), ("super&shy;lang<wbr>t", "super\u00adlangt"), ("<ul><li>a<ul><li>b</ul><li>c</ul>", "a\nb\nc"), ("a\0b",
    "a\ufffdb"),
    ("<svg><title>tegning</title></svg>ord", "ord"), ("<textarea>a\nb</textarea>", "a\nb"), ("<script>if (a < b) x</script>y", "y"),
])
def test_visible_text(markup: str, text: str) -> None:
    assert seen(f"<html><body>{markup}</body></html>") == text


@pytest.mark.parametrize(("head", "title"), [
    ("<title>A - Site</title><meta property='og:title' content=' A &amp;\n B '>", "A & B"), ("<title>Only</title>", "Only"), ("",
    "Heading"),
    ("<title>Heading | Site</title>", "Heading"),
    ("<title>Page - Heading</title>", "Page - Heading"), ("<title>Another</title>", "Another"), ("<title></title>", "Heading"),
])
def test_the_title_is_the_page_s_own_without_the_name_of_the_site(head: str, title: str) -> None:
    assert page(f"<html><head>{head}</head><body><h1>Heading</h1><p>Text.</p></body></html>").title == title


def test_a_page_that_names_no_title_has_a_derived_one() -> None:
    document = page("<p>Dette er en setning uten overskrift.</p>")
    assert (document.title, document.title_source) == ("Dette er en setning uten overskrift", "derived")


@pytest.mark.parametrize(("head", "date"), [
    ("<meta property='article:published_time' content='2025-04-29T00:30:00+02:00'>", "2025-04-29"),
    ("<meta name='date' content='2025-04-29'>", "2025-04-29"),
    ("<meta property='og:updated_time' content='2025-04-29'>", None), ("<meta property='article:modified_time' content='2025-04-29'>",
    None),
    ("<meta name='citation_publication_date' content='2025/04/29'>", "2025-04-29"), ("<meta name='date' content='2025'>", None),
    ('<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "datePublished": "2020-01-01"}, '
     '{"@type": ["NewsArticle"], "datePublished": "2025-04-29"}]}</script>', "2025-04-29"),
    ('<script type="application/ld+json">[{"@type": "Article", "datePublished": "2025-04-29"}, '
     '{"@type": "Article", "datePublished": "2025-04-30"}]</script>', None),
    ('<script type="application/ld+json">{"@type": "Article", "comment": [{"datePublished": "2025-04-29"}]}</script>', None),
    ('<script type="application/ld+json">{broken</script><meta name="dc.date.issued" content="2025-04-29">', "2025-04-29"),
    ("<time itemprop='datePublished' datetime='2025-04-29T10:00'>i går</time>", "2025-04-29"),
    ("<time datetime='2025-04-29'>i går</time>", None),
])
def test_only_statements_about_publication_give_a_date(head: str, date: str | None) -> None:
    assert page(f"<html><head>{head}</head><body><p>Broen ble åpnet 1. mai 1999.</p></body></html>").date == date


@pytest.mark.parametrize(("head", "url"), [
    ("<link rel='canonical' href='https://example.org/a?b=1&amp;c=2'>", "https://example.org/a?b=1&c=2"),
    ("<link rel=canonical href='/a'>", None),
    ("<base href='https://example.org/x/'><link rel=canonical href='a'>", "https://example.org/x/a"),
    ("<meta property='og:url' content='javascript:x'>", None),
    ("<meta property='og:url' content='https://example.org/o'>", "https://example.org/o"), ("<link rel=canonical href='http://[bad'>",
    None),
])
def test_the_canonical_address_is_an_http_address(head: str, url: str | None) -> None:
    assert page(f"<html><head>{head}</head><body><p>Tekst.</p></body></html>").url == url


@pytest.mark.parametrize(("tag", "lang"), [("nb-NO", "no"), ("nn", "no"), ("zh-Hant-TW", "zh"), ("EN_us", "en"), ("vie", "vi"), ("",
    None), ("und", None), ("x", None)])
def test_the_language_declared_becomes_our_code(tag: str, lang: str | None) -> None:
    assert page(f"<html lang='{tag}'><body><p>Tekst.</p></body></html>").lang == lang


def test_a_page_is_read_in_the_charset_it_declares() -> None:
    assert page("<meta charset=windows-1256><p>أعلنت الحكومة</p>".encode("cp1256")).text == "أعلنت الحكومة"
    outcomes = list(html.read("a", "<meta charset=iso-8859-1><p>Blåbær</p>".encode(), "a"))
    assert isinstance(outcomes[0], ReadWarning)
    assert outcomes[0].code == "wrong-charset"


@pytest.mark.parametrize(("data", "code"), [
    (b"<html><body><script>x</script></body></html>", "empty"), (b"   ", "empty"), (b"<!-- only a comment -->", "bad-html"),
    (b"\x89PNG\r\n\x1a\n<html>", "binary"),
])
def test_a_page_without_text_is_reported(data: bytes, code: str) -> None:
    with pytest.raises(DocumentError) as caught:
        list(html.read("a.html", data, "a.html"))
    assert caught.value.code == code


def test_deeply_nested_markup_is_read_whole_or_reported() -> None:
    assert "bunnen" in page("<div>" * 600 + "bunnen" + "</div>" * 600).text
    with pytest.raises(DocumentError) as caught:
        page("<p>toppen</p>" + "<div>" * 3000 + "bunnen" + "</div>" * 3000)
    assert caught.value.code == "bad-html"


@given(st.lists(st.sampled_from(["<p>", "</p>", "<div>", "</div>", "<ruby>", "<rt>", "</ruby>", "<table>", "<td>", "<!--", "-->",
    "<script>", "</script>",
                                 "<br>", "&amp;", "&#0;", "<![CDATA[", "ord ", "語", "\0", "<", ">", "<svg>", "</svg>", "\ufdd0",
                                 "<textarea>", "<title>"]), max_size=40))
def test_any_tag_soup_is_a_page_or_a_named_error(pieces: list[str]) -> None:
    try:
        document = page("".join(pieces))
    except DocumentError as error:
        assert error.code in {"empty", "bad-html", "binary"}
    else:
        assert all(document.text[zone.start:zone.end] for zone in document.zones)


LONG = [f"Avsnitt nummer {n} handler om broen som ble åpnet i dag, og er langt nok til at ingen tar det for en lenke eller en meny."
        for n in range(6)]


def lines_in(*lines: str) -> list[Line]:
    return split_lines("\n".join(lines))


def test_lines_of_the_main_content_are_found_whatever_their_order_and_marks() -> None:
    seen_lines = lines_in("Meny", LONG[0], "Broen", LONG[1], "kode = 1", LONG[2], "Bunn")
    assert html._main_lines(seen_lines, f"- {LONG[2]}\n\n**Broen**\n{LONG[0].upper()}\n{LONG[1]}\n{LONG[0]}") == [1, 2, 3, 5]


def test_too_little_main_content_is_none() -> None:
    assert html._main_lines(lines_in(*LONG), "Broen") == []
    assert html._main_lines(lines_in(*LONG * 20), LONG[0]) == []


def test_a_box_of_links_within_the_text_is_related_but_lines_that_were_only_left_out_are_body() -> None:
    page_lines = lines_in(LONG[0], "Les mer her", "Og her", "Og her også", LONG[1], "kode = 1", "kode = 2", "kode = 3", LONG[2])
    assert html._zones(page_lines, frozenset({1, 2, 3}), [0, 4, 8], None) == dict.fromkeys([1, 2, 3], "related")


def test_where_the_main_content_is_a_small_part_paragraphs_outside_it_are_body() -> None:
    page_lines = lines_in("Hjem", *LONG, "Om oss")
    assert html._zones(page_lines, frozenset({0, 7}), [1, 2], None) == {0: "banner", 7: "tail"}
    sure = html._zones(page_lines, frozenset({0, 7}), [1, 2, 3, 4], None)
    assert sure == {0: "banner", 5: "tail", 6: "tail", 7: "tail"}
