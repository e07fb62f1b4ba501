"""Emoji as words of their own: 🎉 finds 🎉, in every language.

Word borders know nothing of them, and between words they are like punctuation: *hello 👋 world* holds the phrase *hello world*. So they
are looked for besides, and the index keeps each run of them as a small passage of its own. One is what looks like one (UTS #51): with its
variation selector, its tone of skin, joined to others, two letters of a flag. Its form has neither selector nor tone, so 👍 finds 👍🏽.
"""

from __future__ import annotations

import re

from search.text.charclass import char_class
from search.text.unicode import is_emoji
from search.text.word import Part, exact_form

_TONES = "\U0001f3fb-\U0001f3ff"
_FLAG_LETTERS = "\U0001f1e6-\U0001f1ff"
_PICTURES = "\U0001f000-\U0001faff"
_OLDER = char_class({code for code in range(0x2300, 0x2C00) if is_emoji(chr(code))})
"""Those of the basic plane; arrows, letters and signs before it are text."""
_MAY_BE = re.compile(f"[\u2300-\u23ff\u2600-\u27bf\u2b05-\u2b55{_PICTURES}]")
"""Few ranges are searched for in a third of the time."""
_ONE = f"(?:[{_FLAG_LETTERS}]{{2}}|[{_OLDER}{_PICTURES}][\ufe0e\ufe0f{_TONES}]*)"
_EMOJI = re.compile(f"{_ONE}(?:\u200d{_ONE})*[\U000e0020-\U000e007f]*")
_TONE = re.compile(f"(?<=.)[{_TONES}]")


def holds_emoji(text: str) -> bool:
    return not text.isascii() and _MAY_BE.search(text) is not None and _EMOJI.search(text) is not None


def emoji_runs(text: str) -> list[list[Part]]:
    """The emoji of a normalised text with their exact forms, as runs with nothing between two."""
    runs: list[list[Part]] = []
    if not text.isascii() and _MAY_BE.search(text) is not None:
        for found in _EMOJI.finditer(text):
            part = (*found.span(), exact_form(_TONE.sub("", found.group())))
            if runs and runs[-1][-1][1] == part[0]:
                runs[-1].append(part)
            else:
                runs.append([part])
    return runs
