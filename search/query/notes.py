"""What the parser tells the user: every warning of a query, its stable code and its sentence, in one table.

A query is never an error (DESIGN section 7). What is not understood is searched as plain words, and one of these says so.
"""

from __future__ import annotations

from search.model import Warning_
from search.query.nodes import printable

AT_MOST = 16
"""Warnings per query; the same sentence is said once."""
EXCERPT = 60
"""Longest piece of the query that a sentence repeats, in code points."""

SENTENCES = {
    "no-words": "There is no letter and no digit to search for.",
    "query-too-long": "The query has more than {limit} characters; what follows {what} was not searched.",
    "too-many-words": "The query has more than {limit} words; {what} and what follows were not searched.",
    "nested-too-deep": "Parentheses nested more than {limit} deep were ignored.",
    "unbalanced-quote": "The quote {what} has no partner and was ignored.",
    "unbalanced-parenthesis": "The parenthesis {what} has no partner and was ignored.",
    "dangling-operator": "{what} has nothing to connect here and was searched as a word.",
    "operators-in-capitals": "{what} was searched as a word because the whole query is in capitals; for the operator, write other words "
                             "in small letters.",
    "operator-order": "OR binds less than a space: this was read as {what}. Parentheses change that.",
    "unsupported-operator": "{what} is not an operator here; write AND, OR, NOT or a minus before a word.",
    "unsupported-wildcard": "* works only once, at the end of a word; {what} was searched as it stands.",
    "unsupported-fuzzy": "~ is not supported; {what} was searched as it stands. Similar spellings are found anyway where little else is.",
    "unsupported-boost": "^ is not supported; {what} was searched as it stands.",
    "unsupported-regex": "Regular expressions are not supported; {what} was searched as it stands.",
    "unknown-field": "There is no filter {what}; it was searched as plain words. There are lang: site: after: before: intitle:",
    "empty-filter": "{what} needs a value directly behind the colon; it was searched as plain words.",
    "filter-in-operator": "A filter holds for the whole query, so {what} cannot stand beside OR or be excluded; it was searched as plain "
                          "words.",
    "unknown-language": "{what} names no language that is known here; it was searched as plain words. There are: {limit}",
    "bad-site": "{what} names no host such as example.org; it was searched as plain words.",
    "bad-date": "{what} names no date; write 2025, 2025-01 or 2025-01-31. It was searched as plain words.",
    "empty-date-range": "after: and before: leave no day between them (from {what} to {limit}): nothing can be found.",
}
"""Code -> sentence. ``what`` is a piece of the query, ``limit`` a number or a list of ours."""


class Notes:
    """Collects the warnings of one query in the order found."""

    def __init__(self) -> None:
        self._found: dict[Warning_, None] = {}

    def add(self, code: str, what: str = "", limit: object = "") -> None:
        """One more warning; said only once, and not when there are ``AT_MOST`` already."""
        short = what if len(what) <= EXCERPT else what[:EXCERPT] + "…"
        if len(self._found) < AT_MOST:
            self._found.setdefault(Warning_(code, SENTENCES[code].format(what=printable(short), limit=limit)))

    def all(self) -> tuple[Warning_, ...]:
        return tuple(self._found)
