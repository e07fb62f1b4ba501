"""What comes first, where only one thing differs between two documents."""

from __future__ import annotations

import pytest

from search.engines import ENGINES
from tests.promises.corpus import corpus, texts


@pytest.mark.parametrize("engine", ENGINES)
def test_a_number_weighs_as_much_as_a_word_with_its_sub_words(engine: str) -> None:
    pages = {
        "number": "The treaty of 1905 was signed here.", "word": "The treaty of Ford was signed here.",
        "none": "Nothing was signed here.",
    }
    with corpus(texts(**pages), engine) as built:
        assert [id for id, _ in built.ranked("treaty ford 1905")] == ["number", "word"]
