"""Indonesian and Malay: active, passive and nouns of one verb find each other, beside pages of other languages."""

from __future__ import annotations

import pytest

from search.languages import language
from tests.promises.corpus import Corpus, built_by, texts

PAGES = texts(
    id="Petani menanam padi pada musim hujan, penulis itu menerima hadiah, dan para perenang mengalahkan lawannya di kolam.",
    ms="Kerajaan negeri telah mengumumkan bahawa jambatan baharu akan dibuka kepada orang ramai pada hujung minggu ini.",
    en="Farmers plant rice in the rainy season, and a tan man named Anam wrote a letter about the harvest.",
    fr="Le roi Tanama et sa cour dînaient à midi dans la salle du trône, au bord du lac.",
    vi="Nguyễn Văn An sống ở Đà Nẵng từ lâu và nấu phở bò rất ngon cho cả gia đình.",
)


built = built_by(("whoosh", "tantivy"), PAGES)


@pytest.mark.parametrize(
    "query", ["ditanam", "tanaman padi", "penanaman", "ditulis", "tulisan", "diterima", "penerimaan hadiah", "kalah", "dikalahkan"]
)
def test_a_passive_or_a_noun_of_a_verb_finds_the_page_with_its_active(built: Corpus, query: str) -> None:
    assert built.full(query) == ["id"]


@pytest.mark.parametrize(("one", "other"), [("menang", "penang"), ("penuh", "suluh"), ("menit", "titik"), ("merah", "perah")])
def test_what_only_looks_like_a_prefix_stays(one: str, other: str) -> None:
    for code in ("id", "ms"):
        assert not set(language(code).forms(one).word) & set(language(code).forms(other).word)
