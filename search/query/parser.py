"""From tokens to meaning: which words are operators, what each filter says, and the tree.

The rules, in the order in which they are applied:

1. At most ``MAX_LENGTH`` characters, ``MAX_LEAVES`` leaves, ``MAX_NESTING`` parentheses deep; what goes beyond is left out, and said.
2. AND, OR and NOT are words when every letter of the rest of the query is a capital (DESIGN, issue 2): a title copied in capitals, a
   stuck shift key. Letters of a script without case (ベトナム OR ノルウェー) show that the capitals were meant; so does ``lang:ja``.
   Minus, quotes and parentheses always count.
3. A filter holds for the whole query, wherever it stands beside other words or in parentheses. Beside OR, under NOT or a minus, or in
   parentheses that are, it would mean something else, and is a plain word. ``lang:ja OR lang:no`` is the same as ``lang:ja lang:no``.
4. OR and AND need something on both sides, NOT something behind it; otherwise they are words.
5. A minus and NOT bind tightest, then AND, which is the same as a space, then OR: ``a b OR c`` is ``(a b) OR c``. Search engines differ
   here (Google binds OR tightest), so a query that depends on it gets a warning that shows how it was read.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from search.model import Span
from search.query.characters import WHITE_SPACE, all_capitals, has_visible
from search.query.filters import UNKNOWN_VALUE, meaning
from search.query.nodes import ParsedQuery, QueryAnd, QueryLeaf, QueryNode, QueryNot, QueryOr, describe
from search.query.notes import Notes
from search.query.scan import OPERATORS, Token, leaf_token, scan

MAX_LENGTH = 2_000
"""Code points of a query that are read."""
MAX_LEAVES = 64
MAX_NESTING = 16
"""Depth of parentheses; bounds the depth of the tree."""


def parse(text: str, languages: Collection[str]) -> ParsedQuery:
    """What a query means. Never raises, whatever the string; takes time linear in its length up to ``MAX_LENGTH``.

    ``languages`` are the codes that ``lang:`` may name.
    """
    notes = Notes()
    source = _bounded(text, notes)
    tokens = _without_empty_groups(scan(source, notes))
    tokens = _words_if_capitals(source, tokens, notes)
    tokens = _understood(source, tokens, languages, notes)
    tokens = _words_if_dangling(source, _plain_filters(source, tokens, notes), notes)
    root = _Builder(notes).build(tokens)
    if root is None and not tokens and has_visible(source):
        notes.add("no-words")
    filters = _collected(tokens)
    if filters.date_from and filters.date_to and filters.date_from > filters.date_to:
        notes.add("empty-date-range", first=filters.date_from, last=filters.date_to)
    return ParsedQuery(root, tuple(filters.langs), tuple(filters.sites), filters.date_from, filters.date_to, notes.all(), _syntax(tokens))


def _bounded(text: str, notes: Notes) -> str:
    """The first ``MAX_LENGTH`` characters, up to the last space if one is near; never ends between the parts of a word needlessly."""
    if len(text) <= MAX_LENGTH:
        return text
    cut = next((at for at in range(MAX_LENGTH, MAX_LENGTH - 200, -1) if text[at] in WHITE_SPACE), MAX_LENGTH)
    notes.add("query-too-long", text[:cut][-20:].strip(), limit=MAX_LENGTH)
    return text[:cut]


def _without_empty_groups(tokens: list[Token]) -> list[Token]:
    """``()`` says nothing, and neither does the minus before it."""
    kept: list[Token] = []
    for token in tokens:
        kinds = [last.kind for last in kept[-2:]]
        if token.kind != "close" or kinds[-1:] != ["open"]:
            kept.append(token)
        else:
            del kept[-len(kinds) if kinds[0] == "minus" else -1:]
    return kept


def _words_if_capitals(source: str, tokens: list[Token], notes: Notes) -> list[Token]:
    operators = [token for token in tokens if token.kind in OPERATORS.values()]
    if not operators:
        return tokens
    rest, done = [], 0
    for token in operators:
        rest.append(source[done:token.start])
        done = token.end
    if not all_capitals("".join(rest) + source[done:]):
        return tokens
    notes.add("operators-in-capitals", source[operators[0].start:operators[0].end])
    return [leaf_token(source, token.start, token.end) if token.kind in OPERATORS.values() else token for token in tokens]


# --- Filters -----------------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Filters:
    langs: dict[str, None] = field(default_factory=dict)
    sites: dict[str, None] = field(default_factory=dict)
    date_from: str | None = None
    date_to: str | None = None


def _understood(source: str, tokens: list[Token], languages: Collection[str], notes: Notes) -> list[Token]:
    """Filters get their normal value; those whose value means nothing become words."""
    kept = []
    for token in tokens:
        if token.kind == "field":
            value = meaning(token.name, token.value, languages)
            if value is None:
                notes.add(UNKNOWN_VALUE[token.name], source[token.start:token.end], **_known(token.name, languages))
                token = leaf_token(source, token.start, token.end)
            else:
                token = replace(token, value=value)
        kept.append(token)
    return kept


def _known(name: str, languages: Collection[str]) -> dict[str, str]:
    """What a warning about a value that means nothing tells besides it: the languages that there are."""
    return {"known": " ".join(sorted(languages))} if name == "lang" else {}


def _plain_filters(source: str, tokens: list[Token], notes: Notes) -> list[Token]:
    """Filters that an operator applies to become words; an OR between alternatives of one filter says what a space does."""
    closed_by = _partners(tokens)
    kinds = [token.kind for token in tokens]
    kept: list[Token] = []
    suspect: list[bool] = []  # per open parenthesis: does an operator apply to it, or to one around it?
    at = 0
    while at < len(tokens):
        if kinds[at] == "open":
            after = closed_by.get(at, len(tokens)) + 1
            suspect.append((bool(suspect) and suspect[-1]) or _applies(kinds, at - 1, after))
        elif kinds[at] == "close" and suspect:
            suspect.pop()
        if kinds[at] != "field":
            kept.append(tokens[at])
            at += 1
            continue
        end = at + 1  # of a chain lang:ja OR lang:no
        while kinds[end:end + 2] == ["or", "field"] and tokens[end + 1].name == tokens[at].name and tokens[at].name in ("lang", "site"):
            end += 2
        if (suspect and suspect[-1]) or _applies(kinds, at - 1, end):
            for token in tokens[at:end:2]:
                notes.add("filter-in-operator", source[token.start:token.end])
            kept.extend(leaf_token(source, token.start, token.end) if token.kind == "field" else token for token in tokens[at:end])
        else:
            kept.extend(token if token.kind == "field" else replace(token, kind="and") for token in tokens[at:end])
        at = end
    return kept


def _applies(kinds: Sequence[str], before: int, after: int) -> bool:
    """Whether what stands between these two places is an operand of OR, NOT or a minus."""
    return (before >= 0 and kinds[before] in ("or", "not", "minus")) or (after < len(kinds) and kinds[after] == "or")


def _partners(tokens: list[Token]) -> dict[int, int]:
    """Place of each opening parenthesis in ``tokens`` -> place of its closing one."""
    found: dict[int, int] = {}
    waiting: list[int] = []
    for at, token in enumerate(tokens):
        if token.kind == "open":
            waiting.append(at)
        elif token.kind == "close" and waiting:
            found[waiting.pop()] = at
    return found


def _collected(tokens: list[Token]) -> _Filters:
    """What all filters say together. Several dates must all hold: the latest ``after:``, the earliest ``before:``."""
    filters = _Filters()
    for token in tokens:
        match token.name:
            case "lang":
                filters.langs[token.value] = None
            case "site":
                filters.sites[token.value] = None
            case "after":
                filters.date_from = max(filters.date_from or token.value, token.value)
            case "before":
                filters.date_to = min(filters.date_to or token.value, token.value)
    return filters


# --- Operators and the tree ------------------------------------------------------------------------------------------------------


def _words_if_dangling(source: str, tokens: list[Token], notes: Notes) -> list[Token]:
    """Operators without an operand become words. A word made here is no operand of another operator: ``a OR OR b`` is four words."""
    kept: list[Token] = []
    operand_follows = False
    for at in range(len(tokens) - 1, -1, -1):
        token = tokens[at]
        dangling = False
        match token.kind:
            case "leaf" | "open" | "field" | "minus":
                operand_follows = True
            case "close":
                operand_follows = False
            case "not":
                dangling = not operand_follows
            case "and" | "or":
                dangling = not (operand_follows and at > 0 and tokens[at - 1].kind in ("leaf", "close", "field"))
                operand_follows = False
        if dangling:
            notes.add("dangling-operator", source[token.start:token.end])
            token = leaf_token(source, token.start, token.end)
        kept.append(token)
    kept.reverse()
    return kept


@dataclass(slots=True)
class _Group:
    """An open parenthesis: alternatives, each a sequence of nodes that must all hold."""

    negated: bool = False
    alternatives: list[list[QueryNode]] = field(default_factory=lambda: [[]])


class _Builder:
    """Builds the tree with a stack of its own."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._stack = [_Group()]
        self._negated = False
        self._leaves = 0

    def build(self, tokens: list[Token]) -> QueryNode | None:
        ignored = 0  # parentheses that are nested too deep
        for token in tokens:
            match token.kind:
                case "leaf" if token.leaf is not None:
                    self._leaf(token.leaf)
                case "open" if len(self._stack) > MAX_NESTING:
                    self._notes.add("nested-too-deep", limit=MAX_NESTING)
                    ignored += 1
                case "open":
                    self._stack.append(_Group(self._take_negation()))
                case "close" if ignored:
                    ignored -= 1
                case "close" if len(self._stack) > 1:
                    self._close()
                case "or":
                    self._stack[-1].alternatives.append([])
                case "not" | "minus":
                    self._negated = not self._negated
                case _:  # AND is the same as a space; filters stand elsewhere
                    pass
        while len(self._stack) > 1:
            self._close()
        return self._node(self._stack[0])

    def _take_negation(self) -> bool:
        negated, self._negated = self._negated, False
        return negated

    def _leaf(self, leaf: QueryLeaf) -> None:
        self._leaves += 1
        if self._leaves > MAX_LEAVES:
            if self._leaves == MAX_LEAVES + 1:
                self._notes.add("too-many-words", leaf.text, limit=MAX_LEAVES)
            self._negated = False
            return
        self._add(leaf, self._take_negation())

    def _close(self) -> None:
        group = self._stack.pop()
        node = self._node(group)
        if node is not None:
            self._add(node, group.negated)

    def _add(self, node: QueryNode, negated: bool) -> None:
        if negated:
            node = node.child if isinstance(node, QueryNot) else QueryNot(node)
        self._stack[-1].alternatives[-1].append(node)

    def _node(self, group: _Group) -> QueryNode | None:
        alternatives = [sequence for sequence in group.alternatives if sequence]
        if not alternatives:
            return None
        nodes = [_joined(QueryAnd, sequence) for sequence in alternatives]
        root = _joined(QueryOr, nodes)
        if len(nodes) > 1 and any(len(sequence) > 1 for sequence in alternatives):
            self._notes.add("operator-order", describe(ParsedQuery(root)))
        return root


def _joined(kind: type[QueryAnd] | type[QueryOr], nodes: list[QueryNode]) -> QueryNode:
    """One node of all; a node of the same kind among them (from parentheses) gives its children instead."""
    children: list[QueryNode] = []
    for node in nodes:
        children.extend(node.children if isinstance(node, kind) else (node,))
    return children[0] if len(children) == 1 else kind(tuple(children))


def _syntax(tokens: list[Token]) -> tuple[Span, ...]:
    """The parts of the tokens that are not a leaf's text."""
    spans: list[Span] = []
    for token in tokens:
        if token.leaf is None:
            spans.append((token.start, token.end))
        else:
            spans += [(token.start, token.leaf.start), (token.leaf.end, token.end)]
    return tuple(span for span in spans if span[0] < span[1])
