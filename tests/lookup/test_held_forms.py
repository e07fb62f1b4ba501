"""A word of a query is looked for in the first documents by those of its forms that the index holds: most base forms are words of none."""

from __future__ import annotations

import pytest

from search.engines import ENGINES
from search.lookup import view
from search.model import Document, SearchRequest, Zone
from search.plan import WordTarget, compile_query
from search.query import parse
from search.store.payload import StoredDocument
from tests.promises.corpus import Corpus, built_by, corpus, texts

BANNER = "Forside – nyheter – været"
PAGES = [
    *texts(
        norwegian="Industrien på Høyskolen i Kristiansund selger grønn te. Les mer på www.example.org/industrier.",
        swedish="Hunden och katten sover, och barnen leker med varandra på gatan utanför huset.",
        english="The industries of co-operating towns are described here, and e-mails were sent to all of them.",
        vietnamese="Công nghiệp hỗ trợ của Việt Nam phát triển nhanh trong những năm gần đây, theo NamViệt29.",
        hindi="यह एक छोटा गाँव है और यहाँ के लोग खेती करते हैं।",
        japanese="裾野産業の発展が求められている。",
    ),
    Document(
        "apart", f"{BANNER}\nHunden løp gjennom skogen, og katten så på den.", title="Fjelltuene", zones=(Zone("banner", 0, len(BANNER)),)
    ),
]


built = built_by(ENGINES, PAGES)


def test_the_index_holds_every_form_that_a_word_of_a_document_can_be_found_by(built: Corpus) -> None:
    for payload in built.engine.fetch([page.id for page in PAGES]):
        assert payload is not None
        stored = StoredDocument(payload)
        rows = [stored.rows[number] for number in range(len(stored.rows))]
        bases = [form for row in rows for form in row.word]
        folded = [form for row in rows for form in row.fold if form != "".join(row.exact) and "-" not in form]
        for field, forms in (("word", bases), ("fold", folded)):
            counts = zip(forms, *(built.engine.known(name, forms) for name in (field, f"{field}_aside")), strict=True)
            assert not [form for form, *held in counts if not any(held)], f"{stored.id}: not in the field {field}"


def _target(built: Corpus, query: str) -> WordTarget:
    compiled = compile_query(built.engine, parse(query, ()), SearchRequest(query))
    ((word,),) = compiled.targets[0].readings
    return word


def test_a_word_is_looked_for_by_the_base_forms_of_languages_that_hold_it_alone(built: Corpus) -> None:
    assert _target(built, "industrien").base == {"no:industri"}
    assert not _target(built, "industriens").unmarked_query
    assert _target(built, "hoyskole").unmarked_query == {"~no:hoyskol"}
    assert _target(built, "hoyskolen").unmarked_query == {"hoyskolen", "~no:hoyskol"}


@pytest.mark.parametrize(("id", "query", "marked"), [
    ("norwegian", "industri", ["Industrien"]),
    ("norwegian", "gronn", ["grønn"]),
    ("norwegian", "hoyskole", ["Høyskolen"]),
    ("english", "cooperate", ["co-operating"]),
    ("english", "industry", ["industries"]),
    ("vietnamese", "cong nghiep", ["Công", "nghiệp"]),
    ("apart", "forsiden", ["Forside"]),
])
def test_every_form_that_is_held_is_marked(built: Corpus, id: str, query: str, marked: list[str]) -> None:
    shown = view(built.engine, id, query)
    assert [shown.document.text[start:end] for start, end in shown.marks] == marked


def test_other_forms_of_a_title_apart_from_the_text_are_marked(built: Corpus) -> None:
    assert view(built.engine, "apart", "fjelltue").title_marks == ((0, len("Fjelltuene")),)


def test_a_chinese_particle_is_not_marked_because_it_is_a_word_of_an_index_with_japanese() -> None:
    """MeCab takes 的 for a noun: a reading that asks for it, and for all words of the other one besides, adds only marks on every 的."""
    pages = texts(
        chinese="蘋果公司宣布，他們的設備將支持語音。", japanese="日本の会社は東京にあります。裾野産業の発展が求められている。"
    )
    with corpus(pages) as built:
        shown = view(built.engine, "chinese", "德国的知名公司有哪些？")
    assert [shown.document.text[start:end] for start, end in shown.marks] == ["公司"]
