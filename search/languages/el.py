"""Greek: Snowball's stemmer and a dictionary; and what both leave apart.

- Nouns in -ία, from whose plural the stemmer takes the ι off in no case but one: ιστορία (story) is ιστορ to it, ιστορίες, ιστορίας are
  ιστορι. What ends in ι has the stem without it as well.
- Verbs that the dictionary does not know: their past, passive and participle are read as their present, too (ακονίστηκε, ακονισμένο,
  ακόνισε: ακονίζω), where the present is told by the vowel before the ending.
- The learned language of before 1976, its many accents and its endings: κυβέρνησις and κυβέρνηση, βιβλίον and βιβλίο, μάχην and μάχη,
  ταχύτης and ταχύτητα, τῶν ἀνθρώπων and των ανθρώπων. Words that go no such way, learned and spoken ones (κτίζω, χτίζω) and loanwords
  (τραίνο, τρένο) are those of ``_variants.py``, whatever their accents.

Measured: nouns in -ία (2026-11-22) xquad-el MRR@10 .9592 -> .9600, by the three rarest words of its questions .8775 -> .8786; verbs, with
places and their adjectives in the dictionary (2026-11-23), .9600 -> .9609 and .8786 -> .8792.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from search.languages._base import row
from search.languages._lemmas import lemmas
from search.languages._snowball import snowball
from search.languages._variants import variants
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


_variants = variants("el")
_MANY_ACCENTS = re.compile("[\u0313\u0314\u0345\u1f00-\u1fff]")
_NO_ACUTE = re.compile("[\u0300\u0342]")
_LEARNED = re.compile("(?:(?P<is>(?<=..[σξψ])ι[σν])|(?P<in>(?:(?<=..[γικμ]ο)|(?<=[τδ]ρο)|(?<=..[^ω]η))ν)|(?P<tis>(?<=..[υο]τ)ησ))$")
_SPOKEN = {"is": "η", "in": "", "tis": "ητα"}
"""Of words without their marks. κυβέρνησις, -ιν; βιβλίον, μάχην; ταχύτης."""


def one_accent(exact: str) -> str:
    """The word as it is written since 1982: ἀνθρώπων -> ανθρώπων."""
    if not _MANY_ACCENTS.search(exact):
        return exact
    plain = _NO_ACUTE.sub("\u0301", unicodedata.normalize("NFD", exact))
    return unicodedata.normalize("NFC", re.sub("[\u0313\u0314\u0345]", "", plain))


def spellings(surface: str) -> tuple[str, ...]:
    """The word itself and its other spellings, then the verbs that these may be forms of."""
    exact = one_accent(exact_form(surface))
    plain = unmarked(exact)
    words = [exact, *_variants(plain)]
    if learned := _LEARNED.search(plain):
        words.append(plain[: learned.start()] + _SPOKEN[learned.lastgroup or ""])
    return tuple(dict.fromkeys([*words, *(verb for word in words for verb in _presents(word))]))


def _presents(exact: str) -> tuple[str, ...]:
    """The verb that a word may be a form of."""
    found = _VERB.match(unmarked(exact[1:] if exact.startswith("έ") else exact))  # the augment falls off where it is not stressed
    if found is None:
        return ()
    told = next(filter(None, found.groups()[1:]))
    return tuple([found[1] + ending for ending in _PRESENT[told].split()])


def others(stem: str) -> tuple[str, ...]:
    """Other base forms of a stem: those of the dictionary, and each without its last ι."""
    found = _dictionary(stem)
    return tuple(dict.fromkeys((*found, *(form[:-1] for form in (stem, *found) if form.endswith("ι") and len(form) > _SHORTEST))))


LANGUAGE = replace(row("el", "Grek", snowball("greek"), spellings=spellings, dictionary="el"), lemmas=others)
