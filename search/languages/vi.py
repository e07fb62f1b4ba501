"""Vietnamese: syllables stand apart and never change, so there is nothing to stem; marks and tone placement are the work of the exact form.

A last i after h, k, l, m, s, t or qu is written y as well (kĩ thuật, kỹ thuật; công ti, công ty: Quyết định 240/QĐ, 1984, wants i, most
write y), so these syllables have one spelling for their base form.

Words of two syllables (công nghiệp) are made from neighbours when a document is analysed. 4-grams are for what is no syllable: names and
foreign words (*Jacksonville*), which would weigh less than the pairs of common syllables around them without any. MRR@10 of xquad-vi:
.9550 without 4-grams, .9601 with those of every word, .9607 with those of words that are no syllable.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from search.detection.commonwords import function_words
from search.language import Forms
from search.languages._base import IcuLanguage, plain_forms
from search.languages._grams import SHORTEST, grams
from search.text.word import fold_forms

_I_OR_Y = re.compile("(?:[hklmst]|qu)[iíìỉĩịyýỳỷỹỵ]")
_TO_I = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")
LONGEST_SYLLABLE = 7
"""Letters of *nghiêng*."""


@dataclass(frozen=True)
class Vietnamese(IcuLanguage):
    """Syllables by ICU; sub-words for what is none."""

    def forms(self, surface: str, lemma: str | None = None) -> Forms:
        """The forms of one syllable or foreign word."""
        plain = super().forms(surface, lemma)
        if len(plain.exact) == 1 and _I_OR_Y.fullmatch(plain.exact[0]):
            return plain._replace(word=(plain.exact[0].translate(_TO_I),))
        if len(plain.exact) != 1 or not _is_foreign(plain.exact[0]):
            return plain
        return plain_forms(plain.exact[0], plain.word, plain.function, () if plain.function else grams(plain.exact[0]))


def _is_foreign(exact: str) -> bool:
    """Whether a word is longer than any syllable, or longer than most and without a mark."""
    return len(exact) > LONGEST_SYLLABLE or (len(exact) > SHORTEST and fold_forms(exact)[0] == exact)


LANGUAGE = Vietnamese("vi", frozenset({"Latn"}), function_words=function_words("vi"), sub_words=False)
