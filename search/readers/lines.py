"""Lines of a text and their shapes: what a rule about zones, titles and datelines asks.

Lines end at ``\\n`` only; a ``\\r`` before it belongs to the line's white space. Nothing here looks at more than the first and last few
hundred characters of a line, so that a line of a megabyte costs no more than a short one.
"""

from __future__ import annotations

import re
from typing import NamedTuple

FULL_STOPS = frozenset(".。．｡।॥۔։።။។᙮…")
"""Ends of a statement. A headline that is a link hardly ever has one; ``?`` and ``!`` it may have."""
SENTENCE_ENDS = FULL_STOPS | frozenset("!?！？؟՞;；؛")
_CLOSERS = frozenset("\"'”’»«›‹)）]］」』】〉》*_ \u00a0\u200f\u200e")

LONG = 200
"""Columns from which a line is prose whatever it ends with (Thai writes no full stop)."""
PROSE = 100
"""Columns from which a line that ends like a sentence is a paragraph of prose."""
_LOOK = 400

# East Asian Width W and F (UAX #11) in outline: Hangul, Han and its punctuation, Kana, full-width forms, Han of plane 2 and 3.
_WIDE = re.compile("[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6"
                   "\U00020000-\U0003fffd]+")
_MARKS = re.compile("[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u0670\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200b-\u200f"
                    "\u3099\u309a]+")


class Line(NamedTuple):
    """One line without its surrounding white space: ``text[start:end]``, code points of the document."""

    start: int
    end: int
    text: str
    """``text[start:end]`` of the document; never empty."""
    columns: int
    """Width: 2 for wide characters (Han, Kana, Hangul), else 1. From 400 characters on, their number."""
    after_blank: bool
    """The line before it is blank, or there is none."""

    @property
    def last(self) -> str:
        """The last character that is neither a closing quote nor a bracket; empty if there is none."""
        if (last := self.text[-1]) not in _CLOSERS:
            return last
        return next((character for character in reversed(self.text[-20:]) if character not in _CLOSERS), "")

    @property
    def stops(self) -> bool:
        """Ends with a full stop (of any script)."""
        return self.last in FULL_STOPS

    @property
    def prose(self) -> bool:
        """A paragraph: long, or fairly long with the end of a sentence."""
        return self.columns >= LONG or (self.columns >= PROSE and self.last in SENTENCE_ENDS)

    @property
    def linkish(self) -> bool:
        """Short and without a full stop, as the text of a link is."""
        return self.columns < LONG and not self.stops

    @property
    def has_letters(self) -> bool:
        return any(character.isalpha() for character in self.text[:_LOOK])


def columns(text: str) -> int:
    """Width of a text in columns of a terminal: 2 for wide characters, 0 for the common combining marks."""
    if text.isascii():
        return len(text)
    return len(text) + len(_MARKS.sub("", text)) - len(_WIDE.sub("", text))


def split_lines(text: str) -> list[Line]:
    """The lines of a text that are not blank, in order."""
    lines: list[Line] = []
    at, after_blank = 0, True
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            length = len(stripped)
            start = at if length == len(raw) else at + len(raw) - len(raw.lstrip())
            width = length if length >= _LOOK or stripped.isascii() else columns(stripped)
            lines.append(Line(start, start + length, stripped, width, after_blank))
        after_blank = not stripped
        at += len(raw) + 1
    return lines
