"""axe-core finds nothing serious on any page, in any interface language, light and dark, wide and narrow."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver.remote.webdriver import WebDriver

from tests.browser.test_browser import emulating
from tests.web.hostile import WORD

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PAGES = {
    "home": "/",
    "results": "/search?q=Vietnam+2024",
    "partial results and a warning": "/search?q=(Vietnam+qwertyzxcv",
    "filtered results": "/search?q=2024&lang=ja&date_from=2020-01-01",
    "nothing": "/search?q=qwertyzxcv&lang=ja",
    "hostile": f"/search?q={WORD}",
    "document": "/documents/000_10efdc39f4d87023.txt?q=%E7%94%A3%E6%A5%AD",
    "Arabic document": "/documents/003_3e8f58192af2a303.txt?q=%D8%A7%D9%84%D8%AD%D8%B2%D8%A8",
    "Markdown": "/documents/te.md?q=te",
    "found by its address": "/documents/guide?q=matcha-guide",
    "not found": "/documents/none",
    "many notes": "/search?q=Japan~+lang:xx+foo:bar+%22partner",
    "reference": "/api",
}


def violations(browser: WebDriver) -> list[str]:
    """Serious and critical ones, each with the place where it is."""
    browser.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})  # type: ignore[attr-defined]  # axe itself is no part of the page
    browser.execute_script(AXE)
    script = "const [rules, done] = arguments; axe.run(document, rules).then(done, (error) => done({error: String(error)}));"
    found: dict[str, Any] = browser.execute_async_script(script, RULES)
    assert "violations" in found, found
    assert found["passes"], "axe has checked nothing"
    return [
        f"{item['id']} ({item['impact']}): {item['help']}: {node['html'][:160]} {node['failureSummary'][:300]}"
        for item in found["violations"]
        if item["impact"] in ("serious", "critical", "moderate")
        for node in item["nodes"]
    ]


def test_a_planted_violation_is_noticed(browser: WebDriver, address: str) -> None:
    browser.get(address)
    browser.execute_script("document.querySelector('label').remove(); document.querySelector('#q').removeAttribute('placeholder');")
    assert any("label" in violation for violation in violations(browser))


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_has_no_serious_violation(browser: WebDriver, address: str, path: str, scheme: str) -> None:
    with emulating(browser, scheme=scheme):
        browser.get(address + path)
        assert violations(browser) == []


@pytest.mark.parametrize("hl", ["ja", "vi", "ar", "no"])
@pytest.mark.parametrize("path", [PAGES["home"], PAGES["results"], PAGES["document"], PAGES["nothing"]])
def test_no_interface_language_brings_one(browser: WebDriver, address: str, path: str, hl: str) -> None:
    with emulating(browser, width=390):
        browser.get(f"{address}{path}{'&' if '?' in path else '?'}hl={hl}")
        assert violations(browser) == []


def test_open_suggestions_are_a_sound_combobox(browser: WebDriver, address: str) -> None:
    from tests.browser.test_browser import find, find_all, wait

    browser.get(address)
    find(browser, "#q").send_keys("V")
    wait(browser, lambda window: find_all(window, "#suggestions [role=option]"))
    assert violations(browser) == []
