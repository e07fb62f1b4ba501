"""What comes first, where only one thing differs between two documents."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from search import rank
from search.engine import positive_leaves
from search.engines import ENGINES
from search.lookup import answer
from search.model import SearchRequest
from tests.promises.corpus import corpus, texts


@pytest.mark.parametrize("engine", ENGINES)
def test_a_number_weighs_as_much_as_a_word_with_its_sub_words(engine: str) -> None:
    pages = {
        "number": "The treaty of 1905 was signed here.", "word": "The treaty of Ford was signed here.",
        "none": "Nothing was signed here.",
    }
    with corpus(texts(**pages), engine) as built:
        assert [id for id, _ in built.ranked("treaty ford 1905")] == ["number", "word"]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("query", "typed", "other"), [
    ("設備的聯網數據", "所有數據都從聯網的設備傳來，每天都一樣。", "所有数据都从联网的设备传来。"),
    ("设备的联网数据", "所有数据都从联网的设备传来，每天都一样。", "所有數據都從聯網的設備傳來。"),
])
def test_chinese_in_the_writing_that_was_typed_comes_before_a_shorter_text_in_the_other(
    engine: str, query: str, typed: str, other: str
) -> None:
    with corpus(texts(other=other, typed=typed), engine) as built:
        assert [id for id, _ in built.ranked(query)] == ["typed", "other"]


@pytest.mark.parametrize("engine", ENGINES)
def test_of_three_words_a_page_that_holds_all_comes_before_one_that_holds_two_of_them_often(engine: str) -> None:
    often = "Soil moisture: the moisture of soil. Soil holds moisture, and moisture leaves the soil."
    every = "This device, which many gardeners have bought in spring, measures by its sensor how much moisture there is in the soil."
    others = {f"other{n}": f"A page about {word}, with nothing of it." for n, word in enumerate(("soil", "moisture", "sensor"))}
    with corpus(texts(often=often, every=every, **others), engine) as built:
        assert [id for id, _ in built.ranked("sensor soil moisture")][:2] == ["every", "often"]


def test_in_the_company_of_other_languages_a_frequent_word_of_one_is_still_frequent() -> None:
    pages = {f"vi{n}": f"Cây số {n} cũng cao và đứng ngoài đồng ruộng của làng." for n in range(40)}
    pages |= {"rare": "Cây xoan cũng cao và đứng ngoài đồng ruộng của làng."}
    pages |= {f"en{n}": f"The house with the number {n} was painted in the year of the flood." for n in range(200)}
    with corpus(texts(**pages)) as built:
        answered = answer(built.engine, SearchRequest("cây xoan cũng đứng ngoài đồng ruộng của làng"))
        assert answered.compiled is not None
        leaves = positive_leaves(answered.compiled.plan.root)
        idf = {target.text: leaf.idf for target, leaf in zip(answered.compiled.targets, leaves, strict=True)}
    assert idf["cũng"] < 0.25 * idf["xoan"]  # .35 where all 241 documents count


def test_every_weight_says_what_it_weighs_and_has_a_figure_for_each_value_that_was_tried() -> None:
    weights = tomllib.loads(files("search").joinpath("weights.toml").read_text(encoding="utf-8"))
    for name, entry in weights.items():
        assert getattr(rank, name) == entry["value"]
        assert entry["why"].endswith((".", ".)"))
        assert len(entry.get("figures", ())) == (1 + len(entry["others"]) if "others" in entry else 0), name


def test_a_word_cut_out_of_running_text_counts_a_little_more_as_typed_than_another_form_that_holds_its_characters() -> None:
    """Else 미칠 and 미칠까요 tie in an index of Korean alone: one base form, the same characters, lengths kept roughly."""
    with corpus(texts(a="영향을 미칠까요.", b="영향을 미칠.")) as built:
        answered = answer(built.engine, SearchRequest("미칠"))
        assert answered.compiled is not None
        extra = [form for leaf in positive_leaves(answered.compiled.plan.root) for form in leaf.extra if form.field == "exact"]
    assert [(form.terms, form.weight) for form in extra] == [(("미칠",), rank.RUNNING_EXTRA)]


@pytest.mark.parametrize(("query", "text"), [
    ("дом на горе", "Дом стоял высоко, рядом с лесом, а церковь была под горой, в горе."),
    ("घर को रंग", "घर बड़ा है और उसके दरवाज़े पर नया रंग है।"),
])
def test_function_words_of_all_languages_that_share_a_script_need_not_be_in_a_document(query: str, text: str) -> None:
    """на and को are no words of Kazakh or Marathi, which have no say."""
    with corpus(texts(a=text)) as built:
        assert [hit.full for hit in answer(built.engine, SearchRequest(query)).matches.hits] == [True]
