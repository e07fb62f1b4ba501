"""Indonesian and Malay: Snowball's stemmer, and the first consonant that a nasal prefix has taken the place of.

menanam (to plant) is meN- before tanam, ditanam has it unchanged; Snowball's stemmer takes men- off and leaves anam. What may stand behind
the prefix is one of two letters (menulis: tulis; menilai: nilai), and both readings are kept, with di- before them (nouns in -an with ke-),
so that the stemmer takes from them what it takes from the passive. The wrong one is hardly ever a word. ber- is be- before r and before a
first syllable in -er (berenang: renang; bekerja: kerja). The rules are those of any grammar (Sneddon 1996, "Indonesian: A comprehensive
grammar").

A last -i belongs to the word or not (meneliti, penelitian; mengunjungi, pengunjung): base forms of two syllables have none.

A word written twice, mostly with a hyphen, is its plural (anak-anak, buah-buahan, berlari-lari; buku-buku finds buku); for the second many
write a 2 (anak2, buah2an). Spellings: oe, tj, dj and sj are those from before 1947 and 1972, which names keep
(Soeharto, Djakarta), and where one of them stands j is y, nj ny and ch kh, too (Soenjoto, Djajadiningrat); the rest is a list of words
(izin, ijin), which are respelt whole and as what endings leave (diizinkan, diijinkan).
"""

from __future__ import annotations

import functools
import re
from dataclasses import replace

from search.languages._base import IcuLanguage, row, with_variants
from search.languages._snowball import snowball
from search.languages._variants import variants
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
_DOUBLED = re.compile("(ber|ter|se|ke|di|)([a-z]{3,})(?:\\2|2)((?:an|i|kan)?(?:nya|[km]u|lah)?)")
_OTHER_WORDS = frozenset({
    "agar", "alih", "apa", "gara", "gula", "hati", "kira", "kuda", "langit", "mata", "mudah", "oleh", "rata", "tiba", "undang",
})
"""What is another word when it is doubled: mata (eye), mata-mata (spy)."""
_OLD = re.compile("oe|[td]j|sj(?!id)")
_OLD_LETTERS = (("oe", "u"), ("nj", "ny"), ("tj", "c"), ("sj", "sy"), ("ch", "kh"))
_OLD_J = re.compile("(?<!d)j|dj")
_snowball = snowball("indonesian")
_listed = variants("id")


def stem(word: str) -> str:
    """Base form of one spelling: ditanam -> tanam, diteliti, ditelitian -> telit."""
    base = _snowball(word)
    return base[:-1] if base.endswith("i") and _SYLLABLES.search(base[:-1]) else base


@functools.lru_cache(maxsize=50_000)
def spellings(surface: str) -> tuple[str, ...]:
    """The word itself, then what it is today, then its passives: Soeharto, Suharto; menanam, ditanam, dinanam; penanaman, ketanaman."""
    exact = exact_form(surface)
    today = _today(_once(exact))
    return _passives(exact) if today == exact else (exact, *_passives(today))


def _once(exact: str) -> str:
    """anakanak, anak2 -> anak; buahbuahan, buah2an -> buahan."""
    found = _DOUBLED.fullmatch(exact)
    return exact if found is None or found.group(2) in _OTHER_WORDS else "".join(found.groups())


def _today(exact: str) -> str:
    """djajadiningrat -> jayadiningrat; menjadi, which has none of the signs of an old spelling, stays."""
    if not _OLD.search(exact):
        return exact
    for old, new in _OLD_LETTERS:
        exact = exact.replace(old, new)
    return _OLD_J.sub(lambda found: "y" if found.group() == "j" else "j", exact)


def _passives(exact: str) -> tuple[str, ...]:
    for prefix, letters in _PREFIXES:
        if found := prefix.match(exact):
            rest, before = exact[found.end() :], _OF_NOUNS if _NOUN.match(exact) else _PASSIVE
            return exact, *(before + letter + rest for letter in letters if _SYLLABLES.search(letter + rest))
    return (exact,)


def _listed_bases(base: str) -> tuple[str, ...]:
    return tuple(map(stem, _listed(base)))


def _of(code: str) -> IcuLanguage:
    return replace(row(code, "Latn", stem, spellings=with_variants("id", spellings)), lemmas=_listed_bases)


LANGUAGE, MALAY = _of("id"), _of("ms")
