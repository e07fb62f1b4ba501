"""Which parts of a page are not its body: banner, captions, related links, tail, and markup that says nothing.

Rules over label lines (``data/*.tsv``) and the shapes of lines; no rule knows a site. In doubt a line is body: a zone costs its words
weight, and a page whose words are all in zones has none.

    hidden    image markup without any words: ``![]() |``
    caption   a line ending in `` |`` next to such an image; a line that is only a picture's credit; ``![words](address)``
    banner    the first lines when they name the site, not the page: ``Example.org - Slogan``, ``Home > News > Oslo``
    related   ``label: one headline``; a heading label with short lines after it; a teaser ending in `` |`` above the first paragraph
    tail      everything from a source or comments label in the last part of the page on, with a byline right above it
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from search.model import Zone, ZoneKind
from search.readers import labels
from search.readers.lines import FULL_STOPS, Line

_IMAGE = re.compile(r"\|?\s*(?:!\[[^\]\n]{0,300}\]\([^()\n]{0,2000}\)\s*)+\|?")
_EMPTY_IMAGE = re.compile(r"\|?\s*(?:!\[\W*\]\(\W*\)\s*)+\|?")
_HOST = re.compile(r"(?:https?://)?(?:www\.)?((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,4}[a-z]{2,18})(?=$|[\s/|:,–—-])", re.IGNORECASE)
_FILE_ENDINGS = frozenset({"cc", "js", "md", "net", "pl", "ps", "py", "rs", "sh", "so", "ts", "zip"})
"""Endings of file and product names (README.md, ASP.NET) that are or look like top-level domains: such a name alone is no site."""
_GENERIC = frozenset({"agency", "app", "asia", "biz", "blog", "com", "coop", "edu", "eus", "gal", "gov", "info", "int", "mil", "mobi",
    "museum", "name",
                      "news", "online", "org", "press", "pro", "radio", "site", "today", "travel", "tv", "web", "wiki", "world", "zone"})
"""Top-level domains of more than two letters that sites name themselves by (IANA root zone, the common ones)."""
_BREADCRUMBS = re.compile(r"[^>»›|/\n]{1,40}(?:\s*[>»›]\s*[^>»›|\n]{1,60}){2,}")

_SHORT_RUN = 15
"""Longest list of related links inside a text; a longer run of short lines is something else (verse, a table)."""
_FEW = 0.35
"""Share of the page that may follow an uncertain tail label."""
_PROSE_AFTER = 0.15
"""Share of the page that may follow it as paragraphs."""
_LINKS = 0.8
"""Share of short lines from which everything after a heading of related links belongs to it."""


def host(text: str) -> str | None:
    """The host that a text begins with, lower case, without ``www.``; None when it looks like a file's or product's name."""
    found = _HOST.match(text)
    if not found:
        return None
    name = found[1].lower()
    ending = name.rsplit(".", 1)[1]
    known = (len(ending) == 2 or ending in _GENERIC) and ending not in _FILE_ENDINGS
    return name if known or text.lower().startswith(("http", "www.")) else None


def is_image(line: Line) -> bool:
    """A line of nothing but image markup."""
    return line.text.startswith(("![", "|")) and _IMAGE.fullmatch(line.text) is not None


@dataclass(slots=True)
class _Page:
    """One page under examination: ``kinds[i]`` is the zone of line i."""

    lines: Sequence[Line]
    kinds: list[ZoneKind | None]
    weight: list[int]
    """``weight[i]``: columns of the lines before i; ``weight[len(lines)]`` is the whole page."""
    prose: list[int]
    """The same for paragraphs of prose."""
    links: list[int]
    """The same for short lines without a full stop."""
    opening: int
    """Index of the first paragraph, or at least of the first line that ends a sentence."""

    def has_prose_before(self, index: int) -> bool:
        return self.opening < index

    def mark(self, start: int, end: int, kind: ZoneKind) -> None:
        for index in range(start, end):
            if self.kinds[index] is None:
                self.kinds[index] = kind


def find_zones(lines: Sequence[Line]) -> list[ZoneKind | None]:
    """The zone of each line, None for body. A page that would have no body left has no zones but hidden markup."""
    weight, prose, links = [0], [0], [0]
    for line in lines:
        weight.append(weight[-1] + line.columns)
        prose.append(prose[-1] + (line.columns if line.prose else 0))
        links.append(links[-1] + (line.columns if line.linkish else 0))
    opening = next((i for i, line in enumerate(lines) if line.prose or (line.columns >= 20 and line.stops)), len(lines))
    page = _Page(lines, [None] * len(lines), weight, prose, links, opening)
    _images(page)
    _banner(page)
    tail = _tail(page)
    _related(page, tail)
    page.mark(tail, len(lines), "tail")
    if not any(kind is None and line.has_letters for kind, line in zip(page.kinds, lines, strict=True)):
        return ["hidden" if kind == "hidden" else None for kind in page.kinds]
    return page.kinds


def to_zones(lines: Sequence[Line], kinds: Sequence[ZoneKind | None], length: int) -> tuple[Zone, ...]:
    """Neighbouring lines of one kind as zones. ``length``: of the text, where a tail or a list of links at the end of the page ends."""
    zones: list[Zone] = []
    open_: tuple[ZoneKind, int, int] | None = None
    for line, kind in zip(lines, kinds, strict=True):
        if open_ is not None and kind == open_[0]:
            open_ = (open_[0], open_[1], line.end)
            continue
        if open_ is not None:
            zones.append(Zone(*open_))
        open_ = None if kind is None else (kind, line.start, line.end)
    if open_ is not None:
        zones.append(Zone(open_[0], open_[1], length if open_[0] in {"tail", "related"} else open_[2]))
    return tuple(zone for zone in zones if zone.start < zone.end)


# --- Rules ---------------------------------------------------------------------------------------------------------------


def _images(page: _Page) -> None:
    """Image markup, and the cells around it that hold captions (`` |`` is what is left of a one-cell table)."""
    lines = page.lines
    for index, line in enumerate(lines):
        if is_image(line):
            page.kinds[index] = "hidden" if _EMPTY_IMAGE.fullmatch(line.text) else "caption"
        elif line.columns <= 160 and not line.stops and (found := labels.credit(line.text)) and len(found.rest) <= 80:
            page.kinds[index] = "caption"
    for index, line in enumerate(lines):
        if page.kinds[index] is None and _cell(line):
            chain = index > 0 and page.kinds[index - 1] == "caption" and _cell(lines[index - 1])
            if chain or any(map(is_image, [*lines[max(0, index - 1):index], *lines[index + 1:index + 2]])):
                page.kinds[index] = "caption"


def _cell(line: Line) -> bool:
    """``some words |``: one cell, not a row of a table."""
    return line.text.endswith("|") and line.text.count("|") == 1 and len(line.text) > 1


def _banner(page: _Page) -> None:
    """The site's name and slogan above a headline, or the way to the page (breadcrumbs)."""
    if len(page.lines) < 2:
        return
    line, after = page.lines[:2]
    names_site = host(line.text) is not None and line.linkish and line.columns <= 120
    crumbs = line.columns <= 120 and not line.stops and _BREADCRUMBS.fullmatch(line.text) is not None
    if (names_site or crumbs) and not after.prose and after.has_letters and page.prose[-1] > 0:
        page.kinds[0] = "banner"


def _tail(page: _Page) -> int:
    """Index of the first line of the tail; ``len(lines)`` when there is none."""
    lines, total = page.lines, page.weight[-1]
    for index, line in enumerate(lines):
        if page.weight[index] < 0.3 * total:
            continue
        label = labels.find(line.text)
        if label is not None and not label.heading and page.has_prose_before(index) and _ends_page(page, index, label):
            return _with_byline(page, index)
    return len(lines)


def _ends_page(page: _Page, index: int, label: labels.Label) -> bool:
    """Whether a source or comments label on line ``index`` begins the tail: the surer the label, the more may follow it."""
    before, total = page.weight[index], page.weight[-1]
    after = total - page.weight[index + 1]
    prose_after = page.prose[-1] - page.prose[index + 1]
    if "comments" in label.kinds and label.counted:
        return after <= before
    if any(line.prose for line in page.lines[index + 1:index + 2]):
        return False
    if "source" in label.kinds and label.rest:
        if "://" in label.rest:
            return after <= before and prose_after <= _PROSE_AFTER * total
        named = len(label.rest) <= 80 and label.rest[-1] not in FULL_STOPS and label.rest[-1] not in ",;{}"
        return named and after <= _FEW * total and prose_after == 0
    return bool(label.kinds & {"source", "comments"}) and not label.rest and after <= _FEW * total and prose_after <= _PROSE_AFTER * total


def _with_byline(page: _Page, index: int) -> int:
    """The tail begins with the author's name where that stands right above the label."""
    above = index - 1
    if above < 1 or page.kinds[above] is not None or not (page.lines[above - 1].prose or page.lines[above - 1].stops):
        return index
    line = page.lines[above]
    words = [word for word in re.split(r"[\s\-–—,/&·|()]+", line.text) if word]
    named = line.columns <= 60 and not line.stops and line.last not in "?!:;,،؟！？：" and 1 <= len(words) <= 8
    cased = [word for word in words if word[0].upper() != word[0].lower()]
    capitals = sum(word[0].isupper() for word in cased) >= 0.6 * len(cased)
    return above if named and capitals and line.text[0] not in "-*•#" and not any(c.isdigit() for c in line.text) else index


def _related(page: _Page, end: int) -> None:
    """Lists of links before line ``end``: after a heading label, after ``label:``, and teasers in cells above the first paragraph."""
    lines = page.lines
    index = 0
    while index < end:
        line = lines[index]
        found = labels.related(line.text) if page.kinds[index] is None else None
        if found is not None and found.rest:
            if line.linkish and page.has_prose_before(index):
                page.kinds[index] = "related"
        elif found is not None and page.has_prose_before(index):
            stop = _list_after(page, index, end)
            page.mark(index, stop, "related")
            index = max(stop, index + 1)
            continue
        elif page.kinds[index] is None and _cell(line) and line.linkish and page.prose[index] == 0 < page.prose[end] and index > 0:
            page.kinds[index] = "related"
        index += 1


def _list_after(page: _Page, heading: int, end: int) -> int:
    """Index after the list of links under a heading label; the heading's own index where no list follows."""
    lines = page.lines
    first = heading + 1
    if first >= end or not lines[first].linkish:
        return heading
    if page.links[end] - page.links[first] >= _LINKS * (page.weight[end] - page.weight[first]):
        return end
    run: list[int] = []
    for index in range(first, end):
        if not lines[index].linkish or len(run) > _SHORT_RUN:
            break
        run.append(index)
    if len(run) > _SHORT_RUN:
        return heading
    # The last short line before a paragraph may be the heading of that paragraph.
    return run[-1] + 1 if len(run) == 1 else run[-1]
