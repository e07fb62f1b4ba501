"""Promise 2, over the seeds, in both directions: every word and every run that is copied from a document finds it; and a full match
always holds a form of what was asked."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from search.lookup import answer
from search.marks.find import find
from search.model import Document, SearchRequest
from search.store.payload import StoredDocument
from search.text.unicode import NO_SPACE, normalise, snap_to_graphemes
from search.text.word import spaced_words
from tests.promises.corpus import Corpus, corpus, documents_in

ENGINES = ("tantivy", "whoosh")
WORDS, RUNS = 150, 150
"""Of each seed, drawn at random (the same every time); the slow test takes all words."""


@pytest.fixture(scope="module", params=ENGINES)
def seeds(request: pytest.FixtureRequest, seeds_folder: Path) -> Iterator[Corpus]:
    with corpus(documents_in(str(seeds_folder)), request.param) as built:
        yield built


def written_words(document: Document) -> list[str]:
    """Words as a reader sees them: by ICU in the original text, and what stands between spaces without its outer punctuation."""
    words: set[str] = set()
    for line in document.text.split("\n"):
        normalised = normalise(line)
        words.update(line[slice(*normalised.span(start, end))] for start, end in spaced_words(normalised.text))
    stripped = {re.sub(r"^[^\w]+|[^\w+#]+$", "", chunk) for chunk in document.text.split()}
    return sorted(word for word in words | stripped if any(map(str.isalnum, word)) and len(word) < 200)


def test_every_word_copied_from_a_seed_finds_that_seed(seeds: Corpus) -> None:
    missed = [
        (id, word) for id, document in seeds.documents.items() for word in sample(written_words(document)) if id not in seeds.full(word)
    ]
    assert not missed, f"{len(missed)} words do not find their document; see search/plan.py. The first: {missed[:20]}"


@pytest.mark.slow
def test_all_words_of_all_seeds_find_their_seed(seeds: Corpus) -> None:
    missed = [(id, word) for id, document in seeds.documents.items() for word in written_words(document) if id not in seeds.full(word)]
    assert not missed, f"{len(missed)} words do not find their document; see search/plan.py. The first: {missed[:20]}"


def sample(words: list[str]) -> list[str]:
    return random.Random(2026).sample(words, min(len(words), WORDS))


def runs(document: Document, count: int, draw: random.Random) -> list[str]:
    """Random stretches of 1 to 24 characters of running text, cut on grapheme borders, within a line, not out of an address."""
    lines = [line for line in document.text.split("\n") if NO_SPACE.search(line) and "://" not in line]
    found = []
    while lines and len(found) < count:
        line = draw.choice(lines)
        start = draw.randrange(len(line))
        start, end = snap_to_graphemes(line, start, min(len(line), start + draw.randint(1, 24)))
        run = line[start:end]
        if NO_SPACE.search(run):
            found.append(run)
    return found


OPERATORS = re.compile(r"[\"“”„«»‹›「」『』《》()（）:：*＊\s]|^\W+")


def test_every_run_copied_from_running_text_finds_its_seed_and_nothing_without_it_ranks_above(seeds: Corpus) -> None:
    draw = random.Random(2026)
    failures = []
    for id, document in seeds.documents.items():
        for run in runs(document, RUNS, draw):
            query = OPERATORS.sub("", run)
            holding = seeds.holding(query)
            if not NO_SPACE.search(query) or id not in holding:
                continue
            ranked = seeds.ranked(query)
            full = {hit for hit, is_full in ranked if is_full}
            order = [hit for hit, _ in ranked]
            if not holding <= full:
                failures.append((query, "not found", sorted(holding - full)))
            elif set(order[: len(holding)]) != holding:
                failures.append((query, "ranked above", order, sorted(holding)))
    assert not failures, f"{len(failures)} runs; see search/plan.py, _running_leaf. The first: {failures[:10]}"


def test_a_run_typed_with_the_punctuation_it_was_written_with_is_found_as_well(seeds: Corpus) -> None:
    assert seeds.first("科学技術、イノベーション、国家のデジタル変革") in ("001_3b6b67b959955d24.txt", "000_10efdc39f4d87023.txt")
    assert "001_3b6b67b959955d24.txt" in seeds.full("第57-NQ/TW号")
    assert "001_3b6b67b959955d24.txt" in seeds.full("(韓国)は、デジタル")


def test_a_full_match_always_holds_a_form_of_every_word_asked(seeds: Corpus) -> None:
    """The other direction: the words of all seeds asked of all seeds; each full match shows where the word stands."""
    empty = []
    for document in seeds.documents.values():
        for word in sample(written_words(document))[:60]:
            found = answer(seeds.engine, SearchRequest(word, limit=100))
            if found.compiled is None:
                continue
            for match in found.matches.hits:
                payload = seeds.engine.fetch([match.id])[0]
                assert payload is not None
                shown = find(StoredDocument(payload), found.compiled.targets)
                if match.full != all(leaf.full for leaf in shown.leaves):
                    empty.append((word, match.id, match.full, shown.leaves))
    assert not empty, f"{len(empty)} matches that the text does not bear out (search/plan.py against search/marks/find.py): {empty[:10]}"
