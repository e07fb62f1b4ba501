"""Which language does a query look like? A guess weighs (``rank.SAME_LANGUAGE``, ``rank.OTHER_LANGUAGE``); it never excludes.

Statistics of letters are unsure of one question in eight and call a Norwegian one with an English name in it English. Function words are
rarer in a query, but each speaks for few languages. Both together, of 9,565 questions of eighteen judged collections and 2,800 of
fourteen languages, .964 are guessed right and .012 wrong (mean of the 32 groups), half of these Indonesian taken for Malay. By statistics
that a function word had to confirm it was .876 and .011 (Norwegian .15, French .81). 2026-11-22, an index of 56 languages.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Mapping, Sequence

from search import rank
from search.analysis.forms import is_function
from search.detection.detect import detect
from search.languages import language
from search.query import QueryLeaf
from search.text.han import ONLY_HAN, writer_of
from search.text.unicode import NO_SPACE, normalise
from search.text.word import exact_form

FEW_WORDS = 8
"""Words up to which a query that is not short needs no second function word to be taken for a language."""
SAID, MORE = 0.5, 0.2
"""What function words must say for a language that statistics are not sure of, and how much more than for any other. One that two
languages share says a half for each."""

_IN_HAN = frozenset({"ja", "zh"})
_MISTAKEN = (frozenset({"no", "da"}), frozenset({"id", "ms"}), frozenset({"bs", "hr", "sr"}))
"""Languages whose sentences are taken for each other's, in documents and in queries (``ARCHITECTURE.md``)."""


def mistaken_for(lang: str) -> frozenset[str]:
    """A language and those that its sentences may be labelled with."""
    return next((group for group in _MISTAKEN if lang in group), frozenset({lang}))


def guess_language(leaves: Sequence[QueryLeaf], documents: Mapping[str, int]) -> str:
    """The language of a query of three words and more, if the index holds it and there is reason enough; else ``""``.

    ``documents``: the languages to choose from, and how many documents of the index have a passage in each.

    A run without spaces is as many words as it may hold, and its script leaves little to guess: the likelier language is taken, of Han
    characters that say nothing to statistics the one that alone writes so (日本国憲法), or none (大阪府立大学). Words with
    spaces must have function words of the language among them, and no language may have clearly more: one of four to eight words, else two
    (to the statistics, Vietnamese without marks is English or Portuguese one time in eight). Three words are enough where only one of them
    says anything by itself: *What is NASUWT* (313 such questions among 24,917 documents of many languages: MRR@10 .737 -> .764).
    """
    run = sum(len(NO_SPACE.findall(leaf.text)) for leaf in leaves)
    if len(leaves) + run // 2 < rank.SHORT_LEAVES + bool(run):
        return ""
    found = detect(" ".join(leaf.text for leaf in leaves))
    if run >= rank.LONG_RUN:
        if not found.reliable and documents.keys() >= _IN_HAN:
            text = normalise("".join(leaf.text for leaf in leaves)).text
            if ONLY_HAN.fullmatch(text):
                return writer_of(text)
        return found.lang if found.lang in documents else ""
    words = [normalise(leaf.text).text for leaf in leaves]
    needed = 1 if rank.SHORT_LEAVES < len(leaves) <= FEW_WORDS else 2
    confirmed = found.reliable and found.lang in documents and sum(is_function_in(found.lang, word) for word in words) >= needed
    if confirmed and not found.statistical:
        return found.lang
    said = _said(words, tuple(documents))
    if confirmed and said.get(found.lang, 0.0) + MORE >= max(said.values(), default=0.0):
        return found.lang
    return _clearest(said, found.lang, documents)


def _clearest(said: Mapping[str, float], likely: str, documents: Mapping[str, int]) -> str:
    """The language that function words say most for, if clearly. Of several as good ones the one that statistics find likelier; of those
    that are mistaken for each other the one with the most documents."""
    ordered = sorted(said, key=lambda lang: (-said[lang], lang))
    if not ordered or said[ordered[0]] < SAID:
        return ""
    first = said[ordered[0]]
    as_good = [lang for lang in ordered if said[lang] >= SAID and first - said[lang] < MORE]
    if likely in as_good:
        return likely
    others = [lang for lang in ordered if first - said[lang] < MORE and lang not in mistaken_for(ordered[0])]
    return "" if others else max(as_good, key=lambda lang: documents[lang])


def _said(words: Sequence[str], present: tuple[str, ...]) -> Mapping[str, float]:
    """What the function words among these say for each language: one that n languages have says 1 / n for each. French l'on, qu'il: both
    of their words."""
    table = _languages_of(present)
    said: defaultdict[str, float] = defaultdict(float)
    for word in words:
        for part in exact_form(word).split("'"):
            langs = table.get(part, ())
            for lang in langs:
                said[lang] += 1 / len(langs)
    return said


@functools.lru_cache(maxsize=16)
def _languages_of(present: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Function word -> those of these languages that have it."""
    table: dict[str, tuple[str, ...]] = {}
    for code in present:
        for word in language(code).function_words:
            table[word] = (*table.get(word, ()), code)
    return table


@functools.lru_cache(maxsize=10_000)
def is_function_in(code: str, text: str) -> bool:
    """Whether a normalised text is nothing but function words of a language."""
    found = language(code).segment(text)
    return bool(found) and all(is_function(code, text[start:end], lemma) for start, end, lemma in found)
