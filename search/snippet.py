"""Snippets: short slices of the original text around the marks, cut at sentence or word borders.

Useful for: a few hundred marks in documents of any length. A snippet never crosses a passage and never ends inside a word. Banner,
captions, related links and tails make a snippet only if nothing else of the document matched.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from search.marks import Mark, merged
from search.model import Snippet, Span
from search.store import Passage, StoredDocument
from search.text import NO_SPACE, sentences, word_breaks

LENGTH = 240
"""Longest snippet in code points for text with spaces; half as many where characters are words."""
MOST = 3
"""Snippets per hit."""
_SENTENCE_END = re.compile(r"[.!?…。！？।؟۔॥։።။][\'\"”’»«」』)\]）]*\s*\Z")
_REACH = 2_000
"""How far from a mark sentence borders are looked for, in code points."""


def snippets(stored: StoredDocument, marks: Sequence[Mark]) -> tuple[Snippet, ...]:
    """Up to three snippets, best first: they cover as many leaves of the query as possible, then as many marks.

    Without any mark in the text (only the title or the address matched) the beginning of the body.
    """
    mine = [mark for mark in marks if not mark.title]
    body = [mark for mark in mine if not mark.aside]
    chosen = body or mine
    texts = stored.passages.texts()
    if not chosen:
        if not texts:
            return ()
        first = stored.passages[next((number for number in texts if stored.passages.zone[number] == 0), texts[0])]
        return (_cut(stored, first, first.start, first.start + 1, ()),)
    windows = _best_windows(stored, texts, chosen)
    return tuple(_cut(stored, passage, start, end, chosen) for passage, start, end in windows)


def _length(text: str) -> int:
    return LENGTH // 2 if len(NO_SPACE.findall(text)) > len(text) // 3 else LENGTH


def _best_windows(stored: StoredDocument, texts: Sequence[int], marks: Sequence[Mark]) -> list[tuple[Passage, int, int]]:
    """``(passage, start, end)`` of the densest windows: greedily those that add the most leaves, then marks, then the earliest."""
    text = stored.text
    starts, ends = stored.passages.start[texts].tolist(), stored.passages.end[texts].tolist()
    windows: list[tuple[frozenset[int], int, int, int, int]] = []
    ordered = sorted(marks, key=lambda mark: (mark.start, mark.end))
    rooms: dict[int, int] = {}
    last = 0
    for number, mark in enumerate(ordered):
        place = bisect_right(starts, mark.start) - 1
        if place < 0 or mark.end > ends[place]:
            continue
        if place not in rooms:
            rooms[place] = _length(text[starts[place] : starts[place] + 400])
        limit = min(ends[place], mark.start + 2 * rooms[place] // 3)
        last = max(last, number)
        while last + 1 < len(ordered) and ordered[last + 1].end <= limit:
            last += 1
        inside = ordered[number : last + 1]
        windows.append((frozenset(m.leaf for m in inside), len(inside), place, mark.start, max(m.end for m in inside)))
    picked: list[tuple[Passage, int, int]] = []
    covered: frozenset[int] = frozenset()
    while windows and len(picked) < MOST:
        best = max(windows, key=lambda window: (len(window[0] - covered), len(window[0]), window[1], -window[3]))
        if picked and not best[0] - covered and len(picked) >= 2:
            break
        covered |= best[0]
        picked.append((stored.passages[texts[best[2]]], best[3], best[4]))
        windows = [window for window in windows if window[2] != best[2]]
    return picked


def _cut(stored: StoredDocument, passage: Passage, start: int, end: int, marks: Sequence[Mark]) -> Snippet:
    """The snippet of a passage that holds ``[start, end)``: the whole passage, whole sentences, or whole words, as they fit."""
    text = stored.text[passage.start : passage.end]
    room = _length(text[:400])
    low, high = _window(text, start - passage.start, end - passage.start, room)
    low, high = _trim(text, low, high)
    low, high = low + passage.start, high + passage.start
    inside = merged([mark for mark in marks if low <= mark.start and mark.end <= high])
    rest = stored.text[high : passage.end].strip()
    cut = (_open(stored.text[passage.start : low]), bool(rest) and _open(stored.text[passage.start : high]))
    return Snippet(stored.text[low:high], low, tuple((a - low, b - low) for a, b in inside), passage.lang, cut)


def _open(before: str) -> bool:
    """Whether a piece of a passage, from its beginning, ends inside a sentence."""
    return bool(before.strip()) and not _SENTENCE_END.search(before)


def _window(text: str, start: int, end: int, room: int) -> Span:
    if len(text) <= room:
        return 0, len(text)
    left, right = max(0, start - _REACH), min(len(text), end + _REACH)
    borders = [left, *(left + stop for _, stop in sentences(text[left:right]))]
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
