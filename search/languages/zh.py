"""Chinese: words by ICU; the base form of a word is what it is in simplified characters, so 臺灣, 台灣 and 台湾 are one word.

Words are cut in simplified characters, too: ICU's dictionary then sees the same text whichever way it is written. Characters that
simplification unites (後, 后) are united here; which of them was typed counts as the exact form does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from search.detection.commonwords import function_words
from search.language import Cut
from search.languages._base import IcuLanguage
from search.model import Span
from search.text.unicode import simplified
from search.text.word import spaced_columns


@dataclass(frozen=True)
class Chinese(IcuLanguage):
    """Words by ICU, of the text in simplified characters."""

    def cut(self, text: str, passages: Sequence[Span] | None = None) -> Cut:
        """The words of a normalised line as columns."""
        _, starts, ends = spaced_columns(simplified(text))
        return Cut(list(map(text.__getitem__, map(slice, starts, ends))), starts, ends, None)


LANGUAGE = Chinese("zh", frozenset({"Hani", "Bopo"}), simplified, function_words=function_words("zh"))
