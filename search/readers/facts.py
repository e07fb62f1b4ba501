"""Title, address, site, date and language of a document, and its zones: the way from a text with some metadata to a ``Document``.

What the source itself says (HTML ``<head>``, keys of a JSON object, front matter) goes before what the rules find in the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from search.model import Document, Span, ZoneKind
from search.readers import labels
from search.readers.dates import Hints, dateline, hints, opening
from search.readers.lines import Line, split_lines
from search.readers.titles import derived_title, find_title
from search.readers.zones import find_zones, host, to_zones
from search.text.unicode import names_language

_URL = re.compile(r"https?://[^\s<>\"'｢｣「」『』、。，（）《》〈〉|\\^`{}]+", re.IGNORECASE)
_HEAD_LINES = 10
"""Lines with text, from the top, in which a dateline or a ``Source: https://...`` line is looked for."""
_DIARY_LINES = 100
"""Lines in which a second dateline with another date shows that the first one is not the page's."""
_ISO_639_3 = {
    "ara": "ar", "arb": "ar", "ben": "bn", "bul": "bg", "cat": "ca", "ces": "cs", "cze": "cs", "dan": "da", "deu": "de", "ger": "de",
    "ell": "el", "gre": "el", "eng": "en", "est": "et", "eus": "eu", "fas": "fa", "per": "fa", "fin": "fi", "fra": "fr", "fre": "fr",
    "heb": "he", "hin": "hi", "hrv": "hr", "hun": "hu", "ind": "id", "isl": "is", "ice": "is", "ita": "it", "jpn": "ja", "kor": "ko",
    "lit": "lt", "lav": "lv", "msa": "ms", "may": "ms", "nld": "nl", "dut": "nl", "nob": "no", "nno": "no", "nor": "no", "pol": "pl",
    "por": "pt", "ron": "ro", "rum": "ro", "rus": "ru", "slk": "sk", "slv": "sl", "spa": "es", "srp": "sr", "swa": "sw", "swe": "sv",
    "tam": "ta", "tha": "th", "tgl": "tl", "tur": "tr", "ukr": "uk", "urd": "ur", "vie": "vi", "zho": "zh", "chi": "zh",
}
_OURS = {"nb": "no", "nn": "no", "fil": "tl", "iw": "he", "in": "id", "cmn": "zh", "yue": "zh", "sh": "sr", "bs": "hr"}


@dataclass(frozen=True, slots=True)
class Given:
    """What a source says about a document besides its text. None and empty mean: not said."""

    title: str = ""
    title_span: Span | None = None
    url: str | None = None
    site: str | None = None
    date: str | None = None
    """ISO ``YYYY-MM-DD``; already checked."""
    lang: str | None = None
    """Language tag as written (``nb-NO``)."""
    kinds: Mapping[int, ZoneKind] = field(default_factory=dict)
    """Index of a line -> its zone, where the source's markup tells (HTML); the rules say nothing about these lines."""
    extra: Mapping[str, object] = field(default_factory=dict)


def describe(id: str, text: str, source: str, given: Given | None = None) -> Document:
    """The document with all its facts. ``text`` holds no lone surrogates; it is kept as it is."""
    given = given or Given()
    lines = split_lines(text)
    kinds = _kinds(lines, given.kinds)
    about = hints(given.lang, text[:4000])
    title, title_source, span = _title(text, lines, kinds, about, given)
    url = given.url or _url(lines, kinds)
    return Document(
        id=id,
        text=text,
        title=title,
        title_source=title_source,
        title_span=span,
        url=url,
        site=given.site or site_of(url) or _site(lines, kinds),
        date=given.date or _date(lines, kinds, about, title_source == "document" and span is not None),
        lang=language_code(given.lang),
        source=source,
        zones=to_zones(lines, kinds, len(text)),
        extra=given.extra,
    )


def language_code(tag: str | None) -> str | None:
    """Our code for a BCP 47 or ISO 639 tag: ``nb-NO`` -> ``no``, ``zh_Hant`` -> ``zh``, ``eng`` -> ``en``; None if it names no language."""
    base = re.split(r"[-_.@]", (tag or "").strip().lower())[0]
    code = _OURS.get(base, _ISO_639_3.get(base, base))
    return code if re.fullmatch(r"[a-z]{2,3}", code) and code not in {"und", "mul", "zxx", "mis", "xx"} and names_language(code) else None


def unknown_language(tag: str) -> str:
    """What to say of a tag that names no language."""
    return f"`lang` is no code of a known language: {tag[:40]!r}; it is told from the text"


def site_of(url: str | None) -> str | None:
    """Host of an address, lower case, without ``www.`` and port; None if it has none."""
    try:
        name = urlsplit(url or "").hostname
    except ValueError:
        return None
    return name.lower().removeprefix("www.").strip(".") or None if name else None


def find_url(text: str) -> str | None:
    """The first http address in a text, without the punctuation that follows it."""
    found = _URL.search(text)
    url = re.sub(r"[.,;:!?)\]*_]+$", "", found[0]) if found else None
    return url if url and site_of(url) else None


def _kinds(lines: Sequence[Line], known: Mapping[int, ZoneKind]) -> list[ZoneKind | None]:
    """Zones by the source's markup, and by the rules for what that leaves."""
    if not known:
        return find_zones(lines)
    left = [index for index in range(len(lines)) if index not in known]
    kinds: list[ZoneKind | None] = [known.get(index) for index in range(len(lines))]
    for index, kind in zip(left, find_zones([lines[index] for index in left]), strict=True):
        kinds[index] = kind
    return kinds


def _title(text: str, lines: Sequence[Line], kinds: Sequence[ZoneKind | None], about: Hints,
           given: Given) -> tuple[str, Literal["document", "derived"], Span | None]:
    if given.title.strip():
        title = " ".join(given.title.split())
        span = given.title_span or next(((line.start, line.end) for line in lines if line.text == title), None)
        return title, "document", span
    span = find_title(lines, kinds, about)
    if span is not None:
        return text[slice(*span)], "document", span
    wanted: tuple[ZoneKind | None, ...]
    for wanted in ((None,), ("banner", "caption", "related", "tail"), ("hidden",)):
        for letters in (True, False):
            for line, kind in zip(lines, kinds, strict=True):
                if kind in wanted and (line.has_letters or not letters):
                    span = derived_title(text, line.start, line.end)
                    if span is not None:
                        return text[slice(*span)], "derived", span
    return "", "derived", None


def _url(lines: Sequence[Line], kinds: Sequence[ZoneKind | None]) -> str | None:
    """The address after a source label in the tail or the head, on the label's line or the next one."""
    for index in _label_lines(lines, kinds):
        label = labels.source(lines[index].text)
        if label is None:
            continue
        if url := find_url(label.rest):
            return url
        after = lines[index + 1].text if index + 1 < len(lines) and not label.rest else ""
        if after.lower().startswith("http") and " " not in after:
            return find_url(after)
    return None


def _label_lines(lines: Sequence[Line], kinds: Sequence[ZoneKind | None]) -> list[int]:
    tail = [index for index, kind in enumerate(kinds) if kind == "tail"]
    return tail + _head(lines, kinds)


def _head(lines: Sequence[Line], kinds: Sequence[ZoneKind | None]) -> list[int]:
    """Lines above the first paragraph, and at most so many; banners are passed over."""
    head: list[int] = []
    for index, line in enumerate(lines):
        if kinds[index] in {"banner", "hidden", "caption"}:
            continue
        if line.prose or len(head) == _HEAD_LINES or kinds[index] == "tail":
            break
        head.append(index)
    return head


def _site(lines: Sequence[Line], kinds: Sequence[ZoneKind | None]) -> str | None:
    """The host that the banner names, or that a source label in the tail gives without a full address."""
    for index, kind in enumerate(kinds):
        if kind == "banner" and (name := host(lines[index].text)):
            return name
        label = labels.source(lines[index].text) if kind == "tail" else None
        if label and label.rest.isascii() and (name := host(label.rest)):
            return name
    return None


def _date(lines: Sequence[Line], kinds: Sequence[ZoneKind | None], about: Hints, titled: bool) -> str | None:
    """The date of the dateline above the first paragraph, or of the opening words of that paragraph.

    None where other lines of the page are datelines with other dates (a diary, a chronicle), or where the date opens a page without a
    title: it may well be the heading of what happened on that day.
    """
    head = _head(lines, kinds)
    found = [(index, date) for index in head if (date := dateline(lines[index].text, about, first=index == head[0]))]
    if found:
        below = [line for index, line in enumerate(lines[:_DIARY_LINES]) if kinds[index] is None and index not in head]
        dates = [date for _, date in found]
        dates += [date for line in below if line.columns <= 60 and (date := dateline(line.text, about, first=True))]
        sure = len({date.iso for date in dates}) == 1 and (titled or found[0][0] != head[0])
        return dates[0].iso if sure else None
    body = next((line for line, kind in zip(lines, kinds, strict=True) if kind is None and line.prose), None)
    date = opening(body.text, about) if body is not None else None
    return date.iso if date else None
