"""Hebrew: particles of one letter written to the word, and endings of number and person.

As in Arabic, a particle (ו and, ה the, ב in, כ as, ל to, מ from, ש that) cannot be told from a first letter, so a word keeps both readings
if enough is left of it: הבית, בבית and בית meet, and so do, for the price of a false friend now and then, words that begin like a particle.
A consonantal yod is written once or twice (ספריה, ספרייה library; the plural has one, ספריות): once. Points and maqaf are dropped before;
final letters (ם, ן) are written as others, because an ending changes them.
Verbs (כתב, יכתוב; participles, names of actions and passives that a rule makes of them: כותבים, הקמת, הוקם) and plurals of two letters
(עיר, ערים) are the dictionary's. Words that are spelt in several ways (אזור, איזור; מיליון, מליון) are those of ``_variants.py``.

Measured (2026-11-21, docs_10k, 400 queries of four words over 1,026 paragraphs): MRR@10 .113 -> .780 where each word has another
particle or ending than in the text, .975 -> .979 where it has the same. Yod once (2026-11-22, 272 sentences that ask for the rest of their
paragraph): .4687 -> .4723. With the dictionary .4724 -> .4785 (the same, with a few more pages).
"""

from __future__ import annotations

import re

from search.languages._base import row
from search.languages._light import light
from search.languages._variants import variants
from search.text.word import exact_form

_FINAL = str.maketrans("ךםןףץ", "כמנפצ")
_PARTICLES = re.compile("ו?(?:כש|ש)?(?:[בכלמ]?ה|[בכלמ])?(?=...)")
"""ושהבית: and that the house. At least three letters stay."""
_RESPELT_BEHIND = frozenset("והבלמ")
"""Particles behind which the rest is likely to be a word: שליטה is no "that Lithuania", nor כשרות "as service"."""
_VAV = re.compile("^ו(?=ו...)")
"""A vav that is a consonant is written twice behind a particle (הווידאו, or הוידאו) and once without one (וידאו). Three letters stay."""
_endings = light("ימ ות ית יות יימ ה ת י ו נו כמ יו יה יכ יהמ ותיו ותיה ותיהמ ותינו", 3)


def _letters(word: str) -> str:
    return exact_form(word).translate(_FINAL).replace("יי", "י")


_variants = variants("he", _letters)


def spellings(surface: str) -> tuple[str, ...]:
    """The word, and what is left of it without each particle that it may begin with; then the standard spellings of all these."""
    word = _letters(surface)
    found = _PARTICLES.match(word)
    longest = found.end() if found else 0
    readings = [word[start:] for start in range(longest + 1)]
    for start, reading in enumerate(readings):
        if _RESPELT_BEHIND.issuperset(word[:start]):
            readings[start] = _VAV.sub("", reading) if start else reading
            readings += _variants(readings[start])
    return tuple(dict.fromkeys(readings))


LANGUAGE = row("he", "Hebr", _endings, spellings=spellings, dictionary="he")
