"""Greek: Snowball's stemmer and a dictionary; and what both leave apart.

- Nouns in -ία, from whose plural the stemmer takes the ι off in no case but one: ιστορία (story) is ιστορ to it, ιστορίες, ιστορίας are
  ιστορι. What ends in ι has the stem without it as well.
- Verbs that the dictionary does not know: their past, passive and participle are read as their present, too (ακονίστηκε, ακονισμένο,
  ακόνισε: ακονίζω), where the present is told by the vowel before the ending.

Measured: nouns in -ία (2026-11-22) xquad-el MRR@10 .9592 -> .9600, by the three rarest words of its questions .8775 -> .8786; verbs, with
places and their adjectives in the dictionary (2026-11-23), .9600 -> .9609 and .8786 -> .8792.
"""

from __future__ import annotations

import re
from dataclasses import replace

from search.languages._base import row
from search.languages._lemmas import lemmas
from search.languages._snowball import snowball
from search.text.word import exact_form, unmarked

_SHORTEST = 3
"""Letters that stay at least."""
_PRESENT = {"ι": "ιζω", "α": "αζω", "ω": "ωνω", "η": "ω", "ευ": "ευω", "μ": "βω φω", "γ": "γω ζω χνω"}
_ACTIVE = "σ(?:α|ες|ε|α[νμ]ε?|ατε|ω|εις|ει|ουμε|ετε|ουνε?)"
_PASSIVE = "(?:ηκ(?:α|ες|ε|α[νμ]ε?|ατε)|ω|εις|ει|ουμε|ειτε|ουνε?)"
_PARTICIPLE = "μεν(?:ος|ου|ο|η|ης|οι|ων|ους|ες|α)"
_VERB = re.compile(
    f"(...+?)(?:(ι|α|ω|η|ευ){_ACTIVE}|(ι|α)στ{_PASSIVE}|(ω|η|ευ)[θτ]{_PASSIVE}|(ι|α)σ{_PARTICIPLE}|(ω|η|ευ|μ|γ){_PARTICIPLE})$"
)
"""Forms of verbs without their marks: έβρασε, παγώσει, βραβεύτηκαν, ακονισμένο, κομμένη."""
_dictionary = lemmas("el")


def spellings(surface: str) -> tuple[str, ...]:
    """The word itself, then the verb that it may be a form of."""
    exact = exact_form(surface)
    found = _VERB.match(unmarked(exact[1:] if exact.startswith("έ") else exact))  # the augment falls off where it is not stressed
    if found is None:
        return (exact,)
    told = next(filter(None, found.groups()[1:]))
    return (exact, *(found[1] + ending for ending in _PRESENT[told].split()))


def others(stem: str) -> tuple[str, ...]:
    """Other base forms of a stem: those of the dictionary, and each without its last ι."""
    found = _dictionary(stem)
    return tuple(dict.fromkeys((*found, *(form[:-1] for form in (stem, *found) if form.endswith("ι") and len(form) > _SHORTEST))))


LANGUAGE = replace(row("el", "Grek", snowball("greek"), spellings=spellings, dictionary="el"), lemmas=others)
