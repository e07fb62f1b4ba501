"""Catalan nouns in -or are words of their own, found in their plural and feminine, and by no other word, in mixed company."""

from __future__ import annotations

import pytest

from tests.promises.corpus import Corpus, built_by, texts

PAGES = texts(
    gang="La colla va plantar cols a l'hort, i tothom va dir un mot en acabar l'acte.",
    colors="Els colors dels motors nous agraden molt als actors i a les doctores de la ciutat.",
    workers="Els treballadors de la fàbrica cobren cada mes.",
    en="The colour of the car was chosen by an actor.",
    es="El color del coche lo eligió un actor muy conocido.",
    vi="Nguyễn Văn An sống ở Đà Nẵng từ lâu và nấu phở bò rất ngon cho cả gia đình.",
)
built = built_by(("whoosh", "tantivy"), PAGES)


@pytest.mark.parametrize(("query", "found"), [
    ("color", {"colors", "en", "es"}), ("colla", {"gang"}), ("motor", {"colors"}), ("mots", {"gang"}), ("actor", {"colors", "en", "es"}),
    ("actes", {"gang"}), ("doctora", {"colors"}), ("doctor", {"colors"}), ("treballador", {"workers"}), ("treballar", {"workers"}),
])
def test_a_noun_in_or_is_found_in_its_forms_and_by_no_other_word(built: Corpus, query: str, found: set[str]) -> None:
    assert set(built.full(query)) == found
