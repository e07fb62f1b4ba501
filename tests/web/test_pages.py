"""The pages over the seeds, as a reader without JavaScript gets them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from lxml import html as lxml_html

from search import KNOWN_LANGUAGES, SENTENCES, Hit, Page, SearchService, open_service, rebuild
from web.openapi import ERRORS
from web.parameters import WARNINGS
from web.views import sections

SEEDS = {
    "裾野産業": ("000_10efdc39f4d87023.txt", "ja", "ltr"),
    "イノベーションセンター": ("001_3b6b67b959955d24.txt", "ja", "ltr"),
    "công nghiệp hỗ trợ": ("002_b97f6fe52035a863.txt", "vi", "ltr"),
    "الإعلام": ("003_3e8f58192af2a303.txt", "ar", "rtl"),
    "høyteknologiske": ("004_fe8113887d500fa5.txt", "no", "ltr"),
}


def page_of(client: FlaskClient, path: str, **query: str) -> Any:
    answer = client.get(path, query_string=query or None)
    assert answer.status_code == 200, answer.text
    assert answer.mimetype == "text/html"
    return lxml_html.document_fromstring(answer.text)


def text_of(element: Any) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize(("query", "seed"), SEEDS.items())
def test_a_word_of_a_seed_finds_it_first_with_the_word_marked_in_its_language(
    client: FlaskClient, query: str, seed: tuple[str, str, str]
) -> None:
    name, lang, direction = seed
    page = page_of(client, "/search", q=query)
    first = page.cssselect(".hits article")[0]
    assert (first.get("lang"), first.get("dir")) == (lang, direction)
    assert first.cssselect("h3 a")[0].get("href").split("?")[0].endswith(name)
    snippet = first.cssselect(".snippet")[0]
    assert (snippet.get("lang"), snippet.get("dir")) == (lang, direction)
    assert any(text_of(mark) in query for mark in snippet.cssselect("mark"))
    assert "result" in text_of(page.cssselect("[role=status]")[0])


@pytest.mark.parametrize(("query", "seed"), SEEDS.items())
def test_the_document_behind_a_result_shows_its_text_with_every_match_marked(
    client: FlaskClient, query: str, seed: tuple[str, str, str], seeds_folder: Path
) -> None:
    results = page_of(client, "/search", q=query)
    page = page_of(client, results.cssselect(".hits h3 a")[0].get("href"))
    marks = page.cssselect(".text mark")
    assert marks and [mark.get("id") for mark in marks] == [f"m{number}" for number in range(1, len(marks) + 1)]
    assert str(len(marks)) in text_of(page.cssselect(".matches [role=status]")[0])
    original = (seeds_folder / seed[0]).read_text(encoding="utf-8")
    shown = "".join(page.cssselect(".text")[0].text_content().split())
    assert shown == "".join(original.replace("![]() |", "").split())
    assert {paragraph.get("lang") for paragraph in page.cssselect(".text p")} >= {seed[1]}


def test_the_box_is_a_labelled_search_landmark_that_needs_no_script(client: FlaskClient) -> None:
    page = page_of(client, "/")
    form = page.cssselect("search form")[0]
    box = form.cssselect("input[name=q]")[0]
    assert (form.get("action"), form.get("method")) == ("/search", "get")
    assert (box.get("dir"), box.get("enterkeyhint"), box.get("type")) == ("auto", "search", "search")
    assert page.cssselect(f"label[for={box.get('id')}]")
    assert "5 documents" in text_of(page)
    assert next(text_of(item).split()[0] for item in page.cssselect(".languages li")) == "Japanese"


def test_of_many_languages_the_most_frequent_are_shown_first(client: FlaskClient, seed_service: SearchService, monkeypatch: Any) -> None:
    counts = {code: 60 - place for place, code in enumerate(KNOWN_LANGUAGES[:20])}
    monkeypatch.setattr(seed_service, "languages", lambda: counts)
    page = page_of(client, "/")
    assert len(page.cssselect("details.more li")) == 8
    assert len(page.cssselect(".languages li a")) == 20
    monkeypatch.setattr(seed_service, "languages", lambda: dict(list(counts.items())[:15]))
    assert not page_of(client, "/").cssselect("details.more")


def test_a_search_without_words_shows_the_box(client: FlaskClient) -> None:
    assert page_of(client, "/search", q=" \u3000").cssselect(".languages")


def test_a_filter_without_words_lists_what_it_lets_through(client: FlaskClient) -> None:
    hits = page_of(client, "/search", q="", lang="no").cssselect(".hits article")
    assert [hit.get("lang") for hit in hits] == ["no"]


def test_the_query_stands_in_the_box_and_in_the_title(client: FlaskClient) -> None:
    page = page_of(client, "/search", q='Việt "Nam" <b>')
    assert page.cssselect("#q")[0].get("value") == 'Việt "Nam" <b>'
    assert page.cssselect("title")[0].text.startswith('Việt "Nam" <b>')


def test_facets_narrow_combine_and_can_be_removed(client: FlaskClient) -> None:
    def facet(page: Any, label: str) -> str:
        return str(next(link for link in page.cssselect(".facet a") if text_of(link).startswith(label)).get("href"))

    page = page_of(client, "/search", q="FDI")
    assert len(page.cssselect(".hits article")) == 3
    japanese = page_of(client, facet(page, "Japanese"))
    assert [hit.get("lang") for hit in japanese.cssselect(".hits article")] == ["ja"]
    year = page_of(client, facet(page, "2025"))
    assert [hit.get("lang") for hit in year.cssselect(".hits article")] == ["no"]
    both = page_of(client, facet(page_of(client, "/search", q="2024", lang="ja"), "baobacninhtv.vn"))
    assert len(both.cssselect(".hits article")) == 1
    chips = both.cssselect(".chips a")
    assert [text_of(chip).split()[0] for chip in chips] == ["Japanese", "baobacninhtv.vn"]
    without_site = page_of(client, chips[1].get("href"))
    assert [text_of(chip).split()[0] for chip in without_site.cssselect(".chips a")] == ["Japanese"]


def test_values_of_one_facet_can_be_chosen_together(client: FlaskClient) -> None:
    page = page_of(client, "/search", q="FDI", lang="ja")
    links = {text_of(link).split()[0]: link for link in page.cssselect(".facet a")}
    assert links["Japanese"].get("aria-current") == "true" and links["Norwegian"].get("aria-current") is None
    both = page_of(client, links["Norwegian"].get("href"))
    assert {hit.get("lang") for hit in both.cssselect(".hits article")} == {"ja", "no"}
    assert [text_of(chip).split()[0] for chip in both.cssselect(".chips a")] == ["Japanese", "Norwegian"]
    other_year = page_of(client, "/search", q="2024", date_from="2025-01-01", date_to="2025-12-31").cssselect(".facet a")
    assert len([link for link in other_year if text_of(link)[:4].isdigit()]) >= 1


def test_a_long_facet_shows_its_rest_on_demand(tmp_path: Path, client_of: Callable[[SearchService], FlaskClient]) -> None:
    lines = [f'{{"id": "{year}", "text": "hedgehog {year}", "date": "{year}-01-01"}}\n' for year in range(2001, 2013)]
    (tmp_path / "years.jsonl").write_text("".join(lines))
    rebuild(tmp_path / "index", [str(tmp_path / "years.jsonl")], engine="tantivy")
    with open_service(tmp_path / "index") as service:
        client = client_of(service)
        page = page_of(client, "/search", q="hedgehog")
        chosen = page_of(client, "/search", q="hedgehog", date_from="2002-01-01", date_to="2002-12-31")
    years = [text_of(link).split()[0] for link in page.cssselect(".facet a")]
    assert years == [str(year) for year in range(2012, 2000, -1)]
    assert len(page.cssselect(".facet details a")) == 4 and page.cssselect(".facet details")[0].get("open") is None
    assert chosen.cssselect(".facet details")[0].get("open") is not None


def test_partial_matches_stand_under_a_heading_of_their_own_and_say_what_is_missing(client: FlaskClient) -> None:
    page = page_of(client, "/search", q="công nghiệp qwertyzxcv")
    assert text_of(page.cssselect("[role=status]")[0]).startswith("No document holds all the words.")
    assert page.cssselect("h2.partial")
    assert "qwertyzxcv" in [text_of(word) for word in page.cssselect(".hits li .missing s")]


def test_a_match_in_another_form_says_why(client: FlaskClient) -> None:
    page = page_of(client, "/search", q="cong nghiep ho tro")
    first = page.cssselect(".hits article")[0]
    assert first.get("lang") == "vi"
    assert [text_of(reason) for reason in first.cssselect(".why")] == [
        "Found with marks that were not typed: công (cong), nghiệp (nghiep), hỗ (ho), trợ (tro)"
    ]
    assert not page_of(client, "/search", q="công nghiệp hỗ trợ").cssselect(".hits li:first-child .why")


def test_a_page_without_results_says_what_was_searched_and_what_to_relax(client: FlaskClient) -> None:
    page = page_of(client, "/search", q="qwertyzxcv", lang="ja", site="nowhere.example")
    nothing = page.cssselect(".nothing")[0]
    assert "qwertyzxcv" in text_of(nothing)
    assert "Looked up as words of:" in text_of(nothing)
    assert not nothing.cssselect("a"), "a way out is offered though it leads to nothing, too"
    assert {"Japanese", "Vietnamese", "Arabic", "Norwegian"} <= set(text_of(nothing).split())
    assert len(page.cssselect(".chips a")) == 2


def test_only_wider_searches_that_find_something_are_offered(client: FlaskClient) -> None:
    nothing = page_of(client, "/search", q="halvledere", lang="ja").cssselect(".nothing")[0]
    assert [(text_of(way), way.get("href")) for way in nothing.cssselect("a")] == [
        ("Search again without filters", "/search?q=halvledere")
    ]
    assert "(1 result)" in text_of(nothing)
    nothing = page_of(client, "/search", q="«Vietnam halvledere»").cssselect(".nothing")[0]
    assert [text_of(way) for way in nothing.cssselect("a")] == ["Search again without quotes"]
    nothing = page_of(client, "/search", q="«Vietnam halvledere»", lang="ja").cssselect(".nothing")[0]
    assert [text_of(way) for way in nothing.cssselect("a")] == ["Search again without filters and quotes"]


def test_names_of_languages_begin_with_a_capital_where_they_stand_alone(client: FlaskClient) -> None:
    assert [text_of(badge) for badge in page_of(client, "/search", q="Vietnam", hl="no").cssselect(".badge")][:1] == ["Norsk"]
    nothing = page_of(client, "/search", q="qwertyzxcv", hl="no").cssselect(".nothing")[0]
    assert "Slått opp som ord på: norsk" in text_of(nothing) or "vietnamesisk" in text_of(nothing)


def test_a_number_is_not_said_to_be_of_other_languages(client: FlaskClient) -> None:
    nothing = page_of(client, "/search", q="99887766554433").cssselect(".nothing")[0]
    assert "Looked up" not in text_of(nothing)


def test_identical_copies_are_folded_under_the_best_of_them(
    tmp_path: Path, client_of: Callable[[SearchService], FlaskClient]
) -> None:
    text = "Regjeringen la i dag fram en ny plan for halvledere og kunstig intelligens i industrien.\n"
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "d.txt").write_text(text + "Og noe helt annet om sjokolade.\n", encoding="utf-8")
    rebuild(tmp_path / "index", [str(tmp_path / f"{name}.txt") for name in "abcd"], engine="tantivy")
    with open_service(tmp_path / "index") as service:
        page = page_of(client_of(service), "/search", q="halvledere")
        document = page_of(client_of(service), "/documents/b.txt")
    assert len(page.cssselect(".hits > li")) == 2
    folded = page.cssselect(".hits details")[0]
    assert text_of(folded.cssselect("summary")[0]) == "and 2 identical copies"
    assert len(folded.cssselect("a")) == 2
    assert [text_of(name) for name in folded.cssselect(".site")] == ["b.txt", "c.txt"], "their titles do not tell copies apart"
    assert [text_of(name) for name in document.cssselect("h1 + .facts .site")] == ["b.txt"], "a file without an address has its name"
    assert [text_of(name) for name in document.cssselect(".similar .site")] == ["d.txt"]
    assert "4 results" in text_of(page.cssselect("[role=status]")[0])


def test_a_document_shows_others_like_it(client: FlaskClient) -> None:
    similar = page_of(client, "/documents/000_10efdc39f4d87023.txt").cssselect(".similar")[0]
    first = similar.cssselect("li")[0]
    assert first.cssselect("a")[0].get("href") == "/documents/001_3b6b67b959955d24.txt"
    assert (first.get("lang"), "Both hold:" in text_of(first)) == ("ja", True)


def test_the_reference_shows_every_path_with_a_link_that_works(client: FlaskClient) -> None:
    page = page_of(client, "/api")
    links = [link.get("href") for link in page.cssselect("section a.try")]
    assert len(links) == 8
    answers = [client.get(link).status_code for link in links]
    assert set(answers) == {200}, dict(zip(links, answers, strict=True))


def test_the_reference_shows_every_member_of_every_answer(client: FlaskClient) -> None:
    page = page_of(client, "/api")
    names = {element.get("id") for element in page.cssselect("[id]")}
    assert {link.get("href")[1:] for link in page.cssselect("section a[href^='#']")} <= names
    hit = page.get_element_by_id("Hit").getnext()
    found = client.get("/api/v1/search?q=Japan").json["hits"][0]
    assert {text_of(cell) for cell in hit.cssselect("tbody th")} == set(found)
    assert {"facets.lang", "analyses[].tokens[].exact"} <= {text_of(cell) for cell in page.cssselect("tbody th")}


def test_the_reference_explains_every_code(client: FlaskClient) -> None:
    page = page_of(client, "/api")
    assert {text_of(term) for term in page.cssselect("dt")} == {*SENTENCES, *WARNINGS, *ERRORS}
    assert "!r" not in page.text_content()


def test_broken_syntax_is_searched_and_the_warning_is_shown(client: FlaskClient) -> None:
    page = page_of(client, "/search", q='(Japan "partner')
    assert page.cssselect(".hits article") and page.cssselect(".warning")


def test_pages_put_together_are_the_whole_list(client: FlaskClient) -> None:
    together = [link.get("href") for link in page_of(client, "/search", q="Vietnam 2024").cssselect(".hits h3 a")]
    url, seen = "/search?q=Vietnam+2024&limit=1", []
    while url:
        page = page_of(client, url)
        seen += [link.get("href") for link in page.cssselect(".hits h3 a")]
        following = page.cssselect(".pages a[rel=next]")
        url = following[0].get("href") if following else ""
        assert len(seen) <= 10, "the pages do not end"
    assert len(together) > 1 and seen == together


def test_every_page_tells_how_to_add_the_search_engine(client: FlaskClient) -> None:
    for path in ("/", "/search?q=Japan", "/documents/004_fe8113887d500fa5.txt"):
        link = page_of(client, path).cssselect("link[rel=search]")[0]
        assert (link.get("type"), link.get("href")) == ("application/opensearchdescription+xml", "/opensearch.xml")


@pytest.mark.parametrize("path", ["/documents/none.txt", "/nothing", "/documents/"])
def test_what_is_not_there_is_a_page_with_status_404(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (404, "text/html")
    assert "There is nothing here" in answer.text


def test_a_wrong_parameter_is_a_page_that_names_it(client: FlaskClient) -> None:
    answer = client.get("/search?q=Japan&limit=abc")
    assert answer.status_code == 400
    assert "limit must be a whole number from 1 to 100" in answer.text


def test_without_an_index_every_page_gives_the_command_to_run(tmp_path: Path, client_of: Callable[[SearchService], FlaskClient]) -> None:
    with open_service(tmp_path / "none") as service:
        client = client_of(service)
        for path in ("/", "/search?q=Japan", "/documents/x"):
            answer = client.get(path)
            assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
            assert "There is no index to search" in answer.text and "glotta index rebuild" in answer.text


def hit(matched: Any) -> Hit:
    return Hit("x", None, "", "derived", (), "no", "ltr", None, None, 1.0, matched, (), 0, (), ())


def page(*matched: str) -> Page:
    return Page("x", 1.0, 1, "eq", 10, 10, False, tuple(map(hit, matched)), {}, None, ())


def test_full_matches_come_in_one_section_and_partial_ones_in_another() -> None:
    parts = [(part.partial, [group.number for group in part.groups]) for part in sections(page("all", "all", "some"))]
    assert parts == [(False, [11, 12]), (True, [13])]
    assert [part.partial for part in sections(page("some"))] == [True]
    assert sections(page()) == []


def test_a_list_ranked_by_score_alone_stays_one_list() -> None:
    for matched in (("some", "all", "some"), ("all", "all", "some")):  # more full matches may follow on the next page
        mixed = replace(page(*matched), tiered=False, total=5)
        assert [(part.partial, len(part.groups)) for part in sections(mixed)] == [(False, 3)]
    first_page = replace(page("all", "all", "some"), tiered=False, total=2, offset=0)
    assert [part.partial for part in sections(first_page)] == [False, True]
    nothing_full = replace(page("some"), tiered=False, total=0)
    assert [part.partial for part in sections(nothing_full)] == [True]


def test_a_chunk_of_which_only_a_part_is_found_is_said_to_be_missing(client: FlaskClient) -> None:
    page = page_of(client, "/search", q="裾野産業の歴史年表")
    articles = page.cssselect(".hits article")
    assert articles and page.cssselect("h2.partial")
    assert all("裾野産業の歴史年表" in text_of(article.cssselect(".missing")[0]) for article in articles)


@pytest.mark.parametrize("query", ["産業", "công", "الحزب", "Japan", "2024"])
def test_a_snippet_begins_with_an_ellipsis_if_it_begins_inside_a_sentence(
    client: FlaskClient, seed_service: SearchService, query: str
) -> None:
    seen = 0
    for article in page_of(client, "/search", q=query).cssselect(".hits article"):
        name = article.cssselect("h3 a")[0].get("href").split("?")[0].rsplit("/", 1)[1]
        view = seed_service.document(name)
        for snippet in article.cssselect(".snippet"):
            shown = snippet.text_content()
            start = view.document.text.index(shown.strip("…"))
            before = next(view.document.text[first:start] for first, last, _ in view.passages if first <= start < last)
            inside = bool(before.strip()) and before.rstrip()[-1] not in ".。!?؟:”\"»"
            assert shown.startswith("…") == inside, (before[-20:], shown[:20])
            seen += 1
    assert seen


def test_only_a_title_that_is_cut_inside_its_sentence_ends_in_an_ellipsis(client: FlaskClient, seed_service: SearchService) -> None:
    cut = set()
    for name in (path for path, _, _ in SEEDS.values()):
        view = seed_service.document(name)
        title = text_of(page_of(client, f"/documents/{name}").cssselect("h1")[0])
        assert title.endswith("…") == view.title_cut
        cut.add(view.title_cut)
    assert cut == {True, False}
