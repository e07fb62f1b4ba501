"""Estonian: Snowball's stemmer leaves the vowel that all cases but the nominative are built on, so *kartul* and *kartulid* never met.

Hence the rule: a last a, e, i or u is taken off what Snowball leaves (kartulid -> kartuli -> kartul; linnas -> linna -> linn);
what ends in *-ne* is read with the *-se* of its other cases. Of all forms in a dictionary of 2.7 million (simplemma) .50 meet their
base form by the first rule, .29 without it. What changes inside the stem (jõgi, jõe) is in the dictionary, as far as the word is short.
342 sentences that ask for their paragraph of 426: MRR@10 .4146 -> .4296, by their two and three rarest words .2493 -> .2542,
.2976 -> .3055 (.4257, .2535, .3039 where words of four letters lose their vowel, too).

Verbs have four stems (hakkama, hakata, hakkan, hakati), of which Snowball makes as many words: some 160 common ones are listed
(``data/verbs/et.txt``), and each of their forms has the one in -ma for a base form, too: .4296 -> .4352 (p = .05), by three words
.3055 -> .3084 (2026-11-23).
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from search.detection.commonwords import data_lines
from search.languages._base import row
from search.languages._snowball import snowball
from search.text.word import exact_form

_snowball = snowball("estonian")
_STEM_VOWELS = ("a", "e", "i", "u")
_OF_SE = re.compile("(?<=..[aeiu])ne$")
"""The nominative of words whose other cases are built on *-se*: inimene, inimese; punane, punase."""
_SHORTEST = 5
"""Letters of the shortest word that loses its vowel: linna, but not pesa (nest) and pesu (washing), which would be one word, and that of
*pes*, a dog to Czechs, Slovaks and Slovenes. Short words that need it (õunad, õun) are in the dictionary."""


def stem(exact: str) -> str:
    """Base form of a word: kartul, kartulid, kartulite -> kartul; inimene, inimesed -> inimes. Listed verbs in -ma stay whole: kasvama
    would be *kas*, the word for whether."""
    if exact in _verbs().get(exact, ()):
        return exact
    stemmed = _snowball(_OF_SE.sub("se", exact))
    return stemmed[:-1] if len(stemmed) >= _SHORTEST and stemmed.endswith(_STEM_VOWELS) else stemmed


# --- Verbs ---------------------------------------------------------------------------------------------------------------

_SUPINE = "ma"
_BEHIND_SUPINE = (
    "ma", "mas", "mast", "maks", "mata", "v", "va", "vat", "vad", "vate", "s", "sin", "sid", "sime", "site", "mine", "mise", "mist",
)
_BEHIND_PRESENT = ("n", "d", "b", "me", "te", "vad", "ks", "ksid", "v", "va", "vat", "vate")
"""Not none at all: the words for whole, path and liver's are written so (kogu, raja, maksa)."""
_BEHIND_IMPERSONAL = ("ud", "i", "akse", "av", "ava", "avat", "avad", "avate")
_SHORTEST_FORM = 4


def _forms(supine: str, infinitive: str, present: str, impersonal: str) -> Iterator[str]:
    """The forms of a verb that its four stems give: hakka, hakata, hakka, hakat -> hakkavad, hakanud, hakati."""
    yield from (supine + ending for ending in _BEHIND_SUPINE)
    yield from (present + ending for ending in _BEHIND_PRESENT)
    yield from (impersonal + ending for ending in _BEHIND_IMPERSONAL)
    yield from (infinitive, infinitive[:-1] + "es", infinitive[:-2] + "nud", supine + "nud")


@functools.cache
def _verbs() -> Mapping[str, tuple[str, ...]]:
    """Form -> the verbs that it may be of, with -ma."""
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for supine, infinitive, present, impersonal, *others in map(str.split, data_lines("verbs/et")):
        for form in {*_forms(supine, infinitive, present, impersonal), *others}:
            if len(form) >= _SHORTEST_FORM:
                found[form] += (supine + _SUPINE,)
    return found


def spellings(surface: str) -> tuple[str, ...]:
    """The word itself, then the verbs that it is a form of: hakati -> hakati, hakkama."""
    exact = exact_form(surface)
    return (exact, *_verbs().get(exact, ()))


LANGUAGE = row("et", "Latn", stem, spellings=spellings, dictionary="et")
