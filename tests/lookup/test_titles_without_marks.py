"""``intitle:`` forgives marks that were left out, as the text does."""

from __future__ import annotations

import pytest

from search.lookup import search
from search.model import Document, SearchRequest
from tests.promises.corpus import Corpus, built_by


def page(id: str, title: str, text: str) -> Document:
    return Document(id, text, title=title, title_source="document")


PAGES = [
    page("no", "Høyskolen i Bodø åpner nytt bygg", "Regjeringen la fram en ny plan i går, og partiene sier at de vil lese den nøye."),
    page("plain", "Hoyskolen i Bodo", "Statsråden åpnet bygget på fredag, og studentene var fornøyde med det."),
    page("vi", "Không khí lạnh ở Hà Nội", "Thành phố dự kiến đào tạo kỹ sư bán dẫn đến năm 2030 theo kế hoạch mới."),
    page("fr", "L’école rouvre", "Les élèves étaient heureux de retrouver leurs amis et le maire a prononcé un discours."),
]


built = built_by(("whoosh", "tantivy"), PAGES)


@pytest.mark.parametrize(("query", "found", "marked"), [
    ("title:bodø", ["no"], ["Bodø"]),
    ("title:bodo", ["plain", "no"], ["Bodo"]),
    ("title:hoyskole", ["plain", "no"], ["Hoyskolen"]),
    ("intitle:ecole", ["fr"], ["L’école"]),
    ("title:khong", ["vi"], ["Không"]),
    ('title:"ha noi"', ["vi"], ["Hà", "Nội"]),
    ('title:"Hà Nội"', ["vi"], ["Hà", "Nội"]),
    ("title:nói", [], []),
    ("-title:bodo title:bygg", ["no"], ["bygg"]),
])
def test_titles_are_found_without_their_marks(built: Corpus, query: str, found: list[str], marked: list[str]) -> None:
    hits = search(built.engine, SearchRequest(query)).hits
    assert [hit.id for hit in hits] == found
    assert [hits[0].title[start:end] for start, end in hits[0].title_marks] == marked if hits else not marked
