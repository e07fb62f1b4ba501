"""Snippets: short slices of the original text around the marks, cut at sentence or word borders.

Useful for: a few hundred marks in documents of any length. A snippet never crosses a passage and never ends inside a word. Banner,
captions, related links and tails make a snippet only if nothing else of the document matched.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

import numpy as np

from search.marks.columns import Marks, Numbers, windows
from search.model import Snippet, Span
from search.store.payload import StoredDocument
from search.text.unicode import sentences, word_breaks

LENGTH = 240
"""Longest snippet in code points for text with spaces; half as many where characters are words."""
MOST = 3
"""Snippets per hit."""
_SENTENCE_END = re.compile(r"[.!?…。！？।؟۔॥։።။][\'\"”’»«」』)\]）]*\s*\Z")
_TAKEN = -(1 << 62)
"""Value of a window in a passage that has given a snippet."""
_REACH = 3 * LENGTH
"""How much of a passage is read on either side of a mark, in code points: more than can be shown."""


def snippets(stored: StoredDocument, marks: Marks) -> tuple[Snippet, ...]:
    """Up to three snippets, best first: they cover as many leaves of the query as possible, then as many marks.

    Without any mark in the text (only the title or the address matched) the beginning of the body.
    """
    mine = marks.where(~marks.title)
    body = mine.where(~mine.aside)
    chosen = body if len(body) else mine
    texts = stored.passages.texts()
    if len(chosen):
        return tuple(_cut(stored, number, start, end, chosen) for number, start, end in _best_windows(stored, texts, chosen))
    if not len(texts):
        return ()
    body_texts = texts[stored.passages.zone[texts] == 0]
    first = int(body_texts[0] if len(body_texts) else texts[0])
    start = stored.passages[first].start
    return (_cut(stored, first, start, start + 1, chosen),)


def _best_windows(stored: StoredDocument, texts: Numbers, marks: Marks) -> list[tuple[int, int, int]]:
    """``(number of the passage, start, end)`` of the densest windows: greedily those that add the most leaves, then marks, then the
    earliest. A window begins with a mark and holds those after it that end within two thirds of a snippet, in the same passage."""
    table = stored.passages
    places = table.start[texts].searchsorted(marks.start, "right") - 1
    passage = texts[places]
    border = table.end[passage]
    limits = np.minimum(border, marks.start + (2 * LENGTH // 3 - LENGTH // 3 * table.dense[passage]))
    held, count = windows(marks.end, marks.leaf, limits)
    covered = np.zeros(len(held), dtype=bool)
    added, most = held.sum(0), len(marks)
    others = added * most + count
    outside = (places < 0) | (border < marks.end)
    if outside.any():
        others[outside] = _TAKEN
    picked: list[tuple[int, int, int]] = []
    while len(picked) < MOST:
        values = added * (most * most) + others
        best = int(values.argmax())
        new = held[:, best] & ~covered
        if values[best] < 0 or (len(picked) >= 2 and not new.any()):
            break
        picked.append((int(passage[best]), int(marks.start[best]), int(marks.end[best : best + count[best]].max())))
        if len(picked) < MOST:
            covered |= new
            added = added - held[new].sum(0)
            others[places == places[best]] = _TAKEN
    return picked


def _cut(stored: StoredDocument, number: int, start: int, end: int, marks: Marks) -> Snippet:
    """The snippet of a passage that holds ``[start, end)``: the whole passage, whole sentences, or whole words, as they fit."""
    passage = stored.passages[number]
    base, top = max(passage.start, start - _REACH), min(passage.end, end + _REACH)
    text = stored.slice(base, top)
    room = LENGTH // 2 if stored.passages.dense[number] else LENGTH
    low, high = _trim(text, *_window(text, start - base, end - base, room))
    inside = marks.inside(base + low, base + high)
    rest = text[high:].strip() or stored.slice(top, passage.end).strip()
    cut = (_open(text[:low]), bool(rest) and _open(text[:high]))
    low, high, text = low + base, high + base, text[low:high]
    return Snippet(text, low, tuple((a - low, b - low) for a, b in inside), passage.lang, cut)


def _open(before: str) -> bool:
    """Whether a piece of a passage, from its beginning, ends inside a sentence."""
    return bool(before.strip()) and not _SENTENCE_END.search(before)


def _window(text: str, start: int, end: int, room: int) -> Span:
    if len(text) <= room:
        return 0, len(text)
    borders = [0, *(stop for _, stop in sentences(text))]
    low, high = borders[bisect_right(borders, start) - 1], borders[min(bisect_left(borders, end), len(borders) - 1)]
    while high - low < room:
        after = bisect_right(borders, high)
        if after >= len(borders) or borders[after] - low > room:
            break
        high = borders[after]
    if high - low <= room:
        return low, high
    spare = max(0, room - (end - start))
    low = max(low, start - spare // 3)
    high = min(high, max(end, low + room))
    return _whole_words(text, low, high, start, end)


def _whole_words(text: str, low: int, high: int, start: int, end: int) -> Span:
    """``[low, high)`` shrunk to word borders, still holding ``[start, end)``."""
    base = max(0, low - 300)
    breaks = [0, *word_breaks(text[base : high + 300])]
    at_low = bisect_left(breaks, low - base)
    at_high = bisect_right(breaks, high - base) - 1
    low = base + breaks[min(at_low, len(breaks) - 1)]
    high = base + breaks[max(at_high, 0)]
    return min(low, start), max(high, end)


def _trim(text: str, low: int, high: int) -> Span:
    while low < high and text[low].isspace():
        low += 1
    while high > low and text[high - 1].isspace():
        high -= 1
    return low, high
