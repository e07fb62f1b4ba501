"""The pages in a real browser: typing in five languages, keys, marks, direction, width, no script, hostile documents."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

import pytest
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from tests.web.hostile import WORD

pytestmark = pytest.mark.browser

TYPED = [
    ("裾野産業", "000_10efdc39f4d87023.txt", "ja", "ltr"),
    ("công nghiệp hỗ trợ", "002_b97f6fe52035a863.txt", "vi", "ltr"),
    ("الإعلام", "003_3e8f58192af2a303.txt", "ar", "rtl"),
    ("halvledere", "004_fe8113887d500fa5.txt", "no", "ltr"),
    ("Vietnam-Japan Business Forum", "004_fe8113887d500fa5.txt", "no", "ltr"),
]


def find(browser: WebDriver, selector: str) -> WebElement:
    return browser.find_element(By.CSS_SELECTOR, selector)


def find_all(browser: WebDriver, selector: str) -> list[WebElement]:
    return browser.find_elements(By.CSS_SELECTOR, selector)


def wait(browser: WebDriver, condition: Any) -> Any:
    """Until the condition holds; that what it looks at is just being replaced means: not yet."""
    return WebDriverWait(browser, 60, ignored_exceptions=[StaleElementReferenceException]).until(condition)


@contextmanager
def emulating(browser: Any, width: int = 1280, scripts: bool = True, scheme: str = "light") -> Iterator[None]:
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not scripts})
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
    try:
        yield
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
@pytest.mark.parametrize(("query", "name", "lang", "direction"), TYPED)
def test_typing_a_word_finds_its_document_with_the_word_marked(
    browser: WebDriver, address: str, query: str, name: str, lang: str, direction: str, scripts: bool
) -> None:
    with emulating(browser, scripts=scripts):
        browser.get(address)
        box = find(browser, "#q")
        box.send_keys(query)
        box.send_keys(Keys.ENTER)
        first = wait(browser, lambda window: find(window, ".hits article"))
        assert name in (first.find_element(By.CSS_SELECTOR, "h3 a").get_attribute("href") or "")
        assert (first.get_attribute("lang"), first.get_attribute("dir")) == (lang, direction)
        mark = first.find_element(By.CSS_SELECTOR, ".snippet mark")
        assert mark.is_displayed() and mark.text in query
        assert mark.value_of_css_property("background-color") == "rgba(255, 224, 138, 1)"
        snippet = first.find_element(By.CSS_SELECTOR, ".snippet")
        assert snippet.value_of_css_property("direction") == direction
        first.find_element(By.CSS_SELECTOR, "h3 a").click()
        marks = wait(browser, lambda window: find_all(window, ".text mark"))
        assert query.casefold().split()[0] in [mark.text.casefold().split()[0] for mark in marks] or marks[0].text in query


def test_suggestions_open_while_typing_and_are_taken_by_keyboard(browser: WebDriver, address: str) -> None:
    browser.get(address)
    box = find(browser, "#q")
    box.send_keys("høytek")
    option = wait(browser, lambda window: find(window, "#suggestions [role=option]"))
    wait(browser, lambda _: option.is_displayed())
    assert box.get_attribute("aria-expanded") == "true"
    box.send_keys(Keys.ARROW_DOWN)
    assert find(browser, "#suggestions [aria-selected=true]").get_attribute("id") == box.get_attribute("aria-activedescendant")
    assert (box.get_property("value") or "").startswith("høyteknologi")
    box.send_keys(Keys.ESCAPE)
    assert box.get_property("value") == "høytek" and box.get_attribute("aria-expanded") == "false"
    box.send_keys("n")
    wait(browser, lambda _: box.get_attribute("aria-expanded") == "true")
    box.send_keys(Keys.ARROW_DOWN, Keys.ENTER)
    wait(browser, lambda window: find_all(window, ".hits article"))
    assert quote("høyteknologi") in browser.current_url


def test_enter_and_arrows_belong_to_the_input_method_while_it_composes(browser: Any, address: str) -> None:
    browser.get(address)
    find(browser, "#q").send_keys("J")
    wait(browser, lambda window: find(window, "#q").get_attribute("aria-expanded") == "true")
    browser.execute_cdp_cmd("Input.imeSetComposition", {"text": "にほん", "selectionStart": 3, "selectionEnd": 3})
    for key, code in (("ArrowDown", 40), ("Enter", 13)):
        handled = browser.execute_script(
            """const about = {key: arguments[0], keyCode: 229, isComposing: true, bubbles: true, cancelable: true};
            const event = new KeyboardEvent("keydown", about);
            return !document.getElementById("q").dispatchEvent(event);""",
            key,
            code,
        )
        assert handled is False, f"{key} was taken from the input method"
    assert find(browser, "#q").get_attribute("aria-activedescendant") is None
    assert browser.current_url.rstrip("/") == address
    browser.execute_cdp_cmd("Input.insertText", {"text": "日本"})
    assert find(browser, "#q").get_property("value") == "J日本"
    find(browser, "#q").send_keys(Keys.ENTER)
    wait(browser, lambda window: "/search?q=J" in window.current_url)


def test_slash_goes_to_the_box(browser: WebDriver, address: str) -> None:
    browser.get(f"{address}/search?q=Japan")
    find(browser, "body").send_keys("/")
    assert browser.switch_to.active_element.get_attribute("id") == "q"
    browser.switch_to.active_element.send_keys("/")
    assert find(browser, "#q").get_property("value") == "/"  # the box's text was selected; a slash in the box is a slash


def test_n_and_p_walk_through_the_matches_of_a_document(browser: WebDriver, address: str) -> None:
    browser.get(f"{address}/documents/004_fe8113887d500fa5.txt?q=Japan")
    total = len(find_all(browser, ".text mark"))
    assert total > 2
    body = find(browser, "body")
    body.send_keys("n")
    assert find(browser, "mark.current").get_attribute("id") == "m1"
    body.send_keys("n")
    assert find(browser, ".matches [role=status]").text == f"Match 2 of {total}"
    body.send_keys("p")
    body.send_keys("p")
    assert find(browser, "mark.current").get_attribute("id") == f"m{total}"
    find(browser, ".matches .next").click()
    assert find(browser, "mark.current").get_attribute("id") == "m1"


def test_a_mark_inside_an_arabic_word_keeps_its_letters_joined(browser: WebDriver, address: str) -> None:
    browser.get(f"{address}/search?q={quote('الإعلام')}")
    widths = browser.execute_script(
        """const place = document.querySelector(".snippet");
        return ["والمعلومات", "وال<mark>معلو</mark>مات", "وال&zwnj;معلو&zwnj;مات"].map((text) => {
          const span = document.createElement("span");
          span.innerHTML = text;
          place.append(span);
          return span.getBoundingClientRect().width;
        });"""
    )
    broken = abs(widths[2] - widths[0])  # what non-joiners in the same places change
    assert broken > 1, "the measurement would not notice broken joining"
    # A mark is measured as three runs: each may be rounded by a fraction of a pixel, more or less by font.
    assert abs(widths[1] - widths[0]) < broken / 4, f"the mark breaks the joining: {widths}"


@pytest.mark.parametrize("hl", ["en", "ja", "vi", "ar", "no"])
@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize(
    "path",
    ["/", "/search?q=Vietnam", "/search?q=qwertyzxcv&lang=ja", "/documents/003_3e8f58192af2a303.txt?q=%D8%A7%D9%84%D8%AD%D8%B2%D8%A8"],
)
def test_no_page_is_wider_than_the_window(browser: WebDriver, address: str, path: str, width: int, hl: str) -> None:
    with emulating(browser, width=width):
        browser.get(f"{address}{path}{'&' if '?' in path else '?'}hl={hl}")
        wide = browser.execute_script("return document.documentElement.scrollWidth")
    assert wide <= width


def test_the_arabic_interface_is_mirrored(browser: WebDriver, address: str) -> None:
    browser.get(f"{address}/search?q=FDI&hl=ar")
    brand, button = find(browser, ".brand").rect, find(browser, "search button").rect
    assert brand["x"] > button["x"]
    facets, hits = find(browser, "aside").rect, find(browser, ".hits").rect
    assert facets["x"] < hits["x"]
    assert find(browser, "html").get_attribute("dir") == "rtl"


@pytest.mark.parametrize(("hl", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_an_empty_box_runs_as_the_page_does_and_a_filled_one_as_its_text(browser: WebDriver, address: str, hl: str, direction: str) -> None:
    browser.get(f"{address}/?hl={hl}")
    box = find(browser, "#q")
    assert box.value_of_css_property("direction") == direction
    box.send_keys("Vietnam")
    assert box.value_of_css_property("direction") == "ltr"
    box.clear()
    box.send_keys("الإعلام")
    assert box.value_of_css_property("direction") == "rtl"


def test_a_touch_screen_is_told_of_no_keys(browser: Any, address: str) -> None:
    path = f"{address}/documents/004_fe8113887d500fa5.txt?q=Japan"
    browser.get(path)
    assert find(browser, ".matches .next").text == "Next match (n)"
    with emulating(browser, width=390):
        browser.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": True})
        browser.get(path)
        text = find(browser, ".matches .next").text
        browser.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": False})
    assert text == "Next match"


def test_a_result_in_arabic_runs_from_the_right_on_an_english_page(browser: WebDriver, address: str) -> None:
    browser.get(f"{address}/search?q={quote('الإعلام')}")
    title = find(browser, ".hits h3")
    link = title.find_element(By.CSS_SELECTOR, "a")
    assert link.rect["x"] + link.rect["width"] == pytest.approx(title.rect["x"] + title.rect["width"], abs=2)


def test_a_dark_screen_gets_light_letters(browser: WebDriver, address: str) -> None:
    with emulating(browser, scheme="dark"):
        browser.get(f"{address}/search?q=Vietnam")
        paper, ink = (find(browser, "body").value_of_css_property(name) for name in ("background-color", "color"))
    assert paper == "rgba(21, 24, 27, 1)" and ink == "rgba(228, 231, 234, 1)"


def test_hostile_documents_run_nothing_and_break_nothing(browser: WebDriver, address: str) -> None:
    browser.get_log("browser")  # type: ignore[attr-defined]  # empty it
    browser.get(f"{address}/search?q={WORD}")
    links = [link.get_attribute("href") for link in find_all(browser, ".hits h3 a")]
    assert len(links) == 4
    for link in links:
        browser.get(link or "")  # an alert() would make the next command fail with UnexpectedAlertPresentException
        assert WORD in [mark.text for mark in find_all(browser, ".text mark")]
        assert len(find_all(browser, "script")) == 1
        assert not find_all(browser, "main img, main svg, main [onclick], main [onmouseover]")
    logged = [entry["message"] for entry in browser.get_log("browser")]  # type: ignore[attr-defined]
    assert not logged, logged


def test_pages_load_without_a_complaint_of_the_browser(browser: WebDriver, address: str) -> None:
    browser.get_log("browser")  # type: ignore[attr-defined]
    for path in ("/", "/search?q=Japan", "/documents/004_fe8113887d500fa5.txt?q=Japan"):
        browser.get(address + path)
    assert [entry["message"] for entry in browser.get_log("browser")] == []  # type: ignore[attr-defined]
