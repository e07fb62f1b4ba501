""" "Did you mean": proposed when the corrected query finds far more; only words change, and their case is kept."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from search import rank
from search.lookup import search
from search.model import Document, SearchRequest
from search.readers import read
from tests.promises.corpus import Corpus, corpus, texts

NO = "Regjeringen la fram en ny plan om industrien i går, og partiene på Stortinget sier at de vil lese den nøye."
VI = "Hôm qua chính phủ đã trình bày một kế hoạch mới về công nghiệp hỗ trợ và các đại biểu nói rằng họ sẽ đọc kỹ."
DE = "Die Straße vor dem Museum wurde gestern gesperrt, und die Regierung hat dazu nichts gesagt."
RU = "Вчера правительство представило новый план про заводы и депутаты сказали что внимательно его прочитают."
EL = "Η κυβέρνηση παρουσίασε χθες ένα νέο σχέδιο και ο πρωθυπουργός είπε ότι θα το διαβάσει."
JA = "政府は昨日、インターネットに関する新しい計画を発表し、議員たちはそれを注意深く読むと述べました。"


@pytest.fixture(scope="module", params=("tantivy", "whoosh", "memory"))
def pages(request: pytest.FixtureRequest) -> Iterator[Corpus]:
    with corpus(texts(no=NO, vi=VI, de=DE, ru=RU, el=EL, ja=JA), str(request.param)) as built:
        yield built


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        ("regjernigen", "regjeringen"),
        ("Regjernigen", "Regjeringen"),
        ("REGJERNIGEN", "REGJERINGEN"),
        ("regjernigen plan", "regjeringen plan"),
        ('"regjernigen la fram"', '"regjeringen la fram"'),
        ("«regjernigen la» OR musikk", "«regjeringen la» OR musikk"),
        ("(regjernigen OR musikk) -plnaen lang:no", "(regjeringen OR musikk) -plnaen lang:no"),
        ("stortnget regjernigen", "stortinget regjeringen"),
        ("nghieep", "nghiệp"),
        ("nghiẹp", "nghiệp"),
        ("Công nghiép hỗ trợ", "Công nghiệp hỗ trợ"),
        ("công nghệp hỗ trợ", "công nghiệp hỗ trợ"),
        ("chính phú", "chính phủ"),
        ("chính phl", "chính phủ"),
        ("Strase", "Straße"),  # the index holds strasse
        ("правителство", "правительство"),
        ("πρωθυπουργς", "πρωθυπουργός"),  # and one sigma
    ],
)
def test_a_misspelt_query_is_proposed_corrected(pages: Corpus, typed: str, proposed: str) -> None:
    page = search(pages.engine, SearchRequest(typed))
    assert page.total == 0
    assert page.suggestion == proposed
    assert search(pages.engine, SearchRequest(proposed)).total > 0


@pytest.mark.parametrize(
    "typed",
    [
        "regjeringen",  # right
        "regjernigen musikk",  # its correction finds nothing together with the other word
        "-regjernigen",  # under NOT
        "regjernig*",  # a beginning
        "xyzzyxyz",  # nothing near
        "年画",
        "2032",
        "",
        "lang:no",
        "https://www.regjernigen.no/",
    ],
)
def test_nothing_is_proposed_where_there_is_no_better_query(pages: Corpus, typed: str) -> None:
    assert search(pages.engine, SearchRequest(typed)).suggestion is None


def test_a_capital_of_turkish_leaves_no_dot_behind() -> None:
    with corpus(texts(tr="İstanbul Boğazı'nda vapurlar bugün çalışmıyor ve köprü trafiğe kapalı olduğu için."), "memory") as built:
        assert search(built.engine, SearchRequest("istambul")).suggestion == "istanbul"


def test_filters_count_when_a_correction_is_tried(pages: Corpus) -> None:
    assert search(pages.engine, SearchRequest("regjernigen", lang=("no",))).suggestion == "regjeringen"
    assert search(pages.engine, SearchRequest("regjernigen", lang=("ja",))).suggestion is None


def test_a_rare_spelling_is_questioned_when_another_finds_far_more() -> None:
    right = [Document(f"right-{number}", f"The government presented plan number {number} with care.") for number in range(12)]
    with corpus([*right, Document("wrong", "The goverment presented another plan with care.")]) as built:
        assert search(built.engine, SearchRequest("goverment plan")).suggestion == "government plan"
        assert search(built.engine, SearchRequest("goverment plan")).total == 1
        assert search(built.engine, SearchRequest("government plan")).suggestion is None
    with corpus([*right[: rank.SUGGESTION_RATIO - 1], Document("wrong", "The goverment presented another plan with care.")]) as built:
        assert search(built.engine, SearchRequest("goverment plan")).suggestion is None


def test_a_long_question_with_an_unknown_word_is_proposed_corrected(pages: Corpus) -> None:
    page = search(pages.engine, SearchRequest("hvilken plan la regjernigen fram for fiskeri i Nordsjøen"))
    assert page.suggestion == "hvilken plan la regjeringen fram for fiskeri i Nordsjøen"
    assert [why.rung for hit in page.hits if hit.id == "no" for why in hit.why if why.term == "regjernigen"] == ["typo"]


def test_of_a_long_question_only_words_that_nothing_finds_are_corrected(pages: Corpus) -> None:
    """hoyskole is found as høyskolen, though the index holds neither it nor a base form of it, but hoyskule, which is one edit away."""
    documents = [*texts(no=NO), Document("school", "Høyskolen ligger ved havet, og Hoyskule er navnet på en gård der.", lang="no")]
    with corpus(documents) as built:
        typed = "hvilken plan la regjernigen fram for hoyskole i Nordsjøen"
        assert search(built.engine, SearchRequest(typed)).suggestion == typed.replace("regjernigen", "regjeringen")
    typed = "wann wurde die Strase vor dem alten Museum gestern gesperrt"
    assert search(pages.engine, SearchRequest(typed)).suggestion == typed.replace("Strase", "Straße")  # as a document writes it


def test_the_seeds_answer_a_misspelt_name(seeds_folder: object) -> None:
    documents = [item for item in read([str(seeds_folder)]) if isinstance(item, Document)]
    with corpus(documents, "tantivy") as built:
        page = search(built.engine, SearchRequest("halvldere"))
        assert page.suggestion == "halvledere"
        assert [why.rung for why in page.hits[0].why] == ["typo"]
        assert page.hits[0].missing == ("halvldere",)


BESIDE = [
    *["ورد الذكر في النص"] * 6, "أهمية الذكاء الاصطناعي في التعليم", "أبحاث الذكاء الاصطناعي", "الاصطناعي هو الصناعي",
    *["cái van bị nghẹt cứng, công việc dừng lại"] * 6, "phát triển công nghiệp địa phương",
    *["the settes of the house were sold"] * 6, "the united states of america", "united states senate",
    *["inteligence a inteligenco"] * 2, *["artificial intelligence for all"] * 3, "an intelligence artificial or not",
    *["norsk bok"] * 5, *["norske bøker og norske historier"] * 3, "norske historie og bok, norsk historie",
]  # fmt: skip


@pytest.fixture(scope="module", params=("tantivy", "whoosh", "memory"))
def beside(request: pytest.FixtureRequest) -> Iterator[Corpus]:
    with corpus(texts(*BESIDE), str(request.param)) as built:
        yield built


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        ("الذكا الاصطناعي", "الذكاء الاصطناعي"),
        ("công nghẹp", "công nghiệp"),  # a letter is missing, and another mark
        ("Công Nghẹp", "Công Nghiệp"),
        ("united sttes", "united states"),
        ("united sttes of america", "united states of america"),
        ("artifical inteligence", "artificial intelligence"),  # the index holds inteligence
        ("norsk hitorie", "norsk historie"),
        ("الذكا", "الذكر"),  # with nothing beside it the most frequent word
        ("nghẹp", "nghẹt"),
    ],
)
def test_the_word_that_stands_beside_its_neighbours_comes_first(beside: Corpus, typed: str, proposed: str) -> None:
    page = search(beside.engine, SearchRequest(typed))
    assert page.total == 0
    assert page.suggestion == proposed


def test_words_that_the_index_holds_stay_where_only_their_neighbour_is_unknown() -> None:
    spanish = {f"es{n}": f"Vamos a controlar la bomba {n} y un relé con el sensor de humedad de la planta." for n in range(4)}
    english = {f"en{n}": f"The control rules of plant {n} are these, and you have to read them." for n in range(9)}
    with corpus(texts(**spanish, **english), "memory") as built:
        assert search(built.engine, SearchRequest("controlar relén")).suggestion == "controlar relé"


def test_a_part_of_longer_words_is_no_misspelling() -> None:
    pages = texts(
        one="Telle lagerbeholdning på et stort lager er noe som de fleste butikker må gjøre hver dag i året.",
        two="En voksen holdning til et stort lager er noe som vi ikke kan få nok av i denne butikken.",
    )
    with corpus(pages, "memory") as built:
        page = search(built.engine, SearchRequest("beholdning"))
    assert page.hits[0].id == "one"
    assert page.suggestion is None


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        ("ぶんがく", "文学"),
        ("ブンガク", None),  # is found by its base form
        ("がらす", "ガラス"),
        ("lang:ja ぶんがく", "lang:ja 文学"),
        ("文学", None),
        ("さくら", None),
        ("ぶ", None),
    ],
)
def test_kana_that_no_input_method_has_converted_are_proposed_converted(typed: str, proposed: str | None) -> None:
    pages = texts(
        one="日本の文学について、先生はたくさんの本を書きました。",
        two="昨日はガラスの前で文学の番組を見ました。とても面白かったです。",
        three="公園でさくらが咲いています。桜はまだです。",
    )
    with corpus(pages, "memory") as built:
        assert search(built.engine, SearchRequest(typed)).suggestion == proposed


@pytest.mark.parametrize(
    ("typed", "proposed"), [("shoes", None), ("running shoes", None), ("naive", None), ("shwos", "shows"), ("showss", "shows")]
)
def test_a_word_that_is_right_is_not_questioned_because_another_one_is_frequent(typed: str, proposed: str | None) -> None:
    shows = {f"show{n}": f"The native shows of week {n} are all on Monday, and they cost little." for n in range(40)}
    others = {f"naive{n}": f"It was naive of us to think that number {n} would win." for n in range(3)}
    with corpus(texts(**shows, **others, shoes="My running shoes are wet.", slip="All shwos and showss are on."), "memory") as built:
        assert search(built.engine, SearchRequest(typed)).suggestion == proposed


IN_TWO = [("TCPIP", "TCP/IP"), ("alot server", "a lot server"), ("alot", "a lot")]


@pytest.mark.parametrize(("typed", "proposed"), IN_TWO)
def test_a_word_is_proposed_in_two_as_the_index_holds_them_side_by_side(typed: str, proposed: str) -> None:
    pages = texts(
        one="We write a lot of the server over TCP/IP and send every e-mail over Wi-Fi to him, and no mail over radio.",
        two="The cat sat on the mat and saw a dog that sat there, too, and the fish is in his tank.",
    )
    with corpus(pages, "memory") as built:
        assert search(built.engine, SearchRequest(typed)).suggestion == proposed
        assert [hit.id for hit in search(built.engine, SearchRequest(proposed)).hits if hit.matched == "all"] == ["one"]


LETTERS = [("ٹیلیویژن", "ٹیلی ویژن"), ("وزیراعلیٰ", "وزیرِ اعلیٰ"), ("محمدعلی", "محمد علی"), ("עורךדין", "עורך דין")]


@pytest.mark.parametrize(("typed", "proposed"), LETTERS)
def test_two_words_are_proposed_in_the_letters_and_signs_of_their_document(typed: str, proposed: str) -> None:
    pages = texts(
        ur="پاکستان ٹیلی ویژن پر خبریں آ رہی تھیں اور محمد علی نے کہا کہ وزیرِ اعلیٰ نے افسران کو ہدایات جاری کیں۔",
        ar="وقال محمد للصحفيين إن الوزير الأعلى في المدينة شاهد التلفزيون مع علي ثم ذهب إلى البيت.",
        he="הוא עורך דין ותיק בתל אביב, והיא עורכת עיתון שבו כל דין מוסבר לציבור הרחב.",
        en="Nothing of this is about television, and nobody here is a lawyer.",
    )
    with corpus(pages, "memory") as built:
        assert search(built.engine, SearchRequest(typed)).suggestion == proposed


@pytest.mark.parametrize(("typed", "proposed"), [
    ("Strecke München-Nürnberg", "Strecke München Nürnberg"),
    ("bahn/strecke", "bahn strecke"),
    ('"München-Nürnberg"', None), ("neue-Strecke", None),
])
def test_the_words_of_a_chunk_that_finds_nothing_are_proposed_apart(typed: str, proposed: str | None) -> None:
    page = "Die Bahn plant seit langem eine neue Strecke zwischen München und Nürnberg, und die Städte freuen sich."
    with corpus(texts(page=page, other=RU), "memory") as built:
        assert search(built.engine, SearchRequest(typed)).suggestion == proposed
