"""What a query means: frozen values that know nothing of how they were typed or how they will be looked up.

A query is a tree of leaves under And, Or and Not, plus filters that hold for the whole query. Offsets are code points of the query
string as it was typed, half open, so that ``query[leaf.start:leaf.end] == leaf.text`` always holds.
"""

from __future__ import annotations

from dataclasses import dataclass

from search.model import Span, Warning_


@dataclass(frozen=True, slots=True)
class QueryLeaf:
    """The smallest thing that a user asks for: one chunk typed without a space, or one quoted phrase.

    ``text`` is exactly what was typed, without quotes, the ``*`` of a prefix or suffix or ``intitle:``. It holds at least one letter, digit
    or emoji (under NFKC), and may also hold anything else: punctuation, control characters, lone surrogates.
    """

    text: str
    start: int
    end: int
    phrase: bool = False
    """Quoted: the words stand next to each other in this order."""
    prefix: bool = False
    """The last word of ``text`` is the beginning of a word."""
    suffix: bool = False
    """``text`` is the end of a word; with ``prefix``, any part of one."""
    title: bool = False
    """Only in the title (``intitle:``)."""

    @property
    def is_part(self) -> bool:
        """Whether ``text`` is no whole word, but has a ``*`` before or behind it."""
        return self.prefix or self.suffix


@dataclass(frozen=True, slots=True)
class QueryAnd:
    """All children; two or more, none of them a ``QueryAnd``."""

    children: tuple[QueryNode, ...]


@dataclass(frozen=True, slots=True)
class QueryOr:
    """Any child; two or more, none of them a ``QueryOr``."""

    children: tuple[QueryNode, ...]


@dataclass(frozen=True, slots=True)
class QueryNot:
    """Not the child, which is no ``QueryNot`` itself."""

    child: QueryNode


QueryNode = QueryLeaf | QueryAnd | QueryOr | QueryNot


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A parsed query. Everything typed that has a letter, a digit or an emoji is in a leaf, in ``syntax``, or named by a warning."""

    root: QueryNode | None
    """None when nothing but filters (or nothing at all) was typed. A root without a positive leaf (``-word`` alone) is possible."""
    langs: tuple[str, ...] = ()
    """Language codes, alternatives; in the order typed, each once."""
    sites: tuple[str, ...] = ()
    """Hosts, lower case, without ``www.``, alternatives; each perhaps with the beginning of a path (``example.org/news``)."""
    date_from: str | None = None
    """ISO ``YYYY-MM-DD``, inclusive."""
    date_to: str | None = None
    """ISO ``YYYY-MM-DD``, inclusive."""
    warnings: tuple[Warning_, ...] = ()
    syntax: tuple[Span, ...] = ()
    """What was understood as operator, quote, parenthesis or filter: spans of the query string, ordered, not overlapping."""


def leaves(node: QueryNode | None) -> tuple[QueryLeaf, ...]:
    """All leaves that are not under a Not, in the order typed."""
    found: list[QueryLeaf] = []
    waiting = [node] if node is not None else []
    while waiting:
        match waiting.pop():
            case QueryLeaf() as leaf:
                found.append(leaf)
            case QueryAnd(children) | QueryOr(children):
                waiting.extend(reversed(children))
            case QueryNot():
                pass
    return tuple(found)


def describe(parsed: ParsedQuery) -> str:
    """The query in one canonical spelling, for people who debug: ``(京都 OR 奈良) -intitle:"東京 都" lang:ja from:2025-01-01``.

    ``from:`` and ``until:`` show ``date_from`` and ``date_to``, both inclusive (they are not part of the query language). Lone
    surrogates show as U+FFFD, so the result can always be printed.
    """
    filtered = any((parsed.langs, parsed.sites, parsed.date_from, parsed.date_to))
    parts = []
    if parsed.root is not None:
        parts.append(_described(parsed.root, inside=filtered and isinstance(parsed.root, QueryOr)))
    parts += [f"lang:{code}" for code in parsed.langs]
    parts += [f"site:{host}" for host in parsed.sites]
    parts += [f"from:{parsed.date_from}"] if parsed.date_from else []
    parts += [f"until:{parsed.date_to}"] if parsed.date_to else []
    return printable(" ".join(parts))


def printable(text: str) -> str:
    """``text`` with lone surrogates as U+FFFD, one for one."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace") if not text.isascii() else text


def _described(node: QueryNode, *, inside: bool) -> str:
    """``inside``: the node stands within another one, so that a sequence needs parentheses. The tree's depth is bounded by the parser."""
    match node:
        case QueryLeaf():
            text = f'"{node.text}"' if node.phrase else node.text
            return ("intitle:" if node.title else "") + "*" * node.suffix + text + "*" * node.prefix
        case QueryNot(child):
            return "-" + _described(child, inside=True)
        case QueryAnd(children) | QueryOr(children):
            joined = (" OR " if isinstance(node, QueryOr) else " ").join(_described(child, inside=True) for child in children)
            return f"({joined})" if inside else joined
