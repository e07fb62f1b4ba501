"""Numbers inside questions without spaces meet pages that write them in the other characters, and no other numbers."""

from __future__ import annotations

import pytest

from search.lookup import search
from search.model import Document, SearchRequest
from search.text.hannumbers import numbers
from tests.promises.corpus import Corpus, built_by

DOCUMENTS = [
    Document("zh-han", "五十六个民族生活在这片土地上。大桥全长三十五公里，战争在一九四五年结束，这里一年下雨三百六十五天。", lang="zh"),
    Document("zh-digits", "书中列出了36条计策，工厂有400名工人，1949年成立，门票200元。", lang="zh"),
    Document("zh-other", "千万不要在三四百人面前说十分钟，二十五个学生，256个座位，1365天，2036条。", lang="zh"),
    Document("ja-digits", "祭りには350人が参加し、20軒の店が並んだ。", lang="ja"),
    Document("ja-other", "五十嵐さんは八百屋で千葉の野菜を買った。", lang="ja"),
    Document("en", "In 1945, 56 peoples and 36 plans.", lang="en"),
]
built = built_by(("whoosh", "tantivy"), DOCUMENTS)


@pytest.mark.parametrize(("question", "wanted", "marked"), [
    ("56个民族有哪些名称", "zh-han", "五十六"), ("这座大桥有35公里吗", "zh-han", "三十五"), ("战争1945年结束了吗", "zh-han", "一九四五"),
    ("365天都下雨吗", "zh-han", "三百六十五"), ("三十六条计策的作者是谁", "zh-digits", "36"), ("四百名工人为什么罢工", "zh-digits", "400"),
    ("一九四九年成立了什么", "zh-digits", "1949"), ("两百元可以买什么", "zh-digits", "200"),
    ("祭りの参加者は三百五十人でしたか", "ja-digits", "350"),
    ("二十軒の店はどこに並んだか", "ja-digits", "20"),
])
def test_a_number_in_a_question_is_found_and_marked_in_the_other_characters(built: Corpus, question: str, wanted: str, marked: str) -> None:
    hits = {hit.id: hit for hit in search(built.engine, SearchRequest(question)).hits}
    assert next(iter(hits)) == wanted
    shown = {snippet.text[a:b] for snippet in hits[wanted].snippets for a, b in snippet.marks}
    assert any(marked in mark for mark in shown), shown


@pytest.mark.parametrize("question", ["36条计策", "200元的门票"])
def test_a_number_is_not_found_inside_another_one(built: Corpus, question: str) -> None:
    shown = [hit for hit in search(built.engine, SearchRequest(question)).hits if hit.id == "zh-other"]
    assert not {snippet.text[a:b] for hit in shown for snippet in hit.snippets for a, b in snippet.marks} & {"36", "2036", "200"}


@pytest.mark.parametrize(("text", "digits", "han"), [
    ("五十六个", "56", ()), ("两千人", "2000", ()), ("二〇〇八年", "2008", ()), ("56个", "", ("五十六",)), ("105人", "", ("一百零五",)),
    ("1945年", "", ("一九四五", "一千九百四十五")),
])
def test_a_number_is_known_with_what_it_is_in_the_other_characters(text: str, digits: str, han: tuple[str, ...]) -> None:
    found = numbers(text, chinese=True)
    assert [(number.digits, number.han) for number in found] == [(digits, han)]


@pytest.mark.parametrize("text", ["千万不要", "三四百人", "数十年", "万一", "三国", "十", "12种", "1,234", "3.14", "十二三岁"])
def test_what_is_no_sure_number_is_none(text: str) -> None:
    assert not numbers(text, chinese=True)
