"""Misspelt words: what is forgiven, and what is no misspelling."""

from __future__ import annotations

import pytest

from search import rank
from search.vocabulary.spelling import corrections, marked_edits
from search.vocabulary.words import Vocabulary


def meant(word: str, *known: str, held: int = 0, frequency: int = 1) -> list[str]:
    """Corrections of a word over a vocabulary of these words."""
    return [each.word for each in corrections(Vocabulary(sorted((other, frequency) for other in known)), word, held)]


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("vulkn", "vulkan"),  # a letter left out
        ("vulkaan", "vulkan"),  # one too many
        ("vulken", "vulkan"),  # another one
        ("vuklan", "vulkan"),  # two that changed places
        ("regjernigen", "regjeringen"),
        ("statsministren", "statsministeren"),
        ("tatsministeren", "statsministeren"),  # the first letter of a long word
        ("parlemantarisk", "parlamentarisk"),  # two edits in a long word
        ("nghieep", "nghiệp"),  # without marks: compared without them
        ("правителство", "правительство"),
        ("الاعلم", "الإعلام"),
        ("インタネット", "インターネット"),
    ],
)
def test_a_misspelt_word_is_corrected(typed: str, known: str) -> None:
    assert meant(typed, known) == [known]


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("hund", "hunder"),  # too short
        ("hus", "his"),
        ("kulkan", "vulkan"),  # the first letter of a word that is not long
        ("vlkn", "vulkan"),  # two edits in a word that is not long
        ("nghiẹp", "nghiệp"),  # Vietnamese marks are no edits
        ("nghiep", "nghiệp"),
        ("grønnsaker", "gronnsaker"),
        ("nghiêp", "nghiẹpp"),  # a letter too many and another mark
        ("أنباء", "انباء"),
        ("2023x", "2024x"),
        ("57nqtw", "58nqtw"),
        ("東京", "京都"),
        ("科学技術", "科学技師"),
        ("ประเทศ", "ประเทส"),
    ],
)
def test_what_differs_otherwise_is_no_misspelling(typed: str, known: str) -> None:
    assert meant(typed, known) == []


def test_a_word_that_the_index_knows_is_only_a_misspelling_of_a_far_more_frequent_one() -> None:
    assert meant("goverment", "government", held=2, frequency=2 * rank.TYPO_RATIO) == ["government"]
    assert meant("goverment", "government", held=2, frequency=2 * rank.TYPO_RATIO - 1) == []


def test_fewer_edits_come_first_then_the_more_frequent_word() -> None:
    known = Vocabulary(sorted([("stortinget", 50), ("stortingets", 90), ("stortingene", 99)]))
    found = corrections(known, "stortingt", 0)
    assert [(each.word, each.edits) for each in found] == [("stortinget", 1), ("stortingets", 2)]
    assert found[0].weight(90) > found[1].weight(90) > 0


@pytest.mark.parametrize(
    ("word", "other", "edits"), [("chó", "chò", 2), ("chó", "chón", 1), ("chó", "cho", 2), ("chó", "hcó", 1), ("chó", "chó", 0)]
)
def test_a_letter_is_never_taken_for_itself_with_another_mark(word: str, other: str, edits: int) -> None:
    assert marked_edits(word, other, 2) == edits
