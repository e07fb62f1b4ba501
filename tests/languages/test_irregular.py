"""Irregular forms find each other in mixed company, with prefixes and at the end of compounds; what looks alike stays another word."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.detection.commonwords import FOLDER, data_lines
from search.languages import LANGUAGES
from search.languages._irregular import irregular
from tests.promises.corpus import Corpus, built_by, texts

PAGES = texts(
    sv="Författaren skrev sina barnböcker i en stuga vid havet, där hon dog en höst efter att laget vann.",
    da="Kongen døde på slottet, bønderne bar våben, og mændene udgav senere en bog om krigen i landet.",
    nl="De soldaten trokken zich terug, de koning sloot een verdrag en de ambtenaren droegen alles weg uit de havensteden.",
    fr="Le savant obtint une chaire, vécut à Paris et mourut jeune, et ses élèves écrivirent l'histoire de sa découverte.",
    it="Il pittore visse a Roma, dipinse le stanze del palazzo, scelse i suoi allievi e morì povero dopo una lunga malattia.",
    de="Der Krieg brach im Sommer aus, die Truppen zogen sich zurück, und das Schloss wurde von Römern belagert und wiederaufgebaut.",
    es="El pan está hecho con harina, la carta fue escrita por el rey muerto, y los cuadros devueltos se expusieron en Lima.",
    pt="O bolo é feito com farinha, a lei foi proposta pelo senado, e o museu expôs os quadros descobertos em Lisboa.",
    no="Forfatteren ga ut boka si i Bergen, og mange leste den om høsten mens regnet falt over byen.",
    en="The painter drew the harbour in autumn, and the king wrote a letter to the men who had left the town.",
    vi="Nguyễn Văn An sống ở Đà Nẵng từ lâu và nấu phở bò rất ngon cho cả gia đình.",
)


built = built_by(("whoosh", "tantivy"), PAGES)


@pytest.mark.parametrize(("query", "found"), [
    ("skrivit", "sv"), ("barnbok", "sv"), ("vinner laget", "sv"), ("mand", "da"), ("bære våben", "da"), ("udgivet bog", "da"),
    ("gesloten", "nl"), ("gedragen ambtenaren", "nl"), ("havenstad", "nl"), ("obtenu", "fr"), ("mort savant", "fr"), ("vivre Paris", "fr"),
    ("écrit histoire", "fr"), ("vissuto", "it"), ("scelto allievi", "it"), ("brechen", "de"), ("gezogene Truppe", "de"),
    ("Belagerung", "de"), ("wiederaufbauen", "de"), ("Rom belagerte", "de"), ("hacer pan", "es"), ("escribió carta", "es"),
    ("morir rey", "es"), ("fazer bolo", "pt"), ("propõe lei", "pt"), ("expor quadro", "pt"),
    ("dipinge", "it"), ("draw", "en"), ("man", "en"),
])
def test_an_irregular_form_finds_the_page_with_another_one(built: Corpus, query: str, found: str) -> None:
    assert found in built.full(query)


@pytest.mark.parametrize(("code", "form", "bases"), [
    ("nl", "afgebroken", ("afbreken",)), ("nl", "verbonden", ("verbinden",)), ("nl", "hoofdsteden", ("hoofdstad",)), ("nl", "breken", ()),
    ("de", "hervorgebracht", ("hervorbringen",)), ("de", "umzug", ("umziehen",)), ("de", "zug", ()),
    ("de", "verliess", ("verlassen",)), ("de", "verbunden", ("verbinden",)),
    ("sv", "uppfann", ("uppfinna",)), ("sv", "barnböcker", ("barnbok",)), ("sv", "roman", ()), ("da", "udgav", ("udgive",)),
    ("es", "rehizo", ("rehacer",)), ("es", "vino", ()), ("pt", "compôs", ("compor",)), ("pt", "via", ()),
    ("da", "englænder", ()), ("fr", "obtint", ("obtenir",)), ("fr", "art", ()), ("it", "scelse", ("scegliere",)), ("it", "perdita", ()),
    ("en", "went", ("go",)), ("en", "forest", ()),
])
def test_prefixes_belong_to_verbs_and_compounds_to_nouns(code: str, form: str, bases: tuple[str, ...]) -> None:
    assert irregular(code)(form) == bases


@pytest.mark.parametrize("path", sorted((FOLDER / "irregular").glob("*.txt")), ids=lambda path: path.stem)
def test_a_file_of_irregular_forms_belongs_to_a_row_and_every_line_has_a_form_that_is_not_its_base_form(path: Path) -> None:
    code = path.stem
    lines = [line.split() for line in data_lines(f"irregular/{code}")]
    assert code in LANGUAGES and len(lines) > 60
    for base, *forms in lines:
        assert base == "*" or (forms and base not in forms and len(set(forms)) == len(forms)), (base, forms)
