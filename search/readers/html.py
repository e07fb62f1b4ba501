"""HTML pages: all visible text, with zones around the main content that trafilatura finds.

The text is what a reader of the page sees, so nothing is dropped; menus, footers and teasers become zones of low weight. Where trafilatura
finds no main content, the rules for plain pages decide alone.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from search.errors import DocumentError
from search.model import Document, ZoneKind
from search.readers.encoding import declared_charset, decode
from search.readers.facts import Given, describe
from search.readers.html_head import read_head
from search.readers.html_text import parse, visible
from search.readers.lines import Line, split_lines
from search.readers.outcome import ReadWarning
from search.readers.txt import not_empty, warn

_LEAST_MAIN = 100
"""Letters and digits; main content with fewer, or with less than a tenth of the page's, is taken for none."""
_LARGEST = 5_000_000
"""Characters of markup up to which main content is looked for (some seconds); larger pages are books or tables, not articles."""
_ALIKE = 12
"""Letters and digits up to which a line must be a whole line of the main content to belong to it."""
_EFFORT = 2_000_000_000
"""Characters compared at most (about a second); larger pages are matched by whole lines only."""
_LINKS = 0.7
"""Share of links among lines within the main content from which they are a box of related links."""
_WORD = re.compile(r"[^\W_]+")

# It writes about every page it finds no article in; our own error or fallback says what matters.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def read(id: str, data: bytes, source: str) -> Iterator[Document | ReadWarning]:
    """One document. Raises :class:`DocumentError` (``empty``, ``binary``, ``undecodable``, ``bad-html``)."""
    decoded = decode(id, data, declared_charset(data))
    yield from warn(id, decoded)
    root = parse(not_empty(id, decoded.text))
    if root is None:
        raise DocumentError(id, "bad-html", "no element can be found in the markup, or it is nested too deeply")
    head = read_head(root)
    seen = visible(root)
    text = seen.text
    if not text:
        raise DocumentError(id, "empty", "the page has no visible text")
    lines = split_lines(text)
    main = _main_lines(lines, _main_content(root) if len(decoded.text) <= _LARGEST else "")
    title_at = next((index for index, line in enumerate(lines) if line.text == head.title), None)
    yield describe(id, text, source, Given(
        title=head.title,
        title_span=(lines[title_at].start, lines[title_at].end) if title_at is not None else None,
        url=head.url,
        date=head.date,
        lang=head.tag,
        kinds=_zones(lines, seen.linked, main, title_at),
    ))


def _main_content(root: Any) -> str:
    import trafilatura  # when a page is read: it takes .2 s to load, a seventh of what the command line waits for

    try:
        return trafilatura.extract(root, favor_recall=True, include_comments=False, include_tables=True, output_format="txt") or ""
    except (ValueError, TypeError, AttributeError, RecursionError):
        # Its own slips on odd markup (it walks some trees by recursion): the page is then read without its help, not lost.
        return ""


def _squeeze(text: str) -> str:
    return "".join(_WORD.findall(text))


def _main_lines(lines: Sequence[Line], main: str) -> list[int]:
    """Indexes of the visible lines that belong to the main content: the same line there, or a longer one that is part of it.

    Both are compared by their letters and digits. Their order is not: one line of a menu that is in the text, too, would lead astray.
    """
    whole = _squeeze(main)
    letters = [_squeeze(line.text) for line in lines]
    if len(whole) < _LEAST_MAIN or len(whole) * 10 < sum(map(len, letters)):
        return []
    alone = {_squeeze(line) for line in main.split("\n")}
    small = len(whole) * len(lines) < _EFFORT
    found = [i for i, own in enumerate(letters) if own and (own in alone or (small and len(own) > _ALIKE and own in whole))]
    # A short line may be in both by chance; the main content begins and ends with a line that is not.
    anchors = [i for i in found if len(letters[i]) > 2 * _ALIKE]
    return [i for i in found if anchors and anchors[0] - 3 <= i <= anchors[-1] + 3]


def _zones(lines: Sequence[Line], linked: frozenset[int], main: Sequence[int], title_at: int | None) -> dict[int, ZoneKind]:
    """Zones of the lines outside the main content: banner above it (and above the headline), tail below it, related for links within it.

    Where the main content is less than half of the page, only links and short lines are believed to be none of it.
    """
    if not main:
        return {}
    sure = 2 * sum(lines[i].columns for i in main) >= sum(line.columns for line in lines)
    top = title_at if title_at is not None and title_at < main[0] and main[0] - title_at <= 10 else main[0]
    kinds: dict[int, ZoneKind] = {}
    for index in [*range(top), *range(main[-1] + 1, len(lines))]:
        if index != title_at and (sure or index in linked or not lines[index].prose):
            kinds[index] = "banner" if index < top else "tail"
    for one, next_ in pairwise(main):
        gap = [index for index in range(one + 1, next_) if index != title_at]
        if len(gap) >= 2 and sum(index in linked for index in gap) >= _LINKS * len(gap):
            kinds.update(dict.fromkeys(gap, "related"))
    return kinds
