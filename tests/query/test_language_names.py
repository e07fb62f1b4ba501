"""``lang:`` and the parameter of the same name take the names of languages."""

from __future__ import annotations

import pytest

from search.languages import LANGUAGES
from search.lookup import search
from search.model import SearchRequest
from search.query import language_code
from search.text.unicode import language_names
from tests.promises.corpus import corpus, texts

PAGES = texts(
    no="Regjeringen la fram en ny plan i går, og partiene på Stortinget sier at de vil lese den nøye.",
    de="Der Hund und die Katze gehen jeden Tag in den Garten, wenn das Wetter schön ist.",
)


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "und"])
def test_every_language_is_known_by_its_name_in_english_and_in_itself(code: str) -> None:
    for name in language_names(code):
        assert language_code(name, LANGUAGES) == code
        assert language_code(name.title(), LANGUAGES) == code


@pytest.mark.parametrize(("name", "code"), [("tieng viet", "vi"), ("espanol", "es"), ("Norwegian Bokmål", "no"), ("xx", None)])
def test_marks_and_spaces_of_a_name_may_be_left_out(name: str, code: str | None) -> None:
    assert language_code(name, LANGUAGES) == code


@pytest.mark.parametrize("asked", ["norwegian", "Norsk", "nb", "no"])
def test_a_name_filters_in_the_query_and_as_a_parameter(asked: str) -> None:
    with corpus(PAGES) as built:
        typed = search(built.engine, SearchRequest(f"lang:{asked}"))
        given = search(built.engine, SearchRequest("", lang=(asked,)))
    assert [hit.id for hit in typed.hits] == [hit.id for hit in given.hits] == ["no"]
    assert not typed.warnings + given.warnings
