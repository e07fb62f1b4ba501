"""One word in Han characters is found however Chinese and Japanese write it; two words that look alike stay two."""

from __future__ import annotations

import pytest

from search.lookup import search
from search.model import SearchRequest
from search.text.han import new_forms, old_forms
from tests.promises.corpus import corpus, texts

PAGES = texts(
    zh="这个城市的图书馆里有很多国际会议的资料，广东的经济也发展得很快。",
    tw="這個城市的圖書館裡有很多國際會議的資料，廣東的經濟也發展得很快。",
    ja="この町の図書館には国際会議の資料がたくさんあり、広東の経済の発展についても書かれています。",
    desk="彼は机の上に本を置いて、飛行の機会を待っています。",
    other="這裡沒有那些詞，只有別的句子。",
)
ALL = {"zh", "tw", "ja"}


@pytest.mark.parametrize("query", [
    "图书馆", "圖書館", "図書館", "国际", "國際", "国際", "广东", "廣東", "広東", "发展", "發展", "発展", "経済", "经济",
])
@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_each_writing_finds_all_and_its_own_first(query: str, engine: str) -> None:
    with corpus(PAGES, engine) as built:
        page = search(built.engine, SearchRequest(query))
        hits = [hit for hit in page.hits if hit.matched == "all"]
    assert {hit.id for hit in hits} == ALL
    assert all(any(snippet.marks for snippet in hit.snippets) for hit in hits)
    assert query in next(document.text for document in PAGES if document.id == hits[0].id)


def test_two_characters_in_use_are_two_words_in_japanese() -> None:
    with corpus(PAGES) as built:
        assert [hit.id for hit in search(built.engine, SearchRequest("机の上")).hits if hit.matched == "all"] == ["desk"]
        assert [hit.id for hit in search(built.engine, SearchRequest("機会")).hits if hit.matched == "all"] == ["desk"]


def test_new_and_old_forms_are_one_for_one() -> None:
    assert new_forms("國際圖書館") == "国際図書館"
    assert old_forms("広東の駅") == "廣東の驛"
    assert old_forms("国会学体弁予万") == "国会学体弁予万", "Chinese uses these, too"
