"""The score, in one place. Every engine computes exactly this; ``MatchPlan`` (``search/engine.py``) carries the numbers.

For one document d and the leaves i of a query::

    score(d) = sum_i [ idf_i * max over matched forms f of (w_f * sat(f, d)) + floor_i ]        words
             + EXACT_EXTRA * sum_i  idf_i * sat(exact_i, d)                                      X: the word as typed
             + WEIGHT_TITLE * sum_i  idf_i * sat(title_i, d)                                     the word in a given title
             + GRAM_EXTRA * sum_g  idf_g * sat(g, d)             only if some leaf matched       G: sub-words
             + PAIR_EXTRA * sum_p  idf_p * sat(pair_p, d)        likewise                        neighbours, and PHRASE_EXTRA
             + PHRASE_WORD_EXTRA * sum_q  idf_q * sat(q, d)      likewise                        Q: base forms of phrases, chunks
             + FULL_EXTRA * sum_i  idf_i                         if all leaves are matched       of three words

and of the first ten, which are read for their snippets, the reading adds (``search/marks/proximity.py``)::

             + WINDOW_EXTRA * max over stretches s of d (sum of idf_i over the leaves in s)      near each other
             + LEAD_EXTRA * sum_i  idf_i / (1 + p_i / 50)        p_i: where leaf i comes first       said first

``sat`` is the BM25 saturation (Robertson & Zaragoza 2009, "The Probabilistic Relevance Framework", eq. 3.15)::

    sat(t, d) = tf * (k1 + 1) / (tf + k1 * (1 - b + b * dl / pivot))

with tf the frequency of the term (or phrase) in the field, dl the number of tokens of the field in d, and pivot the geometric mean of dl
over the documents that have the field. BM25 has the arithmetic mean over all documents there. Lengths of texts are spread over orders of
magnitude, so a few long documents move that mean to where all short ones look alike, and a field that few documents have gets a mean
below the length of any. ``floor`` is the lower bound of BM25+ (Lv & Zhai 2011, "Lower-Bounding Term Frequency Normalization"): what a
leaf adds merely by being there, so that documents holding more of the query's words come first. It replaces a multiplication by the
share of leaves matched, which no engine can prune by.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable
from importlib.resources import files

K1 = 1.2
"""Term-frequency saturation, legal range [0, 3]. Fixed in Tantivy, and best where lengths are mixed."""
B = 0.75
"""Length normalisation, legal range [0, 1]."""

_WEIGHTS = tomllib.loads(files("search").joinpath("weights.toml").read_text(encoding="utf-8"))
"""``weights.toml`` says what each weighs, what else was tried, and how to repeat it."""


def _chosen(name: str) -> float:
    return float(_WEIGHTS[name]["value"])


# Forms of a word
WEIGHT_EXACT = _chosen("WEIGHT_EXACT")
WEIGHT_BASE = _chosen("WEIGHT_BASE")
WEIGHT_UNMARKED = _chosen("WEIGHT_UNMARKED")
WEIGHT_RUNNING = _chosen("WEIGHT_RUNNING")
WEIGHT_WRITING = _chosen("WEIGHT_WRITING")
WEIGHT_SYNONYM = _chosen("WEIGHT_SYNONYM")
WEIGHT_NUMBER = _chosen("WEIGHT_NUMBER")
WEIGHT_TITLE = _chosen("WEIGHT_TITLE")
WEIGHT_ADDRESS = _chosen("WEIGHT_ADDRESS")
WEIGHT_ASIDE = _chosen("WEIGHT_ASIDE")
WEIGHT_COMPOUND = _chosen("WEIGHT_COMPOUND")
WEIGHT_DIFFERENT_MARKS = _chosen("WEIGHT_DIFFERENT_MARKS")
WEIGHT_SOUND = _chosen("WEIGHT_SOUND")
WEIGHT_TYPO = _chosen("WEIGHT_TYPO")
WEAK_KNOWN = _chosen("WEAK_KNOWN")

# Evidence beside the best form
EXACT_EXTRA = _chosen("EXACT_EXTRA")
RUNNING_EXTRA = _chosen("RUNNING_EXTRA")
GRAM_EXTRA = _chosen("GRAM_EXTRA")
PAIR_EXTRA = _chosen("PAIR_EXTRA")
SYLLABLE_PAIR_EXTRA = _chosen("SYLLABLE_PAIR_EXTRA")
PHRASE_EXTRA = _chosen("PHRASE_EXTRA")
PHRASE_WORD_EXTRA = _chosen("PHRASE_WORD_EXTRA")
FLOOR = _chosen("FLOOR")
FULL_EXTRA = _chosen("FULL_EXTRA")
WINDOW_EXTRA = _chosen("WINDOW_EXTRA")
LEAD_EXTRA = _chosen("LEAD_EXTRA")

# Of queries whose language can be guessed (search/plan/guess.py)
FUNCTION_WEIGHT = _chosen("FUNCTION_WEIGHT")
OTHER_LANGUAGE = _chosen("OTHER_LANGUAGE")
SAME_LANGUAGE = _chosen("SAME_LANGUAGE")
SMALLEST_LANGUAGE = 30
"""Documents from which a language has statistics of its own worth using."""
LONG_RUN = 6
"""Characters of scripts without spaces that say enough to guess a language by; two count as a word. A longer run has no place."""

TIER_LEAVES = 2
"""Up to so many content leaves, all full matches come before all partial ones; longer queries are ranked by the score alone. (MRR@10,
mean of nine collections, the 3 rarest words of 300 questions each: .8357 with 3, .8402 with 2. The 2 rarest: .7530 with 2, .7585 with 1,
but who types two words expects both.)"""
SHORT_LEAVES = 3
"""Up to so many content leaves a query is short: weak rungs are tried for all of its words."""

TYPO_SHORTEST, TYPO_LONG = 5, 9
"""Letters from which one edit, and two, are forgiven. Below the second the first letter must agree."""
TYPO_FORMS = 6
"""Corrections of a word that are looked up, at most."""
TYPO_RATIO = 10
"""A word that the index holds is a misspelling only of one that is so many times as frequent."""
SOUND_FORMS, SOUND_RANGE, SOUND_SURE = 6, 0.07, 0.03
"""Words of other scripts that sound like one, at most; how much more than the likest of them others may differ from it; how much those of
a word that some documents hold as it is written."""
COMPOUND_SHORTEST, COMPOUND_OTHER = 4, 3
"""Letters of the shortest word whose compounds are looked for, and of the shortest other part before it."""
COMPOUND_FORMS = 32
"""Compounds that are looked up for a word, at most."""
FEW = 10
"""Fewer full matches than this are too few: another spelling may be proposed..."""
SUGGESTION_RATIO = 10
"""...if it finds so many times as many (or anything where there was nothing)."""


def idf(documents: int, frequency: float) -> float:
    """Inverse document frequency, ``ln(1 + (N - n + 0.5) / (n + 0.5))`` (Robertson & Zaragoza 2009; never negative).

    ``documents`` is N >= 0, ``frequency`` n with 0 <= n; an n above N (stale statistics) is taken as N.
    """
    n = min(frequency, documents)
    return math.log(1.0 + (documents - n + 0.5) / (n + 0.5))


def pivot(lengths: Iterable[int]) -> float:
    """The length of a field at which BM25 neither raises nor lowers: the geometric mean over the documents that have the field.

    ``lengths`` in tokens; 0 is a document without the field. 1.0 where no document has it.
    """
    logarithms = [math.log(length) for length in lengths if length > 0]
    return math.exp(sum(logarithms) / len(logarithms)) if logarithms else 1.0


def saturation(tf: float, length: float, pivot: float) -> float:
    """BM25 term saturation in [0, k1 + 1): ``tf`` >= 0, ``length`` > 0 in tokens, ``pivot`` of :func:`pivot`."""
    if tf <= 0.0:
        return 0.0
    return tf * (K1 + 1.0) / (tf + K1 * (1.0 - B + B * length / pivot))


MAX_SATURATION = K1 + 1.0
"""Upper bound of :func:`saturation`; used to make a floor that no other evidence can outweigh."""
