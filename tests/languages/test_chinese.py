"""Chinese words that ICU's dictionary does not know: it leaves them in single characters."""

from __future__ import annotations

import pytest

from search.lookup import search, view
from search.model import Document, SearchRequest
from tests.promises.corpus import Corpus, built_by, corpus, texts

PAGES = texts(
    things="物联网和互联网是两种网络，联网设备越来越多，价格也越来越低。",
    internet="互联网公司发展很快，联网设备越来越多，价格也越来越低。",
    traditional="互聯網公司發展很快，聯網設備越來越多，價格也越來越低。",
    message="他每天用微信给朋友发消息，也用它支付早餐和午餐的费用。",
    letters="他给朋友写了一封信，信里说最近天气微凉，希望大家注意身体。",
    korean="한국의 사물 인터넷 기업이 중국에 진출했다.",
    japanese="物の値段が上がった。ネットで買う人が多い。網の目のような道が続く。",
    english="Nothing of that is here.",
)


built = built_by(("whoosh", "tantivy"), PAGES)


@pytest.mark.parametrize(("query", "found"), [
    ("物联网", {"things"}),
    ("互联网", {"things", "internet", "traditional"}),
    ("互聯網", {"things", "internet", "traditional"}),
    ("微信", {"message"}),  # 微 and 信 stand in both
    ("微信朋友", {"message"}),
    ("互联网价格", {"things", "internet", "traditional"}),
    ("联网设备", {"things", "internet", "traditional"}),
    ("设备 -物联网", {"internet", "traditional"}),
])
def test_an_unknown_word_is_found_where_its_characters_stand_together(built: Corpus, query: str, found: set[str]) -> None:
    assert set(built.full(query)) == found


@pytest.mark.parametrize(("id", "query", "marked"), [
    ("things", "物联网", ["物联网"]),
    ("internet", "物联网", []),
    ("traditional", "互联网价格", ["互聯網", "價格"]),
    ("things", "互联网价格", ["互联网", "价格"]),
])
def test_parts_of_an_unknown_word_are_not_marked(built: Corpus, id: str, query: str, marked: list[str]) -> None:
    shown = view(built.engine, id, query)
    assert [shown.document.text[start:end] for start, end in shown.marks] == marked


def test_a_page_with_parts_of_the_word_is_not_shown_for_it(built: Corpus) -> None:
    assert [hit.id for hit in search(built.engine, SearchRequest("物联网")).hits] == ["things"]


def test_many_single_characters_are_several_words(built: Corpus) -> None:
    """Sentences without a known word are still found in part."""
    assert search(built.engine, SearchRequest("微信里说微凉")).hits[0].id in ("message", "letters")


@pytest.mark.parametrize(("query", "wanted"), [("山峰", "山峯"), ("麻痹", "麻痺"), ("秋千", "鞦韆"), ("翻译", "飜譯")])
@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_other_shapes_of_a_character_are_the_same_word_and_what_was_typed_comes_first(query: str, wanted: str, engine: str) -> None:
    pages = [
        Document("typed", "那里的山峰终年积雪，病人手脚麻痹，孩子荡秋千，先生翻译诗歌。", lang="zh"),
        Document("other", "那裡的山峯終年積雪，病人手腳麻痺，孩子盪鞦韆，先生飜譯詩歌。", lang="zh"),
        Document("ja", "峠で鳥を見た。", lang="ja"),
        Document("ko", "봄에는 그네를 탄다.", lang="ko"),
        Document("en", "A peak and a swing.", lang="en"),
    ]
    with corpus(pages, engine) as shapes:
        assert shapes.full(query) == ["typed", "other"]
        assert shapes.first(wanted) == "other"
