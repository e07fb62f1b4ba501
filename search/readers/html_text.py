"""A parsed page -> what a reader of it sees, one line per block. Nothing visible is dropped; what is not the article becomes a zone later.

White space collapses as in a browser (CSS Text 3, section 4: spaces, tabs and newlines; a no-break space stays). Readings of ruby
(furigana) follow their whole base in brackets: set between the characters they would cut every word into pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree
from lxml import html as lxml_html

_INVISIBLE = frozenset({
    "script", "style", "template", "head", "noscript", "iframe", "object", "embed", "svg", "canvas", "audio", "video", "datalist",
    "rp", "meta", "link", "title",
})
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html",
    "legend", "li", "listing", "main", "menu", "nav", "ol", "optgroup", "option", "p", "plaintext", "pre", "search", "section",
    "select", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul", "xmp",
})
_CELLS = frozenset({"td", "th"})
_PREFORMATTED = frozenset({"pre", "textarea", "listing", "plaintext", "xmp"})
_SPACES = re.compile(r"[ \t\n\r\f]+")
_LINK, _LINK_END = "\x02", "\x03"
_LINK_MARKS = re.compile(f"([{_LINK}{_LINK_END}])")
_LINK_SHARE = 0.7
_OURS = re.compile(f"[\0{_LINK}{_LINK_END}]")
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


def parse(markup: str) -> Any:
    """The tree of a page (an lxml element), or None for markup without any element or nested deeper than libxml2 follows (2,048).

    Ruby readings are moved behind their base.
    """
    # NUL ends the text for libxml2; browsers show U+FFFD. The other two are our own marks below.
    data = _OURS.sub("\ufffd", markup).encode("utf-8")
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = lxml_html.document_fromstring(data, parser=parser)
    except etree.ParserError:
        return None
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        return None  # what stands deeper would be lost without a word
    for ruby in list(root.iter("ruby")):
        _unravel(ruby)
    return root


def _unravel(ruby: Any) -> None:
    readings: list[str] = []
    for part in list(ruby.iter("rt", "rp", "rtc")):
        if part.tag == "rt":
            readings.append("".join(part.itertext()).strip())
        if part.getparent() is not None:
            part.drop_tree()
    reading = "".join(readings)
    if reading:
        end = etree.SubElement(ruby, "span")
        end.text = f"({reading})"


@dataclass(frozen=True, slots=True)
class Visible:
    text: str
    """Blocks separated by one newline, cells of a table row by a tab; no line is blank."""
    linked: frozenset[int]
    """Indexes of the lines that are links: most of their letters and digits stand inside ``<a>``."""


def visible(root: Any) -> Visible:
    """What a reader of the page sees."""
    lines: list[str] = []
    linked: set[int] = set()
    inside = False
    for line in "".join(_pieces(root)).split("\n"):
        letters = in_link = 0
        for part in _LINK_MARKS.split(line):
            if part in (_LINK, _LINK_END):
                inside = part == _LINK
                continue
            count = sum(map(str.isalnum, part))
            letters += count
            in_link += count if inside else 0
        shown = re.sub(" *\t[ \t]*", "\t", re.sub("  +", " ", _LINK_MARKS.sub("", line))).strip(" \t\r\f")
        if shown.strip("\0"):
            if letters and in_link >= _LINK_SHARE * letters:
                linked.add(len(lines))
            lines.append(shown.replace("\0", " "))
    return Visible("\n".join(lines), frozenset(linked))


def _pieces(root: Any) -> Iterator[str]:
    """The visible text in pieces, with a newline at every border of a block, a tab after a cell, and marks around links."""
    invisible = preformatted = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        starts = event == "start"
        if tag in _INVISIBLE or element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
            invisible += 1 if starts else -1
        if tag in _PREFORMATTED:
            preformatted += 1 if starts else -1
        if not invisible:
            if tag in _BLOCKS:
                yield "\n"
            elif tag in _CELLS and not starts:
                yield "\t"
            elif tag == "a":
                yield _LINK if starts else _LINK_END
            if starts and element.text:
                yield _collapse(element.text, preformatted)
            if not starts and element.tail and element is not root:
                yield _collapse(element.tail, preformatted)


def _collapse(text: str, preformatted: int) -> str:
    # NUL (replaced by `parse`) keeps the place of a space that must not collapse.
    return text.expandtabs(4).replace(" ", "\0") if preformatted else _SPACES.sub(" ", text)
