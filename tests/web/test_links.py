"""Addresses of result pages: facets that combine and can be taken away, pages, and only harmless links out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from flask import current_app

from search import FacetValue, Page, SearchRequest, SearchService
from web import create_app
from web.links import document_url, facet_links, following_url, previous_url, safe_link, search_url, unfiltered

FACETS = {"lang": (FacetValue("ja", 3), FacetValue("vi", 1)), "site": (FacetValue("example.org", 2),), "year": (FacetValue("2025", 4),)}
PAGE = Page("東京", 1.0, 25, "eq", 0, 10, True, (), FACETS, None, ())


@pytest.fixture(autouse=True)
def in_request() -> Iterator[None]:
    with create_app(cast(SearchService, None)).test_request_context("/search?q=x"):
        yield


def parameters(url: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(url).query)


def test_a_result_page_has_one_short_address() -> None:
    assert parameters(search_url(SearchRequest("東京"))) == [("q", "東京")]
    full = SearchRequest("a b", ("ja", "vi"), ("example.org",), "2025-01-01", "2025-02-01", "date", 20, 40)
    assert search_url(full) == (
        "/search?q=a+b&lang=ja&lang=vi&site=example.org&date_from=2025-01-01&date_to=2025-02-01&sort=date&limit=20&offset=40"
    )


def test_facets_combine_and_lead_to_the_first_page() -> None:
    links = facet_links(SearchRequest("東京", lang=("vi",), offset=20), PAGE)
    assert parameters(links["lang"][0].url) == [("q", "東京"), ("lang", "vi"), ("lang", "ja")]
    assert parameters(links["site"][0].url) == [("q", "東京"), ("lang", "vi"), ("site", "example.org")]
    assert parameters(links["year"][0].url) == [("q", "東京"), ("lang", "vi"), ("date_from", "2025-01-01"), ("date_to", "2025-12-31")]


def test_a_chosen_facet_is_active_and_its_link_takes_it_away() -> None:
    links = facet_links(SearchRequest("東京", ("vi",), ("gone.org",), "2025-01-01", "2025-12-31"), PAGE)
    chosen = links["lang"][1]
    assert chosen.active and ("lang", "vi") not in parameters(chosen.url)
    assert (links["site"][0].value, links["site"][0].count, links["site"][0].active) == ("gone.org", None, True)
    assert links["year"][0].active and not any(name.startswith("date") for name, _ in parameters(links["year"][0].url))


def test_a_facet_that_would_not_narrow_anything_is_left_out() -> None:
    page = replace(PAGE, total=4)
    assert set(facet_links(SearchRequest("x"), page)) == {"lang", "site"}
    assert set(facet_links(SearchRequest("x", date_from="2025-01-01", date_to="2025-12-31"), page)) == {"lang", "site", "year"}


def test_pages_follow_one_another_up_to_the_bound() -> None:
    first = SearchRequest("x")
    assert previous_url(first) is None
    assert parameters(cast(str, following_url(first, PAGE)))[-1] == ("offset", "10")
    assert parameters(cast(str, previous_url(replace(first, offset=10)))) == [("q", "x")]
    assert following_url(replace(first, offset=990), PAGE) is None
    assert following_url(first, replace(PAGE, has_next=False)) is None


def test_all_filters_can_be_taken_away_at_once() -> None:
    assert search_url(unfiltered(SearchRequest("x", ("ja",), ("a.org",), "2025-01-01", None, "date", offset=10))) == "/search?q=x&sort=date"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", " JavaScript:alert(1)", "//example.org", "http:", "ftp://a.b", "http://[x", "", None]
)
def test_a_link_that_is_not_http_is_no_link(url: str | None) -> None:
    assert safe_link(url) is None


def test_http_links_are_links() -> None:
    assert safe_link(" https://example.org/æ ") == "https://example.org/æ"
    assert safe_link("HTTP://example.org") == "HTTP://example.org"


def test_ids_with_relative_segments_are_escaped_so_that_browsers_do_not_shorten_them() -> None:
    assert document_url("news/2025/æ b.txt") == "/documents/news/2025/%C3%A6%20b.txt"
    assert document_url("a/../b") == "/documents/a%2F..%2Fb"
    assert document_url("//x") == "/documents/%2F%2Fx"


@pytest.mark.parametrize("name", [".", ".."])
def test_an_id_that_browsers_take_for_a_relative_path_goes_into_the_query_string(name: str) -> None:
    assert document_url(name, "x") == f"/documents?id={name}&q=x"


@pytest.mark.parametrize("name", ["a/b.txt", "a/../b", "//x", "a//b", "a?b#c", "line\nbreak", "æ ø/日本", "%2F", "a/"])
def test_the_address_of_a_document_leads_back_to_its_id(name: str) -> None:
    path = unquote(document_url(name))  # what a WSGI server hands on
    assert current_app.url_map.bind("localhost").match(path) == ("views.document", {"document_id": name})


def test_links_keep_the_chosen_interface_language() -> None:
    with create_app(cast(SearchService, None)).test_request_context("/search?q=x&hl=ar"):
        assert search_url(SearchRequest("x")) == "/search?q=x&hl=ar"
        assert document_url("a", "x") == "/documents/a?q=x&hl=ar"
