"""Urdu: plural and oblique endings of nouns and adjectives, verbs by their roots, broken plurals by a dictionary.

The exact form holds Arabic yeh and kaf (keyboards exchange them), and so do the endings here; ے and ئ are made yeh as well.
Rules after the grammar's tables (Schmidt 1999, "Urdu: An Essential Grammar"): لڑکے, لڑکوں, لڑکی, لڑکیاں, لڑکیوں are one word.
A last ا or ہ stays (لڑکا): taking it off united words that are none
(MRR@10 of words as typed .967 -> .961, 400 queries over 1,048 paragraphs; so .966). Instead a word keeps further readings:

- In ـے and ـوں the direct forms in ا and ہ that it may be of (پودے, پودا; زلزلوں, زلزلہ; نئے and نئی, نیا), in ـات those in ہ and ت.
- The standard spelling of a word that has several (راجا, راجہ; سکول, اسکول: ``_variants.py``).
- The infinitives of the verbs (``data/verbs/ur.txt``) that it may be a form of, causatives among their roots: بنایا and بنوایا are of بننا.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from search.detection.commonwords import data_lines
from search.languages._base import row
from search.languages._light import light
from search.languages._variants import variants
from search.text.word import exact_form

_LETTERS = str.maketrans({"ے": "ي", "ۓ": "ي", "ئ": "ي", "ں": "ن", "ھ": "ه"})
_endings = light("ي ون ين يون يان يين ات ييا", 3)


def _plain(word: str) -> str:
    return exact_form(word).translate(_LETTERS)


# --- Verbs ---------------------------------------------------------------------------------------------------------------

_YEHS = str.maketrans({"ے": "ي", "ۓ": "ي", "ئ": "ي", "ں": "ن"})
"""The letters of verbs: ھ is told from ہ, by which کہا (said) is not of کھانا (to eat)."""


def _letters(word: str) -> str:
    return exact_form(word).translate(_YEHS)


_ROOTS: dict[str, tuple[str, ...]] = defaultdict(tuple)
"""Root -> infinitives."""
for _roots in map(str.split, data_lines("verbs/ur")):
    for _root in map(_letters, _roots):
        _ROOTS[_root] += (_letters(f"{_roots[0]}نا"),)

_ALWAYS = frozenset(map(_letters, ["تا", "تی", "تیں", "نا", "نی"]))
"""Endings of every root, ـتے and ـنے among them: ے and ی are one here."""
_BEHIND_CONSONANTS = _ALWAYS | frozenset(map(_letters, ["ا", "ی", "یں", "و", "وں", "یے"]))
_BEHIND_VOWELS = _ALWAYS | frozenset(map(_letters, ["یا", "ئی", "ئیں", "ؤ", "ؤں", "و", "وں", "یے"]))
_VERB_ENDINGS = sorted(_BEHIND_CONSONANTS | _BEHIND_VOWELS, key=len, reverse=True)
_NO_VERBS = frozenset(map(_letters, ["پانی", "بچہ", "بچے", "بچوں", "بچی", "سنی", "مٹی", "کہیں", "بسیں", "بسوں", "بنی"]))
"""water, child (four times), Sunni, soil, somewhere, bus (twice), sons of: not of پانا, بچنا, سننا, مٹنا, کہنا, بسنا, بننا."""


def infinitives(word: str) -> tuple[str, ...]:
    """Of the verbs that a word, in the letters of verbs, may be a form of; a bare root of two letters is another word too often."""
    if word in _NO_VERBS:
        return ()
    for ending in _VERB_ENDINGS:
        root = word.removesuffix(ending)
        if root != word and root in _ROOTS and ending in (_BEHIND_VOWELS if root[-1] in "اآوي" else _BEHIND_CONSONANTS):
            return _ROOTS[root]
    return _ROOTS.get(word, ()) if len(word) > 2 else ()


# --- Nouns and adjectives ------------------------------------------------------------------------------------------------


def direct_forms(surface: str, word: str) -> Iterator[str]:
    """What a noun or an adjective may be without its plural or oblique ending; ``surface`` tells ے from ی."""
    if len(word) > 4 and word.endswith("ات"):
        yield from (word[:-2] + ending for ending in ("ه", "ت"))
    elif re.search("[ئی]ے$|ئی$", surface):
        yield word[:-2] + "يا"
    elif len(word) > 2 and surface.endswith(("ے", "وں")) and not word.endswith(("يون", "ؤن")):
        yield from (word[: -1 if surface.endswith("ے") else -2] + ending for ending in ("ا", "ه"))


# --- The language --------------------------------------------------------------------------------------------------------


_variants = variants("ur", _plain)


def spellings(surface: str) -> tuple[str, ...]:
    """In the letters of the endings: the word, its direct forms, the infinitives of a verb, its standard spellings."""
    word = _plain(surface)
    return tuple(dict.fromkeys((word, *direct_forms(surface, word), *infinitives(_letters(surface)), *_variants(word))))


LANGUAGE = row("ur", "Arab", _endings, spellings=spellings, dictionary="ur")
