"""Markdown: the text stays as written; front matter and the first heading of the first level give facts.

No Markdown library: nothing is rendered, and the two constructs that matter here (CommonMark: ATX and setext headings, fenced code) are
lines. Front matter is read as ``key: value`` lines, which is what writers put there; nested YAML is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from search.model import Document, Span, ZoneKind
from search.readers.dates import from_metadata
from search.readers.encoding import decode
from search.readers.facts import Given, describe, find_url, language_code, unknown_language
from search.readers.lines import Line, split_lines
from search.readers.outcome import ReadWarning
from search.readers.txt import not_empty, warn

_ATX = re.compile(r"#\s+(?P<title>.*?)(?:\s+#+)?")
_FENCE = re.compile(r"(`{3,}|~{3,})")
_HEADING_LINES = 60
"""Lines from the top in which the heading of the page is looked for."""


def read(id: str, data: bytes, source: str) -> Iterator[Document | ReadWarning]:
    """One document. Raises :class:`search.errors.DocumentError` (``empty``, ``binary``, ``undecodable``)."""
    decoded = decode(id, data)
    yield from warn(id, decoded)
    text = not_empty(id, decoded.text)
    lines = split_lines(text)
    end, keys = front_matter(lines)
    kinds: dict[int, ZoneKind] = {index: "banner" for index in range(end)}
    span = _span_of(lines[:end], keys.get("title")) or _heading(lines[end:])
    title = keys.get("title") or (text[slice(*span)] if span else "")
    tag = keys.get("lang") or keys.get("language")
    if tag and language_code(tag) is None and tag != "und":
        yield ReadWarning(id, "bad-field", unknown_language(tag))
    url = find_url(keys.get("url") or keys.get("canonical_url") or keys.get("link") or "")
    yield describe(id, text, source, Given(
        title=title, title_span=span, url=url, date=from_metadata(keys.get("date") or "", tag), lang=tag, kinds=kinds))


def front_matter(lines: list[Line]) -> tuple[int, dict[str, str]]:
    """Index after the front matter (0: there is none) and its ``key: value`` lines, keys in lower case."""
    if not lines or lines[0].start > 0 or lines[0].text not in {"---", "+++"}:
        return 0, {}
    fence = lines[0].text
    end = next((i for i, line in enumerate(lines[1:200], 1) if line.text in {fence, "..."}), None)
    if end is None:
        return 0, {}
    keys: dict[str, str] = {}
    for line in lines[1:end]:
        found = re.fullmatch(r"([A-Za-z_][\w-]{0,40})\s*[:=]\s*(.+)", line.text[:2000])
        if found:
            keys.setdefault(found[1].lower(), found[2].strip().strip("\"'"))
    return (end + 1, keys) if keys else (0, {})


def _span_of(lines: list[Line], title: str | None) -> Span | None:
    """Where front matter writes the title."""
    for line in lines if title else []:
        at = line.text.find(title or "")
        if at >= 0 and line.text.lower().startswith("title"):
            return line.start + at, line.start + at + len(title or "")
    return None


def _heading(lines: list[Line]) -> Span | None:
    """The first heading of the first level near the top, outside fenced code: ``# Title``, or a line underlined with ``=``."""
    fence = ""
    for index, line in enumerate(lines[:_HEADING_LINES]):
        mark = _FENCE.match(line.text)
        if mark and (not fence or (line.text.startswith(fence) and not line.text.strip(fence[0]))):
            fence = "" if fence else mark[1]
            continue
        if fence or len(line.text) > 300:
            continue
        found = _ATX.fullmatch(line.text)
        if found and found["title"]:
            return line.start + found.start("title"), line.start + found.end("title")
        under = next(iter(lines[index + 1:index + 2]), None)
        if line.after_blank and under and not under.after_blank and len(under.text) >= 3 and not under.text.strip("="):
            return line.start, line.end
    return None
