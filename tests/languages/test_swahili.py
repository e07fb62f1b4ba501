"""Swahili: the verb of a question finds the verb of the page that answers it, one child finds children, beside pages of other languages."""

from __future__ import annotations

import pytest

from search.languages import language
from tests.promises.corpus import Corpus, built_by, texts

PAGES = texts(
    discovery="Penisilini iligunduliwa na Alexander Fleming mwaka 1928 akiwa katika hospitali ya Mtakatifu Maria.",
    school="Walimu waliofundisha watoto mijini walitumia vitabu vipya, na shule kubwa zilijengwa karibu na mito.",
    birth="Mwandishi huyo alizaliwa kisiwani Unguja, akaandika tamthilia nyingi na kufariki akiwa mzee.",
    en="A panda in the bamboo forest, a lake at dawn and the wake of a ship: pictures that he took in Asia.",
    id="Mata air itu digunakan warga desa, dan makanan tanpa garam dijual di pasar kota lama setiap hari.",
    it="La casa di mia madre a Kubwa e la pala del mulino sono ancora lì, vicino alla strada per il mare.",
    fi="Sana on sanottu, ja talo seisoo yhä kukkulan laella, vaikka kukaan ei asu siellä enää talvella.",
)

built = built_by(("whoosh", "tantivy"), PAGES)


@pytest.mark.parametrize(("query", "wanted"), [
    ("aligundua", "discovery"), ("ugunduzi", "discovery"), ("aliyegundua penisilini", "discovery"),
    ("mwalimu anafundisha", "school"), ("mtoto mjini", "school"), ("kitabu kinachotumika", "school"), ("mkubwa", "school"),
    ("ilijengwa mtoni", "school"),
    ("ujenzi", "school"), ("ujengaji", "school"),
    ("kuzaliwa kisiwa", "birth"), ("waandishi waliandika", "birth"), ("wazee", "birth"),
])
def test_a_swahili_word_finds_the_page_that_has_it_in_another_form_and_no_other(built: Corpus, query: str, wanted: str) -> None:
    assert built.full(query) == [wanted]


@pytest.mark.parametrize(("one", "other"), [
    ("kutazama", "imezama"), ("alitumia", "alituma"), ("kutafuta", "amefuta"), ("mafuta", "kufuta"), ("virusi", "kirusi"),
    ("wajibu", "alijibu"), ("mkate", "kukata"), ("vipande", "kupanda"), ("halali", "analala"), ("kwanza", "ilianza"),
    ("alikuwa", "anakua"), ("makazi", "kazi"),
    ("inaweza", "anaweka"), ("pamba", "anapamba"), ("image", "kuaga"),
])
def test_words_that_only_look_like_forms_of_one_another_stay_apart(one: str, other: str) -> None:
    assert not set(language("sw").forms(one).word) & set(language("sw").forms(other).word)


def test_a_prefix_without_a_root_that_is_listed_makes_no_verb() -> None:
    for word in ("mtandao", "utamaduni", "kitabu", "wananchi", "kilima", "tanzania", "amerika"):
        assert word in language("sw").forms(word).word
