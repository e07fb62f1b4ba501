"""Hindi: Snowball's stemmer over one spelling of nasals, of borrowed consonants and of vowels behind a glide that may be left out.

- Nasals: ``_devanagari.py`` (हिन्दी, हिंदी; गाँव, गांव).
- The dot below क ख ग ज फ, which tells Persian sounds from Indian ones, is left out by many (सब्ज़ियाँ, सब्जियाँ). Not that of ड़ and ढ़,
  which are letters of their own (पड़ना, पढ़ना).
- A last ए or ई behind a consonant or i is written with a glide, too (रुपए, रुपये; किए, किये; नई, नयी; गए, गये, like गया).
- A verb has the stem of the verb that it is the causative of, or the transitive of, too (``data/verbs/hi.txt``): who asks who had something
  built (बनवाया) reads that it was built (बना, बनाया गया); टूटा, तोड़ा; खाया, खिलाया.
- Of a word of one syllable the stemmer would leave a bare consonant, which में and माँ share: unless it is a function word, it stays.

Source: Central Hindi Directorate, "देवनागरी लिपि तथा हिंदी वर्तनी का मानकीकरण", on the glide and the dot below; print has both.
"""

from __future__ import annotations

import re
from collections import defaultdict

from search.detection.commonwords import data_lines, function_words
from search.languages._base import row
from search.languages._devanagari import dotted
from search.languages._snowball import snowball
from search.text.unicode import normalise
from search.text.word import exact_form

_DOT_BELOW = re.compile("(?<=[कखगजफ])\u093c")
_GLIDE = re.compile("(?<=[क-हि])[एई](?=\u0902?$)")
_WITH_GLIDE = {"ए": "ये", "ई": "यी"}
_SYLLABLE = re.compile("[क-ह][\u093e-\u094c]\u0902?")
_FUNCTION_WORDS = frozenset(map(dotted, function_words("hi")))
_snowball = snowball("hindi")


def _plain(word: str) -> str:
    """With dots for nasals, without dots below."""
    return _DOT_BELOW.sub("", dotted(exact_form(normalise(word).text)))


_NO_VERB = "-"
_LINES = list(map(str.split, data_lines("verbs/hi")))
_NO_VERBS = frozenset(_plain(word) for first, *words in _LINES if first == _NO_VERB for word in words)
"""Words that only look like forms of verbs."""
_ROOTS: dict[str, tuple[str, ...]] = defaultdict(tuple)
"""Root -> infinitives."""
for _roots in _LINES:
    for _root in dict.fromkeys(_roots) if _roots[0] != _NO_VERB else ():
        _ROOTS[_plain(_root)] += (_plain(f"{_roots[0]}ना"),)

_ALWAYS = frozenset(["ता", "ते", "ती", "तीं", "ना", "ने", "नी", "कर"])
_BEHIND_CONSONANTS = _ALWAYS | {
    "ा", "े", "ी", "ीं", "ें", "ो", "ूं", "ूंगा", "ूंगी", "ेगा", "ेगी", "ेंगे", "ेंगी", "ोगे", "िए", "िये",
}
_BEHIND_VOWELS = _ALWAYS | {
    "या", "ये", "यी", "यीं", "ए", "ई", "ईं", "एं", "ओ", "ऊं", "ऊंगा", "ऊंगी", "एगा", "एगी", "एंगे", "एंगी", "ओगे", "इए", "इये",
}
_VERB_ENDINGS = sorted(_BEHIND_CONSONANTS | _BEHIND_VOWELS, key=len, reverse=True)
_VOWELS = "\u093e\u093f\u0940\u0941\u0942\u0947\u0948\u094b\u094c"
_SHORTEST_ROOT = 3
"""Letters and signs from which a bare root is no other word."""


def infinitives(word: str) -> tuple[str, ...]:
    """Of the verbs that a word, as :func:`spellings` writes it, may be a form of."""
    if word in _NO_VERBS:
        return ()
    for ending in _VERB_ENDINGS:
        root = word.removesuffix(ending)
        if root != word and root in _ROOTS and ending in (_BEHIND_VOWELS if root[-1] in _VOWELS else _BEHIND_CONSONANTS):
            return _ROOTS[root]
    return _ROOTS.get(word, ()) if len(word) >= _SHORTEST_ROOT else ()


def spellings(surface: str) -> tuple[str, ...]:
    """The word with dots for nasals, without dots below, with glides; the infinitives of a verb."""
    word = _DOT_BELOW.sub("", dotted(exact_form(surface)))
    word = _GLIDE.sub(lambda found: _WITH_GLIDE[found.group()], word)
    return (word, *infinitives(word)) if word not in _FUNCTION_WORDS else (word,)


_INFINITIVES = frozenset(infinitive for each in _ROOTS.values() for infinitive in each if infinitive[1] in _VOWELS and len(infinitive) == 4)
"""Of short verbs, of which the stemmer would leave a consonant (खाना, गाना)."""


def stem(word: str) -> str:
    """Snowball's base form; a word of one syllable is its own, function words apart (का, की, के), and so is a short infinitive."""
    return word if word in _INFINITIVES or (_SYLLABLE.fullmatch(word) and word not in _FUNCTION_WORDS) else _snowball(word)


LANGUAGE = row("hi", "Deva", stem, spellings=spellings)
