"""From the query string to tokens: leaves, operators, parentheses, filters. One pass, no recursion, no change of length.

A chunk typed without a space is one leaf (DESIGN section 3), so a sign is an operator only where it begins a chunk:

- ``-`` before a letter, digit, quote or parenthesis at the beginning of a chunk negates; inside (57-NQ/TW, --force) it does not.
- ``(`` groups, except where it belongs to a word: its partner follows without a space and letters touch it outside: f(x), （株）日立.
- AND, OR, NOT are a whole chunk, in capitals, of either width.
- ``*`` at the end of a chunk makes a prefix, before nothing but letters, of a script with spaces, a suffix. ``name:`` at the beginning of
  a chunk is a filter if we know the name.

Tokens say what was typed; what it means together is decided in ``parser.py``.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import Literal

from search.query.characters import INVISIBLE, MINUS, QUOTES, WHITE_SPACE, Quotes, has_word, is_word, plain, trim
from search.query.nodes import QueryLeaf
from search.query.notes import Notes
from search.text.unicode import NO_SPACE

Kind = Literal["leaf", "field", "open", "close", "and", "or", "not", "minus"]


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of syntax with its place in the query, quotes and signs included. ``leaf`` is set for leaves only."""

    kind: Kind
    start: int
    end: int
    leaf: QueryLeaf | None = None
    name: str = ""
    """Of a field: ``lang``, ``site``, ``after``, ``before``."""
    value: str = ""
    """Of a field: as typed, without quotes."""
    glued: bool = False
    """Of an opening parenthesis: it touches the word before it."""


OPERATORS: dict[str, Kind] = {"AND": "and", "OR": "or", "NOT": "not"}
FIELDS = ("lang", "site", "after", "before", "intitle", "title")
ELSEWHERE = frozenset((
    "allintext", "allintitle", "allinurl", "author", "cache", "contains", "date", "daterange", "ext", "feed", "filetype", "format", "from",
    "hasfeed", "inanchor", "inbody", "info", "intext", "inurl", "ip", "language", "link", "loc", "location", "published", "related",
    "since", "source", "text", "to", "until", "updated", "url", "year",
))
"""Fields of other engines: missed even where what follows looks like an ordinary colon."""
SCHEMES = frozenset((
    "about", "ark", "arxiv", "chrome", "data", "doi", "ftp", "ftps", "geo", "git", "hdl", "http", "https", "isbn", "issn", "javascript",
    "jdbc", "localhost", "magnet", "mailto", "orcid", "pmid", "sip", "sms", "ssh", "svn", "tel", "urn", "ws", "wss",
))
"""Before a colon these are no field: URLs and identifiers."""

_FIELD = re.compile(rf"(?:{'|'.join(FIELDS)}):", re.IGNORECASE | re.ASCII)
_ORDINARY_FIELD = re.compile(r"([a-z][a-z_]{1,19}):(?![/:])")
_PART = re.compile(r"\*((?:[^\W\d_][\u0300-\u036f]*){2,})(\*?)")
"""The end of a word, or a part of one with a ``*`` on either side: two letters and more."""
_FUZZY = re.compile(r"~[0-9.]+$|[A-Za-z0-9]~$")  # not the ornament of เอะ~ or 楽しい～
_BOOST = re.compile(r"\w{2}\^[0-9.]+$")  # not x^2
_TEMPERATURE = re.compile(r"\d+(?:[.,]\d+)?\s?[°℃℉%]")
"""A minus before it is a sign: -5 °C, -0,5 %."""
_REGEX = re.compile(r"/.*[*+?\[\]()|\\^$].*/")


def leaf_token(text: str, start: int, end: int) -> Token:
    """The characters as they stand, as a plain word."""
    inner_start, inner_end = trim(text, start, end)
    return Token("leaf", start, end, QueryLeaf(text[inner_start:inner_end], inner_start, inner_end))


def scan(text: str, notes: Notes) -> list[Token]:
    """All tokens of a query, in order. Letters and digits outside the tokens: none."""
    tokens = list(_Scanner(text, Notes(), frozenset()).run())
    waiting: list[Token] = []
    for token in tokens:
        if token.kind == "open":
            waiting.append(token)
        elif token.kind == "close":
            waiting.pop()  # the scanner closes only what is open
    for token in waiting:
        notes.add("unbalanced-parenthesis", text[token.start:token.end])
    # A parenthesis without a partner is plain text: behind a word it belongs to the word, elsewhere it separates.
    literal = frozenset(token.start for token in waiting if token.glued)
    ignored = frozenset(token.start for token in waiting)
    return [token for token in _Scanner(text, notes, literal).run() if not (token.kind == "open" and token.start in ignored)]


class _Scanner:
    """Walks once over the text. ``literal``: places of parentheses that are ordinary characters."""

    def __init__(self, text: str, notes: Notes, literal: frozenset[int]) -> None:
        self._text = text
        self._notes = notes
        self._literal = literal
        self._quotes = Quotes(text)
        self._partner = _partners(text)
        self._depth = 0

    def run(self) -> Iterator[Token]:
        text, at = self._text, 0
        fresh = True  # a minus may stand here: at the beginning, behind white space or behind an opening parenthesis
        while at < len(text):
            char = text[at]
            if char in WHITE_SPACE:
                at, fresh = at + 1, True
            elif char in INVISIBLE:
                at += 1
            elif fresh and char in MINUS and (operand := self._negated(at)) is not None:
                if self._text[operand] in QUOTES or self._is_group(operand):
                    yield Token("minus", at, at + 1)
                    at, fresh = operand, False
                else:
                    end, found = self._chunk(operand, operators=False)
                    if found:
                        yield Token("minus", at, at + 1)
                    at, fresh = yield from self._after_chunk(end, found)
            elif (closing := self._quotes.partner(at)) is not None:
                yield from self._phrase(at, closing)
                at, fresh = closing + 1, False
            elif self._is_group(at):
                self._depth += 1
                yield Token("open", at, at + 1)
                at, fresh = at + 1, True
            elif self._closes(at):
                self._depth -= 1
                yield Token("close", at, at + 1)
                at, fresh = at + 1, False
            else:
                at, fresh = yield from self._after_chunk(*self._chunk(at, operators=True))

    def _after_chunk(self, at: int, found: list[Token]) -> Generator[Token, None, tuple[int, bool]]:
        """The chunk's tokens, and the parenthesis that ended it; returns where to go on and whether a minus may stand there."""
        yield from found
        if at >= len(self._text) or not self._is_group(at, inside=True):
            return at, False
        self._depth += 1
        yield Token("open", at, at + 1, glued=not (found and found[-1].kind in OPERATORS.values()))
        return at + 1, True

    # --- What a sign is, by where it stands -----------------------------------------------------------------------------

    def _visible(self, at: int) -> int:
        """The next character that shows; at most the last one."""
        while at + 1 < len(self._text) and self._text[at] in INVISIBLE:
            at += 1
        return min(at, len(self._text) - 1)

    def _negated(self, at: int) -> int | None:
        """Where that begins which the minus at ``at`` negates; None when it is no operator."""
        if at + 1 >= len(self._text):
            return None
        if _TEMPERATURE.match(self._text, at + 1) or (self._text[at] == "\u2212" and self._text[at + 1].isdecimal()):
            return None
        operand = self._visible(at + 1)
        char, closing = self._text[operand], self._quotes.partner(operand)
        if closing is not None:
            return operand if has_word(self._text[operand:closing]) else None
        star = plain(char) == "*" and is_word(self._text[operand + 1 : operand + 2] or " ")
        negates = star or is_word(char) or self._is_group(operand) or operand in self._partner
        return operand if negates else None

    def _is_group(self, at: int, *, inside: bool = False) -> bool:
        """Whether the character opens a group. ``inside``: it stands directly behind a part of a chunk."""
        if plain(self._text[at]) != "(" or at in self._literal:
            return False
        partner = self._partner.get(at)
        if partner is None:
            return True
        return not inside and not self._touches_word(partner + 1)

    def _touches_word(self, at: int) -> bool:
        """Whether a word goes on here, behind the partner of a parenthesis: （株）日立, (S)-limonene, not (a)OR(b)."""
        if at >= len(self._text) or self._text[at] in WHITE_SPACE or self._text[at] in INVISIBLE or self._text[at] in QUOTES:
            return False
        if plain(self._text[at]) in "()":
            return False
        end = at
        while end < len(self._text) and "A" <= plain(self._text[end]) <= "Z":
            end += 1
        word = "".join(map(plain, self._text[at:end]))
        return not (word in OPERATORS and (end == len(self._text) or not is_word(self._text[end])))

    def _closes(self, at: int) -> bool:
        return self._depth > 0 and plain(self._text[at]) == ")"

    # --- Chunks and phrases ---------------------------------------------------------------------------------------------

    def _chunk_end(self, start: int) -> int:
        """Where the chunk ends: at white space, a quotation, or a parenthesis that groups. At least one character."""
        at = start
        while at < len(self._text):
            char = self._text[at]
            if char in WHITE_SPACE:
                break
            if plain(char) == "(":
                if at > start and (self._is_group(at, inside=True) or self._operator(start, at) is not None):
                    break
                if (partner := self._partner.get(at)) is not None:
                    at = partner  # its inside belongs to the chunk
            elif plain(char) == ")":
                if self._closes(at):
                    break
                self._notes.add("unbalanced-parenthesis", char)
            elif char in QUOTES:
                if self._quotes.partner(at) is not None:
                    break
                if self._quotes.lone(at):
                    self._notes.add("unbalanced-quote", char)
            at += 1
        return max(at, start + 1)

    def _operator(self, start: int, end: int) -> Kind | None:
        start, end = trim(self._text, start, end)
        return OPERATORS.get("".join(map(plain, self._text[start:end]))) if 2 <= end - start <= 3 else None

    def _chunk(self, start: int, *, operators: bool) -> tuple[int, list[Token]]:
        """The end of the chunk that begins here and its tokens: one, or none if it has nothing to search for."""
        end = self._chunk_end(start)
        if operators and (kind := self._operator(start, end)) is not None:
            return end, [Token(kind, *trim(self._text, start, end))]
        inner_start, inner_end = trim(self._text, start, end)
        chunk = "".join(map(plain, self._text[inner_start:inner_end]))
        if (field := _FIELD.match(chunk)) is not None:
            closing = self._quotes.partner(end) if end < len(self._text) and field.end() == len(chunk) else None
            return self._field(inner_start, inner_start + field.end(), end, closing)
        self._note_unsupported(chunk, self._text[inner_start:inner_end], inner_start)
        return end, self._word(inner_start, inner_start, inner_end)

    def _word(self, token_start: int, start: int, end: int, *, title: bool = False) -> list[Token]:
        """A leaf of ``[start, end)``, which is trimmed; ``token_start`` is before it if ``intitle:`` is."""
        inner = end
        while inner > start and plain(self._text[inner - 1]) == "*":
            inner -= 1
        _, bare = trim(self._text, start, inner)
        if not title and (found := _PART.fullmatch("".join(map(plain, self._text[start:end])))) and NO_SPACE.search(found[1]) is None:
            first, last = start + found.start(1), start + found.end(1)
            return [Token("leaf", token_start, end, QueryLeaf(self._text[first:last], first, last, prefix=bool(found[2]), suffix=True))]
        prefix = end - inner == 1 and bare > start and is_word(self._text[bare - 1])
        if "*" in map(plain, self._text[start:bare if prefix else end]):
            prefix = False
            self._notes.add("unsupported-wildcard", self._text[start:end])
        stop = bare if prefix else end
        if not has_word(self._text[start:stop]):
            return []
        return [Token("leaf", token_start, end, QueryLeaf(self._text[start:stop], start, stop, prefix=prefix, title=title))]

    def _phrase(self, opening: int, closing: int, *, token_start: int | None = None, title: bool = False) -> Iterator[Token]:
        start, end = trim(self._text, opening + 1, closing)
        if has_word(self._text[start:end]):
            if "*" in map(plain, self._text[start:end]):
                self._notes.add("unsupported-wildcard", self._text[start:end])
            leaf = QueryLeaf(self._text[start:end], start, end, phrase=True, title=title)
            yield Token("leaf", opening if token_start is None else token_start, closing + 1, leaf)

    def _field(self, start: int, value_start: int, end: int, closing: int | None) -> tuple[int, list[Token]]:
        """The token of ``name:value`` or ``name:"value"`` (``closing``: the place of its last quote)."""
        name = "".join(map(plain, self._text[start:value_start - 1])).lower()
        name = "intitle" if name == "title" else name
        if closing is not None and has_word(self._text[end:closing]):
            if name == "intitle":
                return closing + 1, list(self._phrase(end, closing, token_start=start, title=True))
            inner_start, inner_end = trim(self._text, end + 1, closing)
            return closing + 1, [Token("field", start, closing + 1, name=name, value=self._text[inner_start:inner_end])]
        inner_start, inner_end = trim(self._text, value_start, end)
        if has_word(self._text[inner_start:inner_end]):
            if name != "intitle":
                return end, [Token("field", start, inner_end, name=name, value=self._text[inner_start:inner_end])]
            if found := self._word(start, inner_start, inner_end, title=True):
                return end, found
        if self._text[start:value_start].islower():  # "Before: the storm" is a sentence
            self._notes.add("empty-filter", self._text[start:value_start])
        return end, [leaf_token(self._text, start, max(inner_end, value_start))]

    def _note_unsupported(self, chunk: str, typed: str, start: int) -> None:
        """Says what other engines would have understood. ``chunk`` is the plain form, of the same length as ``typed``."""
        word = has_word(chunk[:1]) or (start > 0 and self._text[start - 1] in QUOTES)
        if chunk in ("||", "&&"):
            self._notes.add("unsupported-operator", typed)
        elif word and _FUZZY.search(chunk):
            self._notes.add("unsupported-fuzzy", typed)
        elif word and _BOOST.search(chunk):
            self._notes.add("unsupported-boost", typed)
        elif _REGEX.fullmatch(chunk):
            self._notes.add("unsupported-regex", typed)
        elif (field := _ORDINARY_FIELD.match(chunk)) is not None and field[1] not in SCHEMES:
            value = chunk[field.end():]
            if field[1] in ELSEWHERE or (len(value) > 1 and value[0].isalpha() and value[1].isalpha()):
                self._notes.add("unknown-field", typed)


def _partners(text: str) -> dict[int, int]:
    """Opening -> closing parenthesis, for pairs with neither white space nor a quote between them."""
    found: dict[int, int] = {}
    waiting: list[int] = []
    for at, char in enumerate(text):
        if char in WHITE_SPACE or char in QUOTES:
            waiting.clear()
        elif plain(char) == "(":
            waiting.append(at)
        elif plain(char) == ")" and waiting:
            found[waiting.pop()] = at
    return found
