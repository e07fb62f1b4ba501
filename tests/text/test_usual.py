"""The words of common text by one expression are those that ICU finds (``search/text/usual.py``)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.text import usual
from search.text.unicode import normalise
from search.text.word import icu_columns, spaced_columns

ALL = sorted({*usual._LETTERS, *usual._MARKS, *usual._DIGITS, *usual._OTHERS, *map(ord, usual._BETWEEN_DIGITS)})
BEFORE = ["", "a", "1", " ", "a'", "1'", "’", "a.", "1.", "_", "a_", "a\u0301", "a\u0301'", "a·", "1،", "1;", "ا", "ا\u064e"]
AFTER = ["", "a", "1", " ", "'a", "'1", "’", ".a", ".1", "_", "_a", "\u0301a", "\u0301'a", ":a", "،1", "\u00ad", "ا", "\n1"]
SIGNS = "+#&"


def _words(text: str) -> tuple[list[str], list[int], list[int]]:
    """ICU's words without the signs that belong to a word (C++), which ``spaced_columns`` adds to both."""
    columns = [column for column in zip(*icu_columns(text), strict=True) if column[0].strip(SIGNS)]
    words, starts, ends = map(list, zip(*columns, strict=True)) if columns else ([], [], [])
    return words, starts, ends


def test_in_every_neighbourhood_every_character_is_cut_as_by_icu() -> None:
    looked_at = 0
    for code in ALL:
        lines = normalise("\n".join(f"{before}{chr(code)}{after}" for before in BEFORE for after in AFTER)).text.split("\n")
        text = "\n".join(filter(usual.is_usual, lines))
        looked_at += text.count("\n") + 1
        assert usual.usual_columns(text) == _words(text), (
            f"U+{code:04X} {chr(code)!r} is cut differently by this ICU; take it out of the lists in search/text/usual.py")
    assert looked_at > 0.7 * len(ALL) * len(BEFORE) * len(AFTER)


@given(st.lists(st.sampled_from([*map(chr, ALL), "a", "1", "'", ".", " ", "\n", "\u0301", "ا"]), max_size=40))
@settings(max_examples=1_000)
def test_random_common_text_is_cut_as_by_icu(characters: list[str]) -> None:
    text = normalise("".join(characters)).text
    for line in text.split("\n"):
        if usual.is_usual(line):
            assert usual.usual_columns(line) == _words(line)


PIECES = ["word", "l'eau", "1'000", "日本語", "C++", "a@b.org", "ไทย", "😀", "é", "e\u0301", " ", ", ", "\n"]


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_lines_of_both_kinds_together_are_cut_as_by_icu(pieces: list[str]) -> None:
    text = normalise("".join(pieces)).text
    assert spaced_columns(text) == icu_columns(text)


@pytest.mark.parametrize("text", ["a@b", "日本", "שלום", "1\u0301", " \u0301a", "a'\u0301b", "😀", "\u2066a"])
def test_what_is_not_common_is_left_to_icu(text: str) -> None:
    assert not usual.is_usual(text)
