"""Finnish: Snowball's stemmer and a dictionary, and three things that both leave apart.

- Participles and nouns of verbs, which a dictionary calls words of their own: painavat, painanut, painettu and painaminen are forms of
  painaa to who searches. The stem that is left of one is read as its verb's, too.
- *-nen*, of which all other cases are built on *-se-*, and the partitive in *-sta*, which Snowball takes for an elative (aatelinen,
  aateliset, aatelista); *-us*, *-uus* (opiskelijuus, opiskelijuuden); a possessor behind *-kse-* (seuraajakseen).
- Compounds that no dictionary has: their last part changes as it does alone (ihmelapsi, ihmelapsesta).

Each adds base forms beside the stem and takes none away. Of 6,000 forms of a dictionary (simplemma) that are not frequent .745 meet their
base form, .517 before; of forms that stand side by side in it and are of different words for it .22, .15 before (participles and verbs,
most of them). 168 sentences that ask for their paragraph of 721: MRR@10 .4296 -> .4283. The forms are written from general knowledge (to
check them: Hakulinen et al. 2004, "Iso suomen kielioppi").
"""

from __future__ import annotations

import dataclasses
import re

from search.languages._base import row
from search.languages._lemmas import last_parts, lemmas
from search.languages._snowball import snowball
from search.text.word import exact_form

_OTHER_CASE = (
    (re.compile("(?<=..[aeiouyäö])nen$"), "sen"),  # aatelinen -> aatelisen
    (re.compile("(?<=..i)st(?:a|ä|en)$"), "sen"),  # aatelista, aatelisten
    (re.compile("(?<=..)kse(?:en|ns[aä]|ni|si|mme|nne)$"), "ksi"),  # seuraajakseen -> seuraajaksi
)
_SHORT_PLURAL = re.compile("([^aeiouyäö]?(?:(?P<a>[ou][aeiou]?)|[eiyäö][eiyäö]?)[^aeiouyäö]{1,2})(?:ien|i[aä])$")
"""Plural of a word of two syllables whose *-a* falls off behind o and u, *-ä* always: sotien of sota, kylien of kylä."""
_VERB = re.compile("(?=.{5})(.+[aeiouyäö])(?:v|m|min|mis|m[aä]t|n[uy])$")
"""Stems of painava, painama, painaminen, painamisen, painamatta, painanut: in the group what the verb's endings are written to."""
_PASSIVE = re.compile("(?=.{5})(.*(?:[aeiouyäö]|[lnr](?=t)))t(?:[uy]|t?[aä]v)$")
"""Stems of painettu, viljelty, luettava: what stands before the t of painettiin."""
_NOUN = re.compile("(?<=..)(?:(?<=uu|yy)[dt]|(?<=[uyeoi])ks)$")
"""Stems of opiskelijuuden, parannukset, teokset."""
_BACK = re.compile("[aou]")
_DOUBLED = {"l": "ll", "n": "nn", "r": "rr", "s": "st"}
_snowball = snowball("finnish")
_dictionary = last_parts(lemmas("fi"))


def spellings(surface: str) -> tuple[str, ...]:
    """The word itself, then another case of the noun that it may be, which the stemmer knows better."""
    exact = exact_form(surface)
    others = [case.sub(ending, exact) for case, ending in _OTHER_CASE if case.search(exact)]
    if (plural := _SHORT_PLURAL.fullmatch(exact)) is not None:
        others.append(plural[1] + ("a" if plural["a"] else "ä"))
    return (exact, *others)


def bases(stem: str) -> tuple[str, ...]:
    """Stem -> stems of what it may be a form of."""
    known = _dictionary(stem)
    found = dict.fromkeys(known)
    for each in (stem, *known):
        found.update(dict.fromkeys(_nouns(each)))
        found.update(dict.fromkeys(_verbs(each)))
    found.pop(stem, None)
    return tuple(found)


def _nouns(stem: str) -> tuple[str, ...]:
    """What ends in -s alone: parannuks -> parannus, opiskelijuud -> opiskelijuus."""
    return (_NOUN.sub("s", stem),) if _NOUN.search(stem) else ()


def _verbs(stem: str) -> tuple[str, ...]:
    """Stems of the verb: painav, painanu, painamis -> paina; luetu, luettav -> luet, luke."""
    if (found := _PASSIVE.search(stem)) is not None:
        stems = [found[1] + "t"]
    elif (found := _VERB.search(stem)) is not None:
        stems = [_snowball(each) for each in _infinitives(found[1])]
    else:
        return ()
    return tuple(base for each in stems if len(each) > 2 for base in (each, *_dictionary(each)))


def _infinitives(vowel_stem: str) -> list[str]:
    """The verb in its dictionary form, from what its endings are written to: paina- painaa, viljele- viljellä, kapinoi- kapinoida."""
    vowel = "a" if _BACK.search(vowel_stem) else "ä"
    if vowel_stem[-2] in "aeiouyäö":
        return [vowel_stem, f"{vowel_stem}d{vowel}"]
    if vowel_stem[-1] == "e" and vowel_stem[-2] in _DOUBLED:
        return [vowel_stem + vowel, f"{vowel_stem[:-2]}{_DOUBLED[vowel_stem[-2]]}{vowel}"]
    return [vowel_stem + vowel]


LANGUAGE = dataclasses.replace(row("fi", "Latn", _snowball, spellings=spellings), lemmas=bases)
