"""What holds for every query, whatever was typed or pasted."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.query import (
    MAX_LEAVES,
    MAX_LENGTH,
    MAX_NESTING,
    ParsedQuery,
    QueryAnd,
    QueryLeaf,
    QueryNode,
    QueryNot,
    QueryOr,
    describe,
    leaves,
    parse,
)
from search.text.emoji import holds_emoji
from tests.growth import assert_linear

LANGUAGES = ("ar", "en", "ja", "no", "vi")

PIECES = st.sampled_from([
    "a", "B", "Ord", "京都", "観光", "công", "الإعلام", "١٢", "x-y", "㈱", "ﷺ", "\u0301", "🎉", "'", "’",
    "(", ")", "（", "）", '"', "“", "”", "„", "«", "»", "「", "」", "『", "』", "-", "－", "−", "*", "＊",
    " ", " ", " ", "\u3000", " OR ", " AND ", " NOT ", "ＯＲ", "OR", "NOT",
    "lang:", "lang:ja", "site:a.no", "after:2025", "before:", "intitle:", "foo:", ":", "~2", "^3", "/", "|", "http://",
    "\u200f", "\ufeff", "\x00", "\u00ad", "\ud800",
])
QUERIES = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map("".join))


def nodes(root: QueryNode | None) -> list[tuple[QueryNode, int]]:
    """Every node with its depth."""
    found: list[tuple[QueryNode, int]] = []
    waiting = [(root, 1)] if root is not None else []
    while waiting:
        node, depth = waiting.pop()
        found.append((node, depth))
        if isinstance(node, QueryAnd | QueryOr):
            waiting.extend((child, depth + 1) for child in node.children)
        elif isinstance(node, QueryNot):
            waiting.append((node.child, depth + 1))
    return found


def all_leaves(parsed: ParsedQuery) -> list[QueryLeaf]:
    return sorted((node for node, _ in nodes(parsed.root) if isinstance(node, QueryLeaf)), key=lambda leaf: leaf.start)


@given(QUERIES)
@example("-" * 3)
@example('a(-b c "d')
def test_every_leaf_is_a_slice_of_the_query_with_something_to_search_for(query: str) -> None:
    end = 0
    for leaf in all_leaves(parse(query, LANGUAGES)):
        assert query[leaf.start:leaf.end] == leaf.text
        assert leaf.start >= end, "leaves overlap"
        end = leaf.end
        assert holds_emoji(leaf.text) or any(unicodedata.category(char)[0] in "LN" for char in unicodedata.normalize("NFKC", leaf.text))


@given(QUERIES)
@example("x OR OR lang:ja OR lang:no NOT")
@example("intitle:!!! intitle: lang: OR -NOT(a)")
def test_no_letter_or_digit_is_dropped_in_silence(query: str) -> None:
    parsed = parse(query, LANGUAGES)
    if {"query-too-long", "too-many-words"} & {warning.code for warning in parsed.warnings}:
        return
    covered = [False] * len(query)
    for start, end in [*parsed.syntax, *((leaf.start, leaf.end) for leaf in all_leaves(parsed))]:
        assert not any(covered[start:end]), "syntax and leaves overlap"
        covered[start:end] = [True] * (end - start)
    lost = [char for char, seen in zip(query, covered, strict=True) if not seen and unicodedata.category(char)[0] in "LN"]
    assert not lost


@given(QUERIES)
def test_trees_are_in_normal_form_and_bounded(query: str) -> None:
    parsed = parse(query, LANGUAGES)
    for node, depth in nodes(parsed.root):
        assert depth <= 3 * MAX_NESTING + 4
        match node:
            case QueryAnd(children):
                assert len(children) > 1
                assert not any(isinstance(child, QueryAnd) for child in children)
            case QueryOr(children):
                assert len(children) > 1
                assert not any(isinstance(child, QueryOr) for child in children)
            case QueryNot(child):
                assert not isinstance(child, QueryNot)
            case QueryLeaf():
                pass
    assert len(all_leaves(parsed)) <= MAX_LEAVES


@given(QUERIES)
def test_a_query_means_the_same_twice_and_can_be_printed(query: str) -> None:
    parsed = parse(query, LANGUAGES)
    assert parse(query, LANGUAGES) == parsed
    assert describe(parsed).encode("utf-8") is not None
    assert all(warning.detail.encode("utf-8") for warning in parsed.warnings)


@given(st.lists(st.text(st.characters(categories=["Ll", "Lo", "Nd"]), min_size=1, max_size=8), min_size=1, max_size=8))
def test_plain_words_are_leaves_one_by_one(words: list[str]) -> None:
    query = "\u3000".join(words)
    parsed = parse(query, LANGUAGES)
    assert [leaf.text for leaf in leaves(parsed.root)] == words
    assert parsed.warnings == ()


@given(st.text(st.characters(categories=["Ll", "Lo", "Nd", "Zs"]), max_size=20).filter(lambda text: any(map(str.isalnum, text))),
       st.sampled_from(['""', "“”", "„“", "””", "«»", "»«", "「」", "『』", "《》", "＂＂", "‹›"]))
def test_every_pair_of_quotes_makes_a_phrase(inside: str, quotes: str) -> None:
    inside = inside.strip()
    (leaf,) = leaves(parse(f"{quotes[0]}{inside}{quotes[1]}", LANGUAGES).root)
    assert leaf.phrase
    assert leaf.text == inside


@given(QUERIES)
def test_white_space_and_invisible_characters_around_a_query_change_nothing(query: str) -> None:
    padded = parse(f"\ufeff\u200f {query} \u3000\u200e", LANGUAGES)
    plain = parse(query, LANGUAGES)
    assert describe(padded) == describe(plain)
    assert [warning.code for warning in padded.warnings] == [warning.code for warning in plain.warnings]


ENORMOUS = [
    "(", "((", ")", "()", "( ", '"', '"a', "「", "「a", "»", "NOT ", "NOT NOT a ", "-", "- ", "-(", "(a OR ", "OR ", "x OR y z ", "a(",
    "a(b)", "(A)", "(A", "*", "a*", "lang:", "lang:ja ", "lang:ja OR ", "a:", "~", "\u200f", "-\u200f", "\ud800", "\ud800(", "\x00",
    "a\u0301",
]


@pytest.mark.parametrize("piece", ENORMOUS, ids=ascii)
def test_repetition_is_harmless(piece: str) -> None:
    query = piece * (100_000 // len(piece))
    parsed = parse(query, LANGUAGES)
    assert all(leaf.end <= MAX_LENGTH for leaf in all_leaves(parsed))
    assert describe(parsed) is not None


@pytest.mark.parametrize("piece", ENORMOUS, ids=ascii)
def test_time_is_linear(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also without the bound on the length."""
    monkeypatch.setattr("search.query.parser.MAX_LENGTH", 10**9)
    assert_linear(lambda length: parse(piece * (length // len(piece)), LANGUAGES), 2_000, 16)
