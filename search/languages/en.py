"""English: Snowball's English stemmer (Porter 2), which also takes the possessive 's off, and the forms that no ending explains.

A form that may be another word keeps that reading, too: *found* is of *find* and of *found*, *leaves* of *leaf* and of *leave*.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import MappingProxyType

from search.commonwords import data_lines
from search.languages._base import row
from search.languages._snowball import snowball
from search.word import exact_form

_POSSESSIVE = "'s"


@functools.cache
def irregular() -> Mapping[str, tuple[str, ...]]:
    """Form -> the words it may be of, from ``data/en-irregular.txt``."""
    found: dict[str, tuple[str, ...]] = {}
    for line in data_lines("en-irregular"):
        base, *forms = line.split()
        for form in forms:
            found[form] = (*found.get(form, ()), base)
    return MappingProxyType(found)


def spellings(surface: str) -> tuple[str, ...]:
    """The word itself, then what it may be a form of: ``children's`` -> ``children's, child``."""
    exact = exact_form(surface)
    return exact, *irregular().get(exact.removesuffix(_POSSESSIVE), ())


LANGUAGE = row("en", "Latn", snowball("english"), spellings=spellings)
