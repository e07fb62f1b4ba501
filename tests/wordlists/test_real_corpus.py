"""Promises with synonyms on, over a sample of a real corpus of sixty languages: nothing is lost, and what is found is marked."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from search.languages import LANGUAGES
from search.lookup import answer, view
from search.marks.find import find
from search.model import SearchRequest
from search.store.payload import StoredDocument
from search.wordlists import WordLists, key_of, read_lists, using
from tests.relevance.real import FAST, Real, documents, faults, pool, written_words

pytestmark = pytest.mark.slow

FILES = ("synonyms", "synonyms", "synonyms.ja", "synonyms.no", "synonyms.ar", "synonyms.en", "synonyms.vi", "synonyms.ru")
LINES, QUERIES = 3_000, 600


@pytest.fixture(scope="module")
def real(data_folder: Path) -> Iterator[Real]:
    with pool(documents(data_folder, FAST)) as built:
        yield built


@pytest.fixture(scope="module")
def words(real: Real) -> list[str]:
    found = []
    for id, document in real.documents.items():
        written = [word for word in written_words(document) if "://" not in word and len(word) < 40]
        found += random.Random(id).sample(written, min(6, len(written)))
    return found


@pytest.fixture(scope="module")
def lists(words: list[str], tmp_path_factory: pytest.TempPathFactory) -> WordLists:
    """Words of the corpus as synonyms of one another, at random: one in five terms has two words, one line in five has one way."""
    draw = random.Random(4)
    folder = tmp_path_factory.mktemp("words")
    lines: dict[str, list[str]] = {name: [] for name in FILES}
    for _ in range(LINES):
        terms = [" ".join(draw.sample(words, draw.choice((1, 1, 1, 1, 2)))) for _ in range(draw.choice((2, 2, 3)))]
        terms = [term.replace(",", "").replace("=>", "").replace("\\", "") for term in terms]
        if all(0 < len(key_of(term).split()) <= 10 and not term.startswith("#") for term in terms):
            lines[draw.choice(FILES)].append(draw.choice((", ", ", ", ", ", ", ", " => ") if len(terms) == 2 else (", ",)).join(terms))
    for name, content in lines.items():
        (folder / f"{name}.txt").write_text("\n".join(content), encoding="utf-8")
    return read_lists(folder, LANGUAGES)


def test_synonyms_take_no_match_away_and_what_they_find_is_marked(real: Real, words: list[str], lists: WordLists) -> None:
    draw = random.Random(5)
    queries = draw.sample(words, QUERIES) + [" ".join(draw.sample(words, 2)) for _ in range(QUERIES // 5)]
    wrong: list[object] = []
    gained = 0
    for query in queries:
        before = set(real.full(query))
        with using(lists):
            after = set(real.full(query))
            wrong += [("lost", query, id) for id in before - after]
            new = sorted(after - before)[:2]
            gained += len(new)
            wrong += [("view", query, id, fault) for id in new for fault in _view_faults(real, query, id)]
            wrong += [("marks", query, id) for id in _disagreeing(real, query)]
    assert gained > QUERIES, "synonyms find something"
    assert not wrong, f"{len(wrong)} of {len(queries)} queries; see search/plan/synonyms.py. The first: {wrong[:8]}"


def _view_faults(real: Real, query: str, id: str) -> list[str]:
    shown = view(real.engine, id, query)
    found = faults(real.documents[id].text, shown.marks)
    if not (shown.marks or shown.title_marks or any(why.rung == "address" for why in shown.why)):
        found.append("no mark at all")
    return found


def _disagreeing(real: Real, query: str) -> list[str]:
    """Hits of which the engine and the marks do not say the same."""
    found = answer(real.engine, SearchRequest(query, limit=15), facets=())
    if found.compiled is None:
        return []
    ids = [match.id for match in found.matches.hits]
    payloads = [payload for payload in real.engine.fetch(ids) if payload is not None]
    told = [all(leaf.full for leaf in find(StoredDocument(payload), found.compiled.targets).leaves) for payload in payloads]
    return [match.id for match, full in zip(found.matches.hits, told, strict=True) if match.full != full]
