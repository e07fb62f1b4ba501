"""Indonesian and Malay: Snowball's stemmer, and the first consonant that a nasal prefix has taken the place of.

menanam (to plant) is meN- before tanam, ditanam has it unchanged; Snowball's stemmer takes men- off and leaves anam. What may stand behind
the prefix is one of two letters (menulis: tulis; menilai: nilai), and both readings are kept, with di- before them (nouns in -an with ke-),
so that the stemmer takes from them what it takes from the passive. The wrong one is hardly ever a word. ber- is be- before r and before a
first syllable in -er (berenang: renang; bekerja: kerja). The rules are those of any grammar (Sneddon 1996, "Indonesian: A comprehensive
grammar").

A last -i belongs to the word or not (meneliti, penelitian; mengunjungi, pengunjung): base forms of two syllables have none.
"""

from __future__ import annotations

import functools
import re

from search.languages._base import IcuLanguage, row
from search.languages._snowball import snowball
from search.text.word import exact_form

_PREFIXES: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile("[mp]eny(?=[aeiou])"), ("s", "ny")),
    (re.compile("[mp]eng(?=[aeiou])"), ("k", "")),
    (re.compile("[mp]en(?=[aeiou])"), ("t", "n")),
    (re.compile("[mp]em(?=[aeiou])"), ("p", "m")),
    (re.compile("[bp]e(?=r[aeiou]|[^aeiour]er[^aeiou])"), ("",)),
)
"""Prefix, and what may have stood where it ends."""
_SYLLABLES = re.compile("[aeiou][^aeiou]+[aeiou]|[aeiou]{2}")
"""What is left has two at least: menang (to win), penuh (full) and berat (heavy) have no prefix."""
_PASSIVE, _OF_NOUNS = "di", "ke"
_NOUN = re.compile("p.*an(?:nya)?$")
_snowball = snowball("indonesian")


def stem(word: str) -> str:
    """Base form of one spelling: ditanam -> tanam, diteliti, ditelitian -> telit."""
    base = _snowball(word)
    return base[:-1] if base.endswith("i") and _SYLLABLES.search(base[:-1]) else base


@functools.lru_cache(maxsize=50_000)
def spellings(surface: str) -> tuple[str, ...]:
    """The word itself, then the passives that it may have: menanam -> menanam, ditanam, dinanam; penanaman -> ketanaman, kenanaman."""
    exact = exact_form(surface)
    for prefix, letters in _PREFIXES:
        if found := prefix.match(exact):
            rest, before = exact[found.end() :], _OF_NOUNS if _NOUN.match(exact) else _PASSIVE
            return exact, *(before + letter + rest for letter in letters if _SYLLABLES.search(letter + rest))
    return (exact,)


def _of(code: str) -> IcuLanguage:
    return row(code, "Latn", stem, spellings=spellings)


LANGUAGE, MALAY = _of("id"), _of("ms")
