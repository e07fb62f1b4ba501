"""Sub-words: which words have them, and that they depend on nothing but the word."""

from __future__ import annotations

import pytest

from search.languages import LANGUAGES
from search.languages._grams import grams
from search.text.word import exact_form


@pytest.mark.parametrize(("word", "expected"), [
    ("grønn", "_gro gron ronn onn_"),
    ("bank", "_ban bank ank_"),
    ("Häuser", "_hau haus ause user ser_"),
    ("الإعلام", "_الا الاع لاعل اعلا علام لام_"),
    ("dog", ""), ("57nq", ""), ("٢٠٢٣", ""), ("サーバー", ""), ("ภาษาไทย", ""), ("産業革命", ""),
    ("x" * 65, ""), ("aaaaaa", "_aaa aaaa aaa_"),
])
def test_a_word_of_four_letters_or_more_has_the_grams_of_its_folded_form(word: str, expected: str) -> None:
    assert " ".join(grams(exact_form(word))) == expected


@pytest.mark.parametrize("word", ["industrial", "Häuser", "الصناعات", "промышленность", "उद्योगों"])
def test_a_word_has_the_same_grams_under_every_language_that_has_any(word: str) -> None:
    found = {code: language.forms(word).grams for code, language in LANGUAGES.items()}
    assert found.pop("vi") in ((), grams(exact_form(word)))
    assert set(found.values()) == {grams(exact_form(word))}


@pytest.mark.parametrize(("word", "expected"), [
    ("Jacksonville", True), ("Promoscience", True), ("Nghiêng", False), ("nghiệp", False), ("trách", False), ("cong", False),
    ("промышленность", True),
])
def test_in_vietnamese_only_what_is_no_syllable_has_grams(word: str, expected: bool) -> None:
    assert LANGUAGES["vi"].forms(word).grams == (grams(exact_form(word)) if expected else ())
