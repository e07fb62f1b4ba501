"""Which characters separate, quote, group and negate in a query, in every script's own keys.

People type what their keyboard has: full-width ＯＲ （） ：, a Japanese 「 or a French «. Each character is judged by itself, on the
original string, so offsets never move. Word breaking is not done here: a chunk stays as it was typed (``search/analysis/`` cuts it).

Sources: UAX #44 (White_Space), UAX #15 (NFKC), UAX #29 rule WB7b (gershayim).
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from functools import lru_cache

from search.text.emoji import holds_emoji

WHITE_SPACE = frozenset(
    "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
"""The property White_Space. (``str.isspace`` also takes U+001C to U+001F, which are control characters.)"""

INVISIBLE = frozenset(
    [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in WHITE_SPACE]
    + list("\u00ad\u061c\u180e\ufeff")
    + [chr(code) for start, end in ((0x200B, 0x2010), (0x202A, 0x202F), (0x2060, 0x2065), (0x2066, 0x2070)) for code in range(start, end)]
)
"""Controls, bidi marks, joiners, ZWSP, soft hyphen, BOM: copied along with a word. Ignored at the ends of a chunk, kept inside."""

MINUS = frozenset("-\u2010\u2011\u2212\ufe63\uff0d")
"""- ‐ ‑ − ﹣ －. No en dash: it opens lines and ranges in running text."""

HEBREW = ("\u05d0", "\u05ea")
"""First and last Hebrew letter."""

# Opening quote -> the quotes that may close it. Straight and curly quotes are mixed by keyboards and by languages („de“ “en” ”sv” "),
# so any of them closes any other; guillemets are used in both directions («no» »da«); brackets close only their own kind.
# The apostrophes ' ’ ‘ are never quotes: they stand inside words.
_CURLY = '"\uff02\u201c\u201d\u201f\u301d\u301e\u301f\u275d\u275e'
_PAIRS: dict[str, str] = {
    **{opener: _CURLY for opener in _CURLY + "\u201e\u2e42"},
    "\u00ab": "\u00bb\u00ab", "\u00bb": "\u00ab\u00bb", "\u2039": "\u203a\u2039", "\u203a": "\u2039\u203a",
    **{opener: "\u300d\uff63\ufe42" for opener in "\u300c\uff62\ufe41"},  # 「 」
    **{opener: "\u300f\ufe44" for opener in "\u300e\ufe43"},  # 『 』
    **{opener: "\u300b\ufe3e" for opener in "\u300a\ufe3d"},  # 《 》
}
_TWO_WAY = frozenset(_CURLY + "\u00ab\u00bb\u2039\u203a")
"""Quotes that both open and close somewhere; what one is, its neighbours tell."""
QUOTES = frozenset(_PAIRS) | frozenset("".join(_PAIRS.values()))


@lru_cache(maxsize=4096)
def plain(char: str) -> str:
    """The NFKC form of one character where that is one character again (Ａ -> A, ： -> :), else the character."""
    form = unicodedata.normalize("NFKC", char)
    return form if len(form) == 1 else char


@lru_cache(maxsize=16384)
def is_word(char: str) -> bool:
    """Whether a character is, or stands for, a letter or a digit (㈱ and ½ do), or is an emoji."""
    return holds_emoji(char) or any(unicodedata.category(part)[0] in "LN" for part in unicodedata.normalize("NFKC", char))


def has_word(text: str) -> bool:
    """Whether there is anything to search for: a letter, a digit or an emoji."""
    return any(map(is_word, text))


def has_visible(text: str) -> bool:
    """Whether anything was typed that shows."""
    start, end = trim(text, 0, len(text))
    return start < end


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without white space and invisible characters at its ends; empty ranges end where they start."""
    while start < end and (text[start] in WHITE_SPACE or text[start] in INVISIBLE or _is_surrogate(text[start])):
        start += 1
    while start < end and (text[end - 1] in WHITE_SPACE or text[end - 1] in INVISIBLE or _is_surrogate(text[end - 1])):
        end -= 1
    return start, end


def all_capitals(letters: str) -> bool:
    """Whether there are letters and every one is a capital. A letter of a script without case says that the shift key was not stuck.

    Modifier letters do not count (the ʻ of HAWAIʻI).
    """
    cased = [char for char in letters if unicodedata.category(char) in ("Lu", "Ll", "Lt", "Lo")]
    return bool(cased) and all(char.isupper() for char in cased)


def _is_surrogate(char: str) -> bool:
    return "\ud800" <= char <= "\udfff"


class Quotes:
    """Finds the partner of a quote in one text, in logarithmic time."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places: dict[str, list[int]] = {}
        for place, char in enumerate(text):
            if char in QUOTES and not self._is_gershayim(place):
                self._places.setdefault(char, []).append(place)

    def partner(self, start: int) -> int | None:
        """Where the quotation that opens at ``start`` is closed; None when no quotation opens there."""
        if self._text[start] not in _PAIRS or not self._opens(start):
            return None
        return min((place for closer in _PAIRS[self._text[start]] if (place := self._next(closer, start + 1)) is not None), default=None)

    def lone(self, start: int) -> bool:
        """Whether the character at ``start``, known to open nothing, is a quote that the user would miss.

        Not missed: one that stands apart (breadcrumbs: ``Home » News``), inches and seconds (15", 5'10"), gershayim.
        """
        char, before, after = self._text[start], self._text[start - 1:start], self._text[start + 1:start + 2]
        if char not in QUOTES or self._is_gershayim(start) or not (_solid(before) or _solid(after)):
            return False
        return not (char in '"\u201d' and before.isdigit())

    def _next(self, char: str, start: int) -> int | None:
        places = self._places.get(char, [])
        at = bisect_left(places, start)
        return places[at] if at < len(places) else None

    def _opens(self, start: int) -> bool:
        """Whether a quote stands where one can open: not at the end of a word, and ``»`` only at the beginning of one."""
        if self._text[start] not in _TWO_WAY:
            return True
        before, after = self._text[start - 1:start], self._text[start + 1:start + 2]
        if self._is_gershayim(start):
            return False
        if self._text[start] in "\u00bb\u203a":
            return not _solid(before) and _solid(after)
        return not (_solid(before) and before not in QUOTES and not _solid(after))

    def _is_gershayim(self, place: int) -> bool:
        """The straight quote inside a Hebrew abbreviation: צה"ל."""
        before, after = self._text[place - 1:place], self._text[place + 1:place + 2]
        return self._text[place] == '"' and HEBREW[0] <= before <= HEBREW[1] and HEBREW[0] <= after <= HEBREW[1]


def _solid(char: str) -> bool:
    """Whether there is a character and it is part of a chunk. ``char`` may be empty."""
    return bool(char) and char not in WHITE_SPACE and char not in INVISIBLE and plain(char) not in "()"
