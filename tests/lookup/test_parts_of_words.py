"""``*handel`` finds words that end so, ``*ndel*`` words that have it in them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from search.lookup import search
from search.model import SearchRequest
from search.plan import parts
from tests.promises.corpus import Corpus, corpus, texts

PAGES = texts(
    es="La acción y la nación, dice la canción; una razón más.",
    de="Der Großhandel wächst, der Einzelhandel nicht. Wir handeln. Jede Handlung zählt.",
    no="Detaljhandelen vokser, netthandel også.",
    ja="東京大学で国際協力の会議が開かれた。*ción",
    ru="Эта станция и та организация работают.",
)


@pytest.fixture(scope="module", params=("tantivy", "whoosh", "memory"))
def pages(request: pytest.FixtureRequest) -> Iterator[Corpus]:
    with corpus(PAGES, str(request.param)) as built:
        yield built


@pytest.mark.parametrize(("query", "found", "marked"), [
    ("*ción", ["es", "ja"], {"acción", "nación", "canción", "ción"}),
    ("*cion", ["es", "ja"], {"acción", "nación", "canción", "ción"}),
    ("*HANDEL", ["de", "no"], {"Großhandel", "Einzelhandel", "netthandel"}),
    ("*handel*", ["de", "no"], {"Großhandel", "Einzelhandel", "handeln", "Detaljhandelen", "netthandel"}),
    ("*ция", ["ru"], {"станция", "организация"}),
    ("*handel -*lung", ["no"], {"netthandel"}),
    ("*handel Detaljhandelen", ["no"], {"netthandel", "Detaljhandelen"}),
    ("*xyz", [], set()),
    ("-*handel*", ["es", "ja", "ru"], set()),
])
def test_words_are_found_by_their_end_and_by_any_part(pages: Corpus, query: str, found: list[str], marked: set[str]) -> None:
    assert sorted(pages.full(query)) == found
    page = search(pages.engine, SearchRequest(query))
    snippets = [snippet for hit in page.hits if hit.matched == "all" for snippet in hit.snippets]
    assert {snippet.text[start:end] for snippet in snippets for start, end in snippet.marks} == marked
    assert page.warnings == ()


def test_what_is_typed_with_its_marks_comes_before_what_has_none() -> None:
    with corpus(texts(a="Una nacion grande.", b="Una nación grande.")) as built:
        assert built.full("*ción") == ["b"]
        assert built.full("*cion") == ["a", "b"]


def test_a_part_of_very_many_words_finds_the_most_frequent_and_says_so(pages: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MOST", 2)
    page = search(pages.engine, SearchRequest("*handel"))
    assert [warning.code for warning in page.warnings] == ["many-words"]
    assert page.warnings[0].params == {"what": "*handel"}
