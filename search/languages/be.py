"""Belarusian: endings, in the official spelling and in taraškievica.

All spellings of a word have one base form, without what is written in one of them only: ь before a consonant that softens the one before it
anyway (сьнег, снег; жыцьцё, жыццё), э for е behind consonants (газэта, газета), ў for a first у behind a vowel. What is left (плян, план;
сыстэма, сістэма) is a list, ``data/variants/be.txt``.
"""

from __future__ import annotations

import re

from search.languages._base import row
from search.languages._light import endings
from search.text.word import exact_form

_SOFT = re.compile("дзь(?=дз)|(?<=[сзцн])ь(?=[бвгджзклмнпстфхцчшў])|(?<=л)ь(?=л)")
_endings = endings("be")


def spellings(surface: str) -> tuple[str, ...]:
    """The word without the ь that is written in taraškievica only: жыцьцё -> жыццё; ўлада -> улада."""
    exact = exact_form(surface)
    if "ь" in exact:
        exact = _SOFT.sub(lambda found: found.group()[:-2], exact)
    return ("у" + exact[1:],) if exact[0] == "ў" and len(exact) > 1 else (exact,)


def stem(word: str) -> str:
    """Base form: газеце, газэце -> газец."""
    return _endings(word).replace("э", "е")


LANGUAGE = row("be", "Cyrl", stem, spellings=spellings, respelt=True)
