"""Regular expressions over large classes of characters."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable


def char_class(codes: Iterable[int]) -> str:
    """The inside of a regular expression character class that holds these code points."""
    ranges: list[list[int]] = []
    for code in sorted(codes):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"\\U{a:08x}" if a == b else f"\\U{a:08x}-\\U{b:08x}" for a, b in ranges)


class Characters(dict[str, bool]):
    """Which characters a rule is about. It is asked once of every character that is met: to look into a table is a fraction of the time."""

    def __init__(self, rule: Callable[[str], object]) -> None:
        super().__init__()
        self._rule = rule

    def __missing__(self, character: str) -> bool:
        found = self[character] = bool(self._rule(character))
        return found

    def any(self, text: str) -> bool:
        """Whether the text holds such a character."""
        return True in map(self.__getitem__, text)


ASTRAL = re.compile("[\U00010000-\U0010ffff]")
"""A character beyond the basic plane."""


class ByPlane:
    """A pattern over large classes of characters, twice: Python's engine looks a character up in a table where a class stays within the
    basic plane, else it may try range after range (500 ns instead of 10 per character)."""

    def __init__(self, template: str, *classes: Iterable[int]) -> None:
        """``template``: the pattern, with ``{0}``, ``{1}`` for the insides of its classes (other braces doubled)."""
        self._template = template
        self._classes = [frozenset(each) for each in classes]

    def on(self, text: str) -> re.Pattern[str]:
        """The pattern to use on ``text``."""
        return self._basic if text.isascii() or ASTRAL.search(text) is None else self._all

    @functools.cached_property
    def _all(self) -> re.Pattern[str]:
        return re.compile(self._template.format(*map(char_class, self._classes)))

    @functools.cached_property
    def _basic(self) -> re.Pattern[str]:
        return re.compile(self._template.format(*(char_class(code for code in each if code < 0x10000) for each in self._classes)))
