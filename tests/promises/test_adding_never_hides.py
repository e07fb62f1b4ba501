"""Promise 1: whatever is added to the index, what was a full match stays one (meilisearch#3565: a page of kanji alone hid all others)."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from search.model import Document
from tests.promises.corpus import corpus, documents_in
from tests.promises.test_what_is_written_can_be_found import written_words

STRANGERS = [
    Document("kanji", "国際協力科学技術会議東京大阪会員労働峠雫"),
    Document("zh", "国际合作与科学技术会议在北京举行，来自各国的专家讨论了创新与数字化转型的问题，并就未来的合作达成了共识。"),
    Document("zh-hant", "國際合作與科學技術會議在臺北舉行，來自各國的專家討論了創新與數位轉型的問題，並就未來的合作達成了共識。"),
    Document(
        "da", "Regeringen fremlagde i går en ny plan for den grønne omstilling, og virksomhederne siger, at de vil læse den grundigt."
    ),
    Document("sv", "Regeringen lade i går fram en ny plan för den gröna omställningen och företagen säger att de ska läsa den noga."),
    Document(
        "de",
        "Die Regierung hat gestern einen neuen Plan vorgelegt, und die Unternehmen sagen, dass sie ihn lesen wollen..",
    ),
    Document("fa", "دولت دیروز برنامه‌ای تازه درباره نوآوری و تحول دیجیتال ارائه کرد و نمایندگان گفتند که آن را با دقت می‌خوانند."),
    Document(
        "id",
        "Pemerintah kemarin mengajukan rencana baru tentang inovasi dan transformasi digital, dan para anggota mengatakan akan membacanya.",
    ),
    Document("en", "The man in the city said to the government that it is to be or not to be; die or do, an a the in of man."),
    Document("ko", "정부는 어제 혁신과 디지털 전환에 관한 새로운 계획을 발표했고 의원들은 그것을 주의 깊게 읽겠다고 말했다."),
    Document("th", "เมื่อวานนี้รัฐบาลได้เสนอแผนใหม่เกี่ยวกับนวัตกรรมและการเปลี่ยนแปลงทางดิจิทัล"),
]


def queries(seeds: list[Document]) -> list[str]:
    draw = random.Random(1)
    words = [word for document in seeds for word in draw.sample(written_words(document), 40)]
    pairs = [f"{draw.choice(words)} {draw.choice(words)}" for _ in range(40)]
    return [
        *words,
        *pairs,
        "国際",
        "東京",
        "会員",
        "die",
        "man",
        "to be or not to be",
        "いつ",
        "-Vietnam",
        "Japan -Vietnam",
        "科学 OR forumet",
    ]


@pytest.mark.parametrize(
    "strangers",
    [STRANGERS[:1], STRANGERS[1:3], STRANGERS[3:6], STRANGERS[6:], STRANGERS],
    ids=["kanji", "zh", "nordic-de", "others", "all"],
)
def test_a_full_match_stays_one_when_documents_are_added(strangers: list[Document], seeds_folder: Path) -> None:
    seeds = documents_in(str(seeds_folder))
    with corpus(seeds, "tantivy") as before, corpus([*seeds, *strangers], "tantivy") as after:
        lost = [(query, gone) for query in queries(seeds) if (gone := set(before.full(query)) - set(after.full(query)))]
    assert not lost, f"Adding {[d.id for d in strangers]} hides documents: {lost[:10]}"


@pytest.mark.parametrize(("query", "found"), [("kanelbulle", ["sv"]), ("barn", ["sv"]), ("cocuk", ["tr"]), ("openingstijd", ["nl"])])
def test_one_document_of_a_language_is_found_by_other_forms_of_its_words_among_hundreds(query: str, found: list[str]) -> None:
    alone = [
        Document("sv", "Åsa och Örjan bakade kanelbullar, och barnen på förskolan har lekt i trädgården hela dagen."),
        Document("tr", "Çocuklar okula gidiyor ve öğretmenler onları bekliyor, çünkü ders başlıyor."),
        Document("nl", "De openingstijden van de winkel zijn veranderd, want de eigenaar gaat met vakantie."),
    ]
    others = [Document(str(number), f"The {number}th report says that the city is growing and people like it.") for number in range(600)]
    with corpus([*alone, *others]) as built:
        assert built.full(query) == found
