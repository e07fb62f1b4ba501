"""Lists of function words, one data file per language: ``data/<code>.txt``.

``#`` begins a comment; words are separated by spaces or lines. Every file says in its head where its words come from.
"""

from __future__ import annotations

import functools
from pathlib import Path

from search.text import normalise
from search.word import exact_form

_FOLDER = Path(__file__).parent / "data"


@functools.cache
def function_words(code: str) -> frozenset[str]:
    """The function words of a language in their exact form. Raises FileNotFoundError when its data file is missing."""
    lines = (_FOLDER / f"{code}.txt").read_text(encoding="utf-8").split("\n")
    words = (word for line in lines for word in line.partition("#")[0].split())
    return frozenset(form for form in (exact_form(normalise(word).text) for word in words) if form)
