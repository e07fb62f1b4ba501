"""Markdown: the text as written, with the facts of front matter and headings."""

from __future__ import annotations

import pytest

from search.model import Document
from search.readers import md
from search.readers.outcome import ReadWarning


def page(text: str) -> Document:
    (document,) = md.read("a.md", text.encode(), "a.md")
    assert isinstance(document, Document)
    assert document.text == text
    return document


@pytest.mark.parametrize("text", [
    "# Tittel\n\nTekst her.\n", "Tittel\n======\n\nTekst her.\n", "[![badge](x.svg)](y)\n\n# Tittel #\n\nTekst.\n",
    "```\n# ikke denne\n```\n\n# Tittel\n",
    "~~~sh\n# ikke denne\n```\n# heller ikke\n~~~\n# Tittel\n",
    "En innledning som er ganske lang og slutter med punktum.\n\n# Tittel\n\nTekst.\n",
    "---\ntitle: Tittel\n---\n\nTekst.\n", "---\ntitle: \"Tittel\"\ntags: [a, b]\n---\n# Noe annet\n",
])
def test_the_title_is_that_of_front_matter_or_the_first_heading(text: str) -> None:
    document = page(text)
    assert (document.title, document.title_source) == ("Tittel", "document")
    assert document.title_span is not None
    assert text[slice(*document.title_span)] == "Tittel"


def test_front_matter_gives_date_address_and_language_and_is_a_banner() -> None:
    document = page("---\ntitle: Tittel\ndate: 2025-04-29 10:00:00\nlang: nn\nurl: https://example.org/a\n---\n\nTekst her.\n")
    assert (document.date, document.url, document.lang, document.site) == ("2025-04-29", "https://example.org/a", "no", "example.org")
    assert [(zone.kind, zone.start) for zone in document.zones] == [("banner", 0)]


@pytest.mark.parametrize("tag", ["zzz", "norsk", "xx-YY"])
def test_front_matter_that_names_no_language_is_told_and_the_text_decides(tag: str) -> None:
    warning, document = md.read("a.md", f"---\nlang: {tag}\ntitle: Tittel\n---\n\nTekst her.\n".encode(), "a.md")
    assert isinstance(warning, ReadWarning) and (warning.name, warning.code) == ("a.md", "bad-field") and tag in warning.detail
    assert isinstance(document, Document) and document.lang is None and document.title == "Tittel"


@pytest.mark.parametrize("text", ["---\n\nTekst her.\n\n---\n", "---\nikke lukket\n", "Tekst\n---\n"])
def test_a_rule_is_no_front_matter(text: str) -> None:
    assert page(text).zones == ()


def test_without_heading_the_title_is_derived() -> None:
    assert page("Dette er en setning. Og en til, som er lengre enn den første.\n").title_source == "derived"
