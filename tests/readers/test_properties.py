"""What holds for any text, and that no text makes reading slow."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.readers import labels
from search.readers.facts import describe
from search.readers.lines import split_lines
from tests.growth import assert_linear

LINES = st.sampled_from([
    "", " ",
    "Kilde", "出典: https://example.org/a", "コメント (0)", "Tin khác", "Les også: noe", "![]() |", "Bildetekst |",
    "Example.org - Nyheter", "29.04.2025",
    "Kort linje", "En setning.", "En lang setning " * 12 + ".", "これは文です。" * 12, "Foto: NTB", "# Overskrift", "a" * 300, "\r",
    "\x00", "\ufffd", "مصدر",
])


@given(st.lists(LINES, max_size=25), st.sampled_from(["\n", "\r\n"]))
def test_zones_are_ordered_slices_and_leave_a_body_where_there_are_letters(lines: list[str], newline: str) -> None:
    text = newline.join(lines)
    document = describe("a", text, "a")
    assert document.text == text
    at = 0
    for zone in document.zones:
        assert at <= zone.start < zone.end <= len(text)
        at = zone.end
    in_zones = {offset for zone in document.zones for offset in range(zone.start, zone.end)}
    body = "".join(character for offset, character in enumerate(text) if offset not in in_zones)
    assert any(c.isalpha() for c in body) == any(c.isalpha() for c in text)
    hidden = "".join(text[zone.start:zone.end] for zone in document.zones if zone.kind == "hidden")
    assert not any(c.isalnum() for c in hidden), "what is written can be found: hidden markup holds no word"


@given(st.text(max_size=300))
def test_lines_are_slices_that_hold_every_letter(text: str) -> None:
    lines = split_lines(text)
    assert all(text[line.start:line.end] == line.text for line in lines)
    assert "".join("".join(line.text.split()) for line in lines) == "".join(text.split())


@given(st.text(max_size=300))
def test_any_text_is_described(text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    assert describe("a", text, "a") == describe("a", text, "a")


@pytest.mark.parametrize("text", [
    "a" * 1_000_000, "語" * 1_000_000, "a b. " * 200_000, "\n" * 1_000_000, "[![" * 330_000, "![](" * 250_000,
    "29/04/2025 " * 90_000, "> " * 500_000, "a.b" * 330_000, "Kilde\n" * 160_000, "Les også\n\n" * 100_000, "Les også: x\n" * 80_000,
    "![]() |\nx |\n" * 80_000, "x |\n" * 200_000,
    "En setning til.\nLes også\n" * 40_000, "# " * 500_000, " " * 1_000_000 + "a",
    "(" * 1_000_000, "a\u0301" * 500_000, "http://" * 140_000, "1" * 1_000_000,
], ids=lambda text: repr(text[:12]))
def test_a_megabyte_of_anything_is_read_in_time_that_grows_with_its_length(text: str) -> None:
    assert_linear(lambda size: describe("a", text[-size:], "a"), len(text) // 20, 20)


# --- The data files ------------------------------------------------------------------------------------------------------

TABLES = ("source", "comments", "related", "credit", "dateline", "months", "weekdays")


@pytest.mark.parametrize("name", TABLES)
def test_a_data_file_says_where_it_comes_from(name: str) -> None:
    head = (files("search.readers") / "data" / f"{name}.tsv").read_text(encoding="utf-8").split("\n\n")[0]
    head = "\n".join(line for line in head.split("\n") if line.startswith("#"))
    for word in ("Columns:", "Source:", "icence", "Changes:", "UTF-8"):
        assert word in head, f"the head of {name}.tsv does not give its {word}"


@pytest.mark.parametrize("name", TABLES)
def test_rows_of_a_data_file_have_no_empty_or_repeated_cells(name: str) -> None:
    for row in labels.rows(name):
        assert len(row) >= 2, row
        assert all(cell == cell.strip() and cell for cell in row), row
        assert len(set(row[1:])) == len(row[1:]), row


def test_the_labels_cover_the_languages_of_the_project() -> None:
    # Every language that a label table names: a new one needs all three.
    covered = {name: {row[0] for row in labels.rows(name)} for name in ("source", "comments", "related")}
    assert len(covered["source"]) >= 60
    for name in ("source", "comments", "related"):
        assert covered[name] == covered["source"], name


def test_no_label_is_a_plain_word_of_another_table() -> None:
    # A line that is both a source label and a heading of related links would be two zones.
    assert not [label for label, kinds in labels._table().items() if {"source", "related"} <= kinds or {"comments", "related"} <= kinds]
