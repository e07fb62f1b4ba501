"""The payload: what is read from it is what was put into it, whatever the document's length, and short of reading all of it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import search.text.unicode as text_module
from search.analysis.analyse import analyse
from search.model import Document
from search.store.payload import BLOCK, Passage, StoredDocument, Tokens, encode
from search.store.rows import Base, Row, RowTable, columns, packed_columns, row_line

ROWS = [
    Row(("industrien",), ("industrien",), ("no:industri", "en:industrien")),
    Row(("industri",), ("industri",), ("no:industri",)),
    Row(("høyskolen",), ("hoyskolen", "hoeyskolen"), ("no:høyskol", "~no:hoyskol")),
    Row(("happy",), ("happy",), ("en:happi",)),
    Row(("công",), ("cong",), ()),
    Row(("org",), ("org",), (), address=True),
    Row(("org",), ("org",), ("no:org",)),
    Row(("a" * 255, "bc"), ("a" * 255 + "bc",), ("en:" + "a" * 255 + "b",)),
    Row(("東京",), ("東京",), ("ja:東京",)),
]


def table(rows: list[Row]) -> RowTable:
    return RowTable(packed_columns(columns(sorted(map(row_line, rows)))))


def test_rows_come_back_as_they_were_in_the_order_of_their_exact_forms() -> None:
    rows = table(ROWS)
    assert sorted((rows[number] for number in range(len(rows))), key=repr) == sorted(ROWS, key=repr)
    assert [rows[number].exact for number in range(len(rows))] == sorted(row.exact for row in ROWS)


@pytest.mark.parametrize(
    ("form", "found"),
    [
        ("no:industri", ["industri", "industrien"]),
        ("en:industrien", ["industrien"]),
        ("en:industri", []),
        ("no:høyskol", ["høyskolen"]),
        ("~no:hoyskol", ["høyskolen"]),
        ("no:hoyskol", []),
        ("en:happi", ["happy"]),
        ("en:hap", []),
        ("ja:東京", ["東京"]),
    ],
)
def test_base_forms_are_found_in_their_own_language_only(form: str, found: list[str]) -> None:
    rows = table(ROWS)
    assert [rows[number].exact[0] for number in rows.base(Base.of(form))] == found
    assert [rows[number].exact[0] for number in rows.holding(form)] == found


def test_exact_and_folded_forms_and_beginnings_are_found() -> None:
    rows = table(ROWS)
    assert [rows[number] for number in rows.exact("org")] == [ROWS[5], ROWS[6]]
    assert [rows[number] for number in rows.exact("a" * 255)] == [ROWS[7]]
    assert list(rows.exact("industr")) == []
    assert [rows[number].exact[0] for number in rows.folded("hoeyskolen")] == ["høyskolen"]
    assert rows.folded("happy") == [] and rows.folded("hoy") == []
    assert rows.holding("hoyskole") == []
    assert [rows[number].exact[0] for number in rows.beginning("hoe")] == ["høyskolen"]
    assert [rows[number].exact[0] for number in rows.beginning("ind")] == ["industri", "industrien"]


@given(st.lists(st.text("aáb", min_size=1, max_size=4), min_size=1, max_size=12), st.data())
def test_every_form_finds_its_row(words: list[str], data: st.DataObject) -> None:
    made = [
        Row((word,), (word.replace("á", "a"),), tuple(f"xx:{base}" for base in data.draw(st.lists(st.text("aáb", min_size=1, max_size=3)))))
        for word in words
    ]
    rows = table(made)
    for number in range(len(rows)):
        for form in (*rows[number].exact, *rows[number].fold, *rows[number].word):
            assert number in rows.holding(form)
            assert all(form in (*rows[n].exact, *rows[n].fold, *rows[n].word) for n in rows.holding(form))


def test_a_slice_of_a_long_text_is_read_without_the_rest() -> None:
    text = "".join(chr(0x4E00 + number % 5_000) for number in range(3 * BLOCK + 10))
    stored = StoredDocument(analyse(Document("long", text, title="long", title_source="document")).payload)
    for start, end in [(0, 5), (BLOCK - 2, BLOCK + 2), (2 * BLOCK, 2 * BLOCK + 1), (3 * BLOCK, 3 * BLOCK + 50), (7, 7), (-5, 3)]:
        assert stored.slice(start, end) == text[max(start, 0) : end]
    fresh = StoredDocument(analyse(Document("long", text, title="long", title_source="document")).payload)
    assert fresh.slice(BLOCK + 1, BLOCK + 9) == text[BLOCK + 1 : BLOCK + 9]
    assert len(fresh._blocks) == 1
    assert stored.characters == len(text) and stored.text == text


@given(
    st.lists(st.tuples(st.integers(-40_000, 40_000), st.integers(0, 70_000)), max_size=30),
    st.lists(st.sampled_from(["a", "bc", "d"]), min_size=3, max_size=3),
)
def test_offsets_of_any_width_come_back(spans: list[tuple[int, int]], words: list[str]) -> None:
    lines = [row_line(Row((word,), (word,), ())) for word in words]
    start, length = (np.array([span[at] for span in spans], dtype=np.int32) for at in (0, 1))
    tokens = Tokens(np.arange(len(spans), dtype=np.int32) % 3, start, length)
    passages = [Passage(0, 5, "en", "body", "text", 0, len(spans)), Passage(2, 3, "und", "tail", "parts", len(spans), len(spans))]
    stored = StoredDocument(encode(Document("x", "a bc d", title="t"), "en", "", lines, tokens, passages))
    assert stored.tokens.start.tolist() == start.tolist() and stored.tokens.length.tolist() == length.tolist()
    assert [stored.passages[0], stored.passages[1]] == passages
    assert [stored.rows[row].exact[0] for row in stored.tokens.row.tolist()] == [words[number % 3] for number in range(len(spans))]


def test_passages_know_whether_they_are_written_without_spaces() -> None:
    text = "An English line that has spaces in it.\n東京都は日本の首都である。人口は多い。\nTokyo 東京 is a town of many people in Japan."
    stored = StoredDocument(analyse(Document("mixed", text, title="mixed")).payload)
    dense = {text[p.start : p.end][:2]: bool(stored.passages.dense[n]) for n in stored.passages.texts() for p in [stored.passages[n]]}
    assert dense == {"An": False, "東京": True, "To": False}


@given(st.text("ab\r\n漢क\u093f\u0301\u200d👩👨🇳🇴한\u1161", max_size=14), st.data())
def test_snapping_agrees_with_the_borders_of_grapheme_clusters(text: str, data: st.DataObject) -> None:
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    borders = [0, *text_module._ends(text_module._breakers.character, text)]
    expected = max(border for border in borders if border <= start), min(border for border in borders if border >= end)
    assert text_module.snap_to_graphemes(text, start, end) == expected
