"""A name written in Latin letters says as much in a page of Chinese, Japanese, Korean or Thai as in a page with spaces."""

from __future__ import annotations

import pytest

from search.analysis.forms import RUNNING_GRAMS, word_forms
from search.engine import BREAK
from tests.promises.corpus import Corpus, corpus, texts

ENGLISH = "The council of the town said in the spring that Kubernetik would build a new bridge over the river, and so it did."
RUNNING = {
    "ja": "市議会は春に、Kubernetikが川に新しい橋を架けると発表し、その通りになった。",
    "zh": "市议会在春天宣布，Kubernetik将在河上建造一座新桥，后来果然如此。",
    "ko": "시의회는 봄에 Kubernetik이 강 위에 새 다리를 놓을 것이라고 발표했고, 그대로 되었다.",
    "th": "สภาเมืองประกาศในฤดูใบไม้ผลิว่า Kubernetik จะสร้างสะพานใหม่ข้ามแม่น้ำ และก็เป็นเช่นนั้น",
}
OTHERS = [f"In {1500 + number} the people built a mill beside the river and sold their bread in the market." for number in range(40)]


@pytest.fixture(scope="module", params=RUNNING)
def mixed(request: pytest.FixtureRequest) -> Corpus:
    page = RUNNING[request.param]
    with corpus(texts(page, ENGLISH, *OTHERS, *(page.replace("Kubernetik", "") for _ in range(10))), "tantivy") as built:
        return built


def test_the_page_in_the_language_of_the_question_comes_before_one_that_only_has_the_name(mixed: Corpus) -> None:
    first = mixed.first("What is Kubernetik")
    assert first is not None
    assert mixed.documents[first].text == ENGLISH


@pytest.mark.parametrize("lang", RUNNING)
def test_the_sub_words_of_a_page_are_counted_among_all_its_words(lang: str) -> None:
    with corpus(texts(RUNNING[lang]), "memory") as built:
        [document] = built.indexed.values()
        grams, words = document.tokens["gram"], [token for token in document.tokens["exact"] if token != BREAK]
        assert len(grams) >= 2 * (len(words) - 1)
        assert {"_kub", "etik"} <= set(grams)


def test_a_query_never_looks_for_what_stands_for_them() -> None:
    forms = word_forms("zh", "宣布", None)
    assert forms is not None and forms.gram == RUNNING_GRAMS
    assert forms.grams == ()
