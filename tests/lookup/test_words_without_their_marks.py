"""A word typed with marks, and a page that holds it without: the same word where the page has no marks, another one where it has."""

from __future__ import annotations

import pytest

from search.lookup import search, view
from search.model import SearchRequest
from tests.promises.corpus import Corpus, built_by, corpus, texts

PAGES = texts(
    both="Không khí ở đây rất vui. Khi trời mưa, chúng tôi ở nhà đọc sách và nghe nhạc suốt cả ngày.",
    when="Khi trời mưa, chúng tôi ở nhà đọc sách và nghe nhạc suốt cả ngày hôm nay với bạn bè.",
    plain="Khong khi o day rat vui. Khi troi mua, chung toi o nha doc sach va nghe nhac suot ca ngay, gia 100.000đ.",
    hair="Hun har langt hår og en hund, og de går på tur hver dag når været er godt i byen.",
    has="Han har en hund og en katt, og de går på tur hver dag når været er godt i byen.",
    spelt_out="Han kjoepte groent te, og de går på tur hver dag når været er godt i byen.",
    english="The words khi and har mean nothing here, and Mr Nguyen of Zurich met Mrs Muller, who would resume her work over an hour.",
    french="Le maire de Zurich a été élu à la majorité ; l'Etat et M. Nguyen ont assisté à la cérémonie.",
)
"""Prices in đồng do not make a text one with marks."""


built = built_by(("whoosh", "tantivy"), PAGES)


@pytest.mark.parametrize(("query", "found"), [
    ("khí", {"both", "plain", "english"}),
    ("khí*", {"both", "plain", "english"}),
    ("hår", {"hair", "english"}),
    ("grønt", {"spelt_out"}),  # oe is no other word
    ("khi", {"both", "when", "plain", "english"}),
    ("har", {"hair", "has", "english"}),
    ("Nguyễn", {"english", "french"}),
    ("Zürich", {"english", "french"}),  # French has other marks, so they say nothing of ü
    ("état", {"french"}),  # and leaves the marks of capitals out
    ("résumé", {"english"}),
    ("thể", set()), ("lê", set()),  # the, le
    ("án", set()), ("över", set()),  # an, over: án is a word of Icelandic, över of Swedish, whose writers have keys for their letters
])
def test_only_pages_without_marks_hold_the_word_without_them(built: Corpus, query: str, found: set[str]) -> None:
    assert set(built.full(query)) == found


def test_the_other_word_is_shown_after_and_not_counted(built: Corpus) -> None:
    page = search(built.engine, SearchRequest("khí"))
    last = page.hits[-1]
    assert (page.total, last.id, last.matched, last.why[0].rung) == (3, "when", "some", "different marks")


def test_the_other_word_is_not_marked_where_the_word_itself_stands(built: Corpus) -> None:
    shown = view(built.engine, "both", "khí")
    assert [shown.document.text[start:end] for start, end in shown.marks] == ["khí"]


SPELT_OUT = texts(
    no="Statsråden åpnet bygget, og høyskolene jublet da været ble godt igjen på lørdag.",
    de="Die Fußgänger gingen über die Brücken der Stadt Nürnberg und hörten die Glocken.",
    en="She goes to the blue house, and does what is true for the poets there.",
)


@pytest.mark.parametrize(("query", "found", "rung"), [
    ("hoeyskole", ["no"], "typed without marks"),
    ("statsraad", ["no"], "typed without marks"),
    ("Bruecke", ["de"], "base form"),
    ("Aapner", ["no"], "typed without marks"),
    ("goes", ["en"], "exact"),
    ("-hoeyskole", ["de", "en", "no"], ""),
])
@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_letters_that_are_spelt_out_are_found_in_every_form_of_the_word(query: str, found: list[str], rung: str, engine: str) -> None:
    with corpus(SPELT_OUT, engine) as built:
        hits = search(built.engine, SearchRequest(query)).hits
    assert sorted(hit.id for hit in hits if hit.matched == "all") == found
    assert not rung or [why.rung for why in hits[0].why] == [rung]
