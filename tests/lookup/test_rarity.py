"""In mixed company a word is as rare as it is in its own language, where a long query says which that is."""

from __future__ import annotations

import pytest

from search import rank
from search.engine import positive_leaves
from search.languages import LANGUAGES
from search.lookup import search
from search.model import SearchRequest
from search.plan import compile_query
from search.query import parse
from tests.promises.corpus import Corpus, corpus, texts

GERMAN = [
    f"Die Regierung der Stadt {name} hat im Jahr {1900 + number} eine neue Brücke über den Fluss gebaut, und die Bürger feierten ein Fest."
    for number, name in enumerate(["Bremen", "Köln", "Kassel", "Jena"] * 10)
]
ENGLISH = [
    f"In {1500 + number} the council of the town built a bridge over the river, and in the evening all people came in their best clothes."
    for number in range(200)
]
CHINESE = [f"第{number}年，政府在河上建造了一座新桥，市民举行了盛大的庆祝活动。" for number in range(40)]


@pytest.fixture(scope="module")
def mixed() -> Corpus:
    with corpus(texts(*GERMAN, *ENGLISH, *CHINESE), "memory") as built:
        return built


def idfs(built: Corpus, query: str) -> dict[str, float]:
    """Text of each leaf -> its idf."""
    compiled = compile_query(built.engine, parse(query, LANGUAGES), SearchRequest(query))
    assert compiled.plan.root is not None
    return {target.text: leaf.idf for target, leaf in zip(compiled.targets, positive_leaves(compiled.plan.root), strict=False)}


def test_a_word_of_every_german_document_says_little_in_a_german_question(mixed: Corpus) -> None:
    found = idfs(mixed, "Wann hat die Regierung in Jena eine Brücke gebaut")
    assert found["Regierung"] == pytest.approx(rank.idf(40, 40))
    assert found["Jena"] == pytest.approx(rank.idf(40, 10))


def test_a_word_that_is_frequent_elsewhere_is_no_rarity(mixed: Corpus) -> None:
    """*river* is in no German document, and in five of seven of all."""
    found = idfs(mixed, "Wann hat die Regierung in Jena die Brücke über den river gebaut")
    assert found["river"] == pytest.approx(rank.idf(40, 40 * 200 / 280))


def test_short_queries_count_among_all_documents(mixed: Corpus) -> None:
    assert idfs(mixed, "Regierung Jena")["Jena"] == pytest.approx(rank.idf(280, 10))


def test_a_question_without_spaces_is_long_too(mixed: Corpus) -> None:
    query = "政府在哪一年建造了新桥"
    compiled = compile_query(mixed.engine, parse(query, LANGUAGES), SearchRequest(query))
    assert ("lang", "zh") in {(gram.field, gram.term) for gram in compiled.plan.grams}


def test_documents_of_other_languages_are_found_all_the_same(mixed: Corpus) -> None:
    page = search(mixed.engine, SearchRequest("Wann hat die Regierung in Jena die Brücke über den river gebaut", limit=100, offset=100))
    assert {hit.lang for hit in page.hits} == {"en"}
