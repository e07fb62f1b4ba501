"""Chinese: words by ICU; the base form of a word is what it is in simplified characters, so 臺灣, 台灣 and 台湾 are one word.

Words are cut in simplified characters, too: ICU's dictionary then sees the same text whichever way it is written. Characters that
simplification unites (後, 后) are united here; which of them was typed counts as the exact form does. So are other shapes of one
character that ICU keeps apart because neither is simplified (峯, 峰; 麻痺, 麻痹; ``data/shapes/zh.txt``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from search.detection.commonwords import data_lines, function_words
from search.language import Cut
from search.languages._base import IcuLanguage
from search.model import Span
from search.text.unicode import simplified
from search.text.word import spaced_columns

_ONE_SHAPE = str.maketrans(dict(map(str.split, data_lines("shapes/zh"))))


def one_shape(text: str) -> str:
    """A text in simplified characters, each in one shape. As long as ``text``."""
    return simplified(text).translate(_ONE_SHAPE)


@dataclass(frozen=True)
class Chinese(IcuLanguage):
    """Words by ICU, of the text in simplified characters."""

    def cut(self, text: str, passages: Sequence[Span] | None = None) -> Cut:
        """The words of a normalised line as columns."""
        _, starts, ends = spaced_columns(one_shape(text))
        return Cut(list(map(text.__getitem__, map(slice, starts, ends))), starts, ends, None)


LANGUAGE = Chinese("zh", frozenset({"Hani", "Bopo"}), one_shape, function_words=function_words("zh"))
