"""Lines of a text and their shapes: what a rule about zones, titles and datelines asks.

Lines end at ``\\n`` only; a ``\\r`` before it belongs to the line's white space. Nothing here looks at more than the first and last few
hundred characters of a line, so that a line of a megabyte costs no more than a short one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

FULL_STOPS = frozenset(".。．｡।॥۔։።။។᙮…")
"""Ends of a statement. A headline that is a link hardly ever has one; ``?`` and ``!`` it may have."""
SENTENCE_ENDS = FULL_STOPS | frozenset("!?！？؟՞;；؛")
_CLOSERS = frozenset("\"'”’»«›‹)）]］」』】〉》*_ \u00a0\u200f\u200e")

LONG = 200
"""Columns from which a line is prose whatever it ends with (Thai writes no full stop)."""
PROSE = 100
"""Columns from which a line that ends like a sentence is a paragraph of prose."""
_LOOK = 400


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its surrounding white space: ``text[start:end]``, code points of the document."""

    start: int
    end: int
    text: str
    """``text[start:end]`` of the document; empty for a blank line."""
    columns: int
    """Width: 2 for wide characters (Han, Kana, Hangul), else 1; counted up to 400 characters, exact below."""
    after_blank: bool
    """The line before it is blank, or there is none."""

    @property
    def blank(self) -> bool:
        return not self.text

    @property
    def last(self) -> str:
        """The last character that is neither a closing quote nor a bracket; empty for a blank line."""
        for character in reversed(self.text[-20:]):
            if character not in _CLOSERS:
                return character
        return ""

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
        return 0 < self.columns < LONG and not self.stops

    @property
    def has_letters(self) -> bool:
        return any(character.isalpha() for character in self.text[:_LOOK])


def columns(text: str) -> int:
    """Width of a text in columns of a terminal; combining marks take none."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def split_lines(text: str) -> list[Line]:
    """All lines of a text, blank ones included, in order."""
    lines: list[Line] = []
    at, after_blank = 0, True
    for raw in text.split("\n"):
        stripped = raw.strip()
        start = at + (len(raw) - len(raw.lstrip())) if stripped else at
        width = columns(stripped[:_LOOK]) + max(0, len(stripped) - _LOOK)
        lines.append(Line(start, start + len(stripped), stripped, width, after_blank))
        after_blank = not stripped
        at += len(raw) + 1
    return lines


def following(lines: Sequence[Line], index: int) -> int | None:
    """Index of the first line after ``index`` that is not blank."""
    return next((i for i in range(index + 1, len(lines)) if not lines[i].blank), None)


def preceding(lines: Sequence[Line], index: int) -> int | None:
    """Index of the last line before ``index`` that is not blank."""
    return next((i for i in range(index - 1, -1, -1) if not lines[i].blank), None)
