"""Words that shall not be cut, as a user dictionary of MeCab.

Their neighbours still decide whether they stand in a text: 京都 does not stand in 東京都, listed or not.

The dictionary is compiled by MeCab's own compiler, which fugashi brings along (no ``mecab-dict-index`` is needed), in a process of its own:
it prints to standard output and ends its process when something is wrong. That takes about a tenth of a second, once per process and list.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from search.errors import GlottaError

_COMPILE = "import sys, fugashi; fugashi.build_dictionary(sys.argv[1])"
_LEAST_COST = -32_000
"""MeCab keeps costs in 16 bits."""


@dataclass(frozen=True, slots=True)
class Noun:
    """How a dictionary writes a proper noun."""

    left: str
    """What the features of its left context begin with in ``left-id.def``."""
    right: Callable[[str], str]
    """The same of its right context in ``right-id.def``, from the word."""
    features: Callable[[str], str]
    """The columns after the cost."""


@contextlib.contextmanager
def user_dictionary(words: Sequence[str], noun: Noun, dictionary: Path) -> Iterator[Path]:
    """The compiled dictionary of these words. MeCab maps it into memory, so the file may go once a tagger has been made of it.

    Raises GlottaError if the compiler fails.
    """
    left, right = _ids(dictionary / "left-id.def"), _ids(dictionary / "right-id.def")
    with tempfile.TemporaryDirectory(prefix="glotta-words-") as folder:
        rows = [
            f"{word},{_id(left, noun.left)},{_id(right, noun.right(word))},{_cost(word)},{noun.features(word)}\n" for word in words
        ]
        source, target = Path(folder) / "words.csv", Path(folder) / "words.dic"
        source.write_text("".join(rows), encoding="utf-8")
        arguments = f'mecab-dict-index -d "{dictionary}" -f utf8 -t utf8 -u "{target}" "{source}"'
        made = subprocess.run([sys.executable, "-c", _COMPILE, arguments], capture_output=True, text=True, errors="replace", check=False)
        if made.returncode or not target.exists():
            raise GlottaError(f"MeCab could not compile the words that shall stay whole: {(made.stderr or made.stdout).strip()[-300:]}")
        yield target


def _cost(word: str) -> int:
    """-400 n^1.5 for n characters, as dictionaries of names for MeCab are usually made: below the cost of the parts, and the longer of two
    words that are both listed is cheaper than what it is made of."""
    return max(_LEAST_COST, int(-400 * len(word) ** 1.5))


def _ids(file: Path) -> list[tuple[str, str]]:
    """``(features, number)`` of each context of a dictionary."""
    lines = [line.split(maxsplit=1) for line in file.read_text(encoding="utf-8").splitlines()]
    return [(features, number) for number, features in lines]


def _id(contexts: Sequence[tuple[str, str]], wanted: str) -> str:
    return next(number for features, number in contexts if f"{features},".startswith(f"{wanted},"))
