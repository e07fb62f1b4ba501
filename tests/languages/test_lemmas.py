"""Base forms that a dictionary knows: the data files can be looked up, and words whose stem changes are found by their base form."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from search.detection.commonwords import FOLDER
from search.languages import LANGUAGES, language
from search.languages._lemmas import lemmas

FILES = sorted((FOLDER / "lemmas").glob("*.txt"))


def _lines(path: Path) -> list[bytes]:
    return [line for line in path.read_bytes().split(b"\n") if line and not line.startswith(b"#")]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_stem_of_a_data_file_is_found_with_its_base_forms(path: Path) -> None:
    lines, look_up = _lines(path), lemmas(path.stem)
    for line in (*lines[:50], *lines[50:-50:97], *lines[-50:]):
        stem, *bases = line.decode().split(" ")
        assert look_up(stem) == tuple(bases)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_data_file_is_in_order_and_no_stem_is_its_own_base_form(path: Path) -> None:
    rows = [line.split(b" ") for line in _lines(path)]
    assert len(rows) > 200
    assert all(one[0] + b" " < other[0] + b" " for one, other in pairwise(rows)), "the lines are looked up by bisection"
    assert all(len(row) > 1 and row[0] not in row[1:] and len(set(row)) == len(row) for row in rows)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_data_file_belongs_to_a_row(path: Path) -> None:
    assert path.stem in LANGUAGES


@pytest.mark.parametrize("word", ["", " ", "#", "# ", "\x00", "zzzzzz", "a", "\U0010ffff", "\ud800", "vesi\nvesi"])
def test_what_is_not_in_a_data_file_has_no_other_base_form(word: str) -> None:
    for path in FILES:
        assert lemmas(path.stem)(word) == ()


@pytest.mark.parametrize(("code", "words"), [
    ("ar", "كتاب كتب والكتب"), ("ar", "مدرسة مدارس المدارس"), ("ar", "رجل رجال"),
    ("cs", "dítě děti"), ("cs", "pes psi"), ("cs", "přítel přátelé"),
    ("de", "ging gehen"), ("de", "fand finden"), ("de", "Buch Bücher"),
    ("el", "γυναίκα γυναίκες"), ("el", "πόλη πόλεις"),
    ("fi", "vesi veden vettä"), ("fi", "käsi käden"), ("fi", "kaupunki kaupungin"),
    ("hr", "pas psi"),
    ("hu", "gyerek gyerekek"), ("hu", "tó tavak"),
    ("lt", "šuo šuns"),
    ("pl", "pies psy"), ("pl", "człowiek ludzie"), ("pl", "ręka ręce"),
    ("ru", "ребёнок дети"), ("ru", "день дня"), ("ru", "человек люди"),
    ("tr", "çay çayı"), ("tr", "kitap kitabı"),
    ("uk", "день дні"), ("uk", "ніч ночі"),
    ("da", "bog bøger"), ("no", "bok bøker"), ("no", "mann menn"), ("sv", "bok böcker"), ("nl", "schip schepen"), ("fr", "œil yeux"),
    ("it", "andare vado"), ("es", "poder puede"), ("pt", "nação nações"), ("ro", "carte cărți"),
    ("es", "ciudad ciudades"), ("es", "año años"), ("es", "imagen imágenes"), ("pt", "animal animais"), ("pt", "hotel hotéis"),
    ("it", "uomo uomini"), ("it", "edificio edifici"), ("nl", "kind kinderen"), ("nl", "uitnodigen uitgenodigd"),
    ("nl", "aankomen aangekomen"),
    ("sv", "skola skolan"), ("sv", "sjö sjön"), ("sv", "äpple äpplet"), ("sv", "stor stort"), ("da", "by byen"), ("da", "år året"),
    ("no", "by byen"), ("no", "uke uker"), ("fr", "jeu jeux"), ("ro", "fiu fiul"), ("ca", "gos gossos"),
    ("sv", "skollåda skollådan"), ("sv", "hemnyckel hemnyckeln"),
    ("fa", "شاعر شعرا"), ("fa", "قانون قوانین"), ("fa", "مهندس مهندسان"), ("ur", "مسجد مساجد"), ("ur", "وزیر وزراء"),
    ("ur", "قانون قوانین"),
    ("he", "עיר ערים הערים"), ("he", "איש אנשים"), ("he", "כתב יכתוב כותבים לכתוב"), ("he", "הקים להקים הקמת הוקמה"),
    ("bg", "дете деца"), ("bg", "град градът градове"), ("is", "maður menn mannsins"), ("is", "barn börn"), ("lv", "suns suņi"),
    ("mk", "дете деца"), ("mk", "човек луѓе"), ("sk", "dieťa deti"), ("sk", "pes psi"), ("sl", "otrok otroci"), ("sl", "pes psi"),
])
def test_forms_of_a_word_whose_stem_changes_meet_its_base_form(code: str, words: str) -> None:
    base, *forms = [set(language(code).forms(word).word) for word in words.split()]
    assert all(base & form for form in forms), (base, forms)


@pytest.mark.parametrize(("code", "words"), [
    ("fr", "obtenir obtenu obtint"), ("fr", "calculer calculent"), ("fr", "apparaître apparaissent"), ("it", "rimanere rimasto rimangono"),
    ("it", "contenere contiene"), ("pt", "construir construída construíram"), ("pt", "manter mantém manteve"),
    ("nl", "brengen brengt"), ("nl", "vertalen vertaald vertaalde"), ("nl", "leren leert"), ("sv", "läsa läste läst"),
    ("sv", "skriva skrivit skrev"), ("sv", "få fått fick"), ("da", "køre kørte kørt"),
    ("da", "koste kostede"), ("da", "høj højeste"), ("ca", "tenir tenim té"),
    ("es", "tener tengo tendrá"), ("es", "consistir consiste"), ("es", "cambiar cambió"),
])
def test_forms_of_a_verb_whose_endings_the_stemmer_misses_meet_their_base_form(code: str, words: str) -> None:
    base, *forms = [set(language(code).forms(word).word) for word in words.split()]
    assert all(base & form for form in forms), (base, forms)


@pytest.mark.parametrize(("code", "one", "other"), [
    ("fi", "vesi", "kaupunki"), ("hu", "gyerek", "ház"), ("tr", "çay", "kitap"), ("ar", "كتاب", "رجل"), ("ru", "день", "дети"),
    ("ar", "الإعلام", "العلم"), ("ar", "التعليم", "العلم"), ("sv", "roman", "rom"),
])
def test_different_words_stay_different(code: str, one: str, other: str) -> None:
    assert not set(language(code).forms(one).word) & set(language(code).forms(other).word)
