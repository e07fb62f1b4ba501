"""The interface in five languages: complete, with the right plurals, chosen as the reader asks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from flask.testing import FlaskClient

import web
from search import SENTENCES
from web.i18n import INTERFACE_LANGUAGES, TRANSLATIONS, catalogue, direction

TRANSLATED = [code for code in INTERFACE_LANGUAGES if code != "en"]
WEB = Path(web.__file__).parent
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")


def messages_in_code() -> set[str | tuple[str, ...]]:
    methods = [("**.py", "python"), ("templates/**", "jinja2")]
    options = {"templates/**": {"newstyle_gettext": "true"}}
    found = extract_from_dir(str(WEB), methods, options_map=options)
    return {message if isinstance(message, str) else tuple(message[:2]) for _, _, message, _, _ in found} | set(SENTENCES.values())


def read(language: str) -> Catalog:
    with (TRANSLATIONS / language / "LC_MESSAGES" / "messages.po").open("rb") as source:
        return read_po(source, locale=language)


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_of_the_pages_is_translated_and_nothing_else(language: str) -> None:
    stored = {message.id: message for message in read(language) if message.id}
    assert set(stored) == messages_in_code(), f"bring web/translations/{language} into step with the strings in web/"
    for message in stored.values():
        strings = [message.string] if isinstance(message.string, str) else list(message.string)
        assert all(strings), f"{message.id!r} is not translated"
        assert not message.fuzzy
        originals = [message.id] if isinstance(message.id, str) else list(message.id)
        allowed = set(PLACEHOLDER.findall(" ".join(originals)))
        assert all(set(PLACEHOLDER.findall(string)) <= allowed for string in strings), message.id
        assert set(PLACEHOLDER.findall(strings[-1])) == allowed, message.id


def test_arabic_counts_in_its_six_forms() -> None:
    arabic = catalogue("ar")
    forms = [arabic.ngettext("%(number)s match", "%(number)s matches", n) % {"number": n} for n in (0, 1, 2, 3, 11, 100)]
    assert forms == ["لا مواضع مطابقة", "موضع واحد مطابق", "موضعان مطابقان", "3 مواضع مطابقة", "11 موضعًا مطابقًا", "100 موضع مطابق"]


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("ja-JP,ja;q=0.9,en;q=0.5", "ja"),
        ("nb-NO,nb;q=0.9", "no"),
        ("nn", "no"),
        ("ar-EG", "ar"),
        ("vi", "vi"),
        ("fr,de", "en"),
        ("", "en"),
        ("*", "en"),
    ],
)
def test_the_browser_s_languages_choose_the_interface(client: FlaskClient, header: str, language: str) -> None:
    page = client.get("/", headers={"Accept-Language": header}).text
    assert f'<html lang="{language}" dir="{direction(language)}">' in page


def test_hl_beats_the_browser_and_is_kept_by_the_form(client: FlaskClient) -> None:
    page = client.get("/?hl=ar", headers={"Accept-Language": "ja"}).text
    assert '<html lang="ar" dir="rtl">' in page
    assert '<input type="hidden" name="hl" value="ar">' in page
    assert "ابحث بأي لغة" in page


def test_an_unknown_hl_is_ignored(client: FlaskClient) -> None:
    page = client.get("/?hl=xx%22%3E").text
    assert '<html lang="en" dir="ltr">' in page
    assert 'name="hl"' not in page


def test_the_switch_keeps_the_search(client: FlaskClient) -> None:
    page = client.get("/search?q=Japan&lang=no").text
    assert 'href="/search?q=Japan&amp;lang=no&amp;hl=vi"' in page


def test_caches_are_told_that_pages_differ_by_language_and_answers_for_programs_do_not(client: FlaskClient) -> None:
    assert "Accept-Language" in client.get("/search?q=Japan").headers["Vary"]
    assert "Accept-Language" not in client.get("/api/v1/search?q=Japan").headers.get("Vary", "")


def test_directions_of_languages() -> None:
    assert [direction(code) for code in ("ar", "he", "fa", "no", "zh-Hant", "und", "not a code")] == [
        "rtl",
        "rtl",
        "rtl",
        "ltr",
        "ltr",
        "auto",
        "auto",
    ]


def test_a_chosen_language_is_kept_by_every_link_of_the_first_page(client: FlaskClient) -> None:
    links = re.findall(r'href="(/(?!static|opensearch)[^"]*)"', client.get("/?hl=vi").text)
    assert any(link.startswith("/search?lang=") for link in links)
    assert all("hl=" in link for link in links), links
