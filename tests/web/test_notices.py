"""Warnings in the reader's language: every one of them, in the right plural, with foreign pieces isolated and escaped."""

from __future__ import annotations

from typing import cast

import pytest
from flask.testing import FlaskClient
from lxml import html as lxml_html
from markupsafe import Markup

from search import SENTENCES, SearchService, Warning_
from web import create_app
from web.i18n import INTERFACE_LANGUAGES
from web.notices import notice

PARAMS: dict[str, str | int] = {"what": "<b>جيد", "limit": 64, "known": "ja no und", "first": "2025-01-01", "last": "2024-01-01"}


def said(warning: Warning_, language: str, present: tuple[str, ...] = ()) -> Markup:
    with create_app(cast(SearchService, None)).test_request_context(f"/?hl={language}"):
        return notice(warning, present)


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
@pytest.mark.parametrize("code", SENTENCES)
def test_every_warning_is_said_in_every_language(code: str, language: str) -> None:
    warning = Warning_(code, "the English sentence", PARAMS)
    sentence = said(warning, language)
    original = SENTENCES[code] if isinstance(SENTENCES[code], str) else SENTENCES[code][1]
    assert "{" not in sentence and "<b>" not in sentence
    assert ("<bdi>&lt;b&gt;جيد</bdi>" in sentence) == ("{what}" in original)
    english = original.format(**{**PARAMS, "known": "ja no und"})
    assert (sentence.striptags() == Markup.escape(english).striptags()) == (language == "en")


def test_the_library_s_sentence_and_the_english_page_s_are_the_same() -> None:
    assert said(Warning_("too-many-words", "", {"limit": 1, "what": "x"}), "en").striptags().startswith("The query has more than 1 word;")


@pytest.mark.parametrize(("limit", "form"), [(2, "كلمتين"), (3, "3 كلمات"), (16, "16 كلمة"), (100, "100 كلمة")])
def test_arabic_counts_words_in_its_forms(limit: int, form: str) -> None:
    assert form in said(Warning_("too-many-words", "", {"limit": limit, "what": "x"}), "ar").striptags()


def test_of_the_known_languages_those_of_the_index_are_told() -> None:
    warning = Warning_("unknown-language", "", {"what": "lang:xx", "known": "ar ja no und vi"})
    assert said(warning, "en", ("no", "ja", "und")).striptags().endswith("There are: ja no")
    assert said(warning, "en").striptags().endswith("There are: ar ja no und vi")


def test_a_warning_without_a_translation_keeps_its_english_sentence() -> None:
    assert said(Warning_("new-code", "Something <new>."), "ar") == '<span lang="en" dir="ltr">Something &lt;new&gt;.</span>'


@pytest.mark.parametrize(("language", "text"), [("en", "~ is not supported"), ("ja", "~ は使えません"), ("no", "~ støttes ikke")])
def test_a_page_says_its_warnings_in_its_language(client: FlaskClient, language: str, text: str) -> None:
    page = lxml_html.document_fromstring(client.get("/search", query_string={"q": "Japan~ lang:xx", "hl": language}).text)
    warnings = page.cssselect(".warnings li")
    assert len(warnings) == 2 and text in warnings[0].text_content()
    assert warnings[0].cssselect("bdi")[0].text == "Japan~"
