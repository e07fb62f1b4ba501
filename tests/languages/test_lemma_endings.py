"""Base forms of nouns and adjectives that the rules of a language miss are found in mixed company, whichever form is typed."""

from __future__ import annotations

import pytest

from benchmarks.lemmas import ending
from tests.promises.corpus import Corpus, built_by, corpus, texts

PAGES = texts(
    sv="Vi köpte ett gult hus vid sjön, och barnen sprang från skolan till bryggan med nycklarna i lådan.",
    no="Kommunen vedtok at veien gjennom byen skal stenges i to uker etter nyttår.",
    da="Byen fik en ny bro i år, og i ugerne efter var der mange mennesker på broen.",
    es="Las ciudades crecieron durante años y los jóvenes guardaron las imágenes de los animales.",
    pt="Os hotéis e os hospitais fecharam, e os animais ficaram no quintal com os papéis.",
    it="Gli uomini uscirono dagli edifici con i libri in mano, e poi andarono al mercato.",
    nl="De kinderen zijn uitgenodigd voor het feest en aangekomen met twee koffers.",
    ro="Fiul cel mare a plecat la muzeul din oraș, iar orașele din jur erau pustii.",
    et="Lapsed sõid kartuleid jõe ääres, käed külmetasid ja punased õunad jäid linnas maha.",
    en="The man and his son went to the school by the lake, and he put an apple and a note into the drawer.",
    vi="Nguyễn Văn An sống ở Đà Nẵng từ lâu và nấu phở bò rất ngon cho cả gia đình.",
)


built = built_by(("whoosh", "tantivy"), PAGES)


@pytest.mark.parametrize(("query", "found"), [
    ("sjö", {"sv"}), ("skola", {"sv"}), ("brygga", {"sv"}), ("låda", {"sv"}), ("uke", {"no"}), ("bro", {"da"}), ("ciudad", {"es"}),
    ("año", {"es"}),
    ("joven", {"es"}), ("imagen", {"es"}), ("hotel", {"pt"}), ("papel", {"pt"}), ("uomo", {"it"}), ("edificio", {"it"}), ("kind", {"nl"}),
    ("uitnodigen", {"nl"}), ("aankomen", {"nl"}), ("fiu", {"ro"}), ("oraș", {"ro"}),
    ("laps", {"et"}), ("jõgi", {"et"}), ("käsi", {"et"}), ("punane", {"et"}), ("linn", {"et"}), ("õun", {"et"}),
])
def test_the_base_form_of_a_noun_or_verb_finds_the_page_with_another_form(built: Corpus, query: str, found: set[str]) -> None:
    assert set(built.full(query)) == found


DOGS = texts(
    cs="Náš pes běhá po zahradě a hlídá dům, kde bydlí celá rodina.",
    sk="Susedov pes celý deň brechal na poštára a potom zaspal pred bránou.",
    washing="Ema riputas pesu nööri peale kuivama ja pani kuiva pesu hiljem kappi.",
    nest="Linnupoeg kukkus puu otsast, aga teised jäid pesas ema ootama ja pesad olid lehtedega kaetud.",
)


@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_a_dog_is_no_estonian_nest_or_washing_for_a_word_of_four_letters_keeps_its_vowel(engine: str) -> None:
    with corpus(DOGS, engine) as built:
        assert set(built.full("pes")) == {"cs", "sk"}
        assert built.full("pesa") and built.full("pesa")[0] == "nest"
        assert "washing" not in built.full("pesa")


@pytest.mark.parametrize(("form", "base", "expected"), [
    ("imágenes", "imagen", "es:"), ("animais", "animal", "is:l"), ("rommet", "rom", "et:"), ("skolan", "skola", "n:"),
    ("uomini", "uomo", "ini:o"), ("comprado", "comprar", "do:r"), ("dias", "día", "s:"),
])
def test_an_ending_is_what_a_form_and_its_base_form_do_not_share(form: str, base: str, expected: str) -> None:
    assert ending(form, base) == expected
