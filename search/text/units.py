"""Running text of scripts without spaces: its runs, their units (a character with its marks) and bigrams.

Documents and queries are cut alike, so every run that is copied out of a document is found in it, however either is segmented.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from operator import add

from search.text.charclass import ByPlane
from search.text.unicode import NO_SPACE, NO_SPACE_CLASS, NO_SPACE_RUN
from search.text.word import FOREIGN_DIGIT


def _ignored() -> list[int]:
    low = [code for code in (*range(0x3400), *range(0xA000, 0xAC00), *range(0xFB00, 0x20000)) if _is_ignored(chr(code))]
    return [*low, *range(0xE000, 0xF900), *range(0xE0000, 0xE1000)]


def _is_ignored(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "PSZC" or 0xFE00 <= ord(character) <= 0xFE0F


_IGNORED_CODES = _ignored()
_IGNORED = ByPlane("[{0}]+", _IGNORED_CODES)
LETTERS = ByPlane("[^{0}]+", _IGNORED_CODES)
"""A stretch without punctuation and spaces."""
_NONSPACING = [code for code in range(0x300, 0x20000) if unicodedata.category(chr(code)) in ("Mn", "Me")]
MARKS = ByPlane("[{0}]", _NONSPACING)
"""One mark that stands on the character before it."""
UNIT_BORDER = "\u00b7"
"""Between the two units of a bigram in scripts whose marks are characters of their own, so that a prefix is a whole unit (น is not น้);
and before the second one where it begins another Korean word (국·물)."""
_UNIT = ByPlane(UNIT_BORDER + "?[^{0}][{0}]*|[{0}]+", _NONSPACING)
BRIDGE = 64
"""Letters of other scripts within so many characters of running text are part of its run (第57-NQ/TW号)."""
_STRETCH = re.compile(
    f"[^{NO_SPACE_CLASS}]{{0,{BRIDGE}}}[{NO_SPACE_CLASS}](?:[^{NO_SPACE_CLASS}]{{0,{BRIDGE}}}[{NO_SPACE_CLASS}])*[^{NO_SPACE_CLASS}]{{0,{BRIDGE}}}"
)


def running_units(line: str) -> list[list[str]]:
    """The runs of a normalised line that holds text without spaces: characters with their marks, punctuation and spaces left out.
    A unit that begins a Korean word behind another has a ``UNIT_BORDER`` before it.

    Usually one run per line; several where more than ``BRIDGE`` characters of other scripts stand between.
    """
    if NO_SPACE.search(line) is None:
        return []
    letters = bordered_run(line)
    runs = [letters] if len(letters) < BRIDGE or _is_one_run(letters) else _STRETCH.findall(letters)
    marked = MARKS.on(letters)
    if marked.search(letters) is None and UNIT_BORDER not in letters:
        return list(map(list, runs))
    unit = _UNIT.on(letters)
    return [unit.findall(run) if marked.search(run) or UNIT_BORDER in run else list(run) for run in runs]


def _is_one_run(letters: str) -> bool:
    """What ``_STRETCH`` says of most lines, in a tenth of its time."""
    between = NO_SPACE_RUN.split(letters)
    return len(between) > 1 and max(map(len, between)) <= BRIDGE


def exact_run(line: str) -> str:
    """A normalised line as one run: no punctuation, no spaces, one case, ASCII digits."""
    letters = _IGNORED.on(line).sub("", line).casefold()
    if not letters.isascii() and FOREIGN_DIGIT.search(letters):
        letters = FOREIGN_DIGIT.sub(lambda found: str(unicodedata.decimal(found.group())), letters)
    return letters


HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
HANGUL = re.compile("[\uac00-\ud7a3]")
_KOREAN_SPACE = re.compile(r"(?<=[\uac00-\ud7a3])(?=[\W_]*\s)[\W_]+(?=[\uac00-\ud7a3])")
"""White space between two words in Hangul, punctuation beside it included."""


def bordered_run(line: str) -> str:
    """:func:`exact_run` with a ``UNIT_BORDER`` where Korean words are written apart: 한국 물 holds no 국물."""
    if HANGUL.search(line) is None:
        return exact_run(line)
    return UNIT_BORDER.join(map(exact_run, _KOREAN_SPACE.split(line)))


_MARKED_SCRIPT = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u1aaf\ua9e0-\ua9ff\uaa60-\uaadf]")


def bigrams(units: list[str]) -> list[str]:
    """Bigrams of a run and, last, its final unit alone (緑茶 -> 緑茶, 茶), so that a single character is found at every place."""
    run = "".join(units)
    if UNIT_BORDER in run:
        return [*(first.lstrip(UNIT_BORDER) + second for first, second in itertools.pairwise(units)), units[-1].lstrip(UNIT_BORDER)]
    if _MARKED_SCRIPT.search(run):
        return [*(unit_prefix(first) + second for first, second in itertools.pairwise(units)), units[-1]]
    return [*map(add, units, units[1:]), units[-1]]


def unit_prefix(unit: str) -> str:
    """What every bigram that starts with ``unit``, and no other, begins with."""
    return unit + UNIT_BORDER if _MARKED_SCRIPT.match(unit) else unit
