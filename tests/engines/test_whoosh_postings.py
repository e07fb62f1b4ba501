"""Numbers and postings as bytes: what is packed comes back, and what is cut short is noticed."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engine import BREAK
from search.engines.whoosh.numbers import pack, unpack
from search.engines.whoosh.postings import (
    DamagedPostings,
    FieldPostings,
    FieldTokens,
    SegmentPostings,
    assemble,
    decode_term,
)

WORDS = st.one_of(
    st.sampled_from(["a", "b", "công", "cộng", "京都", "\U00020000", "\uffff", "\ud800", BREAK]), st.text(min_size=1, max_size=4)
)
TEXTS = st.lists(st.lists(WORDS, max_size=20), max_size=12)


def written(texts: list[list[str]], *, positional: bool = True) -> bytes:
    """A segment's file with one field ``exact``."""
    tokens = FieldTokens()
    for number, text in enumerate(texts):
        tokens.add(number, text)
    return b"".join(assemble({"exact": tokens.invert(positional=positional)}, {"other": 3}))


def field(data: bytes) -> FieldPostings:
    inverted = SegmentPostings(data).field("exact")
    assert inverted is not None
    return inverted


@given(st.lists(st.one_of(st.integers(0, 300), st.integers(0, 2**62))))
def test_numbers_come_back_as_they_were_packed(numbers: list[int]) -> None:
    data, ends = pack(np.array(numbers, np.int64))
    assert unpack(data).tolist() == numbers
    assert len(ends) == len(numbers)
    assert [unpack(data[begin:end]).tolist() for begin, end in zip([0, *ends.tolist()], ends.tolist(), strict=False)] == [
        [n] for n in numbers
    ]


@settings(max_examples=60)
@given(TEXTS)
def test_a_field_gives_back_terms_documents_frequencies_and_positions(texts: list[list[str]]) -> None:
    inverted = field(written(texts))
    terms = sorted({token for text in texts for token in text} - {BREAK})
    assert [decode_term(inverted[number]) for number in range(len(inverted))] == terms, "the dictionary is not in code point order"
    for number, term in enumerate(terms):
        assert inverted.find(term) == number
        documents, frequencies = inverted.postings(number)
        counts = [Counter(text)[term] for text in texts]
        assert list(zip(documents.tolist(), frequencies.tolist(), strict=True)) == [pair for pair in enumerate(counts) if pair[1]]
        positions = inverted.positions_between(number, number + 1, frequencies)
        assert positions.tolist() == [at for text in texts for at, token in enumerate(text) if token == term]


@settings(max_examples=60)
@given(TEXTS, WORDS)
def test_all_postings_at_once_are_those_of_each_term_one_after_the_other(texts: list[list[str]], word: str) -> None:
    inverted = field(written(texts))
    low, high = inverted.prefixed(word[:1])
    assert [decode_term(inverted[number]) for number in range(low, high)] == sorted(
        {token for text in texts for token in text if token.startswith(word[:1])} - {BREAK}
    )
    documents, frequencies = inverted.postings_between(low, high)
    each = [inverted.postings(number) for number in range(low, high)]
    assert documents.tolist() == [document for part in each for document in part[0].tolist()]
    assert frequencies.tolist() == [frequency for part in each for frequency in part[1].tolist()]
    assert inverted.positions_between(low, high, frequencies).tolist() == [
        position for at, part in enumerate(each) for position in inverted.positions_between(low + at, low + at + 1, part[1]).tolist()
    ]


def test_a_field_without_positions_still_counts() -> None:
    inverted = field(written([["a", "b", "a"], ["a"]], positional=False))
    assert [array.tolist() for array in inverted.postings(inverted.find("a"))] == [[0, 1], [2, 1]]


def test_an_unknown_term_or_field_is_not_found() -> None:
    segment = SegmentPostings(written([["a"]]))
    assert segment.field("fold") is None
    assert field(written([["b"]])).find("a") == -1
    assert field(written([["b"]])).find("c") == -1


@pytest.mark.parametrize("kept", [0, 1, 10, 40, -1, -8, -30])
def test_a_file_cut_short_is_noticed(kept: int) -> None:
    with pytest.raises(DamagedPostings):
        SegmentPostings(written([["a", "b"], ["c"]])[:kept])


def test_a_dictionary_that_was_overwritten_is_noticed() -> None:
    data = bytearray(written([["a", "b"], ["c"]]))
    data[20:30] = bytes(10)
    with pytest.raises(DamagedPostings):
        SegmentPostings(bytes(data)).field("exact")
