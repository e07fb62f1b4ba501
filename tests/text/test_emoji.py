"""Emoji are found like words, in every language, and stand between no two words."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.lookup import search
from search.model import Document, SearchRequest
from search.text.emoji import emoji_runs, holds_emoji
from search.text.unicode import normalise
from tests.promises.corpus import Corpus, corpus, texts

CODER, WALES = "👩🏿‍💻", "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"


@pytest.fixture(scope="module", params=("tantivy", "whoosh", "memory"))
def pages(request: pytest.FixtureRequest) -> Corpus:
    bodies = {
        "en": "We won 🎉🎊 today", "tone": "hello 👋🏽 world", "coder": f"She codes {CODER} all day\n\nI ❤️ tea", "ja": "今日は楽しい🎉ね",
        "flag": f"🇳🇴 Norge {WALES}", "signs": "plain ✓ done ★ → ®", "alone": "🎉", "heart": "Tôi ❤ cà phê", "ar": "مرحبا 🎉 بكم",
    }
    titled = Document("titled", "A page about nothing", title="Party 🎈 time", title_source="document")
    with corpus([*texts(**bodies), titled], str(request.param)) as built:
        yield built


EVERYWHERE = {"en", "ja", "alone", "ar"}
FOUND = {
    "🎉": EVERYWHERE, "🎉*": EVERYWHERE, "🎉 OR 🎈": {*EVERYWHERE, "titled"}, "🎉 -won": EVERYWHERE - {"en"},
    "won 🎉": {"en"}, "🎉🎊": {"en"},
    "🎊🎉": set(), "🍕": set(), "👋": {"tone"}, "👋🏽": {"tone"}, "👋🏿": {"tone"}, "hello 👋": {"tone"}, '"hello world"': {"tone"},
    "👩‍💻": {"coder"}, CODER: {"coder"}, "💻": set(), "❤": {"coder", "heart"}, "❤️": {"coder", "heart"},
    "🇳🇴": {"flag"}, "🇳🇱": set(), WALES: {"flag"}, "楽しい🎉": {"ja"},
    "intitle:🎈": {"titled"}, "intitle:🎉": set(), "party intitle:🎈": {"titled"}, '"Party time"': {"titled"},
}  # fmt: skip


@pytest.mark.parametrize(("query", "found"), FOUND.items())
def test_an_emoji_finds_what_holds_it(pages: Corpus, query: str, found: set[str]) -> None:
    page = search(pages.engine, SearchRequest(query, limit=50))
    assert {hit.id for hit in page.hits if hit.matched == "all"} == found
    assert page.total == len(found)
    assert page.warnings == ()


MARKED = [("👋", "tone", "👋🏽"), ("❤", "coder", "❤️"), ("👩‍💻", "coder", CODER), ("🎉", "ja", "🎉")]


@pytest.mark.parametrize(("query", "id", "marked"), MARKED)
def test_the_whole_emoji_is_marked(pages: Corpus, query: str, id: str, marked: str) -> None:
    hit = next(hit for hit in search(pages.engine, SearchRequest(query, limit=50)).hits if hit.id == id)
    assert [snippet.text[start:end] for snippet in hit.snippets for start, end in snippet.marks] == [marked]


@pytest.mark.parametrize("sign", ["✓", "★", "→", "®", "#", "1", "…", "○"])
def test_a_sign_is_no_emoji(pages: Corpus, sign: str) -> None:
    assert not holds_emoji(sign)
    if not sign.isdigit():
        assert [warning.code for warning in search(pages.engine, SearchRequest(sign)).warnings] == ["no-words"]


@given(st.text("a 🎉👋🏽\u200d\ufe0f🇳🇴❤\U000e0067é日\n"))
def test_runs_are_in_order_and_cover_whole_emoji(text: str) -> None:
    normal = normalise(text).text
    runs = emoji_runs(normal)
    spans = [part[:2] for run in runs for part in run]
    assert spans == sorted(spans) and all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(form and not form.isspace() for run in runs for *_, form in run)
    assert bool(runs) == holds_emoji(normal)
