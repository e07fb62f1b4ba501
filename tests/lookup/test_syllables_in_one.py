"""Vietnamese syllables that are typed in one word find the words that they are; words of other languages stay as they are."""

from __future__ import annotations

import pytest

from search.languages.vi import syllables_in_one
from search.lookup import search
from search.model import Document, SearchRequest
from tests.promises.corpus import corpus


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
@pytest.mark.parametrize(("query", "marked"), [("càphê", "cà phê"), ("Việtnam", "Việt Nam"), ("ôtô", "ô tô"), ("Đànẵng", "Đà Nẵng")])
def test_syllables_typed_in_one_find_the_words_and_mark_them(query: str, marked: str, engine: str) -> None:
    documents = [
        Document("vi", "Nông dân Việt Nam chở cà phê bằng ô tô ra cảng Đà Nẵng.", lang="vi"),
        Document("vi-apart", "Người Việt ở phía nam phê bình món cà, cái tô và ô của Nẵng, đà.", lang="vi"),
        Document("fr", "Le café du Vietnam arrive à l'hôtel près du métro.", lang="fr"),
        Document("en", "Coffee from Vietnam is sold in Da Nang.", lang="en"),
    ]
    with corpus(documents, engine) as built:
        hits = [hit for hit in search(built.engine, SearchRequest(query)).hits if hit.matched == "all" and hit.lang == "vi"]
        assert [hit.id for hit in hits] == ["vi"]
        shown = hits[0].snippets[0]
        first, last = shown.marks[0][0], shown.marks[-1][1]
        assert shown.text[first:last] == marked


@pytest.mark.parametrize("word", ["nguyễn", "nghiêng", "størrelse", "façade", "größe", "công", "vietnam", "thuở"])
def test_a_syllable_and_a_word_of_another_language_are_not_cut(word: str) -> None:
    assert syllables_in_one(word) == []
