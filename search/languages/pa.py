"""Punjabi: plural and ablative endings of nouns (``data/endings/pa.txt``) over one spelling of what is written in several.

- The sign that doubles a consonant (addak) is left out by many (ਇੱਕ, ਇਕ; ਵਿੱਚ, ਵਿਚ): it is no part of base forms.
- Nor is the dot below ਖ ਗ ਜ ਫ ਲ, which tells foreign sounds from Indian ones (ਜ਼ਮੀਨ, ਜਮੀਨ). That of ਸ਼, a letter of its own to
  schoolbooks, is in words of less than five signs (ਸ਼ਾਮ evening, ਸਾਮ).
- The two signs of a nasal (tippi, bindi) are one, and so is a nasal consonant with its virama before another (ਹਿੰਦੀ, ਹਿਨ੍ਦੀ).
- In base forms of five signs every ī and ū is short (ਡਿਜੀਟਲ, ਡਿਜਿਟਲ).

Written from general knowledge (to check it: Punjabi University, "ਪੰਜਾਬੀ ਸ਼ਬਦ-ਜੋੜ ਕੋਸ਼"). What the rules join in 73,000 running words was read
(2026-11-23): one word, but for few of which addak is the only difference (ਦਸ ten, ਦੱਸ tell; ਬਦਲ change, ਬੱਦਲ cloud).
"""

from __future__ import annotations

import re

from search.languages._base import row
from search.languages._light import endings
from search.text.word import exact_form

_ONE_SPELLING = re.compile("(?P<off>ੱ|(?<=[ਖਗਜਫਲ])਼)|(?P<nasal>ੰ|[ਨਣਮਙਞ]੍(?=[ਕ-ਮ]))")
_SHORT = str.maketrans("ੀੂ", "ਿੁ")
_LONG_ENOUGH = 5
_NUKTA = "਼"
_endings = endings("pa", 1, 2)


def spellings(surface: str) -> tuple[str, ...]:
    """The word in one spelling: ਇੱਕ -> ਇਕ."""
    return (_ONE_SPELLING.sub(lambda found: "ਂ" if found["nasal"] else "", exact_form(surface)),)


def stem(word: str) -> str:
    """Base form: ਜ਼ਮੀਨਾਂ, ਜਮੀਨ -> ਜਮਿਨ."""
    base = _endings(word)
    return base.translate(_SHORT).replace(_NUKTA, "") if len(base.replace(_NUKTA, "")) >= _LONG_ENOUGH else base


LANGUAGE = row("pa", "Guru", stem, spellings=spellings)
