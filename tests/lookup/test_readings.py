"""What a word of a query is looked up by under all languages at once: what each language says of it by itself."""

from __future__ import annotations

import pytest

from search.analysis.forms import UNMARKED, word_forms, word_readings
from search.languages import LANGUAGES
from search.wordlists import WordLists, using

LATIN = tuple(code for code, language in LANGUAGES.items() if "Latn" in language.scripts)
LISTS = WordLists(protected={"no": frozenset({"skolene"})}, digest="protected")


@pytest.mark.parametrize("word", ["skolene", "Høyskolen", "the", "NamViệt29", "l'eau", "CO2", "x" * 300])
@pytest.mark.parametrize("lists", [WordLists(), LISTS])
def test_readings_are_the_forms_of_every_language(word: str, lists: WordLists) -> None:
    with using(lists):
        found = word_readings(word, LATIN)
        each = [forms for code in LATIN if (forms := word_forms(code, word, None)) is not None]
    assert found is not None
    assert {(found.exact, found.fold, found.parts)} == {(forms.row.exact, forms.row.fold, forms.parts) for forms in each}
    assert found.base == tuple(dict.fromkeys(form for forms in each for form in forms.row.word if not form.startswith(UNMARKED)))
    assert found.grams == tuple(dict.fromkeys(gram for forms in each for gram in forms.grams))
    assert found.function == any(forms.function for forms in each)


def test_a_protected_word_is_its_own_base_form_while_its_list_is_in_force() -> None:
    with using(LISTS):
        mine = word_readings("skolene", ("no",))
    others = word_readings("skolene", ("no",))
    assert mine is not None and others is not None
    assert (mine.base, others.base) == (("no:skolene",), ("no:skol",))


def test_a_lone_sign_has_no_readings() -> None:
    assert word_readings("\u064b", ("ar", "und")) is None
