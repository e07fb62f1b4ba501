"""What NFKC changes, and where: so that most of a text need not be looked at. Source: UAX #15."""

from __future__ import annotations

import functools
import itertools
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from search.text.charclass import ByPlane


class Nfkc(NamedTuple):
    """What NFKC does, as patterns and a table."""

    changing: ByPlane
    """A character that it changes by itself, with the combining ones after it."""
    joining: ByPlane
    """A character that it changes and that combines with the one before it."""
    any: ByPlane
    """Each shortest stretch that it may change: a changing character, or any before a combining one, with what composes."""
    one_to_one: dict[str, str]
    """Characters that it replaces by one other, whatever stands beside them (full width, ideographic space)."""


@functools.cache
def nfkc() -> Nfkc:
    top = 0x30000
    changing = [c for c in range(0xA0, top) if not 0xAC00 <= c < 0xE000 and unicodedata.normalize("NFKC", chr(c)) != chr(c)]
    joining = {c for c in range(0x300, 0x20000) if unicodedata.category(chr(c))[0] == "M"}
    joining.update(range(0x1160, 0x1200), range(0x3131, 0x318F), range(0xFFA0, 0xFFDD))
    hangul = range(0x1100, 0x1200)
    pairs = ((c, unicodedata.normalize("NFKC", chr(c))) for c in changing if c not in joining)
    one_to_one = {chr(c): new for c, new in pairs if len(new) == 1 and ord(new) not in joining and ord(new) not in hangul}
    return Nfkc(
        ByPlane("([{0}][{1}]*)", changing, joining),
        ByPlane("[{0}]", joining.intersection(changing)),
        ByPlane("[{0}][{1}]*|[^{1}][{1}]+|[{1}]+", changing, joining),
        one_to_one,
    )


def stretches(text: str) -> Iterable[tuple[int, str]]:
    """Where each stretch that NFKC may change starts, and the stretch. Where only single characters change (an ellipsis, sara am), no
    other is looked at."""
    rules = nfkc()
    if rules.joining.on(text).search(text) is None:
        parts = rules.changing.on(text).split(text)
        if unicodedata.is_normalized("NFKC", "\n".join(parts[::2])):
            return zip(list(itertools.accumulate(map(len, parts)))[::2], parts[1::2], strict=False)
    return ((found.start(), found.group()) for found in rules.any.on(text).finditer(text))
