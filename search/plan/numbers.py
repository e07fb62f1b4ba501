"""One number or acronym, with other signs between its parts or with none: 1,000,000 is 1.000.000, 1 000 000 and 1000000, U.S.A. is USA,
60x40 is 60×40 and 60 x 40, 14:30 is 14h30, 01.04.2025 is 1.4.2025.

The index holds the groups of a number as words side by side, whatever is between them, so another way to write it is another phrase.
Groups of three are thousands, in India of two above them; long numbers without a sign are tried in all groups that people write telephone
numbers and dates in (09012345678 as 090-1234-5678, 20240517 as 2024-05-17). Nothing is done to years (2024 is not 2,024), nor to two
letters (AI is not *a i*).
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Sequence

from search.engine import Engine

YEARS = range(1700, 2100)
"""What four digits are more often than an amount."""
LONG, LONGEST = 7, 12
"""Digits of a number that is tried in groups of all lengths; longer ones in thousands only."""
GROUP = range(2, 5)
"""Digits of such a group."""
COUNTRY_CODE = re.compile("[178]\\d{10}")
"""Telephone numbers of North America and Russia: a first group of one digit."""
SHAPES = ((4, 4, 4, 4), (4, 2, 5), (6, 5), (6, 4), (8, 4), (4, 4, 4, 4, 4), (5, 5), (5, 6), (3, 8), (4, 7), (4, 8))
"""Groups in which cards, accounts and persons are numbered, and the telephones of India, Bangladesh, Iran, Pakistan and China."""
_ISBN = re.compile("(97[89])?(\\d{9})(\\d)")
"""Of a book: a country, a publisher, a title, a check digit."""
_TIMES = re.compile(r"([1-9]\d*)(?:[x×*](\d+)){1,3}")
_LAKHS = re.compile(r"\D*\d{1,2}(?:,\d\d)+,\d{3}\D*")
"""Thousands, then hundreds of thousands and tens of millions, as India and its neighbours write them: 1,25,000 is 125,000."""
_INSIDE = re.compile(r"\d+(?:[.,'’٬]\d+)*")
"""A number inside of text without spaces."""
_THOUSANDS = re.compile(r"\D*\d{1,3}(?:[.,'’٬_]\d{3})+(?:[.,٫]\d+)?\D*")
_CLOCK = re.compile(r"0?(\d{1,2})(?:[:h](\d{2})|h)")
"""A time of day; with a point it may be an amount, and finds what is written with a point or a colon anyway."""
_HALF_DAY = re.compile(r"(\d{1,2})([ap])m")
_DAY = re.compile(r"(0?[1-9]|[12]\d|3[01])[./-](0?[1-9]|[12]\d|3[01])[./-]((?:1[7-9]|20)\d\d|\d\d)\.?")
TRUNK = range(2, 6)
"""Digits of the area of a telephone number that begins with 0, behind which many write the rest in one: 06-12345678."""
_DECIMAL = re.compile(r"\D*\d{4,}[.,٫]\d+\D*")

ACRONYM = range(3, 7)
"""Letters of an acronym in capitals that is tried with points."""
_POINTED = re.compile(r"\W*[^\W\d_](?:\.[^\W\d_])+\.?\W*")

Groups = tuple[str, ...]


def other_writings(engine: Engine, text: str, groups: Groups) -> list[Groups]:
    """Other ways to write a number, as far as the index holds all groups of them. Empty for what is no number or may be none.

    ``groups``: the words of ``text``, a leaf of the query, in their exact forms.
    """
    found = _other_writings(text, groups)
    parts = list(dict.fromkeys(part for each in found for part in each))
    held = {part for part, count in zip(parts, engine.known("exact", parts), strict=True) if count} if parts else set()
    return [each for each in found if held.issuperset(each)]


def regrouped(engine: Engine, text: str, words: Sequence[tuple[int, int, str]]) -> list[Groups]:
    """The words of a text with a number inside (98,000円, 1500만원), the number in other groups.

    ``words``: start and end in the text and the exact form of each.
    """
    found: list[Groups] = []
    for start, end in (number.span() for number in _INSIDE.finditer(text)):
        before = tuple(exact for _, b, exact in words if b <= start)
        groups = tuple(exact for a, b, exact in words if start <= a and b <= end)
        after = tuple(exact for a, _, exact in words if end <= a)
        found += [(*before, *others, *after) for others in other_writings(engine, text[start:end], groups)]
    return found


def acronyms(engine: Engine, text: str, words: Groups) -> list[Groups]:
    """An acronym with points without them, and one in capitals with points, if the index holds it so; in small letters if it does not
    hold it as it is typed."""
    if len(words) > 1 and _POINTED.fullmatch(text):
        other: Groups = ("".join(words),)
    elif len(words) == 1 and len(words[0]) in ACRONYM and words[0].isalpha() and (text.isupper() or not engine.known("exact", words)[0]):
        other = tuple(words[0])
    else:
        return []
    return [other] if all(engine.known("exact", other)) else []


@functools.lru_cache(maxsize=1_000)
def _other_writings(text: str, groups: Groups) -> tuple[Groups, ...]:
    writings = _of_size_or_time(text.casefold(), groups)
    if not writings and groups and all(map(str.isdecimal, groups)):  # no groups: a digit that is a part of a word (３Ｄ)
        writings = _of_number(text, groups)
    return tuple(each for each in writings if each != groups)


def _of_size_or_time(text: str, groups: Groups) -> Sequence[Groups]:
    """A size, a time of day or a date; empty for what is none. ``text``: in small letters."""
    if times := _TIMES.fullmatch(text):
        sides = tuple(re.findall(r"\d+", times.group()))
        return ("x".join(sides),), sides, tuple(each for side in sides for each in ("x", side))[1:]
    if hours := _HALF_DAY.fullmatch(text):
        return ((hours.group(1), hours.group(2), "m"),)  # 5 p.m.
    if clock := _CLOCK.fullmatch(text):
        return tuple(_times(clock.group(1), clock.group(2) or "00"))
    if day := _DAY.fullmatch(text):
        return *_days(*day.groups()), ("".join(groups),)
    return ()


def _of_number(text: str, groups: Groups) -> Sequence[Groups]:
    """A number in other groups of digits, or without any; perhaps as it is, too."""
    if len(groups) == 1:
        return _cut(groups[0])
    if _DECIMAL.fullmatch(text) and len(groups) == 2:
        return tuple((*each, groups[1]) for each in _in_thousands(groups[0]))
    if _THOUSANDS.fullmatch(text):
        whole = "".join(groups[:-1]) + (groups[-1] if len(groups[-1]) == 3 else "")
        if len(groups[-1]) != 3:
            return () if _is_year(whole) else ((whole, groups[-1]),)
        return () if _is_year(whole) else ((whole,), *_in_thousands(whole))
    whole = "".join(groups)
    if _LAKHS.fullmatch(text):
        return (whole,), *_in_thousands(whole)
    usual = all(len(group) in GROUP for group in (groups[1:] if COUNTRY_CODE.fullmatch(whole) and len(groups[0]) == 1 else groups))
    if groups in _in_shapes(whole) or (LONG <= len(whole) <= LONGEST and usual):
        return ((whole,),)
    return _regrouped(groups) if whole[0] == "0" and LONG <= len(whole) <= LONGEST else ()


def _times(hour: str, minutes: str) -> Iterator[Groups]:
    """14:30, 14h30 (which is its parts, too), 9:05 and 09:05."""
    for digits in dict.fromkeys((hour, hour.zfill(2))):
        yield digits, minutes
        yield digits, "h", minutes


def _days(day: str, month: str, year: str) -> Iterator[Groups]:
    """A date with zeros before its day and month, and without."""
    for each in itertools.product(dict.fromkeys((day.lstrip("0"), day.zfill(2))), dict.fromkeys((month.lstrip("0"), month.zfill(2)))):
        yield (*each, year)


def _regrouped(groups: Groups) -> tuple[Groups, ...]:
    """A telephone number of which a part is typed in one: 031-3421000 is 031-342 10 00 and 0313421000."""
    parts = [[(group,), *_in_groups(group)] if len(group) not in GROUP else [(group,)] for group in groups]
    regrouped = (tuple(itertools.chain.from_iterable(each)) for each in itertools.product(*parts))
    return tuple(dict.fromkeys((("".join(groups),), *regrouped)))


def _cut(digits: str) -> tuple[Groups, ...]:
    """A number without a sign, in groups."""
    groups = [*_in_groups(digits)] if LONG <= len(digits) <= LONGEST else []
    groups += [(digits[0], *rest) for rest in _in_groups(digits[1:])] if COUNTRY_CODE.fullmatch(digits) else []
    if groups and digits[0] == "0":
        groups += [(digits[:area], digits[area:]) for area in TRUNK if len(digits) - area > max(GROUP)]
    return tuple(dict.fromkeys((*_in_thousands(digits), *groups, *_in_shapes(digits))))


def _in_shapes(digits: str) -> list[Groups]:
    """A number as identifiers of its length are written."""
    shapes = [(0, *itertools.accumulate(shape)) for shape in SHAPES if sum(shape) == len(digits)]
    found: list[Groups] = [tuple(digits[a:b] for a, b in itertools.pairwise(ends)) for ends in shapes]
    if book := _ISBN.fullmatch(digits):
        begin, middle, check = book.groups()
        cuts = itertools.combinations(range(1, len(middle)), 2)
        found += [(*filter(None, (begin,)), middle[:a], middle[a:b], middle[b:], check) for a, b in cuts]
    return found


def _in_thousands(digits: str) -> tuple[Groups, ...]:
    if len(digits) < 4 or _is_year(digits):
        return ()
    head, last = digits[:-3], digits[-3:]
    return tuple(dict.fromkeys((*_grouped(head, size), last) for size in (3, 2)))


def _grouped(digits: str, size: int) -> Groups:
    first = len(digits) % size or size
    return (digits[:first], *(digits[at : at + size] for at in range(first, len(digits), size)))


def _in_groups(digits: str) -> Iterator[Groups]:
    """Every way to cut digits into groups."""
    if not digits:
        yield ()
    for length in GROUP:
        if length <= len(digits):
            yield from ((digits[:length], *rest) for rest in _in_groups(digits[length:]))


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and int(digits) in YEARS
