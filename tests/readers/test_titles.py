"""Titles: the page's own line where it is one, else a slice of the first sentence."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.readers.facts import describe
from search.readers.lines import columns
from search.readers.titles import is_cut

PROSE = ("政府は本日、地方の自治体が若者や高齢者のために住宅をより多く建設できるようにするための新しい提案を発表し、"
         "来年度から実施すると述べた。\n")


def title(text: str) -> tuple[str, str]:
    document = describe("a", text, "a")
    if document.title_span is not None:
        assert text[slice(*document.title_span)] == document.title
    return document.title, document.title_source


@pytest.mark.parametrize("first", ["新しい住宅政策を発表", "Hva skjer nå?", "Nye boliger i nord", "คณะรัฐมนตรีเห็นชอบแผนใหม่",
    "خطة جديدة لبناء المساكن", "«Vi er klare»", "2025年度予算"])
def test_a_short_first_line_set_off_by_a_blank_line_is_the_title(first: str) -> None:
    assert title(f"{first}\n\n{PROSE}") == (first, "document")
    assert title(f"\n\n  {first}  \n{PROSE}") == (first, "document")


@pytest.mark.parametrize("first", [
    "og dermed ble forslaget vedtatt", "Det var alt.", "新しい提案を発表した。", "- et punkt", "1) først", "Kjære leser,", "Innhold:",
    "Kilde: NTB", "29.04.2025",
    "Foto: Kari Nordmann", "提案した。そして", "Les også",
])
def test_a_line_that_is_part_of_something_is_no_title(first: str) -> None:
    assert title(f"{first}\n\n{PROSE}")[1] == "derived" or title(f"{first}\n\n{PROSE}")[0] != first


def test_the_line_above_a_dateline_is_a_title_whatever_it_ends_with() -> None:
    assert title(f"Japan er en viktig partner for Vietnam.\n\n29/04/2025\n\n{PROSE}") == ("Japan er en viktig partner for Vietnam.",
        "document")
    assert title(f"Japan er en viktig partner for Vietnam.\n\n{PROSE}")[1] == "derived"


def test_a_dateline_above_the_headline_is_passed_over() -> None:
    assert title(f"29. april 2025\n\nNye boliger i nord\n\n{PROSE}") == ("Nye boliger i nord", "document")


def test_a_markdown_heading_in_plain_text_is_a_title_without_its_marks() -> None:
    assert title(f"# Nye boliger i nord #\n{PROSE}") == ("Nye boliger i nord", "document")


def test_a_document_of_one_line_has_a_derived_title() -> None:
    assert title("hei der") == ("hei der", "derived")


def test_lines_wrapped_at_72_columns_are_no_titles() -> None:
    wrapped = ("It was the best of times, it was the worst of times, it was the age of\n"
               "wisdom, it was the age of foolishness, it was the epoch of belief.\n")
    assert title(wrapped)[1] == "derived"


def test_a_derived_title_is_the_first_sentence() -> None:
    assert title("Dette er den første setningen. Dette er den andre, som er mye lengre enn den første og fortsetter lenge, lenge til.") == (
        "Dette er den første setningen", "derived")
    case = "J. R. R. Tolkien v. Example.org ble avgjort i 3.14 dager"
    assert title(f"{case}. Så var det slutt på denne saken, som hadde vart lenge nok.")[0] == case
    short = "これは最初の文です、本当に"
    assert title(f"{short}。これは二番目の文で、最初の文よりもずっと長く、まだまだ続いていく。") == (short, "derived")


def test_a_long_first_sentence_is_cut_between_words_without_trailing_marks() -> None:
    words = "Kommunestyret, fylkestinget og statsforvalteren vedtok torsdag, etter lange forhandlinger, at boligene skal bygges"
    cut = title(words + " " + words)[0]
    assert words.startswith(cut)
    assert words[len(cut)] in " ,"
    assert 40 <= columns(cut) <= 80


@pytest.mark.parametrize(("text", "cut"), [
    ("hei der", False),
    ("Dette er den første setningen. Dette er den andre, som er mye lengre enn den første og fortsetter lenge, lenge til.", False),
    ("これは最初の文です、本当に。これは二番目の文で、最初の文よりもずっと長く、まだまだ続いていく。", False),
    ("Hva skjer egentlig nå? " + PROSE, False),
    ("Det var en gang en gutt,\nsom het Per.\n", False),
    ("En " + "lang " * 40 + "setning.", True),
    ("これは" + "とても" * 30 + "長い文です。", True),
    ("Kort tittel\n\n" + PROSE, False),
    ("", False),
], ids=lambda value: value[:24] if isinstance(value, str) else "")
def test_a_title_is_cut_only_where_its_sentence_goes_on(text: str, cut: bool) -> None:
    assert is_cut(describe("a", text, "a")) == cut


@pytest.mark.parametrize("text", ["", "   \n", "\n\n"])
def test_nothing_gives_no_title(text: str) -> None:
    assert title(text) == ("", "derived")


def test_a_text_of_digits_is_its_own_title_and_one_of_signs_has_none() -> None:
    assert title("12345\n") == ("12345", "derived")
    assert title("*** --- ***\n") == ("", "derived")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=400))
def test_a_title_is_a_slice_on_grapheme_borders_and_never_empty_where_there_are_letters(text: str) -> None:
    document = describe("a", text, "a")
    assert bool(document.title) >= any(c.isalnum() for c in text)
    if document.title_span is not None:
        start, end = document.title_span
        assert document.title == text[start:end]
        assert not unicodedata.combining(text[end:end + 1] or "a"), "a mark was cut from its letter"
