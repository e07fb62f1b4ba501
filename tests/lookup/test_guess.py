"""The language of a question is guessed where letters and function words say it together; the guess orders results and hides none."""

from __future__ import annotations

import pytest

from search.languages import LANGUAGES
from search.lookup import search
from search.model import SearchRequest
from search.plan import compile_query
from search.query import parse
from tests.promises.corpus import Corpus, corpus, texts

TEXTS = {
    "no": "Kommunen har bygd en ny bro over elva, og innbyggerne feiret åpningen med en stor fest i byens park.",
    "da": "Kommunen har bygget en ny bro over åen, og indbyggerne fejrede åbningen med en stor fest i byens park.",
    "en": "The council has built a new bridge over the river, and the people of the town came to the park to see it open.",
    "fr": "La commune a construit un nouveau pont sur la rivière, et les habitants ont fêté son ouverture dans le parc.",
    "de": "Die Gemeinde hat eine neue Brücke über den Fluss gebaut, und die Bürger feierten im Park ein großes Fest.",
    "tr": "Belediye nehrin üzerine yeni bir köprü yaptı ve kentliler açılışı parkta büyük bir şenlikle kutladı.",
    "vi": "Thành phố đã xây một cây cầu mới qua sông, và người dân đến công viên để xem lễ khánh thành.",
    "id": "Pemerintah kota telah membangun jembatan baru di atas sungai, dan warga merayakan pembukaannya di taman.",
    "ar": "بنت البلدية جسرا جديدا فوق النهر واحتفل السكان بافتتاحه في حديقة المدينة الكبيرة.",
    "fa": "شهرداری پل تازه‌ای روی رودخانه ساخته است و مردم گشایش آن را در پارک بزرگ شهر جشن گرفتند.",
    "ru": "Город построил новый мост через реку, и жители отпраздновали его открытие в большом парке.",
}


@pytest.fixture(scope="module")
def mixed() -> Corpus:
    named = ("DECnetは通信の規約である。", "DECnet là một giao thức mạng.", "DECnet is a suite of protocols.")
    with corpus(texts(*TEXTS.values(), TEXTS["no"] + " Byen jubler.", *named), "memory") as built:
        return built


def guess(built: Corpus, query: str) -> str:
    return compile_query(built.engine, parse(query, LANGUAGES), SearchRequest(query)).guess


@pytest.mark.parametrize(
    ("lang", "question"),
    [
        ("no", "Når skal Svindal gi seg som alpinist?"),
        ("no", "Hvem ordna frispark for Crystal Palace?"),  # English to statistics, and "for" is a word of both
        ("no", "Hva er Taycan?"),
        ("da", "Hvad er det nye ved broen i København?"),
        ("en", "What is DECnet"),
        ("fr", "Qui a construit le pont de la rivière ?"),
        ("fr", "Quand l'ouverture du pont a-t-elle été fêtée ?"),
        ("de", "Wie viele Brücken hat die Gemeinde Jena gebaut?"),
        ("vi", "Plastome được phát hiện khi nào?"),
        ("ar", "ما هو الجسر الجديد فوق النهر؟"),
        ("ru", "Что такое DECnet?"),
    ],
)
def test_a_question_says_its_language(mixed: Corpus, lang: str, question: str) -> None:
    assert guess(mixed, question) == lang


@pytest.mark.parametrize("query", ["bro", "DECnet", "new bridge", "Brücke Fluss Park", "DECnet NASUWT Taycan Equinor", "köprü park Jena"])
def test_words_that_any_language_may_use_say_none(mixed: Corpus, query: str) -> None:
    assert guess(mixed, query) == ""


def test_a_language_that_the_index_does_not_hold_is_not_guessed(mixed: Corpus) -> None:
    assert guess(mixed, "¿Quién construyó el puente sobre el río?") == ""


@pytest.mark.parametrize(("question", "lang"), [("DECnet là gì?", "vi"), ("What is DECnet?", "en")])
def test_what_is_written_in_the_language_of_the_question_comes_first_and_the_rest_after_it(
    mixed: Corpus, question: str, lang: str
) -> None:
    hits = [hit for hit in search(mixed.engine, SearchRequest(question)).hits if "DECnet" in hit.snippets[0].text]
    assert hits[0].lang == lang
    assert {hit.lang for hit in hits} == {"ja", "vi", "en"}


def test_languages_that_are_mistaken_for_each_other_both_come_first(mixed: Corpus) -> None:
    compiled = compile_query(mixed.engine, parse("Hva er Taycan?", LANGUAGES), SearchRequest("Hva er Taycan?"))
    assert {gram.term for gram in compiled.plan.grams if gram.field == "lang"} == {"da", "no"}


@pytest.mark.parametrize(("query", "lang"), [
    ("日本国憲法前文", "ja"), ("国際連合安全保障理事会", "ja"), ("国会議事堂見学", "ja"), ("北海道旅行計画", "ja"),
    ("中國國民黨主席", "zh"), ("中国历史年表大全", "zh"), ("股票市場分析", ""),
    ("大阪府立大学", ""), ("交通事故統計", ""), ("人民代表大会", ""),
])
def test_han_characters_say_a_language_only_if_it_alone_writes_so(query: str, lang: str) -> None:
    japanese = "大阪府立大学は大阪府にある大学だった。交通事故の統計を公表した。"
    chinese = "中国的人民代表大会在北京召开，代表们来自全国各地，讨论了很多问题。"
    with corpus(texts(japanese, chinese, TEXTS["en"])) as built:
        assert guess(built, query) == lang


def test_japanese_pages_come_no_later_for_a_query_that_both_languages_may_write() -> None:
    both = ("健康保険組合の加入手続について説明します。", "健康保险组合的加入手续说明。", TEXTS["en"])
    with corpus(texts(*both)) as built:
        hits = search(built.engine, SearchRequest("健康保険組合加入手続")).hits
        assert hits[0].lang == "ja"
