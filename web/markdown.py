"""Markdown on the pages: every character as it was written, its signs dimmed, and what they mean shown by weight, size and indent.

Nothing is rendered away, so a search mark is still a slice of the original text. Only what a line tells by itself is looked at: headings,
lists, quotes, fenced code, tables, and inside a line code, emphasis and links (CommonMark 0.31, in outline). A sign that is not
understood is simply text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

ENDINGS = (".md", ".markdown")

Style = tuple[int, int, str]
"""``(start, end, class)`` in code points of a line: ``syntax`` (a sign), ``strong``, ``em``, ``code``."""

_HEADING = re.compile(r" {0,3}(#{1,6})(?:\s+|$)")
_CLOSING = re.compile(r"\s#+\s*$")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?")
_QUOTE = re.compile(r" {0,3}(?:>\s?)+")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_TABLE = re.compile(r"\s*\|.*\|\s*$")
_RULE = re.compile(r" {0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|=+\s*)$")
# Everything is bounded: a line of a megabyte of brackets must not take quadratic time.
_INLINE = re.compile(
    r"(?P<code>(?<!`)(`{1,8})(?!`)[^`\n]{1,300}\2(?!`))"
    r"|(?P<strong>(\*\*|__)(?=\S)[^*_\n]{1,300}(?<=\S)\4)"
    r"|(?P<em>\*(?=\S)[^*\n]{1,300}(?<=\S)\*|(?<!\w)_(?=\S)[^_\n]{1,300}(?<=\S)_(?!\w))"
    r"|(?P<link>!?\[(?P<label>[^\[\]\n]{0,300})\]\([^()\s]{0,600}(?:\s+\"[^\"\n]{0,300}\")?\))"
)


def is_markdown(document_id: str) -> bool:
    """Whether a document's id says that its text is Markdown."""
    return document_id.lower().endswith(ENDINGS)


@dataclass(slots=True)
class Lines:
    """Looks at the lines of a document one after the other."""

    fence: str = ""
    """What opened the fenced code that is being read; empty outside."""

    def kind(self, line: str) -> str:
        """What the next line is: ``h1`` ... ``h6``, ``item``, ``quote``, ``code``, ``fence``, ``table``, ``rule``; empty for plain text."""
        fence = _FENCE.match(line)
        if self.fence:
            if fence and fence[1].startswith(self.fence) and not line.strip().strip(self.fence[0]):
                self.fence = ""
                return "fence"
            return "code"
        if fence:
            self.fence = fence[1]
            return "fence"
        if heading := _HEADING.match(line):
            return f"h{len(heading[1])}"
        for kind, pattern in (("rule", _RULE), ("item", _ITEM), ("quote", _QUOTE), ("table", _TABLE)):
            if pattern.match(line):
                return kind
        return ""


def styles(line: str, kind: str) -> list[Style]:
    """The signs and the emphasised stretches of a line, in order, without overlap."""
    if kind == "code":
        return []
    if kind in ("fence", "rule"):
        return [(0, len(line), "syntax")]
    found: list[Style] = []
    opening = {"item": _ITEM, "quote": _QUOTE}.get(kind, _HEADING if kind.startswith("h") else None)
    sign = opening.match(line) if opening else None
    if sign:
        found.append((0, sign.end(), "syntax"))
    closing = _CLOSING.search(line, sign.end()) if sign and kind.startswith("h") else None
    end = closing.start() if closing else len(line)
    for match in _INLINE.finditer(line, sign.end() if sign else 0, end):
        found.extend(_inline(match))
    if closing:
        found.append((end, len(line), "syntax"))
    return found


def _inline(match: re.Match[str]) -> list[Style]:
    """Opening sign, what it holds, closing sign."""
    start, end = match.span()
    if match["link"] is not None:
        label = match.span("label")
        return [(start, label[0], "syntax"), (label[1], end, "syntax")]
    name = next(name for name in ("code", "strong", "em") if match[name] is not None)
    width = {"code": len(match[2] or ""), "strong": 2, "em": 1}[name]
    return [(start, start + width, "syntax"), (start + width, end - width, name), (end - width, end, "syntax")]
