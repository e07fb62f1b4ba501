"""A day in numbers as languages write it in words: 2024-05-03 is also 3. mai 2024, May 3, 2024, 2024年5月3日 and ۱۴ اردیبهشت ۱۴۰۳.

Only where it is sure which number is the day: the year stands first (ISO 8601, 2024年5月3日), points stand between them (3.5.2024, as most
of Europe writes), or the other number is no month (25/12/2024, 12/25/2024). How languages write a day, CLDR says.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from search.languages import language
from search.plan.compiler import Compiler
from search.plan.numbers import YEARS, Groups
from search.text.unicode import days_written, normalise
from search.text.word import exact_form

_YEAR_FIRST = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日)")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_MONTHS = 12
_NUMBER = re.compile(r"\d+")


def day_of(text: str) -> tuple[int, int, int] | None:
    """Year, month and day of a day in numbers; None for anything else, and where the day may be the month."""
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = (int(number) for number in found.groups() if number and number.isdecimal())
    elif found := _YEAR_LAST.fullmatch(text):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        if found[2] != "." and first <= _MONTHS and second <= _MONTHS:
            return None
        day, month = (second, first) if second > _MONTHS and found[2] != "." else (first, second)
    else:
        return None
    is_day = year in YEARS and 1 <= month <= _MONTHS and 1 <= day <= monthrange(year, month)[1]
    return (year, month, day) if is_day else None


def days_in_words(compiler: Compiler, text: str) -> list[Groups]:
    """A day in numbers as the languages of the index write it, in exact forms, as far as the index holds them. Empty for what is no day."""
    day = day_of(normalise(text).text)
    found = dict.fromkeys(words for code in compiler.present for words in _written(code, *day)) if day is not None else {}
    held = set(compiler.held("exact", list({word for words in found for word in words})))
    return [words for words in found if held.issuperset(words)]


def _written(code: str, year: int, month: int, day: int) -> Iterator[Groups]:
    for written in days_written(code, year, month, day):
        text = normalise(written).text
        cut = language(code).cut(text, ((0, len(text)),))
        words = [exact_form(surface) for surface in cut.surfaces]
        if day <= _MONTHS and day != month and all(map(str.isdecimal, words)) and words[0] != str(year):
            continue  # 3. 5. 2024 has the words of 3/5/2024, which may be the fifth of March
        last = max((at for at, word in enumerate(words) if _NUMBER.search(word)), default=-1)
        yield tuple(words[: last + 1])  # without what many leave out behind the last number (2024 г.)
        yield tuple(words)
