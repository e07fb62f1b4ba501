"""What people type instead of what is written: the habits, as functions of a query.

Written without the project's own folding, so that a mistake there is not repeated here. Each habit names the collections that it is
measured on; only queries that it changes count.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Habit:
    """``goal``: the share of the queries' MRR@10 that must be left (issue 3)."""

    name: str
    typed: Callable[[str], str]
    collections: tuple[str, ...]
    goal: float
    most: int = 60
    """Queries per collection in the fast suite, at most."""


def without_marks(text: str) -> str:
    """``Đội thủ`` -> ``Doi thu``."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return plain.translate(str.maketrans("đĐ", "dD"))


def without_hamza(text: str) -> str:
    """``أين`` -> ``اين``: the seats that are left out on a keyboard, and madda."""
    return unicodedata.normalize("NFC", text).translate(str.maketrans("أإآٱ", "اااا"))


def exchanged_endings(text: str) -> str:
    """``مدرسة`` -> ``مدرسه``, ``على`` -> ``علي``: two letters that writers exchange at the end of a word."""
    return re.sub(r"ى\b", "ي", re.sub(r"ة\b", "ه", text))


def with_vowels(text: str) -> str:
    """A vowel mark, shadda or sukun after two letters of three, the same for the same text."""
    draw = Random(text)
    return "".join(c + (draw.choice("\u064e\u064f\u0650\u0651\u0652") if "ء" <= c <= "ي" and draw.random() < 0.67 else "") for c in text)


_HALF = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFF66, 0xFF9E)}
_HALF |= {"\u3099": "\uff9e", "\u309a": "\uff9f"}


def half_width(text: str) -> str:
    """``バクニン`` -> ``ﾊﾞｸﾆﾝ``: katakana only."""

    def narrow(found: re.Match[str]) -> str:
        return "".join(_HALF.get(c, c) for c in unicodedata.normalize("NFD", found.group()))

    return re.sub("[\u30a1-\u30fa\u30fc]+", narrow, text)


def spelled_out(text: str) -> str:
    """``grønn`` -> ``groenn``."""
    for letter, digraph in (("æ", "ae"), ("ø", "oe"), ("å", "aa"), ("Æ", "Ae"), ("Ø", "Oe"), ("Å", "Aa")):
        text = text.replace(letter, digraph)
    return text


def upper_case(text: str) -> str:
    return text.upper()


def turkish_upper_case(text: str) -> str:
    """As a Turkish keyboard has it: i gives İ, ı gives I."""
    return text.replace("i", "İ").replace("ı", "I").upper()


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


_OLD = {
    unicodedata.normalize("NFC", first + tone) + second: first + unicodedata.normalize("NFC", second + tone)
    for first, second in (("o", "a"), ("o", "e"), ("u", "y"), ("O", "a"), ("O", "e"), ("U", "y"))
    for tone in "\u0301\u0300\u0309\u0303\u0323"
}


def other_tone_placement(text: str) -> str:
    """``hòa`` -> ``hoà`` and back, at the end of a syllable, where the two ways of writing differ (not in ``quý``)."""
    text = unicodedata.normalize("NFC", text)
    swap = {**_OLD, **{new: old for old, new in _OLD.items()}}
    pattern = re.compile(r"(?<![qQ])(?:" + "|".join(map(re.escape, swap)) + r")(?!\w)")
    return pattern.sub(lambda found: swap[found.group()], text)


LATIN = ("norquad-no", "tydiqa-en", "xquad-de", "xquad-en", "xquad-es", "xquad-ro", "xquad-vi")
HABITS = (
    Habit("Vietnamese without any marks", without_marks, ("xquad-vi",), 0.93),
    Habit("Vietnamese, the other tone placement", other_tone_placement, ("xquad-vi",), 1.0),
    Habit("Arabic without hamza", without_hamza, ("arcd-ar", "xquad-ar"), 0.99),
    Habit("Arabic, endings exchanged", exchanged_endings, ("arcd-ar", "xquad-ar"), 0.99),
    Habit("Arabic with vowel marks", with_vowels, ("arcd-ar", "xquad-ar"), 0.99),
    Habit("half-width katakana", half_width, ("jsquad-ja",), 0.99),
    Habit("ae, oe, aa for æ, ø, å", spelled_out, ("norquad-no",), 0.99),
    Habit("upper case", upper_case, (*LATIN, "xquad-el", "xquad-ru"), 0.99, most=15),
    Habit("upper case on a Turkish keyboard", turkish_upper_case, ("xquad-tr",), 0.99),
    Habit("decomposed (NFD)", decomposed, ("arcd-ar", "jsquad-ja", "norquad-no", "xquad-de", "xquad-el", "xquad-vi"), 0.99, most=30),
)
