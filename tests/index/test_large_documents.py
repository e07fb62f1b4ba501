"""What is done to keep memory small in a large document changes nothing in its tokens."""

from __future__ import annotations

import pytest

from search.analysis import analyse as analysis
from search.analysis import collector, cutting
from search.analysis.analyse import analyse
from search.model import Document
from search.store.payload import StoredDocument

TEXT = "\n".join(
    [
        "Den norske regjeringen la fram en melding om NamViệt29 i dag.",
        "日本の科学技術は進んでいる。第57-NQ/TW号を見る…",
        "",
        "See https://example.org/khoa-hoc?x=1 for more of l'eau.",
        "การประชุมจัดขึ้นที่น้ำพุ",
        "  Blåbær og sjokolade.",
        "The same line twice.",
        "The same line twice.",
    ]
)


@pytest.mark.parametrize("size", [1, 30, 100])
def test_runs_and_full_fields_of_any_size_give_the_same_document(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    document = Document("d", TEXT * 3, title="Melding")
    whole = analyse(document)
    monkeypatch.setattr(analysis, "RUN", size)
    monkeypatch.setattr(collector, "SPILL", size)
    assert analyse(document) == whole


def test_a_line_without_end_is_analysed_in_pieces_between_words(monkeypatch: pytest.MonkeyPatch) -> None:
    line = " ".join(f"ord{number} blåbær l'eau" for number in range(40))
    whole = analyse(Document("d", line))
    for module in (analysis, cutting):
        monkeypatch.setattr(module, "LONG", 100)
    cut = analyse(Document("d", line))
    assert cut == whole
    assert len(StoredDocument(cut.payload).passages.texts()) == 1


def test_text_without_any_space_is_cut_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    line = "科学技術" * 100
    for module in (analysis, cutting):
        monkeypatch.setattr(module, "LONG", 150)
    chars = analyse(Document("d", line)).tokens["chars"]
    assert set(analyse(Document("d", "科学技術科学")).tokens["chars"]) <= {*chars, "学"}
    assert list(chars).count("科学") >= 99
