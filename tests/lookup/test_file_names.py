"""A file is found by its name, below what its text says; a page with a URL by that."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from search.lookup import search
from search.model import Document, SearchRequest
from search.readers import read
from tests.promises.corpus import Corpus, corpus

FILES = {
    "2024/Referat styremøte.txt": "Til stede var fire personer, og alle saker ble vedtatt uten merknader.",
    "2024/budsjett_2025-final.md": "Tallene under er i tusen kroner, og de er ikke endelige før vi har møttes.",
    "会議録.txt": "出席者は四人で、すべての議案が承認されました。",
    "other.txt": "Et styremøte ble holdt i går, og det ble skrevet et referat av det.",
    "page.html": "<html><head><link rel='canonical' href='https://example.org/om-oss'></head><body><p>Vi er fire her.</p></body></html>",
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    folder: Path = tmp_path_factory.mktemp("files")
    for name, text in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    with corpus(found for found in read([str(folder)]) if isinstance(found, Document)) as built:
        yield built


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("styremøte", ["other.txt", "2024/Referat styremøte.txt"]),
        ("referat styremøte", ["other.txt", "2024/Referat styremøte.txt"]),
        ("budsjett", ["2024/budsjett_2025-final.md"]),
        ("budsjett 2025", ["2024/budsjett_2025-final.md"]),
        ("budsjett_2025-final", ["2024/budsjett_2025-final.md"]),
        ("budsjett_2025-final.md", ["2024/budsjett_2025-final.md"]),
        ("会議録", ["会議録.txt"]),
        ("om-oss", ["page.html"]),
        ("page.html", []),
        ("md", []),
        ("2024", []),
    ],
)
def test_a_file_is_found_by_its_name_without_its_ending_and_folder(files: Corpus, query: str, found: list[str]) -> None:
    assert [hit.id for hit in search(files.engine, SearchRequest(query)).hits if hit.matched == "all"] == found


def test_the_name_is_given_as_the_reason(files: Corpus) -> None:
    (hit,) = search(files.engine, SearchRequest("budsjett_2025-final.md")).hits
    assert [(why.rung, why.form) for why in hit.why] == [("address", "budsjett_2025-final")]
    assert hit.url is None
