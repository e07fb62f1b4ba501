"""Estonian verbs: the tense and voice of a question find those of the page that answers it, beside pages of other languages."""

from __future__ import annotations

import pytest

from search.languages import language
from tests.promises.corpus import Corpus, built_by, texts

PAGES = texts(
    bridge="Silda hakati ehitama 1957. aastal, ja see müüdi hiljem Rootsi omanikule, kes andis raha remondiks.",
    bird="Kuldnokk tuleb kevadel tagasi, tema pojad kasvavad kiiresti ja söövad putukaid.",
    fi="Hakata ja antaa ovat verbejä; sillan yli kulkee tie, ja kissa on kas tai katti.",
    en="The kas is an enemy of nobody; a bridge and a bird, and what is sold in the market of Antes.",
    cs="Kasa byla zavřená, a proto musel jít domů; dal jim peníze na opravu mostu a taky na večeři.",
)

built = built_by(("whoosh", "tantivy"), PAGES)


@pytest.mark.parametrize(("query", "wanted"), [
    ("hakkas ehitada", "bridge"), ("müüb", "bridge"), ("anti raha", "bridge"), ("tulid tagasi", "bird"),
    ("kasvas", "bird"), ("sõi", "bird"),
])
def test_an_estonian_verb_finds_its_other_tenses_and_voices_and_nothing_else(built: Corpus, query: str, wanted: str) -> None:
    assert built.full(query) == [wanted]


def test_a_word_that_is_written_like_a_form_of_a_verb_keeps_its_own_base_form() -> None:
    assert {"tuli", "tulema"} <= set(language("et").forms("tuli").word)
    assert not set(language("et").forms("kasvab").word) & set(language("et").forms("kas").word)
