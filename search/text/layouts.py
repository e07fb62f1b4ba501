"""What was typed while the keyboard had the layout of another language: *ghbdtn* is привет, руддщ *hello*, *gksrnr* 한국.

``data/layouts.tsv`` has what the keys write. Only between a language and the layout of the United States, which is the other one on most
computers where people write in two scripts.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping
from importlib.resources import files


@functools.cache
def _layouts() -> Mapping[str, dict[str, str]]:
    """Language -> key -> what it writes."""
    lines = files("search.text").joinpath("data/layouts.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.partition("\t") for line in lines if not line.startswith("#"))
    return {code: {cell[0]: cell[2:] for cell in cells.split(" ")} for code, _, cells in rows}


@functools.cache
def _keys(code: str) -> dict[str, str]:
    """What a layout writes -> the key."""
    return {letters: key for key, letters in _layouts()[code].items()}


LAYOUTS = tuple(_layouts())
"""Languages whose layout is known."""
_HANGUL, _GREEK = "ko", "el"
_LETTER = re.compile("[A-Za-z]")
_SHIFTED = dict(zip('{}:"<>~|', "[];',.`\\", strict=True))
"""Signs written with the shift key -> the key: large letters of other layouts are there (Б, Ж, Х, Э, Ю)."""
_ACCENT = re.compile("\u0301(.)")
"""A Greek accent is typed before its vowel."""


def written(keys: str, code: str) -> str:
    """What these keys write with the layout of a language on; empty where a letter among them writes nothing, or is on no key, and for
    numbers, which Thai keys make letters of."""
    if not keys.isascii() or not _LETTER.search(keys):
        return ""
    layout = _layouts()[code]
    found = [layout.get(key) or layout.get(key.lower()) or _with_shift(layout, key) or key for key in keys]
    if any(key.isalpha() and key.isascii() and letters == key for key, letters in zip(keys, found, strict=True)):
        return ""
    letters = "".join(found)
    return _composed(letters) if code == _HANGUL else unicodedata.normalize("NFC", _ACCENT.sub("\\1\u0301", letters))


def _with_shift(layout: Mapping[str, str], key: str) -> str:
    """The small form of the large letter that a sign of the other layout writes: { is Х. Only scripts with large letters have any there."""
    letter = layout.get(_SHIFTED.get(key, ""), "")
    return letter if letter.upper() != letter else ""


def meant(letters: str, code: str) -> str:
    """What the keys that wrote these letters with the layout of a language on write without it, in small letters; empty where it has no key
    for one of them, or they are these letters."""
    if letters.isascii():
        return ""
    if code == _HANGUL:
        letters = _jamo(letters)
    elif code == _GREEK:
        letters = re.sub("(.)\u0301", "\u0301\\1", unicodedata.normalize("NFD", letters))
    found: str = _any_letters(code).sub(lambda each: _keys(code)[each[0]], letters.lower()).lower()
    return found if found.isascii() else ""


@functools.cache
def _any_letters(code: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_keys(code), key=len, reverse=True))))


# --- Hangul: letters are written in syllables -------------------------------------------------------------------------------

_FIRST = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_LAST: tuple[str, ...] = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
_PAIRS = dict(zip(
    map("".join, zip("ㅗㅗㅗㅜㅜㅜㅡㄱㄴㄴㄹㄹㄹㄹㄹㄹㄹㅂ", "ㅏㅐㅣㅓㅔㅣㅣㅅㅈㅎㄱㅁㅂㅅㅌㅍㅎㅅ", strict=True)),
    "ㅘㅙㅚㅝㅞㅟㅢㄳㄵㄶㄺㄻㄼㄽㄾㄿㅀㅄ", strict=True,
))
_APART = {ord(one): pair for pair, one in _PAIRS.items()}
_SYLLABLE = re.compile(
    f"([{_FIRST}])(ㅗ[ㅏㅐㅣ]|ㅜ[ㅓㅔㅣ]|ㅡㅣ|[{_VOWELS}])((?:ㄱㅅ|ㄴ[ㅈㅎ]|ㄹ[ㄱㅁㅂㅅㅌㅍㅎ]|ㅂㅅ|[{''.join(_LAST)}])?)(?![{_VOWELS}])"
    f"|([{_FIRST}])(ㅗ[ㅏㅐㅣ]|ㅜ[ㅓㅔㅣ]|ㅡㅣ|[{_VOWELS}])([ㄱㄴㄹㅂ]?)(?=[{_FIRST}][{_VOWELS}])"
    f"|([{_FIRST}])(ㅗ[ㅏㅐㅣ]|ㅜ[ㅓㅔㅣ]|ㅡㅣ|[{_VOWELS}])()"
)
_GA = 0xAC00


def _composed(letters: str) -> str:
    """Letters in syllables, as an input method puts them together: ㅎㅏㄴㄱㅜㄱ -> 한국."""

    def syllable(found: re.Match[str]) -> str:
        first, vowel, last = (part for part in found.groups() if part is not None)
        number = _FIRST.index(first) * len(_VOWELS) + _VOWELS.index(_PAIRS.get(vowel, vowel))
        return chr(_GA + number * len(_LAST) + _LAST.index(_PAIRS.get(last, last)))

    return _SYLLABLE.sub(syllable, letters)


def _jamo(text: str) -> str:
    """Syllables in letters, one for each key: 한국 -> ㅎㅏㄴㄱㅜㄱ."""
    return "".join(_letters(character) for character in text).translate(_APART)


def _letters(syllable: str) -> str:
    number = ord(syllable) - _GA
    if not 0 <= number < len(_FIRST) * len(_VOWELS) * len(_LAST):
        return syllable
    number, last = divmod(number, len(_LAST))
    first, vowel = divmod(number, len(_VOWELS))
    return _FIRST[first] + _VOWELS[vowel] + _LAST[last]
