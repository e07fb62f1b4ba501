"""Words with a sign inside that are written in one word (*e-mail*, *U.S.*, *Node.js*, *O'Brien*, *col·legi*): where a text has them."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 20
"""Letters of a part, at most."""
_LETTER = r"[^\W\d_]"
_BESIDE = "[\\w'’\u2010-]"
"""What is not beside a word with hyphens, for it would be a part of a longer one."""
_BETWEEN_LETTERS = re.compile(f"[\u2010-](?<={_LETTER}.)(?={_LETTER})")
_FIRST_PART = re.compile(f"(?<!{_BESIDE}){_LETTER}{{1,{LONGEST}}}\\Z")
_WHOLE = re.compile(f"{_LETTER}{{1,{LONGEST}}}(?:[\u2010-]{_LETTER}{{1,{LONGEST}}}){{1,2}}(?!{_BESIDE})")

_SIGN = re.compile(f"[.·'’](?<={_LETTER}.)(?={_LETTER}|[ \u00a0\u202f]{_LETTER}{{1,2}}[.])")
_BEFORE_SIGN = re.compile(f"(?<![\\w'’\u2010@/.-]){_LETTER}{{1,{LONGEST}}}\\Z")
_SIGNED = re.compile(
    "|".join((
        f"{_LETTER}{{1,2}}(?:[.][ \u00a0\u202f]?{_LETTER}{{1,2}}){{1,5}}[.](?![\\w@])",  # U.S., p. m., EE. UU.
        f"{_LETTER}{{1,2}}(?:[.]{_LETTER}{{1,2}}){{1,5}}(?![\\w.@])",  # U.S
        f"{_LETTER}{{2,{LONGEST}}}[.]{_LETTER}{{2,3}}(?![\\w@]|[.]\\w)",  # Node.js
        f"{_LETTER}{{0,{LONGEST}}}l[·.]l{_LETTER}{{1,{LONGEST}}}(?!{_BESIDE})",  # col·legi
        f"{_LETTER}{{1,{LONGEST}}}n['’]t(?!\\w)",  # don't
        f"{_LETTER}{{1,2}}['’]{_LETTER}{{2,{LONGEST}}}(?!{_BESIDE})",  # O'Brien
        f"{_LETTER}{{6,{LONGEST}}}['’]{_LETTER}{{2,{LONGEST}}}(?!{_BESIDE})",  # aujourd'hui
    ))
)


def hyphened(text: str) -> Iterator[re.Match[str]]:
    """Each word of letters with a hyphen or two between them, in order.

    It is looked for at its first hyphen: to try one expression at every letter of a text took a thirtieth of the time of its analysis.
    """
    return _at_signs(text, _BETWEEN_LETTERS, _FIRST_PART, _WHOLE)


def signed(text: str) -> list[re.Match[str]]:
    """Each word that may be written in one, with hyphens, points or an apostrophe, in order.

    Abbreviations with points; names with a point before two or three letters; Catalan l·l; names with a capital on both sides of an
    apostrophe, *n't*, and what stands behind six letters and an apostrophe: not the elided words of Romance languages (l'eau).
    """
    found = [*hyphened(text), *filter(_is_no_elision, _at_signs(text, _SIGN, _BEFORE_SIGN, _SIGNED))]
    found.sort(key=re.Match.start)
    return found


def _is_no_elision(whole: re.Match[str]) -> bool:
    first, sign, second = whole.group().replace("’", "'").partition("'")
    return not sign or len(first) > 2 or second == "t" or (first[:1].isupper() and second[:1].isupper())


def _at_signs(text: str, signs: re.Pattern[str], first_part: re.Pattern[str], pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    done = 0
    for sign in signs.finditer(text):
        at = sign.start()
        if at < done:
            continue
        first = first_part.search(text, max(0, at - LONGEST), at)
        whole = pattern.match(text, first.start()) if first is not None else None
        if whole is not None:
            done = whole.end()
            yield whole


_SIGNS = str.maketrans(dict.fromkeys("-\u2010.·'’ \u00a0\u202f"))


def in_one(word: str) -> str:
    """The word without its signs."""
    return word.translate(_SIGNS)
