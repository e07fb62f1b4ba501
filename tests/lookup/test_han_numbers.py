"""Numbers in Han characters and in digits find each other, what was typed first; what only looks like one does not."""

from __future__ import annotations

import pytest

from search.lookup import search
from search.model import Document, SearchRequest
from search.text.hannumbers import in_digits, in_han
from tests.promises.corpus import corpus, texts

JAPANESE = texts(
    han="二十一世紀の国際協力。第二回会議は二〇二四年三月五日に開かれました。参加者は三百五十人でした。",
    digits="21世紀の国際協力。第2回会議は2024年3月5日に開かれました。参加者は350人でした。",
    others="22世紀ではなく、第12回会議は2013年13月25日に開かれた。213人が来た。三重県と一般の人で十分だった。",
)
CHINESE = texts(
    han="二十一世纪经济报道。第二次会议于二零二四年三月五日在北京举行，一百二十三人参加了会议。",
    digits="21世纪经济报道。第2次会议于2024年3月5日在北京举行，123人参加了会议。",
    others="第12次会议于2013年13月25日举行，来自上海的专家参加了会议，我们认为这样就可以了。",
)
BOTH = {"han", "digits"}


@pytest.mark.parametrize(("documents", "queries"), [
    (JAPANESE, "21世紀 二十一世紀 第2回 第二回 3月5日 三月五日 2024年3月5日 二〇二四年三月五日 二〇二四年 350人 三百五十人 ２１世紀"),
    (CHINESE, "21世纪 二十一世纪 第2次 第二次 3月5日 三月五日 2024年3月5日 二零二四年三月五日"),
], ids=["ja", "zh"])
@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_numbers_in_han_characters_and_in_digits_find_each_other(documents: list[Document], queries: str, engine: str) -> None:
    with corpus(documents, engine) as built:
        for query in queries.split():
            typed = "digits" if any(map(str.isdecimal, query)) else "han"
            page = search(built.engine, SearchRequest(query))
            found = [hit for hit in page.hits if hit.matched == "all"]
            assert {hit.id for hit in found} == BOTH and found[0].id == typed, query
            for hit in found:
                snippet = hit.snippets[0]
                marked = "".join(snippet.text[start:end] for start, end in snippet.marks)
                assert marked and set(marked) <= {*"0123456789〇零一二三四五十百第世紀纪年月日回次人"}, query


@pytest.mark.parametrize(("text", "digits"), [
    ("二千二十四年", "2024年"), ("一万円", "10000円"), ("十年", "10年"), ("第三十六計", "第36計"), ("百人", "100人"),
    ("一般", ""), ("三重県", ""), ("十分", ""), ("三四年", ""), ("数十年", ""), ("何年", ""), ("第", ""),
])
def test_only_numbers_before_a_counter_or_behind_an_ordinal_sign_are_rewritten(text: str, digits: str) -> None:
    assert in_digits(text) == digits


@pytest.mark.parametrize(("text", "written"), [
    ("2024年", ["二〇二四年", "二零二四年"]), ("第21回", ["第二十一回"]), ("3月", ["三月"]), ("昭和3年", ["昭和三年"]),
    ("350人", ["三百五十人"]),
    ("3日", []), ("15日", []), ("1月", []), ("100人", []), ("1,000円", []), ("iPhone15", []), ("12345人", []),
])
def test_digits_are_not_rewritten_where_other_numbers_end_so(text: str, written: list[str]) -> None:
    assert in_han(text) == written


def test_a_long_date_in_other_characters_comes_before_what_holds_only_its_words() -> None:
    pages = texts(
        date="二〇二四年三月五日、会議が東京で開かれた。",
        words="2024と5と3の話。年は月と日でできている。年、月、日。5日。3月。2024年。年月日、年月日。",
    )
    with corpus(pages) as built:
        assert built.ranked("2024年3月5日")[0] == ("date", True)
