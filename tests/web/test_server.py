"""gunicorn as ``glotta serve`` runs it: real sockets, real processes, real signals."""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from search import rebuild
from tests.web.running import address_of, serving, start, stop


@pytest.fixture(scope="module")
def seed_index(tmp_path_factory: pytest.TempPathFactory, seeds_folder: Path) -> Path:
    index = tmp_path_factory.mktemp("server") / "index"
    rebuild(index, [str(seeds_folder)], engine="tantivy")
    return index


@pytest.fixture(scope="module")
def address(seed_index: Path) -> Iterator[str]:
    with serving(seed_index, workers=2) as url:
        yield url


def get(address: str, path: str) -> tuple[int, http.client.HTTPMessage, str]:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode()
    finally:
        connection.close()


def test_the_page_and_the_endpoint_answer_over_http(address: str) -> None:
    status, headers, body = get(address, f"/search?q={quote('裾野産業')}")
    assert status == 200 and ">裾野産業</mark>" in body
    assert headers["Content-Security-Policy"]
    status, headers, body = get(address, f"/api/v1/search?q={quote('الإعلام')}")
    assert (status, headers["Content-Type"]) == (200, "application/json")
    assert json.loads(body)["hits"][0]["lang"] == "ar"


def test_a_query_of_eight_hundred_ideographs_fits_into_the_request_line(address: str) -> None:
    assert get(address, f"/api/v1/search?q={quote('産業' * 400)}")[0] == 200


def test_a_request_line_without_end_is_refused_and_the_server_goes_on(address: str) -> None:
    assert 400 <= get(address, "/search?q=" + "a" * 20_000)[0] < 500
    assert get(address, "/health")[0] == 200


def test_an_address_that_the_client_claims_for_itself_is_not_believed(address: str) -> None:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    connection.request(
        "GET", "/opensearch.xml", headers={"X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example", "SCRIPT_NAME": "/evil"}
    )
    body = connection.getresponse().read().decode()
    connection.close()
    assert f"{address}/search?q=" in body and "evil" not in body


def test_it_starts_without_an_index_and_answers_as_soon_as_there_is_one(tmp_path: Path, seeds_folder: Path) -> None:
    with serving(tmp_path / "index") as url:
        status, headers, body = get(url, "/search?q=Japan")
        assert status == 503 and headers["Retry-After"] == "30" and "glotta index rebuild" in body
        rebuild(tmp_path / "index", [str(seeds_folder)], engine="tantivy")
        assert get(url, "/search?q=Japan")[0] == 200


def test_a_rebuild_under_running_requests_costs_none_of_them(tmp_path: Path, seeds_folder: Path) -> None:
    index = tmp_path / "index"
    rebuild(index, [str(seeds_folder)], engine="tantivy")
    failed: list[str] = []
    done = threading.Event()

    def ask(url: str) -> None:
        while not done.is_set():
            status, _, body = get(url, "/api/v1/search?q=Japan")
            if status != 200 or not json.loads(body)["hits"]:
                failed.append(f"{status} {body[:200]}")

    with serving(index, workers=2) as url:
        clients = [threading.Thread(target=ask, args=(url,)) for _ in range(2)]
        for client in clients:
            client.start()
        try:
            for engine in ("whoosh", "tantivy"):
                rebuild(index, [str(seeds_folder)], engine=engine)
            time.sleep(0.3)
            generation = json.loads(get(url, "/health")[2])["generation"]
        finally:
            done.set()
            for client in clients:
                client.join()
    assert not failed, failed[:3]
    assert generation == 3


def test_told_to_stop_it_ends_well(seed_index: Path) -> None:
    process = start(seed_index, "--port", "0")
    address_of(process)
    assert stop(process) == 0


def test_a_port_in_use_is_a_clear_message(seed_index: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        process = start(seed_index, "--port", str(taken.getsockname()[1]))
        _, said = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "Cannot listen on 127.0.0.1" in said and "--port" in said and "Traceback" not in said
