"""The golden table of the seed documents: title, address, site, date and zones, exactly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from search.model import Document
from search.readers import read

HERE = Path(__file__).parent
SEEDS = HERE.parent.parent / "seeds"
GOLDEN = json.loads((HERE / "seeds.json").read_text(encoding="utf-8"))


def seeds() -> dict[str, Document]:
    documents = list(read([str(SEEDS)]))
    assert all(isinstance(document, Document) for document in documents), documents
    return {document.id: document for document in documents if isinstance(document, Document)}


def as_golden(document: Document) -> dict[str, object]:
    """The facts of a document; zones as ``kind first-last`` in lines from 1, where an end of text counts as the last line."""
    def line_of(offset: int) -> int:
        return document.text.count("\n", 0, offset) + 1

    derived = document.title_source == "derived"
    return {
        # Where a derived title is cut depends on ICU's dictionary; golden files hold what does not change between its versions.
        "title": document.title[:30] + "..." if derived else document.title,
        "title_source": document.title_source, "title_starts": (document.title_span or (None,))[0],
        "url": document.url, "site": document.site, "date": document.date,
        "zones": [f"{zone.kind} {line_of(zone.start)}-{line_of(zone.end)}" for zone in document.zones],
    }


def test_the_seeds_are_all_there() -> None:
    assert sorted(seeds()) == sorted(GOLDEN)


@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_a_seed_has_exactly_the_facts_and_zones_of_the_golden_table(name: str) -> None:
    found = as_golden(seeds()[name])
    assert found == GOLDEN[name], f"{name}: the rules of zones.py, titles.py or dates.py changed; the golden table is seeds.json"


@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_the_text_of_a_seed_is_the_file_and_its_title_a_slice_of_it(name: str) -> None:
    document = seeds()[name]
    assert document.text.encode() == (SEEDS / name).read_bytes()
    assert document.title_span is not None
    assert document.text[slice(*document.title_span)] == document.title
