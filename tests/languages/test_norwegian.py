"""Norwegian: the forms of one noun meet, in both written languages; words that only look alike stay apart."""

from __future__ import annotations

import pytest

from search.languages import language

NO = language("no")


@pytest.mark.parametrize("forms", [
    "bedrift bedriften bedrifta bedrifter bedriftene bedriftane bedriftens bedriftenes",
    "statsminister statsministeren statsministerens statsministre statsministrene statsministrar statsministrane",
    "lærer læreren lærere lærerne lærar læraren lærarar lærarane",
    "halvleder halvlederen halvledere halvlederne halvlederes",
    "regjering regjeringa regjeringen regjeringar regjeringer regjeringane regjeringene",
    "departement departementet departementa departementene departementer",
    "politiker politikeren politikere politikerne",
    "vinter vinteren vintrer vintrene",
    "ekstern eksterne",
])
def test_the_forms_of_a_noun_share_their_base(forms: str) -> None:
    found = {form: NO.forms(form).word for form in forms.split()}
    assert len(set(found.values())) == 1, f"{found}\nopen search/languages/no.py and tests/languages/golden/no.tsv"


@pytest.mark.parametrize(("one", "other"), [
    ("moderne", "mot"), ("stjerne", "stor"), ("ekstern", "ekstra"), ("ytre", "yte"), ("norsk", "nord"), ("handel", "hand"),
])
def test_words_that_only_look_alike_stay_apart(one: str, other: str) -> None:
    assert NO.forms(one).word != NO.forms(other).word


def test_the_words_of_a_compound_are_not_its_base() -> None:
    assert NO.forms("bokhandelen").word == ("bokhandel",)
