"""Behind a real reverse proxy, over real connections: every address that a page or an answer names leads back through the proxy."""

from __future__ import annotations

import http.client
import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import etree
from lxml import html as lxml_html

from search import rebuild
from tests.web.running import address_of, start, stop

PREFIX = "/find"
PUBLIC = "search.example.org"
HOP_BY_HOP = {"connection", "transfer-encoding", "keep-alive"}


class _Proxy(BaseHTTPRequestHandler):
    """What the README tells nginx to do: the prefix is taken off, and the four headers say what was there."""

    protocol_version = "HTTP/1.1"
    backend = ""

    def do_GET(self) -> None:
        if not self.path.startswith(PREFIX + "/"):
            self.send_error(404, "outside the prefix")
            return
        headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP_BY_HOP}
        headers |= {"Host": PUBLIC, "X-Forwarded-For": "203.0.113.7", "X-Forwarded-Proto": "https", "X-Forwarded-Host": PUBLIC}
        connection = http.client.HTTPConnection(self.backend, timeout=60)
        connection.request("GET", self.path.removeprefix(PREFIX), headers={**headers, "X-Forwarded-Prefix": PREFIX})
        answer = connection.getresponse()
        body = answer.read()
        self.send_response_only(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in {*HOP_BY_HOP, "content-length"}:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        connection.close()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module", params=[1, 0], ids=["believed", "not believed"])
def proxied(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, seeds_folder: Path) -> Iterator[tuple[str, int]]:
    """The address of the proxy, and how many proxies are believed."""
    index = tmp_path_factory.mktemp("proxy") / "index"
    rebuild(index, [str(seeds_folder)], engine="tantivy")
    process = start(index, "--port", "0", "--workers", "1", "--proxies", str(request.param))
    handler = type("Handler", (_Proxy,), {"backend": urlsplit(address_of(process)).netloc})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", request.param
    finally:
        server.shutdown()
        server.server_close()
        stop(process)


def fetch(address: str, **headers: str) -> tuple[int, http.client.HTTPMessage, bytes]:
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=60) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


def addresses_of(page: bytes) -> list[str]:
    """Every address of our own that a page names."""
    document = lxml_html.document_fromstring(page)
    found = [value for _, _, value, _ in document.iterlinks()] + list(document.xpath("//@data-suggest"))
    return sorted({value for value in found if not urlsplit(value).netloc and not value.startswith("#")})


PAGES = ["/", "/search?q=Vietnam&limit=1&hl=ar", "/documents/004_fe8113887d500fa5.txt?q=Japan", "/nothing", "/api"]


@pytest.mark.parametrize("path", PAGES)
def test_everything_that_a_page_names_is_found_through_the_proxy(proxied: tuple[str, int], path: str) -> None:
    root, believed = proxied
    _, _, page = fetch(f"{root}{PREFIX}{path}")
    addresses = addresses_of(page)
    assert len(addresses) > 5
    inside = [address for address in addresses if address.startswith(f"{PREFIX}/")]
    if not believed:
        assert not inside  # the header of a stranger changes nothing
        return
    assert inside == addresses
    answers = {address: fetch(urljoin(root, address))[0] for address in addresses if not address.endswith("/api/v1/suggest")}
    assert set(answers.values()) <= ({200} if path != "/nothing" else {200, 404}), answers


def test_absolute_addresses_are_those_of_the_outside(proxied: tuple[str, int]) -> None:
    root, believed = proxied
    public = f"https://{PUBLIC}{PREFIX}" if believed else f"http://{PUBLIC}"
    description = etree.fromstring(fetch(f"{root}{PREFIX}/opensearch.xml")[2])
    templates = description.xpath("//*[local-name()='Url']/@template")
    assert len(templates) == 3 and all(template.startswith(f"{public}/") for template in templates)


def test_the_endpoint_leads_on_through_the_proxy(proxied: tuple[str, int]) -> None:
    root, believed = proxied
    prefix = PREFIX if believed else ""
    _, headers, body = fetch(f"{root}{PREFIX}/api/v1/search?q=Vietnam+2024&limit=1")
    following = json.loads(body)["next"]
    assert following.startswith(f"{prefix}/api/v1/search?")
    assert f'<{prefix}/openapi.json>; rel="service-desc"' in headers["Link"]
    assert json.loads(fetch(f"{root}{PREFIX}/openapi.json")[2])["servers"] == [{"url": prefix or "/"}]
    if believed:
        assert json.loads(fetch(urljoin(root, following))[2])["offset"] == 1


def test_a_repeated_question_is_answered_with_304_through_the_proxy(proxied: tuple[str, int]) -> None:
    root, _ = proxied
    address = f"{root}{PREFIX}/api/v1/search?q=Vietnam"
    tag = fetch(address)[1]["ETag"]
    assert fetch(address, **{"If-None-Match": tag})[0] == 304
