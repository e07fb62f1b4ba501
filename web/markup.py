"""Text of documents as safe HTML: escaped, control characters made visible, matches in ``<mark>``.

Every replacement is one code point for one, so the marks of the library stay valid on the shown text.

A mark may begin or end inside an Arabic word (a compound's part, a prefix). Its letters keep their joined shapes because the style sheet
gives ``<mark>`` nothing that breaks shaping (no padding, border, margin or weight: CSS Text 3, "Shaping Across Element Boundaries");
tests/browser measures it. Zero-width joiners would do the same for older browsers, but end up in what people copy.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from flask import Flask
from markupsafe import Markup, escape

from search import DocumentView, Span

_NOT_SHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff\ufffe\uffff]")
"""Controls (tab and newlines stay), the two bidirectional overrides (they reverse letters: ``exe.txt``), lone surrogates, noncharacters.
Embeddings and isolates stay: Arabic and Hebrew texts use them, and every piece of text stands in an element that isolates it."""

_LINE_ENDS = "\x0b\x0c\x85"


def visible(text: str) -> str:
    """The same number of code points, each of which can be seen (or is white space)."""
    return _NOT_SHOWABLE.sub(_picture, text)


def _picture(match: re.Match[str]) -> str:
    character = match.group()
    if character in _LINE_ENDS:
        return "\n"
    if character < " ":
        return chr(0x2400 + ord(character))  # the block Control Pictures: NUL is U+2400
    return "\u2421" if character == "\x7f" else "\ufffd"


def marked(text: str, marks: Sequence[Span], first: int | None = None) -> Markup:
    """Escaped ``text`` with its marks. ``first`` numbers them: ids ``m1``, ``m2``... from that number on, to jump to."""
    text = visible(text)
    pieces: list[str] = []
    position = 0
    for number, (start, end) in enumerate(marks, first or 0):
        name = "" if first is None else f' id="m{number}"'
        pieces += (escape(text[position:start]), f"<mark{name}>", escape(text[start:end]), "</mark>")
        position = end
    pieces.append(escape(text[position:]))
    return Markup("".join(pieces))  # every piece is escaped, or a tag written above


def isolated(text: str) -> Markup:
    """Foreign text inside a sentence: shown as it is, its direction kept to itself."""
    return Markup("<bdi>{}</bdi>").format(visible(text))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One passage of a document as the page shows it."""

    lang: str
    kind: str
    """``body``, or the kind of its zone (:data:`search.ZoneKind`)."""
    html: Markup
    matches: int
    """Marks in it; their ids ``m1``, ``m2``... go on from one paragraph to the next."""


def paragraphs(view: DocumentView) -> list[Paragraph]:
    """The document in paragraphs: its passages and what lies between them, cut at the borders of its zones.

    Nothing is lost but white space between paragraphs and the markup that the readers call hidden.
    """
    text, marks = view.document.text, view.marks
    result: list[Paragraph] = []
    first = 0  # the first mark that may still be shown
    number = 1
    for piece_start, piece_end, lang, kind in _pieces(view):
        start, end = _trim(text, piece_start, piece_end)
        if kind == "hidden" or start == end:
            continue
        while first < len(marks) and marks[first][1] <= start:
            first += 1
        last = first  # a mark across a border is shown in both pieces, so ``first`` moves only past those that have ended
        inside: list[Span] = []
        while last < len(marks) and marks[last][0] < end:
            inside.append((max(marks[last][0], start) - start, min(marks[last][1], end) - start))
            last += 1
        result.append(Paragraph(lang, kind, marked(text[start:end], inside, number), len(inside)))
        number += len(inside)
    return result


def _pieces(view: DocumentView) -> Iterator[tuple[int, int, str, str]]:
    """``(start, end, language, zone)`` of the stretches that neither a passage's nor a zone's border divides, in order."""
    zones = [(zone.start, zone.end, zone.kind) for zone in view.document.zones]
    borders = {0, len(view.document.text)}
    borders.update(border for start, end, _ in (*view.passages, *zones) for border in (start, end))
    passage_at, zone_at = _walker(view.passages, view.lang), _walker(zones, "body")
    for start, end in pairwise(sorted(borders)):
        yield start, end, passage_at(start), zone_at(start)


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


def register(app: Flask) -> None:
    """Make these functions known to the templates."""
    app.jinja_env.filters["visible"] = visible
    app.jinja_env.globals.update(marked=marked, isolated=isolated)
