"""Text as safe HTML: nothing lost, nothing run, offsets kept."""

from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from search import Document, DocumentView, Zone
from tests.growth import assert_linear
from web.markup import marked, visible
from web.paragraphs import paragraphs

TEXTS = st.text(max_size=60) | st.text(alphabet="<>&\"'a \n\x00\u202e\u0628\ud800", max_size=40)
TAG = re.compile(r"</?mark(?: id=\"m[0-9]+\")?>")


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    text = draw(TEXTS)
    borders = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    return text, list(zip(borders[::2], borders[1::2], strict=False))


@given(TEXTS)
def test_every_code_point_is_replaced_by_one_code_point_that_can_be_sent(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    shown.encode("utf-8")
    assert not re.search("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202d\u202e]", shown)


@given(marked_texts())
def test_markup_holds_the_text_and_no_tag_but_mark(case: tuple[str, list[tuple[int, int]]]) -> None:
    text, marks = case
    written = str(marked(text, marks))
    assert html.unescape(TAG.sub("", written).replace("&#34;", '"')) == html.unescape(html.escape(visible(text)))
    assert "<" not in TAG.sub("", written)
    inside = re.findall(r"<mark>(.*?)</mark>", written, flags=re.DOTALL)
    assert [html.unescape(piece) for piece in inside] == [visible(text[start:end]) for start, end in marks]


@given(marked_texts(), st.data())
def test_a_document_in_paragraphs_loses_no_letter_and_no_mark(case: tuple[str, list[tuple[int, int]]], data: st.DataObject) -> None:
    text, marks = case
    marks = [mark for mark in marks if text[slice(*mark)].strip()]
    borders = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    passages = tuple((start, end, "no") for start, end in zip(borders[::2], borders[1::2], strict=False))
    zones = tuple(Zone("tail", start, end) for start, end in zip(borders[1::2], borders[2::2], strict=False))
    document = Document("x", text, zones=zones)
    shown = paragraphs(DocumentView(document, "no", "ltr", tuple(marks), (), passages))
    plain = "".join(html.unescape(TAG.sub("", str(paragraph.html))) for paragraph in shown)
    assert "".join(plain.split()) == "".join(html.unescape(html.escape(visible(text))).split()) or "\x85" in text
    numbers = re.findall(r'id="m([0-9]+)"', "".join(str(paragraph.html) for paragraph in shown))
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    assert len(numbers) >= len(marks)
    assert sum(paragraph.matches for paragraph in shown) == len(numbers)


def test_paragraphs_are_passages_with_their_language_and_zone() -> None:
    text = "Hei på deg.\n\nこんにちは。\n![]() |\nKilde: NTB"
    start = text.index("![")
    document = Document("x", text, zones=(Zone("hidden", start, start + 7), Zone("tail", text.index("Kilde"), len(text))))
    passages = ((0, 11, "no"), (13, 19, "ja"), (text.index("Kilde"), len(text), "no"))
    shown = paragraphs(DocumentView(document, "no", "ltr", ((13, 16),), (), passages))
    assert [(str(paragraph.html), paragraph.lang, paragraph.kind) for paragraph in shown] == [
        ("Hei på deg.", "no", "body"),
        ('<mark id="m1">こんに</mark>ちは。', "ja", "body"),
        ("Kilde: NTB", "no", "tail"),
    ]


def test_a_long_document_with_many_matches_is_laid_out_in_time_that_grows_with_its_length() -> None:
    def lay_out(lines: int) -> None:
        line = "Dette er en linje med ordet Japan i seg.\n"
        starts = range(0, lines * len(line), len(line))
        view = DocumentView(
            Document("x", line * lines),
            "no",
            "ltr",
            tuple((start + 28, start + 33) for start in starts),
            (),
            tuple((start, start + len(line) - 1, "no") for start in starts),
        )
        assert len(paragraphs(view)) == lines

    assert_linear(lay_out, 1_000, 20)
