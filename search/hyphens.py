"""Words of letters with a hyphen or two between them (*e-mail*), which may be written as one word, too: where a text has them."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 20
"""Letters of a part, at most."""
_LETTER = r"[^\W\d_]"
_BESIDE = "[\\w'’\u2010-]"
"""What is not beside such a word, for it would be a part of a longer one."""
_BETWEEN_LETTERS = re.compile(f"[\u2010-](?<={_LETTER}.)(?={_LETTER})")
_FIRST_PART = re.compile(f"(?<!{_BESIDE}){_LETTER}{{1,{LONGEST}}}\\Z")
_WHOLE = re.compile(f"{_LETTER}{{1,{LONGEST}}}(?:[\u2010-]{_LETTER}{{1,{LONGEST}}}){{1,2}}(?!{_BESIDE})")


def hyphened(text: str) -> Iterator[re.Match[str]]:
    """Each of these words, in order.

    It is looked for at its first hyphen: to try one expression at every letter of a text took a thirtieth of the time of its analysis.
    """
    done = 0
    for hyphen in _BETWEEN_LETTERS.finditer(text):
        at = hyphen.start()
        if at < done:
            continue
        first = _FIRST_PART.search(text, max(0, at - LONGEST), at)
        whole = _WHOLE.match(text, first.start()) if first is not None else None
        if whole is not None:
            done = whole.end()
            yield whole


def in_one(word: str) -> str:
    """The word without its hyphens."""
    return word.replace("-", "").replace("\u2010", "")
