"""The score, in one place. Every engine computes exactly this; ``MatchPlan`` (``search/engine.py``) carries the numbers.

For one document d and the leaves i of a query::

    score(d) = sum_i [ idf_i * max over matched forms f of (w_f * sat(f, d)) + floor_i ]        words
             + 0.3 * sum_i  idf_i * sat(exact_i, d)                                              X: the word as typed
             + 0.5 * sum_g  idf_g * sat(g, d)          only if some leaf matched                 G: sub-words

``sat`` is the BM25 saturation (Robertson & Zaragoza 2009, "The Probabilistic Relevance Framework", eq. 3.15)::

    sat(t, d) = tf * (k1 + 1) / (tf + k1 * (1 - b + b * dl / avgdl))

with tf the frequency of the term (or phrase) in the field, dl the number of tokens of the field in d, avgdl its mean over all
documents. ``floor`` is the lower bound of BM25+ (Lv & Zhai 2011, "Lower-Bounding Term Frequency Normalization"): what a leaf adds
merely by being there, so that documents holding more of the query's words come first. It replaces a multiplication by the share of
leaves matched, which no engine can prune by.
"""

from __future__ import annotations

import math

K1 = 1.2
"""Term-frequency saturation, legal range [0, 3]. Fixed in Tantivy, and best where lengths are mixed."""
B = 0.75
"""Length normalisation, legal range [0, 1]."""

WEIGHT_EXACT = 1.0
WEIGHT_BASE = 1.0
WEIGHT_UNMARKED = 0.5
"""Typed without marks, or written without marks."""
WEIGHT_RUNNING = 1.0
WEIGHT_WRITING = 0.8
"""A run in simplified instead of traditional characters, or the other way round."""
WEIGHT_SYNONYM = 0.7
"""A synonym of the user's own lists: less than any form of the word itself under its own language, more than marks forgiven."""
WEIGHT_ADDRESS = 0.1
WEIGHT_TITLE = 0.5
"""Added once more for a word in a title that the page itself gives."""
WEIGHT_COMPOUND = 0.9
"""A longer word that the typed one is a part of. These three weights are for a word that the index holds in no strict form: nothing
better can be found. (MRR@10 with one word misspelt, a third of these weights and these: norquad-no .8566 .8690, xquad-de .9436 .9461.)"""
WEIGHT_DIFFERENT_MARKS = 0.6
WEIGHT_TYPO = 0.54
"""One edit away, for the most frequent correction; divided by the number of edits, less for rarer ones."""
WEAK_KNOWN = 0.08
"""Factor of these three for a word that the index does hold: the other is most often another word. (Different marks in xquad-vi, three
words per query: .8526 without, .8524 with a weight of 0.05, .8467 with 0.2.)"""
WEIGHT_ASIDE = 0.3
"""Banner, captions, related links and tails."""

EXACT_EXTRA = 0.3
"""Factor of X."""
GRAM_EXTRA = 0.5
"""Factor of G."""
PAIR_EXTRA = 0.3
"""Two neighbouring words of the query side by side in the document, per unit of the mean of their idfs."""
PHRASE_EXTRA = 0.8
"""All words of a short query side by side, per unit of the sum of their idfs."""
FLOOR = 0.5
"""Share of a leaf's idf that it adds by matching at all (delta of BM25+)."""

FUNCTION_WEIGHT = 0.5
"""Of a function word in a query long enough for its language to be guessed (hvilket, which: rare in documents, yet they say nothing)."""
OTHER_LANGUAGE = 0.7
"""Of a base form under another language than the one guessed. A guess weighs, it never excludes."""

TIER_LEAVES = 3
"""Up to so many content leaves, all full matches come before all partial ones; longer queries are ranked by the score alone."""

TYPO_SHORTEST, TYPO_LONG = 5, 9
"""Letters from which one edit, and two, are forgiven. Below the second the first letter must agree."""
TYPO_FORMS = 6
"""Corrections of a word that are looked up, at most."""
TYPO_RATIO = 10
"""A word that the index holds is a misspelling only of one that is so many times as frequent."""
COMPOUND_SHORTEST, COMPOUND_OTHER = 4, 3
"""Letters of the shortest word whose compounds are looked for, and of the shortest other part before it."""
COMPOUND_FORMS = 32
"""Compounds that are looked up for a word, at most."""
FEW = 10
"""Fewer full matches than this are too few: another spelling may be proposed..."""
SUGGESTION_RATIO = 10
"""...if it finds so many times as many (or anything where there was nothing)."""


def idf(documents: int, frequency: int) -> float:
    """Inverse document frequency, ``ln(1 + (N - n + 0.5) / (n + 0.5))`` (Robertson & Zaragoza 2009; never negative).

    ``documents`` is N >= 0, ``frequency`` n with 0 <= n; an n above N (stale statistics) is taken as N.
    """
    n = min(frequency, documents)
    return math.log(1.0 + (documents - n + 0.5) / (n + 0.5))


def saturation(tf: float, length: float, mean_length: float) -> float:
    """BM25 term saturation in [0, k1 + 1): ``tf`` >= 0, ``length`` and ``mean_length`` in tokens (0 counts as the mean)."""
    if tf <= 0.0:
        return 0.0
    share = length / mean_length if mean_length > 0.0 else 1.0
    return tf * (K1 + 1.0) / (tf + K1 * (1.0 - B + B * share))


MAX_SATURATION = K1 + 1.0
"""Upper bound of :func:`saturation`; used to make a floor that no other evidence can outweigh."""
