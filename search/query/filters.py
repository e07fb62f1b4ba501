"""The values of ``lang:``, ``site:``, ``after:`` and ``before:``: what people write, and what an index compares.

- ``after:2025-02-03`` is from that day on; ``before:2025-02-03`` is up to the day before. A year or a month stands for its first day,
  so ``after:2025 before:2026`` is exactly the year 2025. (As the operators of the same name in Google and Gmail.)
- Digits of any script; ``-``, ``/``, ``.`` or 年月日 between them; always year first, since 3/4/2025 means two days.
- A language is a BCP 47 tag: its most specific part that is one of ours counts (``zh-Hant-TW`` -> ``zh``); or its name in English or in
  itself, with marks or without (``Norwegian``, ``norsk``, ``"tiếng Việt"``, ``tiengviet``).
- A site is a host, with or without the beginning of a path.
"""

from __future__ import annotations

import datetime
import functools
import re
import unicodedata
from collections.abc import Collection

from search.query.characters import MINUS
from search.text.unicode import language_names
from search.text.word import exact_form, unmarked

LANGUAGE_ALIASES = {
    "nb": "no", "nn": "no", "nob": "no", "nno": "no", "nor": "no", "cmn": "zh", "yue": "zh", "zho": "zh", "chi": "zh", "jpn": "ja",
    "kor": "ko", "vie": "vi", "ara": "ar", "arb": "ar", "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es",
    "por": "pt", "rus": "ru", "ita": "it", "nld": "nl", "dut": "nl", "swe": "sv", "dan": "da", "fin": "fi", "tha": "th", "fas": "fa",
    "per": "fa", "heb": "he", "iw": "he", "in": "id", "ind": "id", "ji": "yi", "mo": "ro", "sh": "sr", "tl": "fil", "fil": "tl",
}
"""Written -> ours: macrolanguages, ISO 639-2 and 639-3 codes, withdrawn codes (IANA language subtag registry)."""

_DATE = re.compile(r"([0-9]{4})(?:([-/.])([0-9]{1,2})(?:\2([0-9]{1,2}))?)?")
_KANJI_DATE = str.maketrans({"年": "-", "月": "-", "日": ""})
_HOST = re.compile(r"(?:https?://)?(?:www\.|\*?\.)?((?:[^\W_](?:[\w-]*\w)?\.)+[^\W\d_](?:[\w-]*\w)?|[0-9]{1,3}(?:\.[0-9]{1,3}){3})\.?(/[^?#*]*)?\*?")


UNKNOWN_VALUE = {"lang": "unknown-language", "site": "bad-site", "after": "bad-date", "before": "bad-date"}
"""Filter -> code of the warning about a value that means nothing."""


def meaning(name: str, value: str, languages: Collection[str]) -> str | None:
    """The normal form of a filter's value: a language code, a host, the inclusive ISO date of the first or last day. None: no meaning."""
    match name:
        case "lang":
            return language(value, languages)
        case "site":
            return host(value)
    day = first_day(value) if name == "after" else last_day_before(value)
    return day.isoformat() if day is not None else None


def language(value: str, known: Collection[str]) -> str | None:
    """The code among ``known`` that a tag means, or None."""
    parts = unicodedata.normalize("NFKC", value).lower().replace("_", "-").split("-")
    tags = ["-".join(parts[:count]) for count in range(min(len(parts), 4), 0, -1)]
    codes = {code.lower(): code for code in known}
    named = (codes[name] for tag in tags for name in (tag, LANGUAGE_ALIASES.get(tag)) if name in codes)
    return next(named, None) or _named(frozenset(known)).get(_name_key(value))


@functools.lru_cache(maxsize=16)
def _named(known: frozenset[str]) -> dict[str, str]:
    """Name of a language -> its code; also the names of what is part of one of ours (Bokmål). Two of one name: none of them."""
    codes = [*((code, code) for code in known), *((alias, code) for alias, code in LANGUAGE_ALIASES.items() if code in known)]
    found: dict[str, set[str]] = {}
    for written, code in codes:
        for name in language_names(written):
            if name != written:
                found.setdefault(_name_key(name), set()).add(code)
    return {name: next(iter(meant)) for name, meant in found.items() if len(meant) == 1}


def _name_key(name: str) -> str:
    return "".join(filter(str.isalnum, unmarked(exact_form(unicodedata.normalize("NFKC", name)))))


def host(value: str) -> str | None:
    """The host that a value names, lower case, without scheme and ``www.``, and what stands behind its slash (``example.org/news``); None
    if it names none.

    It needs a dot: sites are stored with every suffix of theirs that has one (``search/engine.py``). Ports are not supported.
    """
    found = _HOST.fullmatch(unicodedata.normalize("NFKC", value).lower())
    return found[1] + (found[2] or "").rstrip("/") if found is not None else None


def first_day(value: str) -> datetime.date | None:
    """The day, or the first day of the month or year, that a value names; None if there is none such in the calendar."""
    text = "".join(_date_char(char) for char in unicodedata.normalize("NFKC", value)).translate(_KANJI_DATE)
    found = _DATE.fullmatch(text[:-1] if value[-1:] in ("年", "月") else text)
    if found is None:
        return None
    try:
        return datetime.date(int(found[1]), int(found[3] or 1), int(found[4] or 1))
    except ValueError:  # no such day: 2025-02-30, year 0000
        return None


def last_day_before(value: str) -> datetime.date | None:
    """The day before :func:`first_day`; None also where there is no earlier day."""
    day = first_day(value)
    return day - datetime.timedelta(days=1) if day is not None and day > datetime.date.min else None


def _date_char(char: str) -> str:
    if char in MINUS or char == "\u2013":
        return "-"
    digit = unicodedata.decimal(char, None)
    return char if digit is None else str(digit)
