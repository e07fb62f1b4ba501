"""Real indexes behind the real application: one over the seeds, one over documents that mean harm."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from search import SearchService, open_service, rebuild
from tests.web.hostile import HOSTILE
from web import create_app


@pytest.fixture(scope="session")
def seed_service(tmp_path_factory: pytest.TempPathFactory, seeds_folder: Path) -> Iterator[SearchService]:
    index = tmp_path_factory.mktemp("web-seeds") / "index"
    rebuild(index, [str(seeds_folder)], engine="tantivy")
    with open_service(index) as service:
        yield service


@pytest.fixture(scope="session")
def hostile_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchService]:
    folder = tmp_path_factory.mktemp("web-hostile")
    source = folder / "hostile.jsonl"
    source.write_text("".join(json.dumps(document) + "\n" for document in HOSTILE), encoding="ascii")
    rebuild(folder / "index", [str(source)], engine="tantivy")
    with open_service(folder / "index") as service:
        yield service


@pytest.fixture
def client(seed_service: SearchService) -> FlaskClient:
    return _client(seed_service)


@pytest.fixture
def hostile(hostile_service: SearchService) -> FlaskClient:
    return _client(hostile_service)


@pytest.fixture
def client_of() -> Callable[[SearchService], FlaskClient]:
    return _client


def _client(service: SearchService) -> FlaskClient:
    app = create_app(service)
    app.testing = True  # an unforeseen exception is shown by the test, not hidden in a page
    return app.test_client()
