"""Forms that no rule of endings explains: bore and born of bear, Swedish skrev of skriva, Dutch uitgegeven of uitgeven.

One data file per language, ``data/irregular/<code>.txt``: a base form, then its forms. A form that may be another word keeps that reading,
too: English *found* is of *find* and of *found*. A line ``+ prefix...`` has prefixes that the verbs after it may have (Dutch afbrak is of
afbreken), ``++ prefix...`` those that take the place of ge- in the participle (verbonden, as gebonden); after a line ``*`` stand words that
may end a compound (Swedish barnböcker is of barnbok). A form with a hyphen stands behind a prefix only (German Umzug is of umziehen, but
Zug is a train). Dictionaries (``search/languages/_lemmas.py``) give a form one base form only, often that of a noun that is written alike,
and know few verbs with prefixes and few compounds.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from search.detection.commonwords import data_lines

_PREFIXES, _INSTEAD_OF_GE, _ENDS_COMPOUNDS, _AFTER_PREFIX = "+", "++", "*", "-"
_PARTICIPLE = "ge"
_SHORTEST, _SHORTEST_END, _SHORTEST_FIRST = 2, 4, 3
"""Letters of the shortest form that may follow a prefix (Swedish av-gå), that may end a compound, and of what stands before that."""


@dataclass(frozen=True)
class _Words:
    whole: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Form -> the words it may be of."""
    verbs: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """The same of those that may have a prefix."""
    ends: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """The same of those that may end a compound."""
    prefixes: set[str] = field(default_factory=set)
    instead_of_ge: set[str] = field(default_factory=set)


@functools.cache
def _words(code: str) -> _Words:
    words = _Words()
    followed: Mapping[str, list[str]] = {}
    for line in data_lines(f"irregular/{code}"):
        base, *forms = line.casefold().split()  # ß is ss
        if base == _PREFIXES:
            followed = words.verbs
            words.prefixes.update(forms)
        elif base == _INSTEAD_OF_GE:
            words.instead_of_ge.update(forms)
        elif base == _ENDS_COMPOUNDS:
            followed = words.ends
        else:
            for form in forms:
                if not form.startswith(_AFTER_PREFIX):
                    words.whole[form].append(base)
                if followed is words.verbs or followed is words.ends:
                    followed[form.removeprefix(_AFTER_PREFIX)].append(base)
    return words


@functools.cache
def irregular(code: str) -> Callable[[str], tuple[str, ...]]:
    """Exact form -> the words that it may be an irregular form of; empty for most. The data file is read when first asked."""

    def bases(exact: str) -> tuple[str, ...]:
        words = _words(code)
        found = list(words.whole.get(exact, ()))
        if words.verbs or words.ends:
            for at in range(1, len(exact) - _SHORTEST + 1):
                first = exact[:at]
                if words.ends or first in words.prefixes or first in words.instead_of_ge:
                    found += [first + base for base in _after(words, first, exact[at:])]
        return tuple(dict.fromkeys(found))

    return bases


def _after(words: _Words, first: str, rest: str) -> Sequence[str]:
    """Of which words ``rest`` may be a form where ``first`` stands before it."""
    found: list[str] = []
    if first in words.prefixes or first in words.instead_of_ge:
        found += words.verbs.get(rest, ())
    if first in words.instead_of_ge:
        found += words.verbs.get(_PARTICIPLE + rest, ())
    if len(first) >= _SHORTEST_FIRST and len(rest) >= _SHORTEST_END:
        found += words.ends.get(rest, ())
    return found
