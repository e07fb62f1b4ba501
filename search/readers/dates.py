"""Calendar dates as they are written in many languages, and lines that say when a page was published.

A wrong date is worse than none. So only a *dateline* counts: a line in the head of a page that holds a date and hardly anything else
(``29. april 2025``, ``Hà Nội, ngày 29/4/2025``, ``Published May 5, 2024 | By Jane Doe``, the glued ``Việt NamViệt Nam29/04/2025``), or
the opening of an agency's story (``OSLO, 29. april 2025 (NTB) - ``). A date whose day and month could be swapped is taken day first, as
nearly all of the world writes it, except in English, where it is left alone unless the page says which English it is.

Names of months and weekdays come from CLDR (``data/months.tsv``, ``data/weekdays.tsv``).
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from search.readers import labels

FIRST_YEAR, LAST_YEAR = 1800, 2100
_BUDDHIST = range(2400, 2601)
"""Years of the Thai calendar that can only be meant so: 543 ahead."""
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867, "民国": 1911, "民國": 1911}
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known about the order of day and month on a page."""

    lang: str | None = None
    """The language declared (our code); None if unknown."""
    month_first: bool | None = False
    """True: 4/5/2025 is in April. None: nobody can tell."""


def hints(tag: str | None, sample: str) -> Hints:
    """``tag`` is the declared BCP 47 language tag; ``sample`` some text of the page, asked only whether it looks English."""
    parts = (tag or "").lower().replace("_", "-").split("-")
    lang = {"nb": "no", "nn": "no", "fil": "tl"}.get(parts[0], parts[0]) or None
    if lang in {"en", "tl"} or (lang is None and _looks_english(sample)):
        region = next((part for part in parts[1:] if len(part) == 2), "")
        return Hints(lang, {"us": True, "ph": True, "": None}.get(region, False))
    return Hints(lang)


def _looks_english(sample: str) -> bool:
    found = re.findall(r"[a-z]+", sample[:4000].lower())
    return sum(word in {"the", "of", "and", "to", "in", "is"} for word in found) > 0.06 * len(found)


@dataclass(frozen=True, slots=True)
class Date:
    """A date in a normal form of a line (:func:`search.readers.labels.normal`)."""

    start: int
    end: int
    iso: str | None
    """None: certainly a date, but not certain which."""


# --- One date ------------------------------------------------------------------------------------------------------------


@functools.cache
def _months() -> dict[str, dict[int, frozenset[str]]]:
    """Name of a month (normal form) -> month -> languages in which it means that month."""
    table: dict[str, dict[int, frozenset[str]]] = {}
    for lang, month, *names in labels.rows("months"):
        for name in names:
            meanings = table.setdefault(labels.normal(name), {})
            meanings[int(month)] = meanings.get(int(month), frozenset()) | {lang}
    return table


@functools.cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    name = "(?P<name>" + "|".join(sorted(map(re.escape, _months()), key=len, reverse=True)) + r")(?![^\W\d_])"
    day = r"(?P<day>\d{1,2})(?!\d)"
    year = r"(?P<year>\d{4})(?!\d)(?:\s?(?:г|года|р|року|r|roku|god|godine|j|y)(?![^\W\d_])\.?)?"
    before_day = r"(?<!\d)(?<!\d[./-])"
    before_year = r"(?:de |del |năm |พ\.?ศ\.?\s?|ค\.?ศ\.?\s?)?"
    late = r"(?:(?P<late>\d{1,2})(?!\d)(?:\s?d(?!\w))?)?"
    joint = r"(?:\s*-?(?:de |d['’]\s?|del |of |ngày |ב|dh )?)"
    era = "|".join(_ERAS)
    return tuple(
        re.compile(pattern)
        for pattern in (
            rf"{before_day}{year}\s?(?P<mark>[-./])\s?(?P<month>\d{{1,2}})\s?(?P=mark)\s?{day}(?![./-]?\d)(?:t(?=\d\d:))?",
            rf"(?:{before_day}(?P<year>\d{{4}})|(?P<era>{era})\s?(?P<eyear>\d{{1,3}}|元))\s?[年년]\s?(?P<month>\d{{1,2}})\s?[月월]\s?{day}\s?[日号號일]?",
            rf"{before_day}(?P<day>\d{{1,2}})\s?(?P<mark>[-./])\s?(?P<month>\d{{1,2}})\s?(?P=mark)\s?{year}(?![./-]?[\d])(?!/)",
            rf"{before_day}{day}(?:st|nd|rd|th|er|º|ª|\.|-[^\W\d]{{1,3}})?[\s,]*{joint}{name}[\s.,]*{before_year}{year}",
            rf"(?<![^\W\d_]){name}\.?\s*{day}(?:st|nd|rd|th)?\s?,?\s*{year}",
            rf"{before_day}{year}\.?\s*(?:e?ko |m\. |gada |оны )?(?:{day}\.?\s*)?{name}\.?\s*(?:aren )?{late}",
        )
    )


_YEAR = re.compile(r"\d{4}|" + "|".join(_ERAS))
"""What every date holds; the patterns themselves try hundreds of names of months at every word."""


def find(text: str, about: Hints) -> list[Date]:
    """The dates in the normal form of a line, in order, not overlapping."""
    found: list[Date] = []
    if _YEAR.search(text) is None:
        return found
    for pattern in _patterns():
        for match in pattern.finditer(text):
            if not any(date.start < match.end() and match.start() < date.end for date in found):
                found.extend(_read(match, about))
    return sorted(found, key=lambda date: date.start)


def _read(match: re.Match[str], about: Hints) -> Iterator[Date]:
    parts = match.groupdict()
    day = parts.get("day") or parts.get("late")
    if not day:
        return
    if parts.get("era"):
        year = _ERAS[parts["era"]] + (1 if parts["eyear"] == "元" else int(parts["eyear"]))
    else:
        year = int(parts["year"])
        if year in _BUDDHIST:
            year -= 543
    if parts.get("name"):
        meanings = _months()[parts["name"]]
        if len(meanings) > 1:
            meanings = {month: langs for month, langs in meanings.items() if about.lang in langs}
        iso = _iso(year, next(iter(meanings)), int(day)) if len(meanings) == 1 else None
    elif match.re is _patterns()[2]:
        iso = _day_and_month(year, int(day), int(parts["month"]), parts["mark"], about)
    else:
        iso = _iso(year, int(parts["month"]), int(day))
    yield Date(match.start(), match.end(), iso)


def _day_and_month(year: int, first: int, second: int, mark: str, about: Hints) -> str | None:
    """Day first unless impossible; English with slashes or hyphens only where it is known which English."""
    if first == second or first > 12 or mark == "." or about.month_first is False:
        return _iso(year, second, first) or _iso(year, first, second)
    if second > 12 or about.month_first:
        return _iso(year, first, second)
    return None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat() if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def from_metadata(value: str, tag: str | None = None) -> str | None:
    """The calendar date of a metadata value (``2025-04-29T10:00:00+02:00``, ``29 April 2025``), as it is written there; None if unclear.

    The value must begin with the date or hold nothing else; the time zone is not converted: the page's own date is meant.
    """
    text = labels.normal(value[:_LONGEST])
    packed = re.match(r"(\d{4})(\d\d)(\d\d)(?:t?\d{4,6}(?:z|[+-].*)?)?$", text)
    if packed:
        return _iso(int(packed[1]), int(packed[2]), int(packed[3]))
    found = find(text, hints(tag or "en", ""))
    if len(found) == 1 and (found[0].start == 0 or _rest(text, found)[0] == ""):
        return found[0].iso
    return None


# --- Datelines -----------------------------------------------------------------------------------------------------------


@functools.cache
def _beside() -> dict[str, re.Pattern[str]]:
    """Kind -> pattern of the words that may stand beside the date (``dateline.tsv``), longest first; ``all`` and weekdays, too."""
    table: dict[str, set[str]] = {"weekday": {labels.normal(name) for row in labels.rows("weekdays") for name in row[1:]}}
    for kind, _, *names in labels.rows("dateline"):
        table.setdefault(kind, set()).update(map(labels.normal, names))
    table["all"] = set().union(*table.values())
    return {
        kind: re.compile(r"(?<![^\W\d_])(?:" + "|".join(sorted(map(re.escape, names), key=len, reverse=True)) + r")(?![^\W\d_])")
        for kind, names in table.items()
    }


_TIME = re.compile(
    r"(?<!\d)\d{1,2}\s?[:.h時点시]\s?\d{2}(?:\s?[:.分분]\s?\d{2})?\s?(?:분|分|秒|z|[ap]\.?\s?m\.?)?(?!\d)"
    r"|(?<!\d)\d{1,2}\s?(?:[ap]\.?m\.?|uhr|h|時|时|點|点|시)(?![^\W\d_])|(?:gmt|utc)?\s?[+-]\d{1,2}(?::?\d{2})?(?!\d)"
)
_UNKNOWN_LABEL = re.compile(r"[^\W\d_][^|,•·]{0,60}[:：]\s*$")
"""``Born: 7 November 1978``: some other date, by a label that is none of ours."""
_BRACKETS = re.compile(r"[()\[\]{}「」『』【】〔〕<>]")
_SEPARATORS = re.compile(r"[\s,|/•·:;.،、。–—\-_*#>«»\"'“”’]+")


def _rest(text: str, found: list[Date]) -> tuple[str, list[str]]:
    """What the line says besides dates, times and words of datelines: ``(joined, pieces)``. A piece stands between separators."""
    pieces: list[str] = []
    at = 0
    for date in [*found, Date(len(text), len(text), None)]:
        piece = _BRACKETS.sub(" | ", _TIME.sub(" ", text[at:date.start]))
        pieces.extend(re.split(r"\s[–—-]\s|[|,•·;،、/]|\s{3,}", _beside()["all"].sub(" ", piece)))
        at = date.end
    pieces = [piece for piece in (_SEPARATORS.sub(" ", piece).strip() for piece in pieces) if piece]
    return " ".join(pieces), pieces


def dateline(line: str, about: Hints, *, first: bool) -> Date | None:
    """The date of publication if the whole line says little else; ``iso`` None where it is a dateline with an unclear date.

    ``first``: the line opens the page, so that words beside the date may well be a headline (*Concert, 12 May 2024*).
    """
    if len(line) > 200 or "@" in line:  # @: a quoted post or a byline with an address
        return None
    text = labels.normal(line)
    found = find(text, about) if any(character.isdigit() for character in text) else []
    if not found:
        return None
    rest, pieces = _rest(text, found)
    if rest and _UNKNOWN_LABEL.search(_beside()["all"].sub("", text[:found[0].start])):
        return None
    sentence = line.endswith((".", "。"))  # "Washington, 4. august 2017." opens a chapter
    if not (rest == "" or _glued(text, found[-1], rest) or (not first and not sentence and _names(line, rest, pieces))):
        return None
    return _published(text, found)


def _glued(text: str, date: Date, rest: str) -> bool:
    """``Việt NamViệt Nam29/04/2025``: words run into the date, and nothing follows it."""
    before = text[:date.start]
    return before[-1:].isalpha() and len(before) <= 60 and _SEPARATORS.sub(" ", before).strip() == rest and len(rest.split()) <= 8


def _names(line: str, rest: str, pieces: list[str]) -> bool:
    """What is left are names: a place, an agency, an author; at most two, of at most four words, capitalised where there are capitals."""
    if len(pieces) > 2 or len(rest) > 50 or any(c.isdigit() for c in rest) or any(len(piece.split()) > 4 for piece in pieces):
        return False
    left = set(rest.split())
    cased = [word for word in re.split(r"[^\w'’-]+", line) if word and labels.normal(word) in left and word[0].upper() != word[0].lower()]
    if cased:
        return all(word[0].isupper() for word in cased)
    return len(rest.split()) <= 3 and len(rest) <= 24


def _published(text: str, found: list[Date]) -> Date | None:
    """Of the dates in a dateline the one of publication: not one that a word such as *updated* introduces."""
    updated = _beside()["updated"]
    at = 0
    published: list[Date] = []
    for date in found:
        label = text[at:date.start]
        changed = list(updated.finditer(label))
        original = list(_beside()["published"].finditer(label))
        if not changed or (original and original[-1].start() > changed[-1].start()):
            published.append(date)
        at = date.end
    if not published:
        return Date(found[0].start, found[0].end, None)
    distinct = {date.iso for date in published}
    return published[0] if len(distinct) == 1 else Date(published[0].start, published[0].end, None)


_AGENCY = re.compile(r"\s*[,.]?\s*(?P<agency>\([^()]{1,40}\)|/[\w .]{2,20}/)?\s*(?:[-–—]|:)\s")


def opening(line: str, about: Hints) -> Date | None:
    """The date of an agency's story in the first words of its first paragraph: ``OSLO, 29. april 2025 (NTB) - The government...``.

    A place before and a dash after are asked for, and capitals or an agency in brackets: *On Friday, 5 May 2023 - the day when* is prose.
    """
    head = line[:120]
    text = labels.normal(head)
    found = find(text, about)
    if len(found) != 1 or found[0].start > 50:
        return None
    before = text[:found[0].start]
    after = _AGENCY.match(text, found[0].end)
    place = _SEPARATORS.sub(" ", re.sub(r"\([^()]*\)", " ", before)).strip()
    place = _beside()["published"].sub(" ", _beside()["weekday"].sub(" ", place)).strip()
    if not after or not 1 <= len(place.split()) <= 4 or before.count("(") != before.count(")"):  # (14 March 1879 - ...): a life
        return None
    written = re.match(r"[^\d(]*", head)
    capitals = written is not None and sum(c.isupper() for c in written[0]) >= 3 and not any(c.islower() for c in written[0])
    agency = after["agency"] or re.search(r"\([^()]{2,30}\)\s*[-–—]\s*$", before)
    return found[0] if capitals or agency else None
