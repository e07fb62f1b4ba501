"""Fixtures and settings that every test folder shares.

Real data sets are large and not part of the repository. Tests that use them take the folder from the environment variable ``GLOTTA_DATA``
(default: ``../shared/data`` beside the checkout) and are skipped, with that reason, where it is absent.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

CHECKOUT = Path(__file__).resolve().parent.parent

# "ci": the same examples every time, no time limit per example (shared machines are slow in bursts). "search": look for new failures.
settings.register_profile("ci", derandomize=True, deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("search", deadline=None, max_examples=2_000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def pytest_configure(config: pytest.Config) -> None:
    """No setting of the developer's own shell may change what the tests see."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # a shell gives that to what it runs in the background, and children inherit it
        signal.signal(signal.SIGINT, signal.default_int_handler)
    for name in [name for name in os.environ if name.startswith("GLOTTA_") and name != "GLOTTA_DATA"]:
        del os.environ[name]


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The root of the repository."""
    return CHECKOUT


@pytest.fixture(scope="session")
def seeds_folder() -> Path:
    """The five documents that the project starts with."""
    return CHECKOUT / "seeds"


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The folder of the real data sets (``bench/``, ``retrieval/``, ``langid/``...); skips where it is absent."""
    folder = Path(os.environ.get("GLOTTA_DATA", CHECKOUT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip("the real data sets are not here; name their folder in GLOTTA_DATA")
    return folder
