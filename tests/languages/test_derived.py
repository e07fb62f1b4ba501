"""Slavic words that a grammar keeps apart and who searches does not find each other in mixed company; words that only look alike do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.derived import FOLDER, roots
from search.languages import LANGUAGES, language
from tests.promises.corpus import Corpus, built_by, texts

PAGES = texts(
    ru="Организация сдаёт отчёт в Москве, а директор подписывает его в январе.",
    bg="Билетите за влака се продават на гарата, а поетът пътува без билет и без паспорт.",
    cs="Olomoucké hradby bránili vojáci a vody řeky vlévají do příkopu.",
    sk="Cyklista vyhral etapu v Bratislave a jeho úspešnosti tlieskali mešťania.",
    uk="Учитель малює проєкт школи, а імператор надав місту право.",
    pl="Warszawski zamek odbudowano, a gości przepisuje się do nowej księgi.",
    hr="Učenici su gledali kipove u Dubrovniku dok se rijeka ulijevala u more.",
    sl="Kolesarji so zmagali v Ljubljani.",
    en="The man bought a ticket for the train and read a poem by the river.",
    vi="Nguyễn Văn An sống ở Đà Nẵng từ lâu và nấu phở bò rất ngon.",
)


built = built_by(("whoosh", "tantivy"), PAGES)


@pytest.mark.parametrize(("query", "found"), [
    ("московский", "ru"), ("подписал", "ru"), ("билета", "bg"), ("поета", "bg"), ("паспорта", "bg"), ("Olomouc", "cs"), ("vlévá", "cs"),
    ("bratislavský", "sk"), ("úspešnosť", "sk"), ("вчитель", "uk"), ("проект", "uk"), ("надавали", "uk"), ("Warszawa", "pl"),
    ("przepisał", "pl"), ("učenik", "hr"), ("kip", "hr"), ("dubrovački", "hr"), ("ulijeva", "hr"), ("ljubljanski", "sl"),
])
def test_a_word_finds_the_page_with_its_other_aspect_its_adjective_or_another_form(built: Corpus, query: str, found: str) -> None:
    assert found in built.full(query)
    assert not {"en", "vi"} & set(built.full(query))


@pytest.mark.parametrize(("code", "one", "other"), [
    ("bg", "билета", "били"), ("bg", "поета", "поема"), ("bg", "планета", "план"), ("uk", "уклад", "вклад"), ("ru", "стоять", "стоить"),
    ("ru", "служить", "лужить"), ("cs", "poručit", "ručit"),
])
def test_words_that_only_look_as_if_one_were_made_of_the_other_stay_apart(code: str, one: str, other: str) -> None:
    assert not set(language(code).forms(one).word) & set(language(code).forms(other).word)


def test_endings_are_believed_between_frequent_words_of_the_dictionary_only_and_chains_are_followed_to_their_end() -> None:
    verbs = ("przepisywać", "przepisać", "odpisywać", "napisać", "pisać")
    found = roots("pl", {verb: verb for verb in verbs}, frozenset(verbs))
    assert found["przepisywać"] == "przepisać" and found["napisać"] == "pisać"
    assert "odpisywać" not in found


def test_a_place_is_written_large_and_its_adjective_small() -> None:
    words = ("warszawski", "Warszawa", "zamkowski", "zamka")
    found = roots("pl", {word: word for word in words}, frozenset(word.lower() for word in words))
    assert found["warszawski"] == "Warszawa" and "zamkowski" not in found


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_every_list_of_derivations_belongs_to_a_row_and_says_where_it_is_from(path: Path) -> None:
    assert path.stem in LANGUAGES
    head = path.read_text(encoding="utf-8")
    assert "# Source:" in head and "Licence:" in head
