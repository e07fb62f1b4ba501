"""Hostile documents and queries show as text. (tests/browser asks a real browser the same.)"""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from lxml import html as lxml_html

from tests.web.hostile import HOSTILE, WORD
from web.app import HEADERS

OURS = {"/static/glotta.js"}


def pages(client: FlaskClient) -> list[tuple[str, Any]]:
    answers = [client.get("/search", query_string={"q": WORD})]
    links = [link.get("href") for link in lxml_html.document_fromstring(answers[0].text).cssselect(".hits h3 a")]
    assert len(links) == len(HOSTILE)
    answers += [client.get(link) for link in links]
    answers.append(
        client.get("/search", query_string={"q": f'"><script>alert(9)</script> {WORD}', "lang": '"><script>', "site": "'><svg onload=x>"})
    )
    answers.append(client.get("/documents/%3Cscript%3Ealert(1)%3C/script%3E"))
    return [(answer.text, lxml_html.document_fromstring(answer.text)) for answer in answers]


def test_every_hostile_document_is_found_and_can_be_opened(hostile: FlaskClient) -> None:
    for link in lxml_html.document_fromstring(hostile.get("/search", query_string={"q": WORD}).text).cssselect(".hits h3 a"):
        answer = hostile.get(link.get("href"))
        assert answer.status_code == 200, link.get("href")
        assert f">{WORD}</mark>" in answer.text


def test_no_page_holds_a_script_a_handler_or_a_link_that_is_not_ours(hostile: FlaskClient) -> None:
    for text, page in pages(hostile):
        assert {script.get("src").split("?")[0] for script in page.iter("script")} == OURS
        assert not list(page.iter("svg", "img", "style", "iframe", "object"))
        for element in page.iter():
            if isinstance(element.tag, str):
                assert not [name for name in element.attrib if name.startswith("on") or name == "style"], lxml_html.tostring(element)
        for link in page.cssselect("a[href]"):
            assert re.match(r"https?://|/(?!/)|#|\?", link.get("href")), link.get("href")
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202d\u202e]", text)


def test_what_was_written_is_still_to_be_read(hostile: FlaskClient) -> None:
    page = lxml_html.document_fromstring(hostile.get("/documents/script").text)
    assert "<script>alert('title')</script>" in page.cssselect("h1")[0].text_content()
    assert "<script>alert('text')</script>" in page.cssselect(".text")[0].text_content()
    controls = lxml_html.document_fromstring(hostile.get("/documents/controls").text)
    assert "\u2400 har \u241b[31m" in controls.cssselect(".text")[0].text_content()


@pytest.mark.parametrize(
    "path",
    ["/", f"/search?q={WORD}", "/documents/script", "/api/v1/search?q=x", "/nothing", "/api/nothing", "/static/glotta.css", "/health"],
)
def test_every_answer_carries_the_headers_that_keep_browsers_strict(hostile: FlaskClient, path: str) -> None:
    with hostile.get(path) as answer:  # a static file stays open until its answer is closed
        headers = answer.headers
    for name, value in HEADERS.items():
        assert headers[name] == value
    assert "unsafe" not in headers["Content-Security-Policy"] and "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"]


def test_the_host_a_proxy_names_is_not_believed_unless_configured(hostile: FlaskClient) -> None:
    text = hostile.get("/opensearch.xml", headers={"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}).text
    assert "evil.example" not in text and "http://localhost/search?q={searchTerms}" in text
