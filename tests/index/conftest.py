"""Small folders of documents and real indexes of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from search import SearchRequest, open_service

TEXTS = {
    "ja.txt": "東京の大学で緑茶を飲みました。\n\n日本語の文章です。今日は良い天気ですね。",
    "vi.txt": "Công nghiệp hỗ trợ của Việt Nam phát triển mạnh trong những năm gần đây.\n\nThủ tướng Phạm Minh Chính phát biểu.",
    "sub/no.txt": "Regjeringen vil bygge flere grønne høyskoler i hele landet.\n\nDette er en viktig sak for mange studenter.",
    "ar.txt": "وزارة الإعلام تعلن عن افتتاح المدرسة الجديدة في المدينة.\n\nوقال الوزير إن العمل مستمر.",
}


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A folder with four documents in four languages."""
    folder = tmp_path / "docs"
    for name, text in TEXTS.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """Where the index goes; nothing is there yet."""
    return tmp_path / "index"


Ask = Callable[[str], list[str]]


@pytest.fixture
def ask(index: Path) -> Ask:
    """Ids of the full matches of a query, best first, from whatever is live now."""

    def ids(query: str) -> list[str]:
        with open_service(index) as service:
            page = service.search(SearchRequest(query, limit=100))
            return [hit.id for hit in page.hits if hit.matched == "all"]

    return ids
