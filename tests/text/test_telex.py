"""The keys of Telex and VNI are read as the syllables they stand for, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.lookup import search
from search.model import SearchRequest
from search.suggestions.telex import syllable
from tests.promises.corpus import corpus, texts


@pytest.mark.parametrize(
    ("keys", "written"),
    [
        ("vieejt", "việt"),
        ("vieetj", "việt"),
        ("vietej", "việt"),
        ("DDaats", "đất"),
        ("nguoiwf", "người"),
        ("truwowngf", "trường"),
        ("quoocs", "quốc"),
        ("muaw", "mưa"),
        ("hocj", "học"),
        ("nhieejt", "nhiệt"),
        ("phoos", "phố"),
        ("hoawcj", "hoặc"),
        ("khoong", "không"),
        ("gif", "gì"),
        ("hoaf", "hòa"),
        ("nghieepj", "nghiệp"),
        ("vie6t5", "việt"),
        ("d9a61t", "đất"),
        ("ngu7o7i2", "người"),
        ("nam", ""),
        ("books", ""),
        ("class", ""),
        ("C3", ""),
        ("việt", ""),
        ("", ""),
    ],
)
def test_the_keys_of_a_syllable_are_read(keys: str, written: str) -> None:
    assert syllable(keys) == written


@given(st.text("aeiouywdfjrsxzcghmnpqt0123456789", max_size=12) | st.text(max_size=8))
def test_any_keys_may_be_typed(keys: str) -> None:
    assert syllable(keys).isalpha() or syllable(keys) == ""


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [("vieejt nam", "việt nam"), ("Vie6t5 nam", "Việt nam"), ("ddaats nuwowcs", "đất nước"), ("vieejt xyzzy", None), ("this nam", None)],
)
def test_keys_that_are_no_word_of_the_index_are_proposed_as_syllables(typed: str, proposed: str | None) -> None:
    pages = texts(
        vi="Đất nước Việt Nam có nhiều cảnh đẹp, và thí sinh từ khắp nơi đều muốn đến thăm.",
        en="Read this page about the country, for nobody else has written about it so well.",
    )
    with corpus(pages, "memory") as built:
        assert search(built.engine, SearchRequest(typed)).suggestion == proposed
