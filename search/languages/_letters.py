"""Marked letters that are letters of their own: in a text that has them, a word without its marks is another word (har, hår; khi, khí).

Languages whose writers leave the marks of capitals or of hurried words out, though the page has marks elsewhere, are not here: French and
Greek capitals, hamza, ё, the nukta. Neither are letters that a language knows from foreign words only (Norwegian é). Written from general
knowledge; to check them: the alphabets of CLDR (``exemplarCharacters``), of which these are a part.
"""

from __future__ import annotations

import itertools
import unicodedata

_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_VIETNAMESE = "".join(unicodedata.normalize("NFC", vowel + tone) for vowel, tone in itertools.product("aăâeêioôơuưy", _TONES)) + "đ"

LETTERS: dict[str, frozenset[str]] = {code: frozenset(letters) for code, letters in {
    "az": "çəğıöşü",
    "bs": "čćđšž",
    "cs": "áčďéěíňóřšťúůýž",
    "da": "åæø",
    "de": "äöü",
    "es": "ñ",
    "et": "äõöšüž",
    "fi": "åäö",
    "fo": "áæðíóøúý",
    "hr": "čćđšž",
    "hu": "áéíóöúüőű",
    "is": "áæéðíóöúýþ",
    "lt": "ąčėęįšūųž",
    "lv": "āčēģīķļņšūž",
    "no": "åæø",
    "pl": "ąćęłńóśźż",
    "ro": "ăâîșşțţ",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "sl": "čšž",
    "sq": "ëç",
    "sv": "åäö",
    "tr": "âçğıîöşü",
    "vi": _VIETNAMESE,
}.items()}
"""Language -> its letters, small."""

WRITTEN = {"vi": 0.25}
"""Share of the words of a text that carry marks, from which the text counts as written with them. Three of four Vietnamese syllables do;
names and prices in đồng may in a text without."""
WRITTEN_ELSEWHERE = 0.02
"""The same for the others: 5 % of German words do, 20 of Norwegian ones."""


def writes_marks(code: str, marked: int, words: int) -> bool:
    """Whether a text in a language, ``marked`` of its ``words`` with marks, is one in which marks tell words apart."""
    return code in LETTERS and 0 < marked >= WRITTEN.get(code, WRITTEN_ELSEWHERE) * words


def telling(letters: frozenset[str]) -> tuple[str, ...]:
    """Languages in which all of these marked letters are letters of their own."""
    return tuple(code for code, own in LETTERS.items() if letters and letters <= own)
