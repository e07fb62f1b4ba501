"""Normalisation, its map back to the original, and ICU breaks."""

from __future__ import annotations

import threading
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text.unicode import direction, normalise, scripts, sentences, snap_to_graphemes, word_breaks

ANY_TEXT = st.text(st.characters(codec=None), max_size=80)
MIXED = st.text(
    st.sampled_from("aéÅøđ ơưế漢字かなガｶﾞ゛㍻㈱ﬁﷺﹰ①½한ㄱㅏ\u1100\u1161क़ทำกำ्\u0301\u0323\u200d\u00ad\x00\ud800\u2028\n😀🇳🇴"), max_size=40
)


@given(ANY_TEXT | MIXED)
def test_the_whole_normalised_text_maps_to_the_whole_original(text: str) -> None:
    normalised = normalise(text)
    if normalised.text:
        assert normalised.span(0, len(normalised.text)) == (0, len(text))


@given(ANY_TEXT | MIXED)
def test_spans_grow_with_positions_and_stay_inside_the_original(text: str) -> None:
    normalised = normalise(text)
    spans = [normalised.span(at, at + 1) for at in range(len(normalised.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


@given(MIXED, MIXED)
def test_a_span_normalises_to_what_it_was_cut_for(before: str, after: str) -> None:
    text = before + "\nVIỆT\n" + after
    normalised = normalise(text)
    at = normalised.text.index("\nVIỆT\n") + 1
    start, end = normalised.span(at, at + 4)
    assert text[start:end] == "VIỆT"


@given(ANY_TEXT | MIXED)
def test_normalising_twice_is_normalising_once(text: str) -> None:
    once = normalise(text).text
    assert normalise(once).text == once


@given(ANY_TEXT | MIXED)
def test_no_control_character_and_no_surrogate_is_left(text: str) -> None:
    assert not [c for c in normalise(text).text if c != "\n" and unicodedata.category(c) in ("Cc", "Cs")]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("ｶﾞｷﾞ", "ガギ"),
        ("か゛", "が"),
        ("ﷺ", "صلى الله عليه وسلم"),
        ("㍻", "平成"),
        ("Ｆｕｌｌ", "Full"),
        ("Vie\u0323\u0302t", "Việt"),
        ("ﻣﺮﺣﺒﺎ", "مرحبا"),
        ("کتابﹰ", "کتاب\u064b"),
        ("Foo™", "Foo "),
        ("a\x00b", "a b"),
        ("\u1112\u1161\u11ab", "한"),
    ],
)
def test_forms_that_mean_the_same_are_united(written: str, read: str) -> None:
    assert normalise(written).text == read


def test_a_base_offset_is_added_to_every_span() -> None:
    assert normalise("ｶﾞ!", base=100).span(0, 1) == (100, 102)


@given(ANY_TEXT | MIXED)
def test_word_breaks_and_sentences_cover_the_text(text: str) -> None:
    clean = normalise(text).text
    ends = word_breaks(clean)
    assert ends == sorted(set(ends))
    assert (ends[-1] if ends else 0) == len(clean)
    assert "".join(clean[a:b] for a, b in sentences(clean)) == clean


def test_breaks_count_code_points_beyond_the_basic_plane() -> None:
    assert word_breaks("😀 a 𠮷野")[:4] == [1, 2, 3, 4]


def test_a_mark_never_cuts_a_grapheme() -> None:
    text = "x\U0001f1f3\U0001f1f4 e\u0301 น้ำ"
    assert snap_to_graphemes(text, 2, 3) == (1, 3)
    assert snap_to_graphemes(text, 4, 5) == (4, 6)


def test_breaking_is_the_same_from_several_threads() -> None:
    text = "日本語の文章と English words และภาษาไทย " * 50
    expected = word_breaks(text)
    results: list[list[int]] = []
    threads = [threading.Thread(target=lambda: results.append(word_breaks(text))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [expected] * 8


def test_scripts_and_directions() -> None:
    assert scripts("日本 и abc 12") == {"Hani", "Cyrl", "Latn"}
    assert direction("ar") == direction("fa") == direction("he") == "rtl"
    assert direction("ja") == direction("und") == "ltr"


@pytest.mark.parametrize(("usual", "other"), [("น้ำ", "น\u0e4d\u0e49\u0e32"), ("ນ້ຳ", "ນ\u0ecd\u0ec9\u0eb2")])
def test_sara_am_is_one_however_its_parts_were_typed(usual: str, other: str) -> None:
    text = f"ดื่ม{other}ทุกวัน"
    normalised = normalise(text)
    assert normalised.text == normalise(f"ดื่ม{usual}ทุกวัน").text
    start = normalised.text.index(normalise(usual).text)
    assert text[slice(*normalised.span(start, start + len(normalise(usual).text)))] == other
