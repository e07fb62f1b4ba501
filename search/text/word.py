"""The forms of one word that do not depend on a language: exact, folded, parts, pieces.

``exact`` unites what nobody means as a difference: case, digits of any script, tashkeel, tatweel, Hebrew points and geresh, the marks that
stand on Armenian words, invisible characters, keyboard variants of one letter (Persian kaf and yeh), Vietnamese tone placement (hòa, hoà).
Width, presentation forms and composition were united before, by :func:`search.text.unicode.normalise`. ``fold`` takes the marks off as
well; æ, ø, å, đ are letters of their own, so folding is a second, weaker form, never the word itself.

Sources: Unicode case folding; Vietnamese spelling reform of tone placement (Quyết định 240/QĐ, 1984); LUCENE-9929 for the Nordic
spellings; Larkey, Ballesteros & Connell 2002 (light stemming) for the Arabic letters that writers exchange.
"""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections.abc import Sequence
from itertools import compress

from search.engine import MAX_TOKEN
from search.text.charclass import Characters
from search.text.unicode import NO_SPACE, NO_SPACE_CLASS, word_breaks
from search.text.usual import is_usual, usual_columns

_DROPPED_CLASS = (
    "\u0610-\u061a\u064b-\u0652\u0656-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08ff\u0640"  # Arabic
    '\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u05f3\u05f4"'  # Hebrew points, geresh, gershayim
    "\u055a-\u055c\u055e"  # Armenian emphasis, exclamation and question, which stand on the last vowel of a word (ո՞վ)
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff"
)
_DROPPED = re.compile(f"[{_DROPPED_CLASS}]|(?<=\u0647)\u0654")
_APOSTROPHE = re.compile("[\u2018\u2019\u02bc\u02b9\u2032`]")
_GERESH = re.compile("(?<=[\u05d0-\u05ea])'")
"""What most type for a geresh (ג'ורג', רח')."""
_SAME_LETTER = str.maketrans(
    {"\u06a9": "\u0643", "\u06cc": "\u064a", "\u06c1": "\u0647", "\u06d5": "\u0647", "\u06c0": "\u0647", "\u06c2": "\u0647"}
)
"""Letters that Persian, Urdu and Arabic keyboards give for the same letter: kaf, yeh, heh, also with the hamza of an ezafe that few write
(رابطهٔ, رابطه)."""
FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
"""A digit of another script."""

_TONES = "\u0301\u0300\u0309\u0303\u0323"
_TONE_PLACEMENT = {
    unicodedata.normalize("NFC", first + tone) + second: first + unicodedata.normalize("NFC", second + tone)
    for first, second in (("o", "a"), ("o", "e"), ("u", "y"))
    for tone in _TONES
}
_TONE_PAIR = re.compile("|".join(_TONE_PLACEMENT))
_DOTTED = "i\u0307"
"""A small İ."""
_REWRITTEN = Characters(
    re.compile(
        f"[{_DROPPED_CLASS}\u0307\u0654'\u2018\u2019\u02bc\u02b9\u2032`\u06a9\u06c0-\u06c2\u06cc\u06d5"
        f"{''.join(pair[0] for pair in _TONE_PLACEMENT)}]|{FOREIGN_DIGIT.pattern}"
    ).match
)
"""Characters that the exact form may not keep as they are. Most words hold none: one look at each letter instead of seven replacements."""

MARK_LETTERS = str.maketrans(
    {
        "đ": "d",
        "ð": "d",
        "ø": "o",
        "æ": "ae",
        "œ": "oe",
        "ł": "l",
        "ħ": "h",
        "ŧ": "t",
        "þ": "th",
        "ı": "i",
        "ŋ": "n",
        "ƙ": "k",
        "ɓ": "b",
        "ɗ": "d",
        "ǝ": "e",
        "ɛ": "e",
        "ɔ": "o",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ؤ": "و",
        "ئ": "ي",
        "ى": "ي",
        "ة": "ه",
        "ھ": "ه",
        "ے": "ي",
        "ۓ": "ي",
        "ё": "е",
        "ѐ": "е",
        "ѝ": "и",
        "ґ": "г",
    }
)
_SPELLED_OUT = str.maketrans({"ø": "oe", "ö": "oe", "ü": "ue", "ä": "ae", "å": "aa"})
_SPELLED_OUT_LETTER = re.compile("[øöüäå]")
_LATIN_GREEK_MARK = re.compile("(?<=[a-zͰ-Ͽἀ-῿])[\u0300-\u036f]+")
_OTHER_MARK = re.compile("[\u0300\u0301\u093c\u09bc\u0a3c\u0abc\u0b3c]")
"""Stress marks in Cyrillic; the nukta of Indic scripts, which is often left out."""


def exact_form(word: str) -> str:
    """The form under which a word is the same word. ``word`` is a slice of a normalised line; may come back empty."""
    form = word.casefold()
    if form.isascii() and '"' not in form and "`" not in form:
        return form
    if not _REWRITTEN.any(form):
        return unicodedata.normalize("NFC", form)
    form = _DROPPED.sub("", unicodedata.normalize("NFC", form.replace(_DOTTED, "i")))
    form = _GERESH.sub("", _APOSTROPHE.sub("'", form)).translate(_SAME_LETTER)
    if FOREIGN_DIGIT.search(form):
        form = FOREIGN_DIGIT.sub(lambda found: str(unicodedata.decimal(found.group())), form)
    if _TONE_PAIR.search(form):
        form = _TONE_PAIR.sub(lambda found: _TONE_PLACEMENT[found.group()], form)
    return form


@functools.lru_cache(maxsize=4_096)
def fold_forms(exact: str) -> tuple[str, ...]:
    """``exact`` without its marks, then other usual spellings without them: ``grønn`` -> ``gronn, groenn``.

    A word that carries no marks gives itself alone. Kana, Hangul, Han and Thai have no marks to take off (だ is not た).
    """
    if exact.isascii() or not _MARKED.any(exact):
        return (exact,)
    main = unmarked(exact)
    if _SPELLED_OUT_LETTER.search(exact):
        other = unmarked(exact.translate(_SPELLED_OUT))
        if other != main:
            return main, other
    return (main,)


_RESPELLED = ((("aa", "å"), ("oe", "ø"), ("ae", "æ")), (("aa", "å"), ("oe", "ö"), ("ae", "ä"), ("ue", "ü")))
"""Danish and Norwegian; German, Swedish, Finnish."""


def respelled(exact: str) -> tuple[str, ...]:
    """A word without marks with the letters that it may spell out: ``hoeyskole`` -> ``høyskole, höyskole``. Often no words at all."""
    found = dict.fromkeys(functools.reduce(lambda word, pair: word.replace(*pair), pairs, exact) for pairs in _RESPELLED)
    return tuple(word for word in found if word != exact)


def unmarked(exact: str) -> str:
    """The first of :func:`fold_forms`; also of many words at once, with a newline between them."""
    plain = exact.translate(MARK_LETTERS)
    if plain.isascii():
        return plain
    decomposed = _LATIN_GREEK_MARK.sub("", unicodedata.normalize("NFD", plain))
    return unicodedata.normalize("NFC", _OTHER_MARK.sub("", decomposed) if NO_SPACE.search(plain) is None else decomposed)


def _is_marked(character: str) -> bool:
    """Whether a character does not stay as it is without marks, or may change with what stands before it (combining marks, jamo)."""
    return unmarked(character) != character or unicodedata.category(character)[0] == "M" or "\u1100" <= character <= "\u11ff"


_MARKED = Characters(_is_marked)


def marked_letters(exact: str) -> frozenset[str]:
    """The letters of a word that carry marks."""
    return frozenset(letter for letter in exact if not letter.isascii() and unmarked(letter) != letter)


# --- Cutting ------------------------------------------------------------------------------------------------------------

_INNER = re.compile(r"[^.,:;_@·‧․‿⁀٬٫՝/-]+")
"""ICU keeps ``1.000.000``, ``vnexpress.net``, ``foo_bar`` whole, from version 72 on ``@name`` and ``name@host``, too; their parts are words
that people search for."""
_SIGNS = re.compile(f"[+#&](?:(?<=[^\\W_][+#])[+#]*+(?:(?![^\\W_])|(?=[{NO_SPACE_CLASS}]))|(?<=[^\\W_]&)(?=[^\\W_]))")
"""Signs that belong to the word before them: C++, C#, T&T."""
_DIGIT_OR_APOSTROPHE = re.compile(r"[\d'’]")
_LETTERS_DIGITS = re.compile(r"\d+|[^\d'’]+")
_NO_SPACE_JOIN = re.compile("(?<=[\u0620-\u06d3])\u200c(?=[\u0620-\u06d3])")
"""What Persian and Urdu join the parts of a word with, for which many type a space or nothing: می‌خواهم. (In Indic scripts it shapes
letters.)"""
_JOINED_LETTERS_DIGITS = re.compile(r"\d+|[^\d'’\u200c]+")


class _Kinds(dict[str, int]):
    """Piece between two ICU boundaries -> what it is. Bounded: begun anew when full, for words repeat."""

    MOST = 150_000

    def __missing__(self, piece: str) -> int:
        kind = _WORD if piece.isalnum() else _MIXED if any(map(str.isalnum, piece)) else _NOTHING
        if len(self) >= self.MOST:
            self.clear()
        self[piece] = kind
        return kind


_NOTHING, _WORD, _MIXED = range(3)
_kinds = _Kinds()


def spaced_columns(text: str) -> tuple[list[str], list[int], list[int]]:
    """Words of a normalised line by ICU: the words, where each starts, where it ends. Everything between two is space or punctuation.

    Scripts written without spaces are cut by ICU's dictionaries. The same for every language, so that a word is found under all.
    """
    if is_usual(text):
        return _usual_columns(text)
    if "\n" not in text:
        return icu_columns(text)
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for usual, lines in itertools.groupby(text.split("\n"), is_usual):  # a word never goes beyond its line
        part = "\n".join(lines)
        found, first, last = _usual_columns(part) if usual else icu_columns(part)
        words += found
        starts += map(at.__add__, first)
        ends += map(at.__add__, last)
        at += len(part) + 1
    return words, starts, ends


def _usual_columns(text: str) -> tuple[list[str], list[int], list[int]]:
    columns = usual_columns(text)
    if not ("+" in text or "#" in text or "&" in text) or _SIGNS.search(text) is None:
        return columns
    return _with_signs(text, *columns[1:])


def icu_columns(text: str) -> tuple[list[str], list[int], list[int]]:
    """:func:`spaced_columns` by ICU, whatever the text."""
    ends = word_breaks(text)
    starts = [0, *ends]
    pieces = list(map(text.__getitem__, map(slice, starts, ends)))
    kinds = list(map(_kinds.__getitem__, pieces))
    if _MIXED not in kinds and not ("+" in text or "#" in text or "&" in text):
        return list(compress(pieces, kinds)), list(compress(starts, kinds)), list(compress(ends, kinds))
    words: list[tuple[int, int]] = []
    for start, end, piece, kind in zip(starts, ends, pieces, kinds, strict=False):
        if kind == _WORD:
            words.append((start, end))
        elif kind == _MIXED:
            words += [
                (start + found.start(), start + found.end()) for found in _INNER.finditer(piece) if any(map(str.isalnum, found.group()))
            ]
    return _with_signs(text, [start for start, _ in words], [end for _, end in words])


def _with_signs(text: str, starts: Sequence[int], ends: Sequence[int]) -> tuple[list[str], list[int], list[int]]:
    spans = sorted([*zip(starts, ends, strict=True), *(found.span() for found in _SIGNS.finditer(text))])
    return [text[start:end] for start, end in spans], [start for start, _ in spans], [end for _, end in spans]


def spaced_words(text: str) -> list[tuple[int, int]]:
    """The words of :func:`spaced_columns` as ``(start, end)``."""
    _, starts, ends = spaced_columns(text)
    return list(zip(starts, ends, strict=True))


Part = tuple[int, int, str]
"""``(start, end, exact form)`` of a part: offsets in the written word."""


def parts(word: str) -> list[list[Part]]:
    """Other readings of a written word as a row of smaller words, finest last: ``NamViệt29`` -> ``[namviệt, 29], [nam, việt, 29]``.

    Borders: letter and digit, lower and Upper case, the last capital of several (``HTTPResponse``), apostrophe, the zero-width
    non-joiner of Persian. Empty for a word that has none. Each part has its offsets in ``word``.
    """
    if word.isalpha() and (word.islower() or word[1:].islower() or word.lower() == word):
        return []  # as most words (of normalised ones, only squared and circled letters are capitals without a small one, and no letters)
    pieces = _LETTERS_DIGITS if "\u200c" not in word or _NO_SPACE_JOIN.search(word) is None else _JOINED_LETTERS_DIGITS
    if pieces is _LETTERS_DIGITS and _DIGIT_OR_APOSTROPHE.search(word) is None and not _has_inner_capital(word):
        return []
    coarse = [found.span() for found in pieces.finditer(word) if any(map(str.isalnum, found.group()))]
    fine = [span for start, end in coarse for span in _cut_at_capitals(word, start, end)]
    readings: list[list[Part]] = []
    for spans in (coarse, fine):
        reading = [(start, end, form) for start, end in spans if (form := exact_form(word[start:end]))]
        if len(reading) > 1 and reading not in readings:
            readings.append(reading)
    return readings


def _has_inner_capital(word: str) -> bool:
    return not (word.islower() or word.isupper()) and any(map(str.isupper, word[1:]))


def _cut_at_capitals(word: str, start: int, end: int) -> list[tuple[int, int]]:
    borders = [
        at for at in range(start + 1, end) if word[at].isupper() and (word[at - 1].islower() or _ends_acronym(word[start:end], at - start))
    ]
    return list(zip([start, *borders], [*borders, end], strict=True))


def _ends_acronym(word: str, at: int) -> bool:
    """Whether a capital behind another one begins a word of its own: the R of HTTPResponse, not the F of PDFs."""
    return word[at - 1].isupper() and word[at + 1 : at + 3].islower() and len(word) > at + 2


def cut_long(form: str) -> tuple[str, ...]:
    """A form in pieces of at most ``MAX_TOKEN`` code points, which are looked up as a phrase. Nothing is dropped."""
    if len(form) <= MAX_TOKEN:
        return (form,) if form else ()
    return tuple(form[at : at + MAX_TOKEN] for at in range(0, len(form), MAX_TOKEN))
