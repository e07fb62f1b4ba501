"""Every engine of the table, and ways to fill one with documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from search.engine import Engine, IndexedDocument
from search.engines import ENGINES, engine_class

Fill = Callable[..., Engine]
"""``fill(document, ...)``: a new index of the engine under test that holds these documents."""


@pytest.fixture(params=list(ENGINES), scope="session")
def name(request: pytest.FixtureRequest) -> str:
    """The name of the engine under test."""
    engine: str = request.param
    if find_spec(ENGINES[engine].partition(":")[0]) is None:
        pytest.skip(f"the engine {engine} is in the table but its file is not written yet")
    return engine


@pytest.fixture(scope="session")
def kind(name: str) -> type[Engine]:
    """The class of the engine under test."""
    return engine_class(name)


@pytest.fixture
def fill(kind: type[Engine], tmp_path: Path) -> Iterator[Fill]:
    """Makes indexes and closes them after the test."""
    engines: list[Engine] = []

    def make(*documents: IndexedDocument) -> Engine:
        folder = tmp_path / f"index{len(engines)}"
        folder.mkdir()
        engine = kind.create(folder)
        engine.add(documents)
        engine.commit()
        engines.append(engine)
        return engine

    yield make
    for engine in engines:
        engine.close()


@pytest.fixture
def persistent(kind: type[Engine]) -> None:
    """Skips engines that keep nothing on disk."""
    if "persistent" not in kind.capabilities:
        pytest.skip(f"{kind.name} does not declare the capability 'persistent'")
