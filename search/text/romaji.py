"""Japanese in Latin letters, in any of its systems: *tōkyō, tokyo, toukyou, tookyoo* are とうきょう, *tyoutyo* and *chōcho* ちょうちょ.

:func:`kana_of` reads Hepburn, Kunrei, Nihon-shiki and what input methods take. Whether a vowel is long, most people do not write, so
:func:`without_length` makes one of what differs by that alone. Sources: ISO 3602 (Kunrei), Hepburn as in ANSI Z39.11, the romaji tables
that Japanese input methods share.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_ROWS = {
    "": "あいうえお", "k": "かきくけこ", "s": "さしすせそ", "t": "たちつてと", "n": "なにぬねの", "h": "はひふへほ", "m": "まみむめも",
    "r": "らりるれろ", "g": "がぎぐげご", "z": "ざじずぜぞ", "d": "だぢづでど", "b": "ばびぶべぼ", "p": "ぱぴぷぺぽ",
}
_SMALL = {"a": "ゃ", "u": "ゅ", "o": "ょ", "e": "ぇ"}
_BEFORE_SMALL = {
    "ky": "き", "sy": "し", "sh": "し", "ty": "ち", "ch": "ち", "cy": "ち", "ny": "に", "hy": "ひ", "my": "み", "ry": "り", "gy": "ぎ",
    "zy": "じ", "j": "じ", "jy": "じ", "dy": "ぢ", "by": "び", "py": "ぴ",
}


def _pairs(cells: str) -> dict[str, str]:
    return dict(cell.split(":") for cell in cells.split())


_OTHERS = _pairs(
    "ya:や yu:ゆ yo:よ wa:わ wi:うぃ we:うぇ wo:を shi:し chi:ち tsu:つ fu:ふ ji:じ "
    "fa:ふぁ fi:ふぃ fe:ふぇ fo:ふぉ vu:ゔ va:ゔぁ vi:ゔぃ ve:ゔぇ vo:ゔぉ"
)


def _syllables() -> Iterator[tuple[str, str]]:
    for consonant, row in _ROWS.items():
        yield from zip((consonant + vowel for vowel in "aiueo"), row, strict=True)
    for consonant, kana in _BEFORE_SMALL.items():
        yield from ((consonant + vowel, kana + small) for vowel, small in _SMALL.items())
    yield from _OTHERS.items()


_KANA = dict(_syllables())
_ONE = re.compile("|".join(sorted(_KANA, key=len, reverse=True)) + "|n'|nn?(?![aiueoy])|m(?=[bmp])|([kstcgzdbpfrmhj])(?=\\1)|t(?=ch)|-")
_SIGNS = {"-": "ー"}
_LONG_VOWELS = {"\u0304": "", "\u0302": ""}
_LENGTH = re.compile(
    "(?<=[おこそとのほもよろをごぞどぼぽょ])[おう]|(?<=[うくすつぬふむゆるぐずづぶぷゅ])う|(?<=[あかさたなはまやらわがざだばぱゃ])あ"
    "|(?<=[いきしちにひみりぎじぢびぴ])い(?!$)|(?<=[えけせてねへめれげぜでべぺ])え|ー"
)
LONGEST = 40
"""Letters that are read, at most."""


def kana_of(typed: str) -> str:
    """What was typed in hiragana; empty if it cannot be Japanese in Latin letters. Signs of length are left out (ō)."""
    letters = unicodedata.normalize("NFD", typed.lower()).translate({ord(sign): "" for sign in _LONG_VOWELS}).replace("\u2019", "'")
    if len(letters) > LONGEST or not (letters.isascii() and letters):
        return ""
    found, at = list[str](), 0
    while at < len(letters):
        one = _ONE.match(letters, at)
        if one is None:
            return ""
        found.append(_KANA.get(one[0]) or _SIGNS.get(one[0]) or ("ん" if one[0][0] in "nm" and one[1] is None else "っ"))
        at = one.end()
    return "".join(found)


def without_length(kana: str) -> str:
    """Hiragana without what makes vowels long: とうきょう -> ときょ."""
    return _LENGTH.sub("", kana)
