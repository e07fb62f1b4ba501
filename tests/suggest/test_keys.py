"""What keys were meant to write that no input method, or another layout of the keyboard, made letters of, in mixed company."""

from __future__ import annotations

import pytest

from search.lookup import search
from search.model import SearchRequest
from search.vocabulary.readings import readings_of
from tests.promises.corpus import Corpus, built_by, texts

PAGES = texts(
    ja="東京の図書館で日本の文学を読む高校生が多い。新しいコンピュータとガラスの机がある。",
    ja_three="民能と木賃の話。",
    ja_too="東京大学の先生は歌舞伎の文学について本を書きました。",
    zh="北京的图书馆里有很多书。银行在重庆，习近平去了西安和长城。",
    zh_too="臺灣的圖書館在臺北，銀行也在那裡。音樂會很好聽。",
    vi="Nước Việt Nam có nhiều đất tốt và một nền công nghiệp lớn.",
    ru="Привет, мир! Любовь и дружба важнее, чем объём продаж.",
    uk="Київ їсть борщ, а ґанок стоїть біля школи щодня.",
    el="Καλημέρα σας, η Ελλάδα έχει πολλά νησιά και ωραία θάλασσα.",
    he="שלום לכולם, ירושלים היא עיר גדולה מאוד בישראל.",
    ar="مرحبا بكم في القاهرة، وهي مدينة كبيرة جدا في مصر.",
    fa="سلام دوستان، تهران شهر بزرگی در ایران است و کتاب‌ها خوب‌اند.",
    ko="한국의 학생들은 닭고기와 과자를 좋아합니다. 값이 쌉니다. 는",
    th="สวัสดีครับ ประเทศไทยมีอาหารอร่อยมาก ในปริมาณมากด้วย ภถคต",
    be="Хлопцы паехалі ў Харкаў, а Беларусь чакала.",
    en="The menu of the hotel has a panda on it, and the manager wonders about the china in the window.",
    en_too="Hello world, said the computer in the office of the manager.",
)
built = built_by(("whoosh", "tantivy", "memory"), PAGES)


@pytest.mark.parametrize(("typed", "meant"), [
    ("ghbdtn", "привет"), ("Ghbdtn vbh", "Привет мир"), ("k.,jdm", "любовь"), ("j,]`v", "объём"), ("j,]tv", "объем"),
    ("]cnm", "їсть"), ("kalhm;era", "καλημέρα"),
    ("akuo", "שלום"), ("lvpfh", "مرحبا"), ("sghl", "سلام"), ("gksrnrdml", "한국의"), ("ekfrrhrl", "닭고기"), ("l;ylfu", "สวัสดี"),
    ("{fhrfo", "харкаў"), ("<tkfhecm", "беларусь"), ("df;yj", "важно"),
    ("руддщ", "hello"), ("руддщ цщкдв", "hello world"), ("ㅗ디ㅣㅐ", "hello"), ("اثممخ", "hello"),
])
def test_words_typed_with_the_layout_of_another_language_are_proposed_in_its_own(built: Corpus, typed: str, meant: str) -> None:
    assert search(built.engine, SearchRequest(typed)).suggestion == meant


@pytest.mark.parametrize(("typed", "meant"), [
    ("bungaku", "文学"), ("toukyou", "東京"), ("Tokyo", "東京"), ("tōkyō", "東京"), ("toshokan", "図書館"),
    ("tosyokan", "図書館"), ("koukousei", "高校生"), ("nihon no bungaku", None), ("garasu", "ガラス"), ("konpyuta", "コンピュータ"),
    ("としょかん", "図書館"), ("toukyou daigaku", "東京大学"),
    ("beijing", "北京"), ("bei jing", "北京"), ("Běijīng", "北京"), ("xijinping", "习近平"), ("xi jin ping", "习近平"), ("yinhang", "銀行"),
    ("chongqing", "重庆"), ("xi'an", "西安"), ("changcheng", "长城"), ("yinyue", "音樂"), ("taibei", "臺北"),
])
def test_japanese_and_chinese_in_latin_letters_are_proposed_as_they_are_written(built: Corpus, typed: str, meant: str | None) -> None:
    while not readings_of(built.engine).complete:
        pass
    assert search(built.engine, SearchRequest(typed)).suggestion == meant


@pytest.mark.parametrize("typed", [
    "menu", "panda", "china", "hello", "manager menu", "nan", "привет", "文学", "北京", "학생들은", "xyzzy",
    "SMS", "sms", "4589", "d d d", "xib", "df;y", "minno",
])
def test_what_the_index_holds_or_nobody_can_read_is_left_alone(built: Corpus, typed: str) -> None:
    assert search(built.engine, SearchRequest(typed)).suggestion is None


@pytest.mark.parametrize(("typed", "meant"), [("managr", "manager"), ("vieejt nam", "việt nam"), ("hotl", None), ("computr", "computer")])
def test_a_misspelt_word_is_still_corrected(built: Corpus, typed: str, meant: str | None) -> None:
    assert search(built.engine, SearchRequest(typed)).suggestion == meant


@pytest.mark.parametrize("typed", ['"ghbdtn"', "-ghbdtn hello", "intitle:ghbdtn", "ghbd*", '"bei jing"', "beijing OR hello"])
def test_only_plain_words_are_read_as_keys(built: Corpus, typed: str) -> None:
    suggestion = search(built.engine, SearchRequest(typed)).suggestion
    assert suggestion is None or not ({*"приветбекинг"} & {*suggestion} or "京" in suggestion)


def test_what_is_proposed_finds_its_page_under_the_filters_of_the_question(built: Corpus) -> None:
    assert search(built.engine, SearchRequest("ghbdtn", lang=("ru",))).suggestion == "привет"
    assert search(built.engine, SearchRequest("ghbdtn", lang=("ja",))).suggestion is None
    assert [hit.id for hit in search(built.engine, SearchRequest("привет")).hits if hit.matched == "all"] == ["ru"]


def test_readings_are_read_for_one_moment_per_question(built: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr("search.suggestions.keys.readings_of", lambda engine: [readings_of(engine), asked.append(engine)][0])
    search(built.engine, SearchRequest("kata naku samo"))
    assert len(asked) == 1


@pytest.mark.parametrize("typed", ["xian" * 900, "xian" * 900 + "q", "ghbdtn" * 600, "ka" * 2_000, "xi an " * 600])
def test_a_long_question_is_answered(built: Corpus, typed: str) -> None:
    assert search(built.engine, SearchRequest(typed)).suggestion is None
