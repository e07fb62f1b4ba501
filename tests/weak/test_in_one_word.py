"""A compound that is typed in two words, and two words that are typed as a compound."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from search.lookup import search
from search.model import SearchRequest
from tests.promises.corpus import Corpus, corpus, texts

LAMP = "Her skal vi bygge en nattlampe som lyser når det blir mørkt, og så må vi skrive kode til den."
METER = "Vi må ha en måler som sier hvor stor fuktighet det er i jorda, og den skal stå ute hele året."
ROMANIAN = "Lampa de pe masă este veche și nu mai merge, iar în casă sunt două lămpi noi pe care le folosim acum seara."
NIGHT = "Det er natt, og alle sover, men en lampe lyser i vinduet når det er mørkt, og vi går forbi det uten å se."
GERMAN = "Ein Fruchtdetektor sieht, ob eine Frucht reif ist, und sagt es dem Bauern, der sie dann erntet."


@pytest.fixture(scope="module", params=("tantivy", "whoosh", "memory"))
def pages(request: pytest.FixtureRequest) -> Iterator[Corpus]:
    with corpus(texts(lamp=LAMP, meter=METER, ro=ROMANIAN, de=GERMAN), str(request.param)) as built:
        yield built


@pytest.mark.parametrize(
    ("typed", "found", "proposed"), [("natt lampe", "lamp", "nattlampe"), ("Frucht Detektor", "de", "Fruchtdetektor")]
)
def test_two_words_show_first_what_holds_them_in_one_and_propose_it(pages: Corpus, typed: str, found: str, proposed: str) -> None:
    page = search(pages.engine, SearchRequest(typed))
    assert (page.total, page.hits[0].id, page.suggestion) == (0, found, proposed)
    snippet = page.hits[0].snippets[0]
    assert "".join(snippet.text[start:end] for start, end in snippet.marks[:2]).lower() == proposed.lower()


def test_what_holds_both_words_as_they_were_typed_comes_before_and_alone_is_counted() -> None:
    with corpus(texts(lamp=LAMP, night=NIGHT), "memory") as built:
        page = search(built.engine, SearchRequest("natt lampe"))
    assert [(hit.id, hit.matched) for hit in page.hits] == [("night", "all"), ("lamp", "some")]
    assert (page.total, page.suggestion) == (1, None)


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        ("fuktighetsmåler", "fuktighet måler"),
        ("Fuktighetmåler", "Fuktighet måler"),
        ("lang:no fuktighetsmåler", "lang:no fuktighet måler"),
    ],
)
def test_a_compound_that_nothing_holds_is_proposed_as_its_parts(pages: Corpus, typed: str, proposed: str) -> None:
    page = search(pages.engine, SearchRequest(typed))
    assert (page.total, page.suggestion) == (0, proposed)
    assert [hit.id for hit in search(pages.engine, SearchRequest(proposed)).hits if hit.matched == "all"] == ["meter"]


@pytest.mark.parametrize("typed", ["fuktighetsvinduet", "xyzmåler", "lampedetektor", "lampe -natt", '"natt" lampe*'])
def test_no_parts_are_proposed_that_no_page_holds_together(pages: Corpus, typed: str) -> None:
    assert search(pages.engine, SearchRequest(typed)).suggestion is None
