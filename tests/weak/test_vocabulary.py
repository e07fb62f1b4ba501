"""The vocabulary finds what a slow search over the same words finds."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engines.memory import MemoryEngine
from search.text.word import fold_forms
from search.vocabulary import words as vocabulary
from search.vocabulary.words import Vocabulary, is_fit, vocabulary_of
from tests.promises.corpus import corpus, texts

SPELT = st.text(alphabet="abcdeéøđ", min_size=3, max_size=9)
WORDS = st.dictionaries(SPELT, st.integers(1, 9), max_size=30)


def made(frequencies: Mapping[str, int]) -> Vocabulary:
    return Vocabulary(sorted(frequencies.items()))


def distance(a: str, b: str) -> int:
    """Optimal string alignment, straight from its definition."""
    table = {(i, 0): i for i in range(len(a) + 1)} | {(0, j): j for j in range(len(b) + 1)}
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            options = [table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (a[i - 1] != b[j - 1])]
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                options.append(table[i - 2, j - 2] + 1)
            table[i, j] = min(options)
    return table[len(a), len(b)]


@given(WORDS, SPELT, st.sampled_from([1, 2]), st.booleans(), st.integers(1, 5))
def test_near_finds_the_words_within_so_many_edits_marks_apart(
    frequencies: dict[str, int], typed: str, most: int, same_first: bool, least: int
) -> None:
    folded = fold_forms(typed)[0]
    expected = {
        (word, edits, count)
        for word, count in frequencies.items()
        if 1 <= (edits := distance(folded, fold_forms(word)[0])) <= most
        and (not same_first or fold_forms(word)[0][0] == folded[0])
        and count >= least
    }
    assert set(made(frequencies).near(folded, most, same_first=same_first, least=least)) == expected


@given(WORDS, st.text(alphabet="abcdeéøđ", min_size=1, max_size=4))
def test_words_are_found_by_their_beginning_middle_and_end(frequencies: dict[str, int], piece: str) -> None:
    words = made(frequencies)
    assert dict(words.beginning(piece)) == {w: n for w, n in frequencies.items() if w.startswith(piece) and w != piece}
    assert list(words.holding(piece)) == sorted((w, n) for w, n in frequencies.items() if piece in w)


@given(WORDS, SPELT)
def test_the_frequency_of_a_word_is_the_one_that_was_given(frequencies: dict[str, int], other: str) -> None:
    words = made(frequencies)
    assert {word: words.frequency(word) for word in frequencies} == frequencies
    assert words.frequency(other) == frequencies.get(other, 0)


@pytest.mark.parametrize("word", ["ab", "a" * 41, "57-nq", "2023", "c++", "京都府知事", "ประเทศไทย", "おはよう", "バクニン省", "ハノイ"])
def test_numbers_signs_short_words_and_running_text_are_left_out(word: str) -> None:
    assert not is_fit(word)
    assert not len(made({word: 1}))


@pytest.mark.parametrize("word", ["tog", "công", "الإعلام", "заводы", "インターネット", "o'brien", "हिन्दी"])
def test_words_that_are_spelt_are_kept(word: str) -> None:
    assert is_fit(word)
    assert made({word: 3}).frequency(word) == 3


def test_katakana_beside_words_with_marks_keeps_every_word_in_its_place() -> None:
    words = {"インターネット": 1, "độc": 2, "ёлка": 3, "élève": 4, "الأول": 5}
    assert {word: made(words).frequency(word) for word in words} == words
    assert made(words).near("eleves", 1, same_first=True) == [("élève", 1, 4)]
    assert made(words).near("インタネット", 1, same_first=True) == [("インターネット", 1, 1)]


def test_only_the_most_frequent_words_are_kept_of_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "MOST_WORDS", 2)
    words = made({"apple": 1, "berry": 9, "cherry": 5})
    assert (words.frequency("apple"), words.frequency("berry"), words.frequency("cherry")) == (0, 9, 5)


def test_an_index_without_words_has_an_empty_vocabulary() -> None:
    words = Vocabulary([])
    assert (len(words), words.near("apple", 1, same_first=False), list(words.beginning("a")), list(words.holding("a"))) == (0, [], [], [])


def test_the_words_of_an_index_are_read_once_and_again_when_it_has_grown() -> None:
    with corpus(texts("Ein Buch."), "memory") as built:
        first = vocabulary_of(built.engine)
        assert vocabulary_of(built.engine) is first
        assert isinstance(built.engine, MemoryEngine)
        with corpus(texts("Ein Buch.", "Zwei Häuser."), "memory") as other:
            built.engine.add(other.indexed.values())
            built.engine.commit()
        assert vocabulary_of(built.engine).frequency("häuser") == 1
