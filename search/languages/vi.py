"""Vietnamese: syllables stand apart and never change, so there is nothing to stem; marks and tone placement are the work of the exact form.

A last i after h, k, l, m, s, t or qu is written y as well (kĩ thuật, kỹ thuật; công ti, công ty: Quyết định 240/QĐ, 1984, wants i, most
write y), so these syllables have one spelling for their base form.

Words of two syllables (công nghiệp) are made from neighbours when a document is analysed. 4-grams are for what is no syllable: names and
foreign words (*Jacksonville*), which would weigh less than the pairs of common syllables around them without any. MRR@10 of xquad-vi:
.9550 without 4-grams, .9601 with those of every word, .9607 with those of words that are no syllable.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
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


_SYLLABLE = re.compile("(?:qu|gi(?=[aăâeêioôơuư])|ngh?|[ckgnpt]h|tr|[bcdđghklmnprstvx])?[aăâeêioôơuưy]{1,3}(?:ch|ng|nh|[cmnpt])?")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_MOST_SYLLABLES = 3


def syllables_in_one(word: str) -> list[tuple[str, ...]]:
    """The ways to cut an exact form with marks that is no syllable into two or three: càphê as cà phê, việtnam as việt nam."""
    plain = unicodedata.normalize("NFC", _TONES.sub("", unicodedata.normalize("NFD", word)))
    if word.isascii() or len(plain) != len(word) or not word.isalpha() or _SYLLABLE.fullmatch(plain):
        return []
    cuts = [at for number in range(1, _MOST_SYLLABLES) for at in itertools.combinations(range(1, len(word)), number)]
    rows = [list(itertools.pairwise((0, *at, len(word)))) for at in cuts if len(word) <= _MOST_SYLLABLES * LONGEST_SYLLABLE]
    return [tuple(word[a:b] for a, b in row) for row in rows if all(_SYLLABLE.fullmatch(plain, a, b) for a, b in row)]


LANGUAGE = Vietnamese("vi", frozenset({"Latn"}), function_words=function_words("vi"), sub_words=False)
