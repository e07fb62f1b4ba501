"""The right document is found as often as ``figures.toml`` says, in every language on its own: one language's gain hides no other's loss.

Each test first checks that it measures what the figure was measured on: the same groups, the same number of queries.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from search.evaluate import evaluate, load
from tests.promises.corpus import Corpus
from tests.relevance.habits import HABITS, Habit
from tests.relevance.measure import (
    GOLDEN,
    Section,
    golden,
    measure,
    measure_habit,
    read_figures,
    sampled_pool,
    seeds_of,
    written_pool,
)
from tests.relevance.pool import Measured, by_group, seed_queries, small_queries

FIGURES = read_figures()
HOW = "Figures and how to repeat them: tests/relevance/README.md"


def below(found: Section, committed: Section) -> list[str]:
    """What fell under its floor. A group without a committed figure, or measured on other queries, is an error of the gate itself."""
    assert found.keys() == committed.keys(), f"measured {sorted(found)}, committed {sorted(committed)}: write the figures again. {HOW}"
    other = [group for group, row in found.items() if row["queries"] != committed[group]["queries"]]
    assert not other, f"{other}: other queries than the figures were measured on. {HOW}"
    assert all(row["queries"] > 0 for row in found.values())
    return [
        f"{group}: MRR@10 {row['mrr']} < {committed[group]['floor']} (was {committed[group]['mrr']})"
        for group, row in found.items()
        if row["mrr"] < committed[group]["floor"]
    ]


# --- What the tests bring with them --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def written(seeds_folder: Path) -> Iterator[Corpus]:
    with written_pool(seeds_folder) as built:
        yield built


def test_every_language_of_the_small_corpus_keeps_its_floor(written: Corpus) -> None:
    assert not (fallen := below(measure(Measured(written, by_group(small_queries()))), FIGURES["small"])), f"{fallen}. {HOW}"


def test_words_of_one_place_of_a_seed_find_that_seed(written: Corpus, seeds_folder: Path) -> None:
    queries = by_group(seed_queries(seeds_of(seeds_folder)))
    assert not (fallen := below(measure(Measured(written, queries)), FIGURES["seeds"])), f"{fallen}. {HOW}"


def test_result_lists_are_those_that_were_reviewed(written: Corpus) -> None:
    reviewed = GOLDEN.read_text(encoding="utf-8").split("\n\n")
    found = golden(written).split("\n\n")
    assert len(reviewed) > 20
    assert found == reviewed, "The order changed. If it is better so: python -m tests.relevance.measure, and say why in the commit."


# --- Real collections ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sampled(data_folder: Path) -> Iterator[Measured]:
    with sampled_pool(data_folder) as pool:
        yield pool


def test_every_collection_keeps_its_floor_in_one_index(sampled: Measured) -> None:
    assert not (fallen := below(measure(sampled), FIGURES["retrieval"])), f"{fallen}. {HOW}"


@pytest.mark.parametrize("habit", HABITS, ids=lambda habit: habit.name)
def test_what_is_typed_in_another_way_is_found_as_well(habit: Habit, sampled: Measured) -> None:
    found, committed = measure_habit(habit, sampled), FIGURES["habits"][habit.name]
    assert found["queries"] == committed["queries"] > 0, f"other queries than the figures were measured on. {HOW}"
    # The goals are for whole collections. In a sample one query may cost more than what a goal leaves: then the figure is the floor.
    assert found["kept"] >= min(habit.goal, committed["kept"] - 0.001), f"{found}, goal {habit.goal}. {HOW}"


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(FIGURES.get("alone", {})))
def test_a_whole_collection_alone_keeps_its_floor(name: str, data_folder: Path) -> None:
    [(measures, _)] = evaluate([load(data_folder / "retrieval" / name)])
    committed = FIGURES["alone"][name]
    assert measures.queries == committed["queries"]
    assert measures.mrr >= committed["floor"], f"MRR@10 {measures.mrr:.4f} < {committed['floor']} (was {committed['mrr']}). {HOW}"


@pytest.mark.slow
def test_the_slow_suite_measures_the_collections_of_the_goals() -> None:
    """A section that is missing must not look like one that passed."""
    goals = [
        "xquad-ar",
        "arcd-ar",
        "norquad-no",
        "jsquad-ja",
        "drcd-zh",
        "xquad-vi",
        "xquad-de",
        "xquad-ru",
        "xquad-tr",
        "xquad-en",
        "xquad-th",
        "tydiqa-en",
    ]
    assert not set(goals) - FIGURES["alone"].keys()
