"""A stored document in the paragraphs that its page shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from search import DocumentView, Span
from web.markdown import Lines, is_markdown, styles
from web.markup import marked

_LINE_END = re.compile("\n")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One passage of a document as the page shows it."""

    lang: str
    kind: str
    """``body``, or the kind of its zone (:data:`search.ZoneKind`)."""
    html: Markup
    matches: int
    """Marks in it; their ids ``m1``, ``m2``... go on from one paragraph to the next."""
    role: str = ""
    """Of a line of Markdown: what it is (:meth:`web.markdown.Lines.kind`), or ``line`` for plain text."""
    tight: bool = False
    """Whether it is a line of Markdown without a blank line above it."""


def paragraphs(view: DocumentView) -> list[Paragraph]:
    """The document in paragraphs: its passages and what lies between them, cut at the borders of its zones.

    Nothing is lost but white space between paragraphs and the markup that the readers call hidden.
    """
    text, marks = view.document.text, view.marks
    lines = Lines() if is_markdown(view.document.id) else None
    result: list[Paragraph] = []
    first = 0  # the first mark that may still be shown
    number = 1
    shown = 0  # the end of what is shown already
    for start, end, lang, kind in _pieces(view, by_line=lines is not None):
        if kind == "hidden":
            continue
        while first < len(marks) and marks[first][1] <= start:
            first += 1
        last = first  # a mark across a border is shown in both pieces, so ``first`` moves only past those that have ended
        inside: list[Span] = []
        while last < len(marks) and marks[last][0] < end:
            inside.append((max(marks[last][0], start) - start, min(marks[last][1], end) - start))
            last += 1
        piece = text[start:end]
        role = lines.kind(piece) if lines and kind == "body" else ""
        html = marked(piece, inside, number, styles(piece, role) if lines and kind == "body" else ())
        tight = lines is not None and text.count("\n", shown, start) == 1
        result.append(Paragraph(lang, kind, html, len(inside), (role or "line") if lines and kind == "body" else "", tight))
        number += len(inside)
        shown = end
    return result


def _pieces(view: DocumentView, *, by_line: bool) -> Iterator[tuple[int, int, str, str]]:
    """``(start, end, language, zone)`` of the stretches that neither a passage's nor a zone's border divides, in order; trimmed, not empty.

    ``by_line``: of the lines instead, which keep their indent.
    """
    text = view.document.text
    zones = [(zone.start, zone.end, zone.kind) for zone in view.document.zones]
    borders = {0, len(text)}
    if by_line:
        borders.update(found.end() for found in _LINE_END.finditer(text))
    else:
        borders.update(border for start, end, _ in (*view.passages, *zones) for border in (start, end))
    passage_at, zone_at = _walker(view.passages, view.lang), _walker(zones, "body")
    for border, following in pairwise(sorted(borders)):
        start, end = _trim(text, border, following)
        if start < end:
            yield border if by_line else start, end, passage_at(start), zone_at(start)


def _walker(spans: Sequence[tuple[int, int, str]], otherwise: str) -> Callable[[int], str]:
    """A function that says which of the ordered ``spans`` holds a position. Ask it with growing positions only."""
    index = 0

    def value_at(position: int) -> str:
        nonlocal index
        while index < len(spans) and spans[index][1] <= position:
            index += 1
        return spans[index][2] if index < len(spans) and spans[index][0] <= position else otherwise

    return value_at


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the white space at both ends."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), max(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))
