"""Promise 4: marks are slices of the original, whole words where words have spaces, and every one is justified by a leaf."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from search.errors import IndexDamaged, UnknownDocument, UnknownParameterValue
from search.lookup import analyze, search, view
from search.marks.snippet import LENGTH, MOST
from search.model import Document, SearchRequest, Zone
from search.store.payload import StoredDocument
from search.suggestions.completion import suggest
from tests.promises.corpus import Corpus, corpus, documents_in

QUERIES = [
    "科学技術",
    "茶",
    "Pham Minh Chinh",
    "công nghiệp hỗ trợ",
    '"công nghiệp hỗ trợ"',
    "الإعلام والاتصالات",
    "halvledere i Japan",
    "٢٠٢٣",
    "57-NQ/TW",
    "T&T",
    "ﾊﾞｸﾆﾝ省",
    "Vietnam -Kina",
    "grønn OR industri*",
    "Việt",
    "intitle:japan",
    "khoa hoc",
]


@pytest.fixture(scope="module")
def seeds(seeds_folder: Path) -> Iterator[Corpus]:
    with corpus(documents_in(str(seeds_folder)), "tantivy") as built:
        yield built


@pytest.mark.parametrize("query", QUERIES)
def test_snippets_are_slices_of_the_original_and_marks_lie_in_them(seeds: Corpus, query: str) -> None:
    page = search(seeds.engine, SearchRequest(query))
    assert page.hits
    for hit in page.hits:
        text = seeds.documents[hit.id].text
        assert 1 <= len(hit.snippets) <= MOST
        for snippet in hit.snippets:
            assert text[snippet.start : snippet.start + len(snippet.text)] == snippet.text
            assert "\n" not in snippet.text and len(snippet.text) <= LENGTH + 60
            assert all(0 <= start < end <= len(snippet.text) for start, end in snippet.marks)
            assert all(before[1] <= after[0] for before, after in zip(snippet.marks, snippet.marks[1:], strict=False))
        for start, end in hit.title_marks:
            assert 0 <= start < end <= len(hit.title)


@pytest.mark.parametrize("query", ["Pham Minh Chinh", "công nghiệp hỗ trợ", "الإعلام", "halvledere", "industri*", "regjeringer"])
def test_where_words_have_spaces_a_mark_is_a_whole_word(seeds: Corpus, query: str) -> None:
    for hit in search(seeds.engine, SearchRequest(query)).hits:
        shown = view(seeds.engine, hit.id, query)
        text = shown.document.text
        for start, end in shown.marks:
            before, after = text[start - 1 : start], text[end : end + 1]
            assert not (before.isalnum() and text[start].isalnum() and before.islower() == text[start].islower()), text[start - 9 : end + 9]
            assert not after.isalnum() or not after.islower(), text[start - 9 : end + 9]


@pytest.mark.parametrize("query", QUERIES)
def test_a_mark_never_cuts_a_grapheme(seeds: Corpus, query: str) -> None:
    for id in seeds.documents:
        shown = view(seeds.engine, id, query)
        for start, end in shown.marks:
            assert not unicodedata.combining(shown.document.text[start])
            assert not unicodedata.combining(shown.document.text[end : end + 1] or "x")


def test_every_part_of_a_leaf_that_matched_is_marked_and_said_why(seeds: Corpus) -> None:
    shown = view(seeds.engine, "004_fe8113887d500fa5.txt", "halvleder grønne")
    words = {shown.document.text[start:end].casefold() for start, end in shown.marks}
    assert {"halvledere", "grønn"} <= words
    assert {(why.term, why.rung) for why in shown.why} == {("halvleder", "base form"), ("grønne", "base form")}


def test_nothing_is_marked_for_a_word_under_not(seeds: Corpus) -> None:
    shown = view(seeds.engine, "004_fe8113887d500fa5.txt", "halvledere -Kina")
    assert {shown.document.text[start:end] for start, end in shown.marks} == {"halvledere"}


def test_decomposed_and_halfwidth_text_is_marked_where_it_stands() -> None:
    text = "Tin từ " + unicodedata.normalize("NFD", "Việt Nam") + " và ﾊﾞｸﾆﾝ, hết."
    with corpus([Document("d", text)], "memory") as built:
        for query, marked in [("việt", unicodedata.normalize("NFD", "Việt")), ("バクニン", "ﾊﾞｸﾆﾝ"), ("クニ", "ｸﾆ")]:
            shown = view(built.engine, "d", query)
            assert [shown.document.text[start:end] for start, end in shown.marks] == [marked]


def test_a_run_is_marked_across_punctuation_but_not_across_lines() -> None:
    with corpus([Document("d", "科学、技術と科\n学技術")], "memory") as built:
        assert view(built.engine, "d", '"科学技術"').marks == ((0, 5),)


def test_captions_and_tails_make_a_snippet_only_when_nothing_else_matched() -> None:
    text = "Kull og stål ble laget her lenge.\nKull til salgs |\nTorsk til salgs |"
    zones = (Zone("caption", 34, 50), Zone("caption", 51, len(text)))
    with corpus([Document("d", text, zones=zones)], "memory") as built:
        assert [s.text for s in search(built.engine, SearchRequest("kull")).hits[0].snippets] == ["Kull og stål ble laget her lenge."]
        assert [s.text for s in search(built.engine, SearchRequest("torsk")).hits[0].snippets] == ["Torsk til salgs |"]


def test_the_body_counts_more_than_the_tail() -> None:
    text = "Fisk fra havet er god mat for alle.\nKull |"
    other = "Kull fra gruva er god mat for ovnen.\nFisk |"
    zones = (Zone("tail", 36, len(text)),)
    documents = [Document("fish", text, zones=zones), Document("coal", other, zones=(Zone("tail", 37, len(other)),))]
    with corpus(documents, "tantivy") as built:
        assert built.full("fisk") == ["fish", "coal"]
        assert built.full("kull") == ["coal", "fish"]


def test_a_title_that_is_not_in_the_text_is_found_and_marked() -> None:
    with corpus(
        [Document("d", "Nothing to see here.", title="Green tea 緑茶", title_source="document"), Document("e", "Tea.")], "tantivy"
    ) as built:
        hit = search(built.engine, SearchRequest("teas")).hits[0]
        assert {h.id for h in search(built.engine, SearchRequest("tea")).hits} == {"d", "e"}
        assert (hit.title, hit.title_marks) in {("Green tea 緑茶", ((6, 9),)), ("", ())}
        assert built.full("intitle:green") == ["d"] and built.full("intitle:tea") == ["d"] and built.full("茶") == ["d"]


def test_a_word_of_the_address_is_found_and_never_counts_as_exact() -> None:
    documents = [Document("url", "出典: https://example.org/khoa-hoc-ky-thuat"), Document("word", "khoa hoc ky thuat")]
    with corpus(documents, "tantivy") as built:
        page = search(built.engine, SearchRequest("khoa hoc"))
        assert [hit.id for hit in page.hits] == ["word", "url"]
        assert {why.rung for why in page.hits[1].why} == {"address"}
        assert built.full("https://example.org/khoa-hoc-ky-thuat") == ["url"]


def test_a_chunk_is_found_in_an_address_where_its_words_stand_side_by_side() -> None:
    documents = [Document("text", "See https://example.org/api?version=3.0 for more."), Document("own", "Tea.", url="https://example.org/v/3.0/")]
    with corpus(documents, "tantivy") as built:
        assert built.full("0.3") == [] and built.full('"3.0"') == []
        hits = search(built.engine, SearchRequest("3.0")).hits
        assert {hit.id: [(why.rung, why.form) for why in hit.why] for hit in hits} == {
            "text": [("address", "3.0")],
            "own": [("address", "3.0")],
        }


@pytest.mark.parametrize(
    ("query", "shown", "form"),
    [
        ("matcha", ["Matcha"], "Matcha"),
        ("matcha-guide", ["Matcha-guide"], "Matcha-guide"),
        ("tea.example.org", ["tea.example.org"], "tea.example.org"),
        ("tea guide", ["tea", "guide"], "tea"),
    ],
)
def test_what_only_the_own_url_holds_is_marked_in_the_url(query: str, shown: list[str], form: str) -> None:
    url = "https://tea.example.org/Matcha-guide"
    with corpus([Document("d", "The bowls are warmed.", url=url)], "tantivy") as built:
        assert search(built.engine, SearchRequest(query)).hits[0].why[0].form == form
        found = view(built.engine, "d", query)
        assert ([url[start:end] for start, end in found.url_marks], found.marks) == (shown, ())
        assert view(built.engine, "d", "bowls").url_marks == ()


def test_identical_copies_are_counted() -> None:
    documents = [Document("a", "The same text."), Document("b", "The  same text."), Document("c", "Another text.")]
    with corpus(documents, "tantivy") as built:
        assert {hit.id: hit.copies for hit in search(built.engine, SearchRequest("text")).hits} == {"a": 1, "c": 0}


def test_what_is_missing_is_named_as_typed(seeds: Corpus) -> None:
    page = search(seeds.engine, SearchRequest("halvledere Xyzzy"))
    assert page.total == 0
    assert page.hits[0].matched == "some" and page.hits[0].missing == ("Xyzzy",)


def test_an_empty_query_finds_nothing_and_a_filter_alone_lists_what_passes(seeds: Corpus) -> None:
    assert search(seeds.engine, SearchRequest("")).total == 0
    assert search(seeds.engine, SearchRequest("lang:ja")).total == 2
    assert search(seeds.engine, SearchRequest("", site=("vietnam.vn",))).total == 1
    assert search(seeds.engine, SearchRequest("lang:ja", lang=("no",))).total == 0


def test_a_language_that_is_not_here_is_said_to_be_unknown(seeds: Corpus) -> None:
    page = search(seeds.engine, SearchRequest("japan", lang=("xx", "no")))
    assert page.total == 1
    assert [(warning.code, warning.params["what"]) for warning in page.warnings] == [("language-not-here", "xx")]


@pytest.mark.parametrize(("limit", "offset"), [(0, 0), (101, 0), (10, -1), (100, 901)])
def test_limits_out_of_range_are_named(seeds: Corpus, limit: int, offset: int) -> None:
    with pytest.raises(UnknownParameterValue) as error:
        search(seeds.engine, SearchRequest("x", limit=limit, offset=offset))
    assert error.value.parameter in ("limit", "offset")


def test_an_unknown_document_is_a_clear_error(seeds: Corpus) -> None:
    with pytest.raises(UnknownDocument, match="no-such"):
        view(seeds.engine, "no-such")


def test_suggestions_continue_the_word_that_is_being_typed(seeds: Corpus) -> None:
    assert "halvledere" in suggest(seeds.engine, "halv")
    assert all(entry.startswith("Japan halv") for entry in suggest(seeds.engine, "Japan halv"))
    assert suggest(seeds.engine, "  ") == ()


def test_analyze_shows_every_language_that_a_query_would_be_tried_under(seeds: Corpus) -> None:
    shown = dict(analyze(seeds.engine, "regjeringene"))
    assert "no" in shown and "ja" not in shown
    assert shown["no"][0].word == ("no:regjering",)
    with pytest.raises(UnknownParameterValue, match="xx"):
        analyze(seeds.engine, "x", "xx")


def test_a_stored_document_comes_back_as_it_was_read(seeds: Corpus) -> None:
    for id, document in seeds.documents.items():
        stored = StoredDocument(seeds.indexed[id].payload)
        assert stored.document == document
        tokens = stored.tokens
        assert len(tokens.row) > 500
        for row, start, length in zip(tokens.row.tolist(), tokens.start.tolist(), tokens.length.tolist(), strict=True):
            assert document.text[start : start + length].strip()
            assert stored.rows[row].exact
        for number in range(len(stored.rows)):
            assert number in stored.rows.holding(stored.rows[number].exact[0])


@pytest.mark.parametrize("payload", [b"", b"GLO3", b"XXXX" + bytes(40), b"GLO2" + bytes(40), b"GLO3" + b"\x01\x00\x00\x00" * 6 + b"z"])
def test_a_payload_that_is_not_ours_is_damage(payload: bytes) -> None:
    with pytest.raises(IndexDamaged, match="index rebuild"):
        StoredDocument(payload)


def test_a_particle_between_the_words_of_a_leaf_is_not_marked_everywhere() -> None:
    slovak = Document("e", "Slovenský text o mačkách a psoch.", lang="sk")  # brings the reading under und, which knows no particles
    documents = [Document("d", "日本は島国の一つで、歴史の本が多い。"), slovak]
    with corpus(documents, "tantivy") as built:
        (snippet,) = search(built.engine, SearchRequest("日本の歴史")).hits[0].snippets
        assert [snippet.text[start:end] for start, end in snippet.marks] == ["日本", "歴史"]
    with corpus([Document("d", "その日本の歴史を学ぶ。"), *documents[1:]], "tantivy") as built:
        (snippet,) = search(built.engine, SearchRequest("日本の歴史")).hits[0].snippets
        assert [snippet.text[start:end] for start, end in snippet.marks] == ["日本の歴史"]
