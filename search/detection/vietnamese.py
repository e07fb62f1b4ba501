"""Vietnamese by its letters: more than half of its words hold one, and no statistics are needed."""

from __future__ import annotations

import functools
import re

from search.detection.scripts import LATIN_LETTERS

_VIETNAMESE_LETTER = re.compile(
    "[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]|[aeiouyâêô][\u0300\u0301\u0303\u0309\u0323]", re.IGNORECASE)
"""Letters of Vietnamese; ă is Romanian, too, đ Croatian, ẹ ọ Yoruba: only their share in the words decides."""
_SYLLABLES = re.compile(f"[{LATIN_LETTERS}]{{2,}}")
VIETNAMESE_SHARE = 0.4
"""Of the syllables of Vietnamese text more than half hold such a letter, of Romanian words a quarter; a foreign name is one of many."""
_ONLY_VIETNAMESE = re.compile("[ơưấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự" + "ơưấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự".upper() + "]")


def is_vietnamese_alone(word: str) -> bool:
    """Whether a word holds a letter that no other language has."""
    return not word.isascii() and _ONLY_VIETNAMESE.search(word) is not None


def vietnamese_share(text: str) -> float:
    """Share of the words that hold a letter of Vietnamese; 0 where none holds one that no other language has."""
    if text.isascii() or _ONLY_VIETNAMESE.search(text) is None:
        return 0.0
    words: list[str] = _SYLLABLES.findall(text)
    return sum(map(_is_vietnamese, words)) / max(1, len(words))


@functools.lru_cache(maxsize=20_000)
def _is_vietnamese(word: str) -> bool:
    return _VIETNAMESE_LETTER.search(word) is not None
