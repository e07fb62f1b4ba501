"""Words that people write otherwise than dictionaries do: Korean 컨텐츠 for 콘텐츠, Thai ซอฟท์แวร์ for ซอฟต์แวร์.

A dictionary cuts what it does not know into nonsense, so a text is cut as if it had the spelling of the dictionary; the words
stay slices of the text, and their base forms are of that spelling. One data file per language, ``data/spellings/<code>.txt``:
a spelling, then others.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from search.detection.commonwords import data_lines
from search.language import Cut
from search.model import Span

CutText = Callable[[str, Sequence[Span] | None], Cut]
"""How the language cuts a text, and its passages, that is spelt as its dictionary does."""


@dataclass(frozen=True)
class Spellings:
    """The spellings of one language."""

    standard: Mapping[str, str]
    """Every spelling of the list, the dictionary's among them -> the dictionary's."""
    found: re.Pattern[str]
    """Any of them, the longest first."""

    def cut(self, text: str, passages: Sequence[Span] | None, cut: CutText, respelled: bool = False) -> Cut:
        """The words of a text, cut as the dictionary spells it. ``respelled``: what a word of the list is in that spelling, or a part of
        such a word, becomes its lemma (for languages whose words have none)."""
        edits = _Edits()
        other = self.found.sub(lambda found: edits.add(found, self.standard[found.group()]), text)
        if not edits.old:
            return cut(text, passages)
        _, starts, ends, lemmas = cut(other, None if passages is None else [(edits.there(a), edits.there(b)) for a, b in passages])
        if respelled:
            lemmas = [other[a:b] if edits.touches(a, b) else None for a, b in zip(starts, ends, strict=True)]
        spans = [(edits.back(a), edits.back(b)) for a, b in zip(starts, ends, strict=True)]
        kept = [at for at, (start, end) in enumerate(spans) if start < end]
        return Cut(
            [text[spans[at][0] : spans[at][1]] for at in kept],
            [spans[at][0] for at in kept],
            [spans[at][1] for at in kept],
            None if lemmas is None else [lemmas[at] for at in kept],
        )


@dataclass
class _Edits:
    """What was written otherwise: where it is in the text and where in the text that was cut."""

    old: list[Span] = field(default_factory=list)
    new: list[Span] = field(default_factory=list)

    def add(self, found: re.Match[str], spelling: str) -> str:
        moved = self.new[-1][1] - self.old[-1][1] if self.old else 0
        self.old.append(found.span())
        self.new.append((found.start() + moved, found.start() + moved + len(spelling)))
        return spelling

    def there(self, offset: int) -> int:
        return _moved(offset, self.old, self.new)

    def back(self, offset: int) -> int:
        return _moved(offset, self.new, self.old)

    def touches(self, start: int, end: int) -> bool:
        at = bisect_right(self.new, (end - 1, 1 << 60)) - 1
        return at >= 0 and self.new[at][1] > start


def _moved(offset: int, here: Sequence[Span], there: Sequence[Span]) -> int:
    """An offset in the other text; one inside a word of the list stays as far inside it."""
    at = bisect_right(here, (offset, 1 << 60)) - 1
    if at < 0:
        return offset
    (start, end), (first, last) = here[at], there[at]
    return offset - end + last if offset >= end else first + (offset - start) * (last - first) // (end - start)


def spellings(code: str, standards: bool = False) -> Spellings:
    """The list of a language. ``standards``: the spellings of the dictionary are found as well."""
    rows = [line.split() for line in data_lines(f"spellings/{code}")]
    others = {other: row[0] for row in rows for other in row[1:]}
    kept = {row[0]: row[0] for row in rows if standards or any(other in row[0] for other in others)}
    standard = others | kept
    by_first: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(standard, key=len, reverse=True):
        by_first[word[0]].append(re.escape(word[1:]))
    return Spellings(standard, re.compile("|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in by_first.items())))
