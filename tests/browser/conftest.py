"""Debian's Chromium, driven by the driver of the same package version.

Selenium, because browser and driver come from one source package and so always understand each other; Playwright wants a browser that it
downloads itself, or brings a second driver for one that it does not know.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.remote.webdriver import WebDriver

from search import rebuild
from tests.web.hostile import HOSTILE
from tests.web.running import serving

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--lang=en",
    "--window-size=1280,900",
]


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebDriver]:
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not driver:
        pytest.skip("no chromium or chromedriver here: apt-get install chromium chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in [*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"]:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    window = webdriver.Chrome(options=options, service=Service(driver))
    window.set_page_load_timeout(60)
    yield window
    window.quit()


ODD = [
    {"id": "te.md", "text": "# Grønn te\n\nSlik **lager** du *te*, `sencha`:\n\n- [Vann](https://example.org)\n> Te\n\n```\ncode\n```\n"},
    {"id": "guide", "url": "https://tea.example.org/matcha-guide", "text": "The bowls are warmed before the powder is whisked."},
]
"""Markdown, and a document that only its address tells about."""


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory, seeds_folder: Path) -> Iterator[str]:
    """A server over the seeds, the hostile documents and the odd ones."""
    folder = tmp_path_factory.mktemp("browser")
    hostile = folder / "hostile.jsonl"
    hostile.write_text("".join(json.dumps(document) + "\n" for document in HOSTILE + ODD), encoding="ascii")
    rebuild(folder / "index", [str(seeds_folder), str(hostile)], engine="tantivy")
    with serving(folder / "index") as url:
        yield url
