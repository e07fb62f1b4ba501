"""What some write as one word and others as two, or with another sign between: Persian with and without its joiner, names in programs."""

from __future__ import annotations

import re

import pytest

from search.lookup import search
from search.model import SearchRequest
from tests.promises.corpus import corpus, texts

PERSIAN = texts(
    joiner="این صفحه درباره پیش\u200cبینی هوا و دستگاه\u200cهای تازه است. می\u200cخواهم رابطهٔ خوب داشته باشم.",
    space="این صفحه درباره پیش بینی هوا و دستگاه های تازه است. می خواهم رابطه خوب داشته باشم.",
    other="این صفحه درباره کتاب و مدرسه است که همه آن را دوست دارند.",
)
BOTH = {"joiner", "space"}


@pytest.mark.parametrize(("query", "found"), [
    ("پیش بینی", BOTH), ("پیش\u200cبینی", BOTH), ("پیشبینی", {"joiner"}), ("می خواهم", BOTH), ("می\u200cخواهم", BOTH),
    ("دستگاه های", BOTH), ("دستگاه ها", BOTH), ("دستگاه\u200cها", BOTH), ("تازه دستگاه هایی", BOTH), ("ها", set()), ("های", BOTH),
    ('"پیش بینی"', BOTH), ("رابطه", BOTH), ("رابطهٔ", BOTH), ("رابطۀ", BOTH),
])
@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_persian_is_found_with_a_joiner_with_a_space_and_with_the_hamza_of_an_ezafe(query: str, found: set[str], engine: str) -> None:
    with corpus(PERSIAN, engine) as built:
        assert {hit.id for hit in search(built.engine, SearchRequest(query)).hits if hit.matched == "all"} == found


@pytest.mark.parametrize("query", ["response", "HTTP", "response code", "getHTTPResponseCode", "HTTPResponse"])
def test_the_words_of_a_name_in_a_program_are_found_behind_capitals(query: str) -> None:
    pages = texts(code="Then getHTTPResponseCode is called.", other="The PDFs of our APIs are here.")
    with corpus(pages) as built:
        assert [hit.id for hit in search(built.engine, SearchRequest(query)).hits if hit.matched == "all"] == ["code"]


@pytest.mark.parametrize("query", ["™", "ـ", '"ـ"', "-ـ"])
def test_signs_that_nothing_is_written_with_find_nothing_and_say_so(query: str) -> None:
    with corpus(texts(page="A page about Glotta™ and العـــربية.")) as built:
        page = search(built.engine, SearchRequest(query))
    assert (page.total, page.hits) == (0, ())
    assert [each.code for each in page.warnings] == ["no-words"]


SIGNS = texts(
    sign="We write the server in Node.js and send every e-mail over Wi-Fi to the co-worker.",
    one="We write the server in nodejs and send every email over wifi to the coworker.",
    other="The cat sat on the mat and saw a dog that sat there, too.",
)


@pytest.mark.parametrize("query", ["Node.js", "e-mail", "E-MAIL", "wi-fi", "co\u2010worker"])
@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_what_is_typed_with_a_sign_is_found_in_one_word_and_then_after(query: str, engine: str) -> None:
    with corpus(SIGNS, engine) as built:
        assert built.full(query) == ["sign", "one"]
        assert built.full(f'"{query}"') == ["sign"]
        shown = search(built.engine, SearchRequest(query)).hits[1].snippets[0]
    assert [shown.text[start:end].casefold() for start, end in shown.marks] == [re.sub(r"\W", "", query).casefold()]


@pytest.mark.parametrize(("query", "marked"), [
    ("e-mail", ["e-mail"]), ("9000", ["9.000"]), ("USA", ["U.S.A."]), ("usa", ["U.S.A."]), ("57-NQ/TW", ["57-NQ/TW"]),
    ("1200", ["1", "200"]),
    ('"to the"', ["to", "the"]),
])
def test_what_is_written_with_signs_is_marked_in_one_piece(query: str, marked: list[str]) -> None:
    pages = texts(page="Send an e-mail of resolution 57-NQ/TW to the 9.000 members in the U.S.A. and to 1 200 more.", other="Nothing here.")
    with corpus(pages) as built:
        snippet = search(built.engine, SearchRequest(query)).hits[0].snippets[0]
    assert [snippet.text[start:end] for start, end in snippet.marks] == marked


@pytest.mark.parametrize(("query", "marked"), [
    ("email", "e-mail"), ("Emails", "e-mail"), ("WIFI", "wi-fi"), ("coworkers", "co-worker"), ("coworker", "co-worker"),
])
@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_what_is_typed_in_one_word_is_found_with_a_hyphen_and_then_after(query: str, marked: str, engine: str) -> None:
    with corpus(SIGNS, engine) as built:
        assert built.full(query) == ["one", "sign"]
        shown = search(built.engine, SearchRequest(query)).hits[1].snippets[0]
    assert [shown.text[start:end].casefold() for start, end in shown.marks] == [marked]


@pytest.mark.parametrize(("query", "marked"), [("co-workers", "co-worker"), ("e-mails", "e-mail"), ("co-worker", "co-worker")])
@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_what_is_typed_with_a_hyphen_is_found_in_other_forms(query: str, marked: str, engine: str) -> None:
    with corpus(SIGNS, engine) as built:
        hits = {hit.id: hit for hit in search(built.engine, SearchRequest(query)).hits if hit.matched == "all"}
    assert hits.keys() == {"sign", "one"}
    shown = hits["sign"].snippets[0]
    assert [shown.text[start:end] for start, end in shown.marks] == [marked]


UNITS = texts(
    apart="Wir haben 72 m² frei, dazu CM-4500X/B und eine RTX 3080 Ti.",
    one="Auf 72m2 stehen CM4500X und RTX3080Ti.",
    other="72 Leute und 2 m Platz, 4500 x 3080 Ti.",
)


@pytest.mark.parametrize("query", ["72m²", "72m2", "72 m²", "CM4500X", "cm 4500x", "CM-4500X", "RTX3080Ti", "RTX 3080Ti", "rtx3080 ti"])
@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_letters_and_digits_are_found_with_and_without_spaces_between_them(query: str, engine: str) -> None:
    with corpus(UNITS, engine) as built:
        assert sorted(built.full(query)) == ["apart", "one"]


@pytest.mark.parametrize("query", ["maybe", "resort"])
def test_two_words_side_by_side_are_no_other_word(query: str) -> None:
    with corpus(texts(apart="We may be late. What we re sort comes after.", more="You may be early.")) as built:
        assert built.full(query) == []


IN_ONE = texts(
    army="The U.S. Army promoted Sgt. O’Brien at 5 p.m. on Monday.",
    code="We wrote the client in Node.js and Vue.js, and it didn't work.",
    spanish="La SNCF y los EE. UU. firmaron un acuerdo; EE.UU. lo confirmó en París.",
    french="Aujourd’hui, quelqu'un a vu l'eau de l'Oréal ; la S.N.C.F. n'a rien dit.",
    catalan="El col·legi té una línia paral·lela i el col.legi vell és a prop de la plaça.",
    german="Wir treffen uns z. B. am Montag, d.h. morgen.",
    other="Vitamin A. It is good for us and the army of O. Henry. The node is a JS one.",
)


@pytest.mark.parametrize(("query", "found", "marked"), [
    ("US Army", {"army", "other"}, ["U.S.", "Army"]), ("obrien", {"army"}, ["O’Brien"]), ("OBrien", {"army"}, ["O’Brien"]),
    ("5 pm", {"army"}, ["5", "p.m."]), ("nodejs", {"code"}, ["Node.js"]), ("VueJS", {"code"}, ["Vue.js"]), ("didnt", {"code"}, ["didn't"]),
    ("eeuu", {"spanish"}, ["EE. UU.", "EE.UU."]),
    ("aujourdhui", {"french"}, ["Aujourd’hui"]), ("sncf", {"spanish", "french"}, None), ("leau", set(), None),
    ("zb", {"german"}, ["z. B."]), ("collegis", {"catalan"}, ["col·legi", "col.legi"]), ("parallela", {"catalan"}, ["paral·lela"]),
    ("ai", set(), None),
])
@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_abbreviations_and_names_are_found_without_their_points_and_apostrophes(
    query: str, found: set[str], marked: list[str] | None, engine: str
) -> None:
    with corpus(IN_ONE, engine) as built:
        page = search(built.engine, SearchRequest(query))
        hits = [hit for hit in page.hits if hit.matched == "all"]
        assert {hit.id for hit in hits} == found
    if marked:
        shown = hits[0].snippets[0]
        assert [shown.text[start:end] for start, end in shown.marks] == marked


def test_the_words_that_were_meant_come_before_others_in_the_same_letters() -> None:
    with corpus(IN_ONE) as built:
        assert [hit.id for hit in search(built.engine, SearchRequest("US Army")).hits][:2] == ["army", "other"]
