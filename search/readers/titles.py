"""The title of a plain page: the line that is one, else the beginning of its first sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from search.model import Document, Span, ZoneKind
from search.readers import labels
from search.readers.dates import Hints, dateline
from search.readers.lines import FULL_STOPS, SENTENCE_ENDS, Line, columns
from search.text.unicode import snap_to_graphemes, word_breaks

TITLE_COLUMNS = 120
"""Widest line that is a headline by its shape alone (60 wide characters)."""
HEADLINE_COLUMNS = 160
"""The same for a line right above a dateline, which is a headline whatever it ends with."""
DERIVED_COLUMNS = 80
"""Width of a derived title: 80 Latin or 40 wide characters."""

_HEADING = re.compile(r"#{1,6}\s+(?P<title>.*?)\s*#*")
_LIST_ITEM = re.compile(r"(?:[-*+•·–—>|=]|\d{1,3}[.)]\s|\(?[a-z0-9]\)\s)", re.IGNORECASE)
_NOT_KEPT = " \t\r,;:、，,،；;–—-(（「『«“" + "".join(sorted(FULL_STOPS))
"""What a derived title does not end with."""
LOOK_BEHIND = 20
"""Code points behind a derived title that are looked at."""
_NOT_AT_END = frozenset(",;:،、，；：-–—|…؛")


def find_title(lines: Sequence[Line], kinds: Sequence[ZoneKind | None], about: Hints) -> Span | None:
    """The stretch of the text that is the page's own title: a heading, the line above a dateline, or a short first line. None in doubt."""
    body = [i for i, line in enumerate(lines) if kinds[i] is None]
    while body and dateline(lines[body[0]].text, about, first=True):
        body.pop(0)
    if not body or not lines[body[0]].has_letters:
        return None
    line = lines[body[0]]
    heading = _HEADING.fullmatch(line.text) if line.columns <= 2 * TITLE_COLUMNS else None
    if heading and heading["title"]:
        return line.start + heading.start("title"), line.start + heading.end("title")
    if len(body) < 2 or line.columns > HEADLINE_COLUMNS or not _opens(line):
        return None
    if dateline(lines[body[1]].text, about, first=False) or _is_headline(lines, body):
        return line.start, line.end
    return None


def _opens(line: Line) -> bool:
    """Begins as a headline may: no list item or label, no small letter (which stands in the middle of an article)."""
    if _LIST_ITEM.match(line.text) or line.text[0].islower() or line.last in _NOT_AT_END or not line.last:
        return False
    return not (labels.source(line.text) or labels.comments(line.text) or labels.related(line.text) or labels.credit(line.text))


def _is_headline(lines: Sequence[Line], body: Sequence[int]) -> bool:
    """Short, no end of a statement, set off by a blank line or soon followed by a paragraph (not by verse, a list or wrapped lines)."""
    line = lines[body[0]]
    if line.columns > TITLE_COLUMNS or line.stops or any(mark in line.text[:-1] for mark in "。！？।॥"):
        return False
    set_off = lines[body[0] + 1].after_blank and any(lines[i].has_letters for i in body[1:])
    return set_off or any(lines[i].prose for i in body[1:4])


def derived_title(text: str, start: int, end: int) -> Span | None:
    """The first sentence in ``text[start:end]``, cut on a word border at 80 columns; None without a letter or digit.

    A prefix of the line without its leading marks, so that a mark in the text is a mark in the title, too.
    """
    start = next((i for i in range(start, min(end, start + 2000)) if text[i].isalnum() or text[i] in "「『《«“\"'¿¡(（‘"), end)
    window = text[start:min(end, start + 4 * DERIVED_COLUMNS)]
    if not any(c.isalnum() for c in window):
        return None
    limit = _fit(window)
    cut = _first_sentence(window)
    if cut > limit:
        cut = limit
        if limit < len(window):
            borders = [0, *word_breaks(window)]
            word = borders[bisect_right(borders, limit) - 1]
            cut = word if word >= limit // 2 else snap_to_graphemes(window, 0, limit)[1]
    title = window[:cut].rstrip(_NOT_KEPT)
    return (start, start + len(title)) if title else None


def is_cut(document: Document) -> bool:
    """Whether a derived title leaves out the rest of its sentence: neither the sentence nor its line ends where the title does."""
    span = document.title_span
    return document.title_source == "derived" and span is not None and goes_on(document.title, document.text[span[1]:span[1] + LOOK_BEHIND])


def goes_on(title: str, behind: str) -> bool:
    """:func:`is_cut` of a derived title with the first ``LOOK_BEHIND`` code points of the text behind it."""
    if title[-1:] in SENTENCE_ENDS:
        return False
    following = behind.split("\n", 1)
    left_out = following[0].lstrip(_NOT_KEPT)
    ended = FULL_STOPS.intersection(following[0][:len(following[0]) - len(left_out)])
    return bool(left_out) and not ended


def _fit(window: str) -> int:
    """How many characters of the window fit into the width of a derived title."""
    if columns(window) <= DERIVED_COLUMNS:
        return len(window)
    width = 0
    for index, character in enumerate(window):
        width += columns(character)
        if width > DERIVED_COLUMNS:
            return index
    return len(window)


def _first_sentence(window: str) -> int:
    """Length of the first sentence with its end mark; abbreviations and initials at the beginning do not end it."""
    for index, character in enumerate(window):
        if character not in SENTENCE_ENDS or index < 12:
            continue
        after = window[index + 1:index + 2]
        inside = character in ".!?;؛؟…" and after and not after.isspace()  # example.org, 3.14
        initial = character == "." and window[index - 2] in " .(" and window[index - 1].isalpha()  # J. Smith
        if not inside and not initial:
            return index + 1
    return len(window)
