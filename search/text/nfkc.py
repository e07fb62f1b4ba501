"""What NFKC changes, and where: so that most of a text need not be looked at. Source: UAX #15."""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from search.text.charclass import ByPlane, char_class

SPECIAL: dict[int, str] = {
    **{code: " " for code in range(0x20) if chr(code) != "\n"},
    **{code: " " for code in range(0x7F, 0xA0)},
    **{code: "\ufffd" for code in range(0xD800, 0xE000)},
    # NFKC gives these a space of its own: a spacing accent is no letter; a kana sound mark belongs to the kana before it
    # (elasticsearch#27292); an isolated tashkeel belongs to its word.
    **{
        ord(c): " "
        for c in "\u00a8\u00af\u00b4\u00b8\u02d8\u02d9\u02da\u02db\u02dc\u02dd\u037a\u0384\u0385\u1fbd\u1fbf\u1fc0\u1fc1"
        "\u1fcd\u1fce\u1fcf\u1fdd\u1fde\u1fdf\u1fed\u1fee\u1ffd\u1ffe\u2017\u203e\ufe49\ufe4a\ufe4b\ufe4c\uffe3"
    },
    0x309B: "\u3099",
    0x309C: "\u309a",
    0xFF9E: "\u3099",
    0xFF9F: "\u309a",
    0xFE70: "\u064b",
    0xFE72: "\u064c",
    0xFE74: "\u064d",
    0xFE76: "\u064e",
    0xFE78: "\u064f",
    0xFE7A: "\u0650",
    0xFE7C: "\u0651",
    0xFE7E: "\u0652",
    0xFC5E: "\u064c",
    0xFC5F: "\u064d",
    0xFC60: "\u064e",
    0xFC61: "\u064f",
    0xFC62: "\u0650",
    0xFC63: "\u0670",
    # Signs set behind a name would become letters of it (Foo(TM) -> FooTM).
    0x2122: " ",
    0x2120: " ",
    0x2028: " ",
    0x2029: " ",
}
"""Characters that are others before NFKC sees them."""
SPECIAL_CHARACTER = re.compile(f"[{char_class(SPECIAL)}]")


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
