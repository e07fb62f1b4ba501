"""Russian: Snowball's stemmer and a dictionary, and the spelling of before 1918.

Whole libraries are online in it: ѣ is е, і and ѵ are и, ѳ is ф, a last ъ is nothing (сѣверъ, север); разсказъ, безконечно, новаго and новыя
are in the list of words with several spellings (``data/variants/ru.txt``). A word without these letters is read as it stands.
"""

from __future__ import annotations

import re

from search.languages._base import row
from search.languages._snowball import snowball
from search.text.word import exact_form

_OLD = re.compile("[ѣіѵѳ]|(?<=[бвгджзклмнпрстфхцчшщ])ъ$")
_TODAY = str.maketrans({"ѣ": "е", "і": "и", "ѵ": "и", "ѳ": "ф"})


def spellings(surface: str) -> tuple[str, ...]:
    """The word as it is written today: сѣверъ -> север."""
    exact = exact_form(surface)
    return (exact.translate(_TODAY).removesuffix("ъ") if _OLD.search(exact) else exact,)


LANGUAGE = row("ru", "Cyrl", snowball("russian"), spellings=spellings, dictionary="ru", respelt=True)
