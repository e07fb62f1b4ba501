"""Japanese in Latin letters, in all systems that people use, is read as kana; what cannot be Japanese is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text.romaji import kana_of, without_length


@pytest.mark.parametrize(("typed", "kana"), [
    ("bungaku", "ぶんがく"), ("toshokan", "としょかん"), ("tosyokan", "としょかん"), ("fujisan", "ふじさん"), ("huzisan", "ふじさん"),
    ("shinbun", "しんぶん"), ("shimbun", "しんぶん"), ("matcha", "まっちゃ"), ("maccha", "まっちゃ"), ("kin'en", "きんえん"),
    ("kinen", "きねん"),
    ("kon’nichiwa", "こんにちわ"), ("onna", "おんな"), ("honn", "ほん"), ("jisho", "じしょ"), ("zisyo", "じしょ"), ("Gakkou", "がっこう"),
    ("ra-men", "らーめん"), ("tsunami", "つなみ"), ("tunami", "つなみ"), ("fairu", "ふぁいる"), ("TŌKYŌ", "ときょ"),
])
def test_every_system_is_read(typed: str, kana: str) -> None:
    assert kana_of(typed) == kana


@pytest.mark.parametrize("systems", [
    "tokyo toukyou tookyoo tōkyō tôkyô", "chocho tyoutyo chouchou chōchō", "kyushu kyuushuu kyûshû kyuusyuu", "obasan obaasan obāsan",
])
def test_what_differs_by_the_length_of_vowels_alone_is_one(systems: str) -> None:
    assert len({without_length(kana_of(typed)) for typed in systems.split()}) == 1


@pytest.mark.parametrize("typed", ["hello", "strict", "việt", "東京", "", "wq", "a" * 100, "tokyo1", "to kyo"])
def test_what_cannot_be_japanese_is_not_read(typed: str) -> None:
    assert kana_of(typed) == ""


@given(st.text(max_size=30))
def test_any_text_is_read_as_hiragana_or_not_at_all(typed: str) -> None:
    assert all("ぁ" <= each <= "ゔ" or each == "ー" for each in kana_of(typed))
