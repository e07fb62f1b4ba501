"""After other words, what is suggested is what documents have after them; a word that is frequent elsewhere is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from search import open_service, rebuild
from search.model import Document
from search.suggestions.completion import suggest
from tests.promises.corpus import corpus, texts
from web import create_app

ENGINES = ("tantivy", "whoosh", "memory")
CHINH = "Chính phủ họp về climate và chính sách và các vấn đề chính của ngành"


@pytest.mark.parametrize("engine", ENGINES)
def test_a_frequent_word_gives_way_to_one_that_stands_after_the_word_before(engine: str) -> None:
    with corpus(texts(*[CHINH] * 5, "The effects of climate change on the coast"), engine) as built:
        assert suggest(built.engine, "climate ch") == ("climate change",)
        assert suggest(built.engine, "Climate CH") == ("Climate CHANGE",)
        assert suggest(built.engine, "climate ch", 1) == ("climate change",)


def test_the_endpoint_suggests_what_follows(tmp_path: Path) -> None:
    lines = [{"id": str(number), "text": f"{CHINH} {number}"} for number in range(5)] + [{"id": "en", "text": "All about climate change."}]
    (tmp_path / "docs.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    rebuild(tmp_path / "index", [str(tmp_path / "docs.jsonl")], engine="tantivy")
    with open_service(tmp_path / "index") as service:
        answer = create_app(service).test_client().get("/api/v1/suggest", query_string={"q": "climate ch"}).get_json()
    assert answer["suggestions"] == ["climate change"]


@pytest.mark.parametrize("engine", ENGINES)
def test_what_stands_after_it_in_most_documents_comes_first(engine: str) -> None:
    with corpus(texts("a solar engine", *["the solar eclipse of the year"] * 3, *["an end, an error, an engine"] * 9), engine) as built:
        assert suggest(built.engine, "solar e") == ("solar eclipse", "solar engine")


@pytest.mark.parametrize("engine", ENGINES)
def test_where_nothing_stands_after_it_words_near_it_come_first(engine: str) -> None:
    far = "salmon " + "and then there was another matter " * 5 + "fjellet"
    with corpus(texts(far, far + " igjen", "salmon farms in a fjord", "fjellet fjellet fjellet"), engine) as built:
        assert suggest(built.engine, "salmon fj")[:2] == ("salmon fjord", "salmon fjellet")
        assert suggest(built.engine, "salmon fjor") == ("salmon fjord",)
        assert suggest(built.engine, "salmon q") == ()


def test_typed_without_marks_a_word_follows_one_that_has_them() -> None:
    with corpus(texts("Các khu công nghiệp mới", *["Công việc, nghĩa vụ và nghề nghiệp của người dân"] * 4)) as built:
        assert suggest(built.engine, "cong ngh") == ("công nghiệp",)
        assert suggest(built.engine, "công ngh") == ("công nghiệp",)
        assert suggest(built.engine, "cộng ngh") == ()


def test_a_function_word_of_another_language_is_a_word_like_others() -> None:
    """*nam* is one in Polish."""
    polish = "Ten dom był nam potrzebny, ponieważ nasza rodzina mieszkała wcześniej w małym mieszkaniu w centrum miasta."
    vietnamese = "Chính phủ Việt Nam họp hôm nay; người Việt ngày nay bàn về các vấn đề kinh tế và xã hội của đất nước."
    with corpus(texts(*[f"{vietnamese} {number}" for number in range(4)], *[f"{polish} {number}" for number in range(4)])) as built:
        assert suggest(built.engine, "việt n")[0] == "việt nam"


@pytest.mark.parametrize(("typed", "suggested"), [
    ("lang:no kr", "lang:no kraft"),
    ("site:example.org kr", "site:example.org kraft"),
    ("-storm kr", "-storm kraft"),
    ('"ny kr', '"ny kraft'),
])
def test_operators_and_filters_before_it_hold(typed: str, suggested: str) -> None:
    here = Document("no", "Regjeringen vil ha ny kraft og flere nye anlegg i hele landet, sa statsråden på mandag.", site="example.org")
    english = "It was a kraftig storm, and the people of the town remembered it for many years to come."
    with corpus([here, *(Document(f"en{number}", f"{english} {number}") for number in range(3))]) as built:
        assert suggested in suggest(built.engine, typed)
        assert suggest(built.engine, "lang:no kr") == ("lang:no kraft",)


def test_copies_are_looked_into_once() -> None:
    copies = [Document(f"copy{number}", "salmon farms, finance and fjords") for number in range(40)]
    with corpus([*copies, *texts("salmon farms and fish", "salmon farms and fish meal")]) as built:
        assert suggest(built.engine, "salmon fi") == ("salmon fish", "salmon finance")
