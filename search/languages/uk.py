"""Ukrainian: endings of nouns, adjectives and verbs, then the sounds that alternate before them.

The endings are those of the grammar's tables (Плющ 2005, "Граматика української мови"), written out for this file. Apostrophes are left
out, because ' and ’ are often forgotten (комп'ютер); the e or o that an ending swallows (рядок, рядка) is taken off the stem with its -k.

Measured (2026-11-21, docs_10k, 400 queries of four words over 858 paragraphs): MRR@10 .141 -> .883 where each word has another ending
than in the text, .977 -> .976 where it has the same. The є of проєкт is read as before 2019 (проект), a first у that gives way to в as в
(учитель, вчитель), ґ as г, as from 1933 to 1990 (ґрати, a grating, and ґніт, a wick, are no грати, гніт). What else orthographies
differ in is a list (``data/variants/uk.txt``: аудиторія, авдиторія; Європа, Европа).
"""

from __future__ import annotations

import re

from search.languages._base import row
from search.languages._light import light
from search.text.word import exact_form

_NOUNS = (
    "а я у ю о е є и і ї ь й ою ею єю ам ям ом ем єм ами ями ах ях ів їв ей ові еві єві ня ння нню нням ннях ння нь"
    " ість ості істю остей остям остями остях"
)
_ADJECTIVES = "ий ій а е є ого ього ому ьому им ім ої ьої ою ьою у ю і их іх ими іми ший шого шому шим ша шої шу ше ші ших"
_VERBS = (
    "ти тися тись ть ться тьс ємо емо имо їмо єте ете ите їте ють уть ять ать ється еться иться їться ються уться яться аться"
    " в ла ло ли вся лася лося лися вши ючи учи аючи яючи єш еш иш їш ує ують увати ував увала ували ування уванню"
)
_endings = light(f"{_NOUNS} {_ADJECTIVES} {_VERBS}", 3)
_STRESS = "\u0301"
_SWALLOWED = re.compile("(?<=..)[еоє]?(к|ц)$")
_CONSONANTS = str.maketrans({"ц": "к"})
"""рядок, рядка, рядки; українець, українця."""

_IOTATED = re.compile("(?<=[ао])є(?=кт)")
"""Since 2019 проєкт, траєкторія; before, проект, траекторія."""
_INITIAL = re.compile("^у(?=[бвгґджзклмнпрстфхцчшщ]{1,2}[аеєиіїоуюяь])(?!ступ|кла|прав|раж|дач|країн|краї|рок|мов)")
"""у and в change places with the sound before (учитель, вчитель; уночі, вночі), but not where they tell words apart (уклад, вклад)."""
_OTHER_WORDS = ("ґрат", "ґніт")


def spellings(surface: str) -> tuple[str, ...]:
    """The word without apostrophe and stress mark, in the older spelling, with the first letter that it has behind a vowel (вчитель)."""
    exact = exact_form(surface).replace("'", "").replace(_STRESS, "")
    if "ґ" in exact and not exact.startswith(_OTHER_WORDS):
        exact = exact.replace("ґ", "г")
    return (_IOTATED.sub("е", _INITIAL.sub("в", exact)),)


def stem(word: str) -> str:
    """Base form: рядок, рядком, рядки -> рядк; очищати, очищає -> очищ."""
    return _SWALLOWED.sub(r"\1", _verb_vowel(_endings(word))).translate(_CONSONANTS) if len(word) > 3 else word


def _verb_vowel(word: str) -> str:
    return word[:-1] if len(word) > 4 and word[-1] in "аяиіує" else word


LANGUAGE = row("uk", "Cyrl", stem, spellings=spellings, dictionary="uk", respelt=True)
