"""Words of text in common letters by one regular expression: exactly those that ICU finds, in a quarter of the time.

Where a text holds only characters whose part in UAX #29 is simple (letters, digits and marks of scripts written with spaces, ASCII and
common punctuation), a word is a run of letters, digits and marks, and an apostrophe joins two letters or two digits. Every other text is
ICU's: scripts without spaces, Hebrew (its quotes), emoji, ``@``, and the rare orders of marks that ICU looks through. That both agree is
tested for every character in every neighbourhood that counts, and on random text (``tests/text/test_usual.py``).
"""

from __future__ import annotations

import re
import unicodedata
from itertools import accumulate

from search.text.charclass import char_class

_ucd = unicodedata.ucd_3_2_0
"""Characters that every supported ICU knows."""
_SCRIPTS = (
    *range(0xC0, 0x2B0),  # Latin
    *range(0x300, 0x374),
    *range(0x386, 0x530),  # Greek, Cyrillic
    *range(0x531, 0x557),
    *range(0x561, 0x588),  # Armenian
    *range(0x620, 0x6DD),
    *range(0x6DE, 0x700),  # Arabic, without its end of ayah
    *range(0x900, 0xE00),  # Devanagari to Sinhala
    *range(0x10A0, 0x1100),
    *range(0x1200, 0x1380),  # Georgian, Ethiopic
    *range(0x1E00, 0x2000),  # Vietnamese, Greek with accents
)
_ASCII_LETTERS = (*range(0x41, 0x5B), *range(0x61, 0x7B))
_LETTERS = [*_ASCII_LETTERS, 0xAA, 0xBA, *(c for c in _SCRIPTS if _ucd.category(chr(c))[0] == unicodedata.category(chr(c))[0] == "L")]
_MARKS = [0xAD, 0x200C, 0xFE0F, *(c for c in _SCRIPTS if _ucd.category(chr(c)) in ("Mn", "Mc") and unicodedata.category(chr(c))[0] == "M")]
"""They belong to the letter before them; so do a soft hyphen, a non-joiner and a variation selector."""
_DIGITS = [*range(0x30, 0x3A), *(c for c in _SCRIPTS if _ucd.category(chr(c)) == unicodedata.category(chr(c)) == "Nd")]
_APOSTROPHES = "'’‘"
_OTHERS = [
    *(c for c in (0xA, *range(0x20, 0x7F)) if not chr(c).isalnum() and c != 0x40),
    *map(ord, "¡¢£¤¥¦§©«¬®°±¶·»¿×÷–—―‐‑‒“”„‚‹›†‡•‰′″€₫₹؛؟۔।॥՝←↑→↓⇒−≤≥≠≈∞√■□▲△▶►▼◆◇○●★☆✓✔、。〈〉《》「」『』【】〔〕〜�"),
]


def _inside(*groups: list[int]) -> str:
    return char_class({code for group in groups for code in group})


_L, _N, _M = _inside(_LETTERS), _inside(_DIGITS), _inside(_MARKS)
_BETWEEN_DIGITS = _APOSTROPHES + "،։"
_UNUSUAL = re.compile(f"[^{_inside(_LETTERS, _DIGITS, _MARKS, _OTHERS)}{_BETWEEN_DIGITS}]")
_LOOSE_MARK = re.compile(f"[{_M}](?<![{_L}{_M}].)")
"""A mark on something else than a letter: ICU looks through it at what stands before. (A pattern that begins with a class of characters is
searched for several times as fast as one that looks back first.)"""
_RUN = f"[{_L}{_N}][{_L}{_N}{_M}]*+"
_JOINT = f"(?:(?<=[{_L}{_M}])[{_APOSTROPHES}](?=[{_L}])|(?<=[{_N}])[{_BETWEEN_DIGITS}](?=[{_N}]))"
_WORD = re.compile(f"({_RUN}(?:(?![{_BETWEEN_DIGITS}])|(?:{_JOINT}{_RUN})*))")
"""Most words end before anything that could join two: to see that first saves a third of the time."""


def is_usual(text: str) -> bool:
    """Whether :func:`usual_columns` may be asked about a text."""
    return _UNUSUAL.search(text) is None and (text.isascii() or _LOOSE_MARK.search(text) is None)


def usual_columns(text: str) -> tuple[list[str], list[int], list[int]]:
    """The words, where each starts, where it ends; of a normalised text that :func:`is_usual`."""
    pieces = _WORD.split(text)
    borders = list(accumulate(map(len, pieces)))
    return pieces[1::2], borders[:-1:2], borders[1::2]
