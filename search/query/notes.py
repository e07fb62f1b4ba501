"""What a search tells the user: every warning, its stable code and its sentence, in one table.

A query is never an error (DESIGN section 7). What is not understood is searched as plain words, and one of these says so. The sentences
are English; a page in another language translates them (``web/notices.py``) and fills in ``Warning_.params`` for itself.
"""

from __future__ import annotations

from search.model import Warning_
from search.query.nodes import printable

AT_MOST = 16
"""Warnings per query; the same sentence is said once."""
EXCERPT = 60
"""Longest piece of the query that a sentence repeats, in code points."""

SENTENCES: dict[str, str | tuple[str, str]] = {
    "no-words": "There is no letter and no digit to search for.",
    "query-too-long": ("The query has more than {limit} character; what follows {what} was not searched.",
                       "The query has more than {limit} characters; what follows {what} was not searched."),
    "too-many-words": ("The query has more than {limit} word; {what} and what follows were not searched.",
                       "The query has more than {limit} words; {what} and what follows were not searched."),
    "nested-too-deep": ("Parentheses nested more than {limit} level deep were ignored.",
                        "Parentheses nested more than {limit} levels deep were ignored."),
    "unbalanced-quote": "The quote {what} has no partner and was ignored.",
    "unbalanced-parenthesis": "The parenthesis {what} has no partner and was ignored.",
    "dangling-operator": "{what} has nothing to connect here and was searched as a word.",
    "operators-in-capitals": "{what} was searched as a word because the whole query is in capitals; for the operator, write other words "
                             "in small letters.",
    "operator-order": "OR binds less than a space, which parentheses can change. This was read as: {what}",
    "unsupported-operator": "{what} is not an operator here; write AND, OR, NOT or a minus before a word.",
    "unsupported-wildcard": "* works only before and behind the letters of a word; {what} was searched as it stands.",
    "many-words": "Very many words fit {what}; documents with the most frequent ones are shown.",
    "unsupported-fuzzy": "~ is not supported; {what} was searched as it stands. Similar spellings are found anyway where little else is.",
    "unsupported-boost": "^ is not supported; {what} was searched as it stands.",
    "unsupported-regex": "Regular expressions are not supported; {what} was searched as it stands.",
    "unknown-field": "There is no filter {what}; it was searched as plain words. There are: lang: site: after: before: intitle:",
    "empty-filter": "{what} needs a value directly behind the colon; it was searched as plain words.",
    "filter-in-operator": "A filter holds for the whole query, so {what} cannot stand beside OR or be excluded; it was searched as plain "
                          "words.",
    "unknown-language": "{what} names no language that is known here; it was searched as plain words. There are: {known}",
    "language-not-here": "There is no language {what} here, so nothing is in it. There are: {known}",
    "only-similar": "No document holds any word as it was typed; documents with similar words are shown.",
    "bad-site": "{what} names no host such as example.org; it was searched as plain words.",
    "bad-date": "{what} names no date; write 2025, 2025-01 or 2025-01-31. It was searched as plain words.",
    "empty-date-range": "after: and before: leave no day between them (from {first} to {last}): nothing can be found.",
}
"""Code -> sentence, or one for ``limit`` = 1 and one for more. ``what`` is a piece of the query, ``limit`` a number, ``known`` codes with
spaces between them, ``first`` and ``last`` ISO dates."""


def warning(code: str, **params: str | int) -> Warning_:
    """The warning of :data:`SENTENCES` with this code, its sentence filled in. A long ``what`` is cut."""
    if "what" in params:
        what = str(params["what"])
        params["what"] = printable(what if len(what) <= EXCERPT else what[:EXCERPT] + "…")
    sentence = SENTENCES[code]
    if not isinstance(sentence, str):
        sentence = sentence[params["limit"] != 1]
    return Warning_(code, sentence.format(**params), params)


class Notes:
    """Collects the warnings of one query in the order found."""

    def __init__(self) -> None:
        self._found: dict[Warning_, None] = {}

    def add(self, code: str, what: str | None = None, **params: str | int) -> None:
        """One more warning; said only once, and not when there are ``AT_MOST`` already. ``what``: the piece of the query it is about."""
        if what is not None:
            params["what"] = what
        if len(self._found) < AT_MOST:
            self._found.setdefault(warning(code, **params))

    def all(self) -> tuple[Warning_, ...]:
        return tuple(self._found)
