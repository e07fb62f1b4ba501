"""Numbers and logs for whoever runs the server."""

from __future__ import annotations

import http.client
import json
import re
import subprocess
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from search import SearchService, open_service, rebuild
from tests.web.running import COMMAND, address_of, start, stop
from web import WebConfig, create_app


def samples(text: str) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    """(name, labels) -> value."""
    families = text_string_to_metric_families(text)
    return {(sample.name, tuple(sorted(sample.labels.items()))): sample.value for family in families for sample in family.samples}


def requests_counted(text: str, endpoint: str, status: str = "200") -> float:
    labels = (("endpoint", endpoint), ("method", "GET"), ("status", status))
    return samples(text).get(("glotta_http_requests_total", labels), 0.0)


def test_requests_and_their_times_are_counted(client: FlaskClient) -> None:
    for _ in range(3):
        client.get("/api/v1/search?q=Japan")
    client.get("/api/v1/search")
    client.get("/nothing/here")
    answer = client.get("/metrics")
    assert answer.content_type.startswith("text/plain; version=0.0.4")
    assert requests_counted(answer.text, "api.search") == 3
    assert requests_counted(answer.text, "api.search", "400") == 1
    assert requests_counted(answer.text, "none", "404") == 1
    found = samples(answer.text)
    assert found["glotta_http_request_duration_seconds_count", (("endpoint", "api.search"),)] == 4
    assert found["glotta_http_request_duration_seconds_bucket", (("endpoint", "api.search"), ("le", "10.0"))] == 4


def test_the_index_is_measured(client: FlaskClient) -> None:
    found = samples(client.get("/metrics").text)
    assert found["glotta_index_up", ()] == 1
    assert found["glotta_index_documents", ()] == 5
    assert found["glotta_index_size_bytes", ()] > 0 < found["glotta_index_text_bytes", ()]
    assert 0 <= found["glotta_index_age_seconds", ()] < 3600


def test_without_an_index_the_numbers_say_so(tmp_path: Path) -> None:
    with open_service(tmp_path / "none") as service:
        client = create_app(service).test_client()
        assert client.get("/health").status_code == 503
        text = client.get("/metrics").text
    assert samples(text)["glotta_index_up", ()] == 0
    assert requests_counted(text, "operations.health", "503") == 1


def test_labels_cannot_be_multiplied_by_clients(client: FlaskClient) -> None:
    for number in range(20):
        client.open(f"/nothing/{number}", method=f"ODD{number}")
    methods = {dict(labels).get("method") for _, labels in samples(client.get("/metrics").text)}
    assert methods <= {None, "GET", "other"}


def test_several_workers_are_counted_together(tmp_path: Path, seeds_folder: Path) -> None:
    rebuild(tmp_path / "index", [str(seeds_folder)], engine="tantivy")
    process = start(tmp_path / "index", "--port", "0", "--workers", "3", "--log", "none")
    try:
        place = urlsplit(address_of(process)).netloc
        for _ in range(24):  # each over a connection of its own, so that the workers share them
            assert ask(place, "/api/v1/languages") == 200
        counted = [requests_counted(text(place, "/metrics"), "api.languages") for _ in range(6)]
    finally:
        assert stop(process) == 0
    assert counted == [24.0] * 6


def ask(place: str, path: str) -> int:
    connection = http.client.HTTPConnection(place, timeout=30)
    connection.request("GET", path, headers={"Connection": "close"})
    status = connection.getresponse().status
    connection.close()
    return status


def text(place: str, path: str) -> str:
    connection = http.client.HTTPConnection(place, timeout=30)
    connection.request("GET", path, headers={"Connection": "close"})
    body = connection.getresponse().read().decode()
    connection.close()
    return body


# --- the request log ---


@pytest.mark.parametrize("kind", ["text", "json"])
def test_a_request_is_one_line_that_does_not_tell_what_was_searched(
    seed_service: SearchService, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    client = create_app(seed_service, WebConfig(log=kind)).test_client()
    client.get("/search?q=hemmelig")
    client.get("/documents/a%0Ab%1B[31m%C3%A6")
    first, second = capsys.readouterr().err.splitlines()
    assert "hemmelig" not in first and second.isascii() and "\x1b" not in second
    if kind == "json":
        entry = json.loads(first)
        assert list(entry) == ["time", "client", "method", "path", "endpoint", "status", "ms", "bytes"]
        assert (entry["client"], entry["method"], entry["path"], entry["status"]) == ("127.0.0.1", "GET", "/search", 200)
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", entry["time"]) and entry["ms"] > 0 < entry["bytes"]
        assert json.loads(second)["path"] == "/documents/a%0Ab%1B%5B31m%C3%A6"
    else:
        assert re.fullmatch(r"\S+Z 127\.0\.0\.1 GET /search 200 [\d.]+ ms \d+ bytes", first)


def test_nothing_is_logged_unless_asked_for(client: FlaskClient, capsys: pytest.CaptureFixture[str]) -> None:
    client.get("/search?q=Japan")
    assert capsys.readouterr().err == ""


def test_the_address_of_the_client_is_the_proxy_s_word_only_if_configured(
    seed_service: SearchService, capsys: pytest.CaptureFixture[str]
) -> None:
    for proxies, address in ((0, "127.0.0.1"), (1, "192.0.2.7")):
        client = create_app(seed_service, WebConfig(proxies=proxies, log="json")).test_client()
        client.get("/search?q=Japan", headers={"X-Forwarded-For": "203.0.113.9, 192.0.2.7"})
        assert json.loads(capsys.readouterr().err)["client"] == address


# --- settings reach the server by flag, variable and file ---


@pytest.mark.parametrize("way", ["flag", "variable", "file"])
def test_the_server_is_set_by_flags_variables_and_a_file(
    tmp_path: Path, seeds_folder: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    rebuild(tmp_path / "index", [str(seeds_folder)], engine="tantivy")
    flags = ["--port", "0", "--workers", "1"]
    if way == "flag":
        flags += ["--proxies", "1", "--cors", "https://pages.example", "--log", "json"]
    elif way == "variable":
        for name, value in (("PROXIES", "1"), ("CORS", "https://pages.example"), ("LOG", "json")):
            monkeypatch.setenv(f"GLOTTA_{name}", value)
    else:
        (tmp_path / "glotta.toml").write_text('proxies = 1\ncors = ["https://pages.example"]\nlog = "json"\n')
    process = start(tmp_path / "index", *flags)
    try:
        place = urlsplit(address_of(process)).netloc
        connection = http.client.HTTPConnection(place, timeout=30)
        headers = {"Origin": "https://pages.example", "X-Forwarded-Prefix": "/find", "X-Forwarded-Host": "find.example"}
        connection.request("GET", "/api/v1/search?q=Vietnam+2024&limit=1", headers=headers)
        answer = connection.getresponse()
        assert answer.headers["Access-Control-Allow-Origin"] == "https://pages.example"
        assert json.loads(answer.read())["next"].startswith("/find/api/v1/search?")
        connection.close()
        time.sleep(0.1)
    finally:
        assert stop(process) == 0


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["--proxies", "many"], "--proxies"),
        (["--cors", "example.org"], "--cors"),
        (["--log", "xml"], "none, text or json"),
        (["--host", "256.1.1.1"], "Cannot listen"),
    ],
)
def test_a_setting_that_is_not_allowed_is_named(tmp_path: Path, flags: list[str], said: str) -> None:
    ended = subprocess.run([*COMMAND, *flags], cwd=Path(__file__).parents[2], capture_output=True, text=True, timeout=60)
    assert ended.returncode == 2 and said in ended.stderr and "Traceback" not in ended.stderr


def test_no_counters_are_left_behind(tmp_path: Path, seeds_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rebuild(tmp_path / "index", [str(seeds_folder)], engine="tantivy")
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    process = start(tmp_path / "index", "--port", "0")
    address_of(process)
    assert list((tmp_path / "temporary").glob("glotta-metrics-*"))
    stop(process)
    assert not list((tmp_path / "temporary").glob("glotta-metrics-*"))


