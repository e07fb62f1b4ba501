"""Text of documents as safe HTML: escaped, control characters made visible, matches in ``<mark>``.

Every replacement is one code point for one, so the marks of the library stay valid on the shown text.

A mark may begin or end inside an Arabic word (a compound's part, a prefix). Its letters keep their joined shapes because the style sheet
gives ``<mark>`` nothing that breaks shaping (no padding, border, margin or weight: CSS Text 3, "Shaping Across Element Boundaries");
tests/browser measures it. Zero-width joiners would do the same for older browsers, but end up in what people copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flask import Flask
from markupsafe import Markup, escape

from search import Hit, Snippet, Span
from web.markdown import Lines, Style, is_markdown, styles

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


def marked(text: str, marks: Sequence[Span], first: int | None = None, styles: Sequence[Style] = ()) -> Markup:
    """Escaped ``text`` with its marks. ``first`` numbers them: ids ``m1``, ``m2``... from that number on, to jump to.

    ``styles``: stretches that get an element with a class, ordered, without overlap. A mark across their border is shown in several parts.
    """
    text = visible(text)
    pieces: list[str] = []
    at = 0  # the first mark that does not end before the segment
    for start, end, style in _segments(len(text), styles):
        pieces.append(f'<span class="{style}">' if style else "")
        position = start
        while at < len(marks) and marks[at][0] < end:
            begin, stop = max(marks[at][0], start), min(marks[at][1], end)
            name = f' id="m{at + first}"' if first is not None and begin == marks[at][0] else ""
            pieces += (escape(text[position:begin]), f"<mark{name}>", escape(text[begin:stop]), "</mark>")
            position = stop
            if marks[at][1] > end:
                break  # it goes on in the next segment
            at += 1
        pieces += (escape(text[position:end]), "</span>" if style else "")
    return Markup("".join(pieces))  # every piece is escaped, or a tag written above


def _segments(length: int, styles: Sequence[Style]) -> Iterator[Style]:
    """The whole text cut at the borders of the styles."""
    position = 0
    for start, end, style in styles:
        if position < start:
            yield position, start, ""
        if start < end:
            yield start, end, style
        position = end
    if position < length:
        yield position, length, ""


def isolated(text: str) -> Markup:
    """Foreign text inside a sentence: shown as it is, its direction kept to itself."""
    return Markup("<bdi>{}</bdi>").format(visible(text))


def snippet_html(hit: Hit, snippet: Snippet) -> Markup:
    """A snippet with its marks; of Markdown, its signs are dimmed."""
    if not is_markdown(hit.id):
        return marked(snippet.text, snippet.marks)
    kind = "" if snippet.cut[0] or "\n" in snippet.text else Lines().kind(snippet.text)
    return marked(snippet.text, snippet.marks, styles=styles(snippet.text, kind))


def telling(hit: Hit) -> tuple[Snippet, ...]:
    """The snippets that tell more than the title above them does, unless that leaves none."""
    return tuple(snippet for snippet in hit.snippets if snippet.text.strip("# \t") != hit.title) or hit.snippets


def register(app: Flask) -> None:
    """Make these functions known to the templates."""
    app.jinja_env.filters["visible"] = visible
    app.jinja_env.globals.update(marked=marked, isolated=isolated, snippet_html=snippet_html, telling=telling)
