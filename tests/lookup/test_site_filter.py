"""``site:`` with a host and with the beginning of a path."""

from __future__ import annotations

import pytest

from search.lookup import search
from search.model import Document, SearchRequest
from tests.promises.corpus import Corpus, built_by

PAGES = [
    Document("news", "Green tea is grown here and sold.", url="https://www.example.org/news/2025/tea-time.html", site="example.org"),
    Document("blog", "Green tea is grown there and drunk.", url="https://example.org/blog/tea", site="example.org"),
    Document("about", "Coffee is roasted. Nothing else is.", url="https://example.org/blog/news", site="example.org"),
    Document("elsewhere", "Green tea is a drink of many.", url="https://other.example/news/tea", site="other.example"),
]


built = built_by(("whoosh", "tantivy", "memory"), PAGES)


@pytest.mark.parametrize(("query", "found"), [
    ("tea site:example.org", ["news", "blog"]),
    ("tea site:example.org/news", ["news"]),
    ("tea site:example.org/blog", ["blog"]),
    ("site:example.org/blog/", ["about", "blog"]),
    ("site:www.example.org/news/2025/*", ["news"]),
    ("coffee tea site:example.org/news", ["news?"]),
    ("-tea site:example.org/blog", ["about"]),
    ("tea site:example.org/blog OR site:other.example", ["blog", "elsewhere"]),
    ("tea site:example.org/2025", []),
])
def test_a_path_narrows_the_site(built: Corpus, query: str, found: list[str]) -> None:
    """With a question mark: a partial match."""
    hits = search(built.engine, SearchRequest(query)).hits
    assert sorted(hit.id + "?" * (hit.matched == "some") for hit in hits) == sorted(found)


def test_a_path_and_the_parameter_both_hold(built: Corpus) -> None:
    assert [hit.id for hit in search(built.engine, SearchRequest("tea site:example.org/news", site=("example.org",))).hits] == ["news"]
    assert not search(built.engine, SearchRequest("tea site:example.org/news", site=("other.example",))).hits
