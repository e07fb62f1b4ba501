"""Lists of function words, one data file per language: ``data/<code>.txt``.

``#`` begins a comment; words are separated by spaces or lines. Every file says in its head where its words come from.
"""

from __future__ import annotations

import functools
from pathlib import Path

from search.text import normalise
from search.word import exact_form

FOLDER = Path(__file__).parent / "data"


def data_lines(name: str) -> list[str]:
    """The lines of ``data/<name>.txt`` without comments; none is empty. Raises FileNotFoundError when there is no such file."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    return [content for line in lines if (content := line.partition("#")[0].strip())]


@functools.cache
def function_words(code: str) -> frozenset[str]:
    """The function words of a language in their exact form. Raises FileNotFoundError when its data file is missing."""
    words = (word for line in data_lines(code) for word in line.split())
    return frozenset(form for form in (exact_form(normalise(word).text) for word in words) if form)
