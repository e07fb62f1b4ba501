"""What is kept of the words of earlier queries: bounded, and gone when the index changes."""

from __future__ import annotations

import pytest

from search.analysis.analyse import analyse
from search.engines import ENGINES
from search.perindex import Remembered
from tests.promises.corpus import corpus, texts


@pytest.mark.parametrize("engine", ENGINES)
def test_a_word_that_was_not_there_is_found_after_the_commit_that_brings_it(engine: str) -> None:
    with corpus(texts("industry here"), engine) as built:
        assert built.full("industries") == ["0"] and built.full("harbour") == []
        (document,) = texts("harbours now")
        built.engine.add([analyse(document)])
        built.engine.commit()
        assert built.full("industries") == [] and built.full("harbour") == ["0"]


def test_the_keys_met_lately_are_remembered_and_no_more_than_twice_as_many_as_wanted() -> None:
    kept: Remembered[int, str] = Remembered(3)
    for number in range(20):
        kept.put(number, str(number))
        assert kept.get(0) in ("0", None)
        assert kept.get(number) == str(number)
        assert len(kept._young) <= 3 and len(kept._old) <= 3
    assert kept.get(0) == "0", "a key that is asked for again and again is kept"
    assert kept.get(5) is None
