"""Pages, order and facets that change in place; and the examples in JavaScript, run by the browser."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver

from tests.browser.test_browser import emulating, find, find_all, wait

pytestmark = pytest.mark.browser

CHECKOUT = Path(__file__).parents[2]
QUERY = "/search?q=Vietnam+OR+gribenskaper&limit=1"


def titles(browser: WebDriver) -> list[str]:
    return [link.text for link in find_all(browser, ".hits h3 a")]


def offset(browser: WebDriver) -> str:
    return parse_qs(urlsplit(browser.current_url).query).get("offset", ["0"])[0]


def stamp(browser: WebDriver) -> None:
    """Leave a trace that a new load of the page would wipe out."""
    browser.execute_script("window.trace = true; document.getElementById('status').dataset.trace = 'here';")


def traced(browser: WebDriver) -> bool:
    return bool(browser.execute_script("return window.trace === true"))


def test_the_next_page_comes_in_place_and_back_brings_the_first_again(browser: WebDriver, address: str) -> None:
    browser.get(address + QUERY)
    first, counted = titles(browser), find(browser, "#status").text
    stamp(browser)
    find(browser, ".pages a[rel=next]").click()
    wait(browser, lambda window: offset(window) == "1" and titles(window) != first)
    assert traced(browser)
    assert find(browser, "#status").get_attribute("data-trace") == "here", "screen readers listen to an element that is gone"
    assert find(browser, "#status").text != counted and "2" in find(browser, ".pages span").text
    assert browser.switch_to.active_element.get_attribute("id") == "content"
    assert "offset=1" in (find(browser, "footer nav a[hreflang=ar]").get_attribute("href") or "")
    second = titles(browser)
    browser.back()
    wait(browser, lambda window: titles(window) == first)
    assert offset(browser) == "0" and traced(browser)
    browser.forward()
    wait(browser, lambda window: titles(window) == second)
    assert not find_all(browser, "main[aria-busy]")


def test_facets_and_their_removal_work_in_place(browser: WebDriver, address: str) -> None:
    browser.get(f"{address}/search?q=FDI")
    stamp(browser)
    total = len(titles(browser))
    find(browser, ".facet a").click()
    wait(browser, lambda window: find_all(window, ".chips a"))
    assert len(titles(browser)) < total and traced(browser)
    find(browser, ".chips a").click()
    wait(browser, lambda window: not find_all(window, ".chips a"))
    assert len(titles(browser)) == total and traced(browser)


def test_taking_away_the_last_filter_of_a_search_without_words_leads_home(browser: WebDriver, address: str) -> None:
    browser.get(f"{address}/search?q=&lang=ja")
    find(browser, ".chips a").click()
    wait(browser, lambda window: find_all(window, "body.home .languages"))
    browser.back()
    wait(browser, lambda window: find_all(window, ".chips a"))


def test_a_page_that_cannot_be_fetched_is_loaded_as_without_javascript(browser: WebDriver, address: str) -> None:
    browser.get(address + QUERY)
    stamp(browser)
    browser.execute_script("window.fetch = () => Promise.reject(new Error('no network'));")
    find(browser, ".pages a[rel=next]").click()
    wait(browser, lambda window: offset(window) == "1" and not traced(window))
    assert titles(browser)


def test_a_link_opened_in_a_new_tab_leaves_this_one_alone(browser: WebDriver, address: str) -> None:
    browser.get(address + QUERY)
    find(browser, ".pages a[rel=next]").send_keys(Keys.CONTROL, Keys.ENTER)
    wait(browser, lambda window: len(window.window_handles) == 2)
    assert offset(browser) == "0"
    this, other = browser.window_handles
    browser.switch_to.window(other)
    browser.close()
    browser.switch_to.window(this)


def test_nothing_moves_while_a_page_of_results_loads(browser: Any, address: str) -> None:
    browser.get(f"{address}/search?q=Vietnam")
    shift = browser.execute_async_script(
        """const done = arguments[arguments.length - 1]; let sum = 0;
        new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value; })
          .observe({type: "layout-shift", buffered: true});
        setTimeout(() => done(sum), 300);"""
    )
    assert shift < 0.01


def test_more_like_this_leads_on(browser: WebDriver, address: str) -> None:
    with emulating(browser, width=390):
        browser.get(f"{address}/documents/000_10efdc39f4d87023.txt?q=%E7%94%A3%E6%A5%AD")
        find(browser, ".similar li a").send_keys(Keys.ENTER)
        wait(browser, lambda window: "001_3b6b67b959955d24" in window.current_url)
        assert find(browser, "h1").is_displayed()


def test_the_readme_s_example_with_fetch_prints_marked_words(browser: Any, address: str) -> None:
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"```js\n(.*?)```", readme, flags=re.DOTALL)
    assert found
    code = found[1].replace("http://127.0.0.1:8000", address).replace("console.log(", "done(")
    browser.get(f"{address}/api")
    printed = browser.execute_async_script(f"const done = arguments[arguments.length - 1]; (async () => {{ {code} }})();")
    assert printed and all("علام" in word for word in printed)


@pytest.mark.parametrize("text", ["plain", "a😀b𠮷野家", "e\u0301🇳🇴👩‍👩‍👧x"])
def test_the_example_on_the_reference_page_cuts_between_code_points(browser: WebDriver, address: str, text: str) -> None:
    browser.get(f"{address}/api")
    code = find(browser, "#offsets pre code").text
    marks = [[start, start + 1] for start in range(0, len(text), 2)]
    script = f"{code}; return marked({json.dumps(text)}, {json.dumps(marks)});"
    expected = []
    position = 0
    for start, end in marks:
        expected += [[text[position:start], False], [text[start:end], True]]
        position = end
    assert browser.execute_script(script) == [*expected, [text[position:], False]]
    assert browser.find_elements(By.CSS_SELECTOR, "table th")
