"""Unicode, in one place: normalisation with a map back to the original, ICU breaks, scripts.

This is the only home of ``icu``. Everything above works on :class:`Normalised` strings and asks them for offsets of the original.
Documents and queries pass through the same functions, so whatever one does to a word the other does, too. The forms of one word
(exact, folded, parts) are next door in ``search/text/word.py``.

Sources: UAX #15 (normalisation forms), UAX #29 (words, sentences, grapheme clusters), UAX #24 (scripts).
"""

from __future__ import annotations

import functools
import re
import threading
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from typing import Literal

import icu
import numpy as np

from search.model import Span
from search.text.nfkc import SPECIAL, SPECIAL_CHARACTER, nfkc, stretches

ICU_VERSION: str = icu.ICU_VERSION
UNICODE_VERSION: str = icu.UNICODE_VERSION


def is_emoji(character: str) -> bool:
    """Whether a character is an emoji, or text that a variation selector makes one (UTS #51, the property ``Emoji``)."""
    return bool(icu.Char.hasBinaryProperty(ord(character), icu.UProperty.EMOJI))


@functools.lru_cache(maxsize=1_000)
def names_language(code: str) -> bool:
    """Whether an ISO 639 code is one of a language that ICU knows."""
    locale = icu.Locale(code)
    return bool(locale.getISO3Language()) or locale.getDisplayLanguage(icu.Locale.getEnglish()) != code


def language_names(code: str) -> tuple[str, str]:
    """The name of a language in English and in itself (CLDR): ``no`` -> Norwegian, norsk. The code where CLDR has none."""
    locale = icu.Locale(code)
    return locale.getDisplayLanguage(icu.Locale.getEnglish()), locale.getDisplayLanguage(locale)


# --- Text that is written without spaces -------------------------------------------------------------------------------

_NO_SPACE_RANGES = (
    (0x0E00, 0x0E3A),
    (0x0E40, 0x0EFF),  # Thai (without the baht sign), Lao
    (0x1000, 0x1049),
    (0x1050, 0x109F),
    (0xA9E0, 0xA9FF),
    (0xAA60, 0xAA7F),  # Burmese (without its section marks)
    (0x1780, 0x17D3),
    (0x17D7, 0x17D7),
    (0x17DC, 0x17DD),
    (0x17E0, 0x17E9),  # Khmer
    (0x1950, 0x19DF),
    (0x1A20, 0x1AAF),
    (0xAA80, 0xAADF),  # Tai Le, New Tai Lue, Tai Tham, Tai Viet
    (0x1100, 0x11FF),
    (0x3131, 0x318E),
    (0xA960, 0xA97F),
    (0xAC00, 0xD7FF),  # Hangul: its spacing varies
    (0x3005, 0x3007), (0x3021, 0x3029), (0x3031, 0x3035), (0x3038, 0x303C), (0x3041, 0x3096), (0x3099, 0x309A), (0x309D, 0x309F),
    (0x30A1, 0x30FA), (0x30FC, 0x30FF), (0x3105, 0x312F), (0x31A0, 0x31BF), (0x31F0, 0x31FF), (0xFF66, 0xFF9F),
    (0x1AFF0, 0x1B16F),  # Kana, Bopomofo
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x323AF),  # Han
)
NO_SPACE_CLASS = "".join(f"\\U{a:08x}-\\U{b:08x}" for a, b in _NO_SPACE_RANGES)
NO_SPACE = re.compile(f"[{NO_SPACE_CLASS}]")
"""One character of a script that is written without spaces between words."""
NO_SPACE_RUN = re.compile(f"[{NO_SPACE_CLASS}]+")

# --- Normalisation with a map ------------------------------------------------------------------------------------------


class Normalised:
    """NFKC of a text, with its map to the original. NFKC unites width, presentation forms and (de)composition; case is kept.

    ``span`` maps a range of ``text`` to the smallest range of the original that it came from: code points of the original text,
    half open. Characters that changed length together map together.
    """

    __slots__ = ("_base", "_marks", "text")

    def __init__(self, text: str, base: int = 0, marks: list[tuple[int, int, int, int]] | None = None) -> None:
        self.text = text
        self._base = base
        self._marks = marks or []
        """``(start, end, original start, original end)`` of each stretch whose length changed, in order."""

    def span(self, start: int, end: int) -> Span:
        """The original range of ``text[start:end]`` (``start < end``)."""
        if not self._marks:
            return start + self._base, end + self._base
        return self._start(start) + self._base, self._end(end) + self._base

    @property
    def base(self) -> int:
        """The place of the text in its document."""
        return self._base

    def places(self, spans: Iterable[Span]) -> list[Span]:
        """Where ranges of the original that begin and end beside white space are in ``text``."""
        if not self._marks:
            return [(start - self._base, end - self._base) for start, end in spans]
        ends = [original_end for *_, original_end in self._marks]

        def place(original: int) -> int:
            at = bisect_right(ends, original) - 1
            return original if at < 0 else self._marks[at][1] + original - ends[at]

        return [(place(start - self._base), place(end - self._base)) for start, end in spans]

    def columns(self, starts: list[int], ends: list[int]) -> tuple[list[int], list[int]]:
        """:meth:`span` of many ranges, each not empty, without ``base``: where they start and where they end."""
        if not self._marks or not starts:
            return starts, ends
        first, last = np.array(starts), np.array(ends)
        mark_start, mark_end, original_start, original_end = np.array(self._marks).T
        at = np.searchsorted(mark_start, first, "right") - 1
        moved = np.where(first < mark_end[at], original_start[at], original_end[at] + first - mark_end[at])
        first = np.where(at < 0, first, moved)
        at = np.searchsorted(mark_start, last - 1, "right") - 1
        moved = np.where(last <= mark_end[at], original_end[at], original_end[at] + last - mark_end[at])
        return first.tolist(), np.where(at < 0, last, moved).tolist()

    def _start(self, position: int) -> int:
        at = bisect_right(self._marks, position, key=lambda mark: mark[0]) - 1
        if at < 0:
            return position
        _, end, original_start, original_end = self._marks[at]
        return original_start if position < end else original_end + position - end

    def _end(self, position: int) -> int:
        at = bisect_right(self._marks, position - 1, key=lambda mark: mark[0]) - 1
        if at < 0:
            return position
        _, end, _, original_end = self._marks[at]
        return original_end if position <= end else original_end + position - end


def normalise(text: str, base: int = 0) -> Normalised:
    """NFKC with control characters as spaces (newlines kept), lone surrogates as U+FFFD, and no character that NFKC would space apart; a
    space between a number and a fraction (½) behind it.

    ``base`` is added to every offset that :meth:`Normalised.span` gives: the place of ``text`` in its document.
    """
    text, done = level(text)
    return Normalised(text, base) if done else _normalise_by_stretches(text, base)


_SARA_AM = re.compile("([\u0e4d\u0ecd])([\u0e48-\u0e4b\u0ec8-\u0ecb])(?=[\u0e32\u0eb2])")
"""Thai and Lao: a circle before the tone mark looks like one after it, which is what NFKC makes of sara am (นํ้า, น้ำ)."""


def level(text: str) -> tuple[str, bool]:
    """The part of :func:`normalise` that replaces one character by one, and whether nothing is left to do.

    The first part of normalising a whole is the first part of normalising each slice of it; a slice of what is normalised is normalised.
    """
    if text.isascii() and text.isprintable():
        return text, True
    if "\u0e4d" in text or "\u0ecd" in text:
        text = _SARA_AM.sub(r"\2\1", text)
    if SPECIAL_CHARACTER.search(text):
        text = text.translate(SPECIAL)
    if unicodedata.is_normalized("NFKC", text):
        return text, True
    one_to_one = nfkc().one_to_one
    for old in one_to_one.keys() & set(text):
        text = text.replace(old, one_to_one[old])
    return text, unicodedata.is_normalized("NFKC", text)


def _normalise_by_stretches(text: str, base: int) -> Normalised:
    pieces: list[str] = []
    marks: list[tuple[int, int, int, int]] = []
    done = length = 0
    for start, old in stretches(text):
        new = unicodedata.normalize("NFKC", old)
        if new == old:
            continue
        if "\u2044" in new and text[start - 1 : start].isdecimal():
            new = f" {new}"  # 1½ is 1 1⁄2, not 11⁄2
        pieces.append(text[done:start])
        length += start - done
        pieces.append(new)
        done = start + len(old)
        if len(new) != len(old):
            marks.append((length, length + len(new), start, done))
        length += len(new)
    pieces.append(text[done:])
    return Normalised("".join(pieces), base, marks)


# --- ICU breaks --------------------------------------------------------------------------------------------------------


class _Breakers(threading.local):
    """One set of ICU iterators per thread: they keep the text they iterate over."""

    def __init__(self) -> None:
        root = icu.Locale.getRoot()
        self.word = icu.BreakIterator.createWordInstance(root)
        self.sentence = icu.BreakIterator.createSentenceInstance(root)
        self.character = icu.BreakIterator.createCharacterInstance(root)


_breakers = _Breakers()


def _ends(breaker: icu.BreakIterator, text: str) -> list[int]:
    """Every boundary after 0, in code points. ICU counts UTF-16 units: they differ only where ``text`` leaves the basic plane."""
    if not text:
        return []
    unicode_string = icu.UnicodeString(text)
    breaker.setText(unicode_string)
    ends = list(breaker)
    if len(unicode_string) == len(text):
        return ends
    code_points: list[int] = []
    units = at = 0
    for end in ends:
        while units < end:
            units += 2 if text[at] > "\uffff" else 1
            at += 1
        code_points.append(at)
    return code_points


def word_breaks(text: str) -> list[int]:
    """Ends of the pieces between word boundaries (UAX #29, with ICU's dictionaries for Han, Kana, Thai, Lao, Khmer, Burmese)."""
    return _ends(_breakers.word, text)


def sentences(text: str) -> list[Span]:
    """Sentences of a text (UAX #29), each with its trailing space; together they are the text."""
    ends = _ends(_breakers.sentence, text)
    return list(zip([0, *ends], ends, strict=False))


@functools.lru_cache(maxsize=20_000)
def _stands_alone(character: str) -> bool:
    """Whether a character is always a border to another such one (UAX #29: Grapheme_Cluster_Break=Other, rule GB999)."""
    return bool(icu.Char.getIntPropertyValue(ord(character), icu.UProperty.GRAPHEME_CLUSTER_BREAK) == 0)


def snap_to_graphemes(text: str, start: int, end: int) -> Span:
    """The smallest range of grapheme clusters that holds ``text[start:end]``. Looks at 64 code points either side."""
    if all(at == 0 or at == len(text) or (_stands_alone(text[at - 1]) and _stands_alone(text[at])) for at in (start, end)):
        return start, end
    low, high = max(0, start - 64), min(len(text), end + 64)
    window = text[low:high]
    borders = [0, *_ends(_breakers.character, window.encode("utf-8", "replace").decode("utf-8"))]
    left = borders[bisect_right(borders, start - low) - 1]
    right = next(border for border in borders if border >= end - low)
    return left + low, right + low


# --- Scripts, languages, encodings -------------------------------------------------------------------------------------


@functools.lru_cache(maxsize=50_000)
def script_of(character: str) -> str:
    """ISO 15924 code of a character's script: ``Latn``, ``Arab``, ``Hani``, ``Zyyy`` (common), ``Zinh`` (inherited)..."""
    return str(icu.Script.getScript(ord(character)).getShortName())


_LATIN = frozenset({"Latn"})
_NO_SCRIPT = frozenset({"Zyyy", "Zinh", "Zzzz"})
_ASCII_LETTER = re.compile("[A-Za-z]")


def scripts(text: str) -> frozenset[str]:
    """Scripts of the letters of a text; common and inherited characters (digits, punctuation, marks) have none."""
    if text.isascii():
        return _LATIN if _ASCII_LETTER.search(text) else frozenset()
    return frozenset(map(script_of, text if len(text) < 32 else set(text))) - _NO_SCRIPT


_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"})
"""Languages whose usual script is written from right to left (CLDR supplemental data, likely subtags)."""


def direction(lang: str) -> Literal["ltr", "rtl"]:
    """The direction that a language is written in."""
    return "rtl" if lang in _RIGHT_TO_LEFT else "ltr"


_HAN = (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))


@functools.cache
def _simplified() -> dict[int, str]:
    """Traditional character -> simplified one, for ``str.translate``: ICU's table, followed to its end. Built in a third of a second."""
    characters = "\n".join(map(chr, _HAN))
    convert = icu.Transliterator.createInstance("Hant-Hans")
    once = convert.transliterate(characters)
    pairs = zip(characters, once if once == (twice := convert.transliterate(once)) else twice, strict=True)
    return {ord(old): new for old, new in pairs if old != new}


@functools.cache
def _to_traditional() -> icu.Transliterator:
    return icu.Transliterator.createInstance("Hans-Hant")


@functools.cache
def _traditional_of() -> dict[str, str]:
    """Simplified character -> all traditional ones that ICU gives for it: 发 -> 發髮."""
    found: dict[str, str] = {}
    for old, new in _simplified().items():
        found[new] = found.get(new, "") + chr(old)
    return found


def simplified(text: str) -> str:
    """Chinese in simplified characters, character by character: 臺灣, 台灣 -> 台湾. As long as ``text``."""
    return text if text.isascii() else text.translate(_simplified())


@functools.lru_cache(maxsize=1_000)
def traditional(text: str) -> str:
    """Chinese in traditional characters, by ICU's phrases: 台湾的头发 -> 台灣的頭髮. As long as ``text``, or ``text`` itself."""
    converted = str(_to_traditional().transliterate(simplified(text)))
    return converted if len(converted) == len(text) else text


def han_variants(character: str) -> str:
    """Every other way to write a Chinese character: 台 -> 檯臺颱, 臺 -> 台檯颱."""
    plain = simplified(character)
    return (plain + _traditional_of().get(plain, "")).replace(character, "")


@functools.lru_cache(maxsize=10_000)
def mandarin(character: str) -> str:
    """How a Han character is read in Mandarin, in pinyin without its tone: 京 -> jing, 女 -> nu. Other characters as they are."""
    return str(_to_latin().transliterate(character))


@functools.cache
def _to_latin() -> icu.Transliterator:
    return icu.Transliterator.createInstance("Han-Latin; NFD; [:Nonspacing Mark:] Remove; NFC")


_ELSEWHERE = {
    "ar": ("ar_LB", "ar_DZ", "ar_MA", "ar_SA"), "de": ("de_AT",), "en": ("en_GB",), "sr": ("sr_Latn",), "uz": ("uz_Cyrl",),
}
"""Other ways to write a day: May 3, 2024 is 3 May 2024 in Britain, مايو is أيار in Lebanon, Januar is Jänner in Austria."""


@functools.lru_cache(maxsize=1_000)
def days_written(lang: str, year: int, month: int, day: int) -> tuple[str, ...]:
    """A day (Gregorian) as a language writes it out, in its calendars: 3 May 2024, 3 พฤษภาคม 2567 (CLDR's long and medium dates)."""
    noon = icu.GregorianCalendar(year, month - 1, day, 12, 0, 0).getTime()
    locales = map(icu.Locale, (lang, *_ELSEWHERE.get(lang, ())))
    styles = (icu.DateFormat.kLong, icu.DateFormat.kMedium)
    return tuple(dict.fromkeys(icu.DateFormat.createDateInstance(style, locale).format(noon) for locale in locales for style in styles))


def detect_encoding(data: bytes) -> list[tuple[str, int]]:
    """ICU's guesses at the encoding of ``data``: (IANA name, confidence 0-100), best first. Empty when nothing fits."""
    detector = icu.CharsetDetector()
    detector.setText(data)
    try:
        return [(match.getName(), match.getConfidence()) for match in detector.detectAll()]
    except icu.ICUError:
        return []


@functools.cache
def alphabet(lang: str) -> frozenset[str]:
    """The letters and marks, small, that a language is usually written with (CLDR's main exemplar characters)."""
    letters = icu.LocaleData(lang).getExemplarSet(0, 0)
    return frozenset(character for letter in letters for character in letter)
