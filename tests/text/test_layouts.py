"""Keys pressed while the keyboard had the layout of another language are read as what was meant, in both directions."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text.layouts import LAYOUTS, meant, written

WORDS = [
    ("ru", "ghbdtn", "привет"), ("ru", "k.,jdm", "любовь"), ("ru", "j,]tv", "объем"), ("uk", "]cnb", "їсти"), ("be", "[fdfoyf", "хаваўна"),
    ("sr", "beograd", "београд"), ("mk", "skop'e", "скопќе"), ("el", "kalhm;era", "καλημέρα"), ("he", "akuo", "שלום"),
    ("ar", "lvpfh", "مرحبا"), ("ar", "bhlhd", "لااماي"), ("fa", "sghl", "سلام"), ("ko", "gksrnr", "한국"), ("ko", "rkqtdmf", "값을"),
    ("ko", "ekfrrhrl", "닭고기"), ("ko", "Rhc", "꽃"), ("ko", "dhkTek", "왔다"), ("th", "l;ylfu", "สวัสดี"), ("ka", "qarTuli", "ქართული"),
    ("fa", "Chmk", "ژاپن"),
]


@pytest.mark.parametrize(("code", "keys", "word"), WORDS)
def test_keys_write_what_the_layout_of_a_language_has_on_them(code: str, keys: str, word: str) -> None:
    assert written(keys, code) == word


@pytest.mark.parametrize(("code", "keys", "word"), [row for row in WORDS if row[1] != "bhlhd"])
def test_what_a_layout_wrote_is_read_as_the_keys_that_were_pressed(code: str, keys: str, word: str) -> None:
    assert meant(word, code) == keys.lower()


@pytest.mark.parametrize(("code", "keys", "word"), [
    ("ru", "{JHJIJ", "хорошо"), ("be", "<tkfhecm", "беларусь"), ("uk", '"dhjgf', "європа"), ("th", "4589", ""), ("ru", "2024", ""),
])
def test_large_letters_are_on_keys_with_signs_too_and_numbers_stay_numbers(code: str, keys: str, word: str) -> None:
    assert written(keys, code) == word


@pytest.mark.parametrize(("code", "typed", "word"), [
    ("ru", "руддщ", "hello"), ("ru", "ГТШСЩВУ", "unicode"), ("ko", "ㅗ디ㅣㅐ", "hello"), ("ar", "اثممخ", "hello"), ("he", "יקךךם", "hello"),
    ("el", "ηελλο", "hello"), ("th", "้ำสสน", "hello"),
])
def test_a_word_in_latin_letters_typed_with_another_layout_is_read_back(code: str, typed: str, word: str) -> None:
    assert meant(typed, code) == word


def test_what_no_key_writes_is_not_read() -> None:
    assert meant("日本", "ru") == ""
    assert written("ghqdtn", "he") == ""  # Hebrew has no letter on q


@pytest.mark.parametrize("code", sorted({*LAYOUTS} - {"ko"}))
@given(keys=st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12))
def test_what_keys_write_is_read_back_as_these_keys(code: str, keys: str) -> None:
    letters = written(keys, code)
    assert meant(letters, code) in ("", keys, keys.replace("gh", "b")) if letters else True


@given(text=st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1, max_size=8))
def test_every_hangul_syllable_is_written_by_its_keys(text: str) -> None:
    keys = meant(text, "ko")
    assert written(keys, "ko") == plain(text)


def plain(text: str) -> str:
    """Hangul without doubled letters, which need the shift key: small letters do not tell."""
    doubled = dict(zip("\u1101\u1104\u1108\u110a\u110d\u11bb\u1164\u1168", "\u1100\u1103\u1107\u1109\u110c\u11ba\u1162\u1166", strict=True))
    doubled["\u11a9"] = "\u11a8"
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).translate(str.maketrans(doubled)))
