"""Parts of compounds: found after everything else, marked inside the word, in languages that write compounds in one word."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from search.lookup import search, view
from search.model import SearchRequest
from tests.promises.corpus import Corpus, corpus, texts

NO = "Regjeringen la fram en ny plan om {} i går, og partiene på Stortinget sier at de vil lese den nøye."
DE = "Die Regierung hat gestern einen neuen Plan über {} vorgelegt, und die Parteien wollen ihn genau lesen."
SV = "Regeringen lade i går fram en ny plan om {} och partierna i riksdagen säger att de ska läsa den noga."
NL = "De regering heeft gisteren een nieuw plan over {} ingediend en de partijen willen het nauwkeurig lezen."
FI = "Hallitus esitteli eilen uuden suunnitelman, joka koskee asiaa {}, ja puolueet sanovat lukevansa sen tarkasti."
DA = "Regeringen fremlagde i går en ny plan om {}, og partierne i Folketinget siger, at de vil læse den nøje."
EN = "Yesterday the government presented a new plan about {} and the members said that they would read it with care."

SPLIT = [
    # sentence, typed, compound as written, other part, what is marked
    (NO, "handel", "bokhandel", "bok", "handel"),
    (NO, "handel", "Bokhandelen", "bok", "handelen"),
    (NO, "giver", "arbeidsgiver", "arbeid", "giver"),
    (NO, "handel", "handelspolitikk", "politikk", "handel"),
    (NO, "mat", "julemat", "jul", None),  # too short to be looked for
    (DE, "Haus", "Krankenhaus", "Kranke", "haus"),
    (DE, "Haus", "Schulhaus", "Schule", "haus"),
    (DE, "Arbeit", "Arbeitsplatz", "Platz", "Arbeit"),
    (SV, "domstol", "fredsdomstolen", "fred", "domstolen"),
    (NL, "handel", "boekhandel", "boek", "handel"),
    (DA, "handel", "boghandel", "bog", "handel"),
    (FI, "kauppa", "kirjakauppa", "kirja", "kauppa"),
    (NO, "handel", "bokhandel", "penger", None),  # the other part is no word of the index
    (EN, "gather", "together", "tog", None),  # English: no compound
]


@pytest.mark.parametrize(("sentence", "typed", "compound", "other", "marked"), SPLIT, ids=lambda value: str(value)[:16])
def test_a_word_finds_its_compounds_and_marks_its_part(sentence: str, typed: str, compound: str, other: str, marked: str | None) -> None:
    with corpus(texts(sentence.format(compound), sentence.format(other), EN.format("nothing")), "memory") as built:
        page = search(built.engine, SearchRequest(typed))
        assert page.total == 0
        if marked is None:
            assert not page.hits
            return
        (hit,) = page.hits
        assert (hit.id, hit.matched, hit.missing) == ("0", "some", (typed,))
        assert [(why.rung, why.form) for why in hit.why] == [("compound part", compound)]
        text = built.documents["0"].text
        (snippet,) = hit.snippets
        assert [snippet.text[start:end] for start, end in snippet.marks] == [marked]
        assert [text[start:end] for start, end in view(built.engine, "0", typed).marks] == [marked]


@pytest.fixture(scope="module", params=("tantivy", "whoosh", "memory"))
def shops(request: pytest.FixtureRequest) -> Iterator[Corpus]:
    bodies = {
        "compound": "bokhandel",
        "whole": "handel",
        "other": "bok",
        "another": "boken og bok",
        "both": "handel og bokhandel",
        "typo": "hondel",
    }
    with corpus(texts(**{id: NO.format(body) for id, body in bodies.items()}), str(request.param)) as built:
        yield built


def test_compounds_come_after_all_full_matches_and_are_not_counted(shops: Corpus) -> None:
    page = search(shops.engine, SearchRequest("handel"))
    assert page.total == 2
    assert {hit.id for hit in page.hits[:2] if hit.matched == "all"} == {"whole", "both"}
    assert [hit.id for hit in page.hits[2:]] == ["compound"]


def test_a_full_match_is_not_marked_by_weak_rungs(shops: Corpus) -> None:
    text = shops.documents["both"].text
    assert [text[start:end] for start, end in view(shops.engine, "both", "handel").marks] == ["handel"]


def test_compounds_are_looked_for_only_where_full_matches_fill_no_page(shops: Corpus) -> None:
    page = search(shops.engine, SearchRequest("handel", limit=2))
    assert {hit.id for hit in page.hits} == {"whole", "both"}
    assert not page.has_next


def test_under_not_a_compound_excludes_nothing_and_is_no_hit(shops: Corpus) -> None:
    page = search(shops.engine, SearchRequest("plan -handel"))
    assert {hit.id for hit in page.hits} == {"compound", "other", "another", "typo"}
    assert {hit.id for hit in search(shops.engine, SearchRequest("handel -plan")).hits} == set()


@pytest.mark.parametrize(
    ("typed", "found"),
    [("utvikling", True), ("utviklingen", True), ("vikling", True), ("prosjekt", True), ("prosje", False), ("ling", False)],
)
def test_a_long_unknown_word_is_found_in_one_whose_other_part_is_unknown_too(typed: str, found: bool) -> None:
    text = "Vi driver med prosjektutvikling i hele landet, og det er noe som alle her vil være med på."
    with corpus(texts(no=text)) as built:
        page = search(built.engine, SearchRequest(typed))
    assert (page.total, len(page.hits)) == (0, int(found))
