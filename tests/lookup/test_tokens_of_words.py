"""Marks: the tokens of a query's words are gathered all at once, and each word has those that it would have by itself."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.marks.words import _tokens_of
from search.store.payload import StoredDocument

ROWS = 6


@given(
    st.lists(st.integers(0, ROWS - 1), max_size=40),
    st.lists(st.lists(st.integers(0, ROWS - 1), min_size=1, max_size=3, unique=True), max_size=5),
    st.none() | st.integers(1, 9),
)
def test_every_word_has_its_first_tokens_in_the_order_of_the_text(text: list[int], words: list[list[int]], enough: int | None) -> None:
    stored = SimpleNamespace(rows=range(ROWS), places=SimpleNamespace(row=np.array(text, np.int32)))
    tokens, groups = _tokens_of(cast(StoredDocument, stored), words, enough)
    expected = [(token, word) for word, rows in enumerate(words) for token in [at for at, row in enumerate(text) if row in rows][:enough]]
    assert list(zip(tokens.tolist(), groups.tolist(), strict=True)) == expected
