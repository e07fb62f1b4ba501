"""Chinese in Latin letters: 北京 is *beijing*, 银行 *yinhang*, 行星 *xingxing*.

Readings come from ICU, character by character; ``data/pinyin.tsv`` has those that a character has in words besides. Tones are left out, as
people leave them out, and so are the dots of ü (女, *nü*, *nv*, *nu*).
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files

from search.text.unicode import mandarin, simplified

_SYLLABLE = re.compile(
    "(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)(?:i?ang|i?ong|uang|[ei]ng|i?ao|i?an|uai|uan|[ae]i|[eiu]n|i[aeu]|ou|u[aeio]|[aeiou])"
    "|ang|eng|ai|an|ao|ei|en|er|ou|[aeo]"
)
_DOTS = re.compile("(?<=[nl])(?:v|u:|u\u0308)")
_TONES = re.compile("[\u0300\u0301\u0304\u030c]|(?<=[a-z])[1-5](?=[a-z]|$)")
_IN_USE = (("gb2312", range(0xB0, 0xD8), range(0xA1, 0xFF)), ("big5", range(0xA4, 0xC7), (*range(0x40, 0x7F), *range(0xA1, 0xFF))))
"""Of mainland China and of Taiwan: the bytes of the characters in common use (GB 2312 and Big5, level 1)."""
LONGEST_SYLLABLE = 6
"""Letters: zhuang."""
LONGEST = 80
"""Characters that are read, at most."""


@functools.cache
def characters() -> Mapping[str, tuple[str, ...]]:
    """Syllable without its tone -> the characters in common use, simplified and traditional, that are read so. Made in .7 s."""
    lines = files("search.text").joinpath("data/pinyin.tsv").read_text(encoding="utf-8").splitlines()
    besides = {character: others.split() for character, _, others in (line.partition("\t") for line in lines if not line.startswith("#"))}
    found: defaultdict[str, list[str]] = defaultdict(list)
    rows = (bytes([first, last]).decode(codec, "ignore") for codec, firsts, lasts in _IN_USE for first in firsts for last in lasts)
    for character in dict.fromkeys(row for row in rows if "\u4e00" <= row <= "\u9fff"):
        for reading in {mandarin(character), *besides.get(simplified(character), ())}:
            found[reading].append(character)
    return {syllable: tuple(each) for syllable, each in found.items()}


def syllables(typed: str) -> Iterator[tuple[str, ...]]:
    """The ways to cut what was typed into syllables without their tones, the longest first; none if it is no pinyin. An apostrophe cuts."""
    if len(typed) > LONGEST:
        return
    letters = _TONES.sub("", unicodedata.normalize("NFD", typed.lower()))
    letters = _DOTS.sub("u", letters).replace("\u2019", "'")
    ends = {len(letters): list[int]()}
    """Where a syllable begins that others follow to the end -> where it may end: no way is tried that leads nowhere, and there may be
    as many as two to the power of the syllables."""
    for start in reversed(range(len(letters))):
        longest = range(min(start + LONGEST_SYLLABLE, len(letters)), start, -1)
        if found := [end for end in longest if _SYLLABLE.fullmatch(letters, start, end) and end + (letters[end : end + 1] == "'") in ends]:
            ends[start] = found
    yield from _cut(letters, 0, ends)


def _cut(letters: str, start: int, ends: Mapping[int, Sequence[int]]) -> Iterator[tuple[str, ...]]:
    if start == len(letters):
        yield ()
    for end in ends.get(start, ()):
        yield from ((letters[start:end], *rest) for rest in _cut(letters, end + (letters[end : end + 1] == "'"), ends))
