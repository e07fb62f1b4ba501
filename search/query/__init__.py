"""The query language: words, phrases, ``-word``, AND OR NOT, parentheses, ``prefix*``, ``lang: site: after: before: intitle:``.

Our own parser, because every string is a legal query here: it never raises, takes linear time, and what it does not understand is searched
as plain words with a warning, never dropped or changed in silence. (Whoosh's raises RecursionError on 1,000 parentheses and IndexError on
2,000 NOTs; both are one paste away.)

    characters.py  which characters separate, quote, group, negate      scan.py     string -> tokens
    filters.py     languages, hosts, dates                              parser.py   tokens -> tree and filters (precedence, bounds)
    nodes.py       the result                                           notes.py    every warning
"""

from __future__ import annotations

from search.query.filters import language as language_code
from search.query.nodes import ParsedQuery, QueryAnd, QueryLeaf, QueryNode, QueryNot, QueryOr, describe, leaves
from search.query.notes import SENTENCES, warning
from search.query.parser import MAX_LEAVES, MAX_LENGTH, MAX_NESTING, parse

__all__ = [
    "MAX_LEAVES",
    "MAX_LENGTH",
    "MAX_NESTING",
    "SENTENCES",
    "ParsedQuery",
    "QueryAnd",
    "QueryLeaf",
    "QueryNode",
    "QueryNot",
    "QueryOr",
    "describe",
    "language_code",
    "leaves",
    "parse",
    "warning",
]
