"""Thai: words by ICU, of a text that is spelt as its dictionary spells it.

Loanwords have many spellings (ซอฟต์แวร์, ซอฟท์แวร์, ซอฟแวร์), and so have words that are read otherwise than they are written (อนุญาต,
อนุญาติ). What ICU's dictionary does not know falls to pieces, so text is cut as if it had the spelling of the list
(``data/spellings/th.txt``); words of the list have that spelling for their base form. No other word has one: nothing is inflected.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from search.detection.commonwords import function_words
from search.language import Cut, Forms
from search.languages._base import IcuLanguage
from search.languages._spellings import spellings
from search.model import Span
from search.text.word import exact_form

_SPELLINGS = spellings("th", standards=True)


@dataclass(frozen=True)
class Thai(IcuLanguage):
    """Words by ICU, in one spelling."""

    def cut(self, text: str, passages: Sequence[Span] | None = None) -> Cut:
        """The words of a normalised line as columns; the lemma of a word of the list is what the list makes of it."""
        return _SPELLINGS.cut(text, passages, super().cut, respelled=True)

    def forms(self, surface: str, lemma: str | None = None) -> Forms:
        """The forms of one segmented word."""
        plain = super().forms(surface)
        return plain if lemma is None or len(plain.exact) != 1 else plain._replace(word=(exact_form(lemma),))


LANGUAGE = Thai("th", frozenset({"Thai"}), function_words=function_words("th"))
