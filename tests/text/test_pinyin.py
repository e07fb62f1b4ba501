"""Chinese in Latin letters is cut into syllables, and each syllable knows its characters."""

from __future__ import annotations

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text.pinyin import characters, syllables


@pytest.mark.parametrize(("typed", "ways"), [
    ("beijing", ["bei jing"]), ("xian", ["xian", "xi an"]), ("xi'an", ["xi an"]), ("Nǚrén", ["nu ren"]), ("nv3ren2", ["nu ren"]),
    ("lüyou", ["lu you"]), ("tushuguan", ["tu shu guan", "tu shu gu an"]), ("hello", []), ("北京", []), ("", [""]),
])
def test_letters_are_cut_into_syllables_the_longest_first(typed: str, ways: list[str]) -> None:
    assert [" ".join(way) for way in syllables(typed)] == ways


@pytest.mark.parametrize(("syllable", "some"), [
    ("jing", "京经經"), ("hang", "行航"), ("xing", "行星"), ("chang", "长長常"), ("zhang", "长長张"), ("di", "地的弟"), ("yue", "乐樂月"),
    ("nu", "女怒"), ("jiao", "觉覺交"), ("zhao", "着找"), ("ga", "咖"),
])
def test_a_syllable_has_the_characters_that_are_read_so_in_both_writings(syllable: str, some: str) -> None:
    assert {*some} <= {*characters()[syllable]}


def test_every_reading_of_a_character_is_a_syllable_that_can_be_typed() -> None:
    assert [syllable for syllable in characters() if (syllable,) not in syllables(syllable)] == ["n"]  # 嗯


@given(st.text("abcdefghijklmnopqrstuvwxyz'", max_size=14))
def test_syllables_are_the_letters_that_were_typed(typed: str) -> None:
    for way in syllables(typed):
        assert "".join(way) == typed.replace("'", "").replace("lv", "lu").replace("nv", "nu")


@pytest.mark.parametrize("typed", ["xian" * 1_000, "xian" * 19 + "q", "xian" * 20, "xi'" * 2_000, "\u0301" * 4_000])
def test_a_long_text_is_cut_or_given_up_at_once(typed: str) -> None:
    assert [len(way) for way in islice(syllables(typed), 2)] == ([20, 21] if typed == "xian" * 20 else [])
