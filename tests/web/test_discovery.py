"""What a browser needs to add glotta as a search engine."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

from flask.testing import FlaskClient

from search import SearchService
from web import WebConfig, create_app

NAMESPACE = "{http://a9.com/-/spec/opensearch/1.1/}"


def urls(text: str) -> dict[str, str]:
    return {url.attrib["type"]: url.attrib["template"] for url in ElementTree.fromstring(text).iter(f"{NAMESPACE}Url")}


def test_the_description_names_the_page_the_suggestions_and_itself(client: FlaskClient) -> None:
    answer = client.get("/opensearch.xml")
    assert answer.mimetype == "application/opensearchdescription+xml"
    root = ElementTree.fromstring(answer.text)
    assert root.tag == f"{NAMESPACE}OpenSearchDescription"
    assert (root.findtext(f"{NAMESPACE}ShortName"), root.findtext(f"{NAMESPACE}InputEncoding")) == ("glotta", "UTF-8")
    assert urls(answer.text) == {
        "text/html": "http://localhost/search?q={searchTerms}",
        "application/x-suggestions+json": "http://localhost/opensearch/suggest?q={searchTerms}",
        "application/opensearchdescription+xml": "http://localhost/opensearch.xml",
    }


def test_suggestions_come_in_the_form_that_browsers_read(client: FlaskClient) -> None:
    answer = client.get("/opensearch/suggest", query_string={"q": "høytek"})
    assert answer.mimetype == "application/x-suggestions+json"
    query, completions = answer.get_json(force=True)
    assert query == "høytek" and any(text.startswith("høyteknologi") for text in completions)


def test_behind_a_proxy_with_a_prefix_all_addresses_carry_it(seed_service: SearchService) -> None:
    client = create_app(seed_service, WebConfig(proxies=1)).test_client()
    headers = {"X-Forwarded-Host": "find.example", "X-Forwarded-Proto": "https", "X-Forwarded-Prefix": "/glotta"}
    assert urls(client.get("/opensearch.xml", headers=headers).text)["text/html"] == "https://find.example/glotta/search?q={searchTerms}"
    page = client.get("/search?q=Vietnam&limit=1", headers=headers).text
    for local in ('href="/glotta/documents/', 'action="/glotta/search"', 'href="/glotta/static/', 'data-suggest="/glotta/api/v1/suggest"'):
        assert local in page
    assert 'href="/search' not in page and 'href="/documents' not in page
