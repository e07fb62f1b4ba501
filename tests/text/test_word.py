"""Forms of one word: what is the same word, what is the word without its marks, and what a chunk is made of."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engine import MAX_TOKEN
from search.text.charclass import Characters
from search.text.unicode import normalise
from search.text.units import bigrams, running_units, unit_prefix
from search.text.word import cut_long, exact_form, fold_forms, parts, spaced_words

ANY_TEXT = st.text(st.characters(codec=None), max_size=60)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hòa", "hoà"),
        ("thuỵ", "THỤY"),
        ("khoẻ", "khỏe"),
        ("مُحَمَّد", "محمد"),
        ("كتـــاب", "كتاب"),
        ("کتاب", "كتاب"),
        ("٢٠٢٣", "2023"),
        ("۲۰۲۳", "2023"),
        ("२०२३", "２０２３"),
        ("ＡＩ", "ai"),
        ("STRASSE", "Straße"),
        ("İstanbul", "istanbul"),
        ("don’t", "don't"),
        ("co\u00adoperate", "cooperate"),
        ("צה״ל", "צהל"),
        ("שָׁלוֹם", "שלום"),
        ("ΟΔΟΣ", "οδος"),
        ("رابطهٔ", "رابطه"),
        ("رابطۀ", "رابطه"),
        ("می\u200cخواهم", "میخواهم"),
    ],
)
def test_nobody_means_a_difference_between(one: str, other: str) -> None:
    assert exact_form(normalise(one).text) == exact_form(normalise(other).text)


@pytest.mark.parametrize(
    ("one", "other"),
    [("công", "cộng"), ("だ", "た"), ("ø", "o"), ("đ", "d"), ("é", "e"), ("أ", "ا"), ("ة", "ه"), ("パ", "ハ"), ("й", "и"), ("น้", "น")],
)
def test_these_are_different_words(one: str, other: str) -> None:
    assert exact_form(one) != exact_form(other)


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("grønn", ("gronn", "groenn")),
        ("blåbær", ("blabaer", "blaabaer")),
        ("công", ("cong",)),
        ("đường", ("duong",)),
        ("الإعلام", ("الاعلام",)),
        ("مدرسة", ("مدرسه",)),
        ("café", ("cafe",)),
        ("müller", ("muller", "mueller")),
        ("ёлка", ("елка",)),
        ("ήλιος", ("ηλιοσ",)),
        ("plain", ("plain",)),
    ],
)
def test_folding_takes_marks_off_and_knows_the_usual_spellings(word: str, folded: tuple[str, ...]) -> None:
    assert fold_forms(exact_form(word)) == folded


@pytest.mark.parametrize("word", ["だ", "が", "ガ", "パン", "バクニン", "й", "น้ำ", "한국", "緑茶", "ड़का"[:1]])
def test_letters_of_scripts_whose_signs_are_no_marks_are_not_folded(word: str) -> None:
    assert fold_forms(word) == (word,)


@pytest.mark.parametrize(
    ("word", "readings"),
    [
        ("NamViệt29", [["namviệt", "29"], ["nam", "việt", "29"]]),
        ("iPhone", [["i", "phone"]]),
        ("L2Pro", [["l", "2", "pro"]]),
        ("l'eau", [["l", "eau"]]),
        ("getHTTPResponse", [["get", "http", "response"]]),
        ("PDFs", []),
        ("می\u200cخواهم", [["مي", "خواهم"]]),
        ("ক্\u200cষ", []),
        ("GRDP", []),
        ("Hanoi", []),
    ],
)
def test_a_written_word_has_parts_at_case_digit_apostrophe_and_joiner_borders(word: str, readings: list[list[str]]) -> None:
    assert [[form for *_, form in reading] for reading in parts(word)] == readings


@given(ANY_TEXT)
def test_parts_are_slices_in_order(word: str) -> None:
    for reading in parts(word):
        assert all(exact_form(word[start:end]) == form for start, end, form in reading)
        assert [start for start, *_ in reading] == sorted(start for start, *_ in reading)


@given(ANY_TEXT)
def test_no_letter_and_no_digit_is_lost_between_words(text: str) -> None:
    clean = normalise(text).text
    kept = "".join(clean[start:end] for start, end in spaced_words(clean))
    assert [c for c in kept if c.isalnum()] == [c for c in clean if c.isalnum()]


def _cut(text: str) -> list[str]:
    return [text[start:end] for start, end in spaced_words(text)]


def test_signs_belong_to_the_word_before_them() -> None:
    assert _cut("C++言語と C++ 言語 a+b") == ["C", "++", "言語", "と", "C", "++", "言語", "a", "b"]
    assert _cut("me@example.org, @senior_devs a@b") == ["me", "example", "org", "senior", "devs", "a", "b"], "ICU joins at @ from 72 on"
    text = "C++ and C# at T&T, 1.000.000 at vnexpress.net, 57-NQ/TW + x"
    assert [text[a:b] for a, b in spaced_words(text)] == [
        "C",
        "++",
        "and",
        "C",
        "#",
        "at",
        "T",
        "&",
        "T",
        "1",
        "000",
        "000",
        "at",
        "vnexpress",
        "net",
        "57",
        "NQ",
        "TW",
        "x",
    ]


def test_a_long_word_is_cut_and_nothing_of_it_lost() -> None:
    word = "x" * (3 * MAX_TOKEN + 7)
    assert "".join(cut_long(word)) == word
    assert max(map(len, cut_long(word))) == MAX_TOKEN


def test_running_text_takes_its_neighbouring_letters_along_and_leaves_punctuation_out() -> None:
    assert running_units("決議第57-NQ/TW号「科学」") == [list("決議第57nqtw号科学")]
    assert running_units("no such text") == []
    assert running_units("한국, 물") == [["한", "국", "·물"]]
    assert bigrams(running_units("한국 물")[0]) == ["한국", "국·물", "물"]
    assert running_units("AI 기술(한국)") == [list("ai기술한국")]


def test_a_line_is_one_run_unless_more_than_64_other_letters_stand_between() -> None:
    assert running_units(f"日{'x' * 64}本{'y' * 64}") == [list(f"日{'x' * 64}本{'y' * 64}")]
    assert running_units(f"日{'x' * 65}本") == [list(f"日{'x' * 64}"), list("x本")]
    assert running_units(f"{'x' * 65}日{'y' * 65}") == [list(f"{'x' * 64}日{'y' * 64}")]


def test_a_character_of_running_text_keeps_its_marks() -> None:
    units = running_units("น้ำ")[0]
    assert units[0] == "น้"
    assert not any(term.startswith(unit_prefix("น")) for term in bigrams(units))


@given(st.lists(st.sampled_from([*"漢字かなカナ茶a1", "น้", "น", "ก็"]), min_size=1, max_size=12), st.data())
def test_every_stretch_of_a_run_is_a_stretch_of_its_bigrams(units: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(units) - 1))
    end = data.draw(st.integers(start + 1, len(units)))
    whole, asked = bigrams(units), bigrams(units[start:end])[:-1]
    if asked:
        assert any(whole[at : at + len(asked)] == asked for at in range(len(whole)))
    else:
        prefix = unit_prefix(units[start])
        assert any(term == units[start] or term.startswith(prefix) for term in whole)


@given(ANY_TEXT | st.text("aeiouyóòọùđ\u0307\u0301\u0654هٱأكکیИйёΐςガが각한\u1100\u1161\u093c०٣’`ﬀſ\u200c", max_size=12))
def test_a_word_that_no_letter_of_it_calls_for_a_closer_look_is_what_the_closer_look_says(text: str) -> None:
    words = normalise(text).text.split()
    quick = [(exact_form(word), fold_forms.__wrapped__(exact_form(word))) for word in words]
    with patch.object(Characters, "any", lambda self, word: True):
        assert quick == [(exact_form(word), fold_forms.__wrapped__(exact_form(word))) for word in words]
