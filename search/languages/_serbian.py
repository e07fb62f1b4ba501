"""Bosnian, Croatian and Serbian: Snowball's stemmer, and after it the vowel that verbs are built on, which it leaves.

So uliva (spasava, reformira) and ulivaju, ulivali are one word. Nouns in *-ik* have *-ici* in the plural, like those in *-ica*, and are
read as both: učenici is of učenica and of učenik. So are short nouns that are longer in the plural: kip, kipovi.

One word in the spellings of the three standards: Snowball's stemmer reads ije and je between consonants as e (mlijeko, mleko); what else
is systematic is a list in Latin letters (``data/variants/sr.txt``: dio, deo; općina, opština), for Cyrillic words, too. Borrowed verbs in
*-irati* are others in *-ovati* and *-isati* (organizirati, organizovati; definirati, definisati).
"""

from __future__ import annotations

import re

from search.languages._snowball import snowball
from search.languages._variants import variants
from search.text.word import exact_form

_snowball = snowball("serbian")
_VOWELS = ("a", "e", "i", "o", "u")
_SHORTEST = 5
"""Letters of the shortest stem that loses its vowel."""
_SIBILANT = re.compile("(?<=.[nčtl]i)c(?=i(?:ma)?$)")
_LONGER = re.compile("(?<=...)[oe]v(?=(?:i|e|a|ima)$)")
_LATIN = str.maketrans(
    dict(zip("абвгдђежзијклмнопрстћуфхцчш", "abvgdđežzijklmnoprstćufhcčš", strict=True)) | {"љ": "lj", "њ": "nj", "џ": "dž"}
)
_CYRILLIC = re.compile("[ђ-џа-ш]")
_OVATI = ("(?<=..)iz", "(?<=..)fik", "diskut", "protest", "garant", "kombin", "kompon", "emit", "reag", "transport", "rezult", "interes")
_ISATI = (
    "(?<=..)(?:fin|min|form|rol|gul|mul|nor|vit|pir|nal|moral)", "graf", "stru", "mov", "oper", "telefon", "program", "kultiv", "okup",
)
_BORROWED = re.compile(
    f"({'|'.join(_OVATI)})(?:ova(?=ti?$|[olmšnvt])|uje|(uju))|({'|'.join(_ISATI)})i[sš](?:a(?=ti?$|[olmšnjtv])|e(?=(?:m|š|mo|te)?$)|(u(?=$|ć)))"
)
"""Verbs that others end in -irati. definisati: definiše, definišu."""
_listed = variants("sr")
_PLURAL = ("ci", "cima", "vi", "ve", "va", "vima")


def stem(word: str) -> str:
    """Base form: uliva, ulivaju, ulivali -> uliv."""
    stemmed = _snowball(word)
    return stemmed[:-1] if len(stemmed) >= _SHORTEST and stemmed.endswith(_VOWELS) else stemmed


def spellings(surface: str) -> tuple[str, ...]:
    """The word in Latin letters, then what it may be the plural of, then other spellings: učenici, učeniki; kipovi, kipi; opći, opšti."""
    exact = exact_form(surface)
    latin = exact.translate(_LATIN) if _CYRILLIC.search(exact) else exact
    others = (*_listed(latin), *_borrowed(latin))
    if not latin.endswith(_PLURAL):
        return (latin, *others)
    single = _LONGER.sub("", _SIBILANT.sub("k", latin))
    return tuple(dict.fromkeys((latin, single, *others, *_listed(single))))


def _borrowed(latin: str) -> tuple[str, ...]:
    """organizovao -> organizirao; identifikuje -> identificira; definisan -> definiran."""
    found = _BORROWED.search(latin)
    if found is None:
        return ()
    ovati, they_ovati, isati, they_isati = found.groups()
    root = (ovati or isati).replace("fik", "fic")
    return (latin[: found.start()] + root + ("iraju" if they_ovati or they_isati else "ira") + latin[found.end() :],)
