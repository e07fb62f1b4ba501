"""What a browser needs to add glotta as a search engine."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from urllib.parse import quote, urlsplit

import pytest
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


ALLOWED = {"ShortName", "Description", "Url", "Contact", "Tags", "LongName", "Image", "Query", "Developer", "Attribution",
           "SyndicationRight", "AdultContent", "Language", "OutputEncoding", "InputEncoding"}  # fmt: skip
SINGLE = ALLOWED - {"Url", "Image", "Query", "Language", "OutputEncoding", "InputEncoding"}


@pytest.mark.parametrize("hl", ["en", "ja", "vi", "ar", "no"])
def test_the_description_keeps_the_rules_of_the_specification(client: FlaskClient, hl: str) -> None:
    """OpenSearch 1.1 draft 6, element by element: which may occur, how often, how long, and what a template may hold."""
    root = ElementTree.fromstring(client.get(f"/opensearch.xml?hl={hl}").text)
    names = [child.tag.removeprefix(NAMESPACE) for child in root]
    assert set(names) <= ALLOWED and all(names.count(name) <= 1 for name in SINGLE)
    short, description = root.findtext(f"{NAMESPACE}ShortName"), root.findtext(f"{NAMESPACE}Description")
    assert short and len(short) <= 16 and description and len(description) <= 1024
    assert [child.text for child in root.iter(f"{NAMESPACE}Language")] == ["*"], "what is found may be in any language"
    found = list(root.iter(f"{NAMESPACE}Url"))
    assert found
    for url in found:
        assert set(url.attrib) <= {"template", "type", "rel", "indexOffset", "pageOffset", "method"}
        assert set(url.attrib.get("rel", "results").split()) <= {"results", "suggestions", "self", "collection"}
        assert urlsplit(url.attrib["template"]).scheme == "http"
        parameters = re.findall(r"{(.*?)}", url.attrib["template"])
        assert parameters == ([] if url.attrib.get("rel") == "self" else ["searchTerms"])
    for image in root.iter(f"{NAMESPACE}Image"):
        with client.get(urlsplit(image.text or "").path) as icon:
            assert image.attrib["width"].isdecimal() and icon.status_code == 200


def test_the_templates_work_when_a_browser_fills_them_in(client: FlaskClient) -> None:
    for kind, template in urls(client.get("/opensearch.xml").text).items():
        address = urlsplit(template.replace("{searchTerms}", quote("裾野産業")))
        with client.get(f"{address.path}?{address.query}") as answer:
            assert (answer.status_code, answer.mimetype) == (200, kind)


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
