"""Persian: the exact form holds Arabic kaf and yeh (keyboards exchange them), Snowball's Persian stemmer wants the Persian letters.

Prefixes and endings are written attached, after a zero-width non-joiner or after a space (می‌رود, میرود). The stemmer knows the joiner,
which the exact form drops: it reads both. What it does not know is read here, and a word keeps every reading:

- Verbs: the past stem does not tell the present one (ساخت, می‌سازد), so both are listed (``data/verbs/fa.txt``), and every form of a verb
  has its infinitive for a base form: می ب ن before it, endings of person and participle behind, a preverb before all (برمی‌گردد, برگشت).
  Without a prefix a present stem counts from three letters and in the third person only: رود is a river.
- Nouns and adjectives: endings behind a joiner (خانه‌ای) or behind a plural (کتابهایشان), ـندگان of ـنده, ـان behind what makes words for
  people (کارگران; no زمان), a last ی (ایرانی, اروپایی) if four letters are left: کشتی, a ship, is no field.
- Other plurals, broken ones most of all: the dictionary.
- Words that are spelt in several ways (اتاق, اطاق; تلویزیون, تلوزیون): ``_variants.py``.

Source: the tables of Mahootian 1997, "Persian" (Descriptive Grammars).
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from search.detection.commonwords import data_lines
from search.languages._base import row
from search.languages._snowball import snowball
from search.languages._variants import variants
from search.text.word import exact_form

_JOINER = "\u200c"
_PERSIAN_LETTERS = str.maketrans({"ك": "ک", "ي": "ی"})

# --- Verbs ---------------------------------------------------------------------------------------------------------------

PAST: dict[str, tuple[str, ...]] = {}
PRESENT: dict[str, tuple[str, ...]] = defaultdict(tuple)
"""Stem -> infinitives."""
for _past, *_presents in map(str.split, data_lines("verbs/fa")):
    PAST[_past] = (f"{_past}ن",)
    for _present in _presents:
        PRESENT[_present] += (f"{_past}ن",)

_PREVERBS = ("", "بر", "در", "باز", "فرا", "فرو", "وا", "ور")
_PERSONS = ("م", "ی", "یم", "ید", "ند")
_PARTICIPLE = ("ه", "هام", "های", "هایم", "هاید", "هاند", "هاست")
_FORMS = (
    (PAST, ("می", "نمی"), ("", *_PERSONS), 2),
    (PAST, ("", "ن"), ("", "ن", "م", "یم", "ید", "ند", *_PARTICIPLE), 2),
    (PRESENT, ("می", "نمی"), ("د", *_PERSONS), 2),
    (PRESENT, ("ب", "ن"), ("م", "د", "یم", "ید", "ند"), 2),
    (PRESENT, ("",), ("د", "ند"), 3),
)
"""Stems, what stands before them, what behind, and the letters that a stem has at least. Not ی behind a bare past stem: کشتی is a ship."""
_AFTER_PREFIX = {"یا": ("آ", "ا"), "ی": ("ا",)}
"""How a first vowel is written after ب and ن: بیاورد of آور, بیندازد and بیاندازد of انداز."""
_GLIDES_AFTER = ("ب", "ن")
_NO_VERBS = frozenset(["مرد", "مردم", "مردی", "مردمی", "نبرد"])
"""man, people, a man, popular, battle: not of مردن (to die), not نـ with بردن."""


def infinitives(word: str) -> Iterator[str]:
    """Of the verbs that a word without joiners may be a form of."""
    if word in _NO_VERBS:
        return
    preverbs = [each for each in _PREVERBS if word.startswith(each)]
    for preverb, (stems, prefixes, endings, shortest) in itertools.product(preverbs, _FORMS):
        for prefix in (each for each in prefixes if word.startswith(preverb + each)):
            for stem in _stems(word[len(preverb) + len(prefix):], prefix, endings):
                if len(stem) >= shortest:
                    yield from (preverb + infinitive for infinitive in stems.get(stem, ()))


def _stems(verb: str, prefix: str, endings: Sequence[str]) -> Iterator[str]:
    """What is left of a verb behind its prefix without one of the endings, as it is written without the prefix, too."""
    for ending in endings:
        if verb.endswith(ending):
            stem = verb[: len(verb) - len(ending)]
            yield stem
            if prefix[-1:] in _GLIDES_AFTER:
                yield from _with_vowel(stem)


def _with_vowel(stem: str) -> Iterator[str]:
    for glide, vowels in _AFTER_PREFIX.items():
        if stem.startswith(glide):
            yield from (vowel + stem[len(glide):] for vowel in vowels)


# --- Nouns and adjectives ------------------------------------------------------------------------------------------------

_POSSESSORS = "م ت ش مان تان شان ام ات اش یم یت یش یمان یتان یشان"
_BEHIND_JOINER = frozenset(f"ها های هایی ان ای ایم اید اند ی یی تر ترین {_POSSESSORS}".split()) | {
    "ها" + each for each in _POSSESSORS.split()
}
_PLURAL = re.compile(f"(?<=...)ها(?:یی|ی|{'|'.join(_POSSESSORS.split())})?$")
_THEIRS = re.compile("(?<=....)شان$|(?<=..ان)ش$")
"""اشعارشان their poems, بازیگرانش its players; four letters stay."""
_PEOPLE = re.compile("(..(?:گر|ار|ور|مند|باز|ساز|دان|جوی|خواه|نشین|آموز|پرست|شناس|نویس|پرداز|گذار|چی|بان|گرا))ان$")
"""کارگران workers, بازیکنان players, دانشمندان scholars."""
_ADJECTIVE = re.compile("(?<=...[او])یی$|(?<=....)ی$")
_ADJECTIVES = re.compile("(?<=...)یان$")


def nouns(parts: list[str]) -> Iterator[str]:
    """What is left of a word, in its parts between joiners, when endings are taken off."""
    word = "".join(parts)
    while len(parts) > 1 and parts[-1] in _BEHIND_JOINER:
        parts = parts[:-1]
    bare = _THEIRS.sub("", _PLURAL.sub("", "".join(parts)))
    if bare.endswith("ندگان"):
        bare = bare.removesuffix("گان") + "ه"
    bare = _PEOPLE.sub(r"\1", bare)
    if bare != word:
        yield bare
    adjective = _ADJECTIVES.sub("ی", bare)
    if adjective != bare:
        yield adjective
    if (base := _ADJECTIVE.sub("", adjective)) != adjective:
        yield base


# --- The language --------------------------------------------------------------------------------------------------------


def _letters(word: str) -> str:
    return exact_form(word).translate(_PERSIAN_LETTERS)


_variants = variants("fa", _letters)


def spellings(surface: str) -> tuple[str, ...]:
    """In Persian letters: the word without joiners and, if it has one, with them; what is left of a noun; infinitives of a verb; the same
    of its standard spellings."""
    exact = _letters(surface)
    parts = [*map(_letters, surface.split(_JOINER))]
    own = (exact, *([_JOINER.join(parts)] if len(parts) > 1 else ()), *nouns(parts), *infinitives(exact))
    others = _variants(exact) or (_variants(parts[0]) if len(parts) > 1 else ())
    return tuple(dict.fromkeys((*own, *(form for other in others for form in (other, *nouns([other]), *infinitives(other))))))


LANGUAGE = row("fa", "Arab", snowball("persian"), spellings=spellings, dictionary="fa")
