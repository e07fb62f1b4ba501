"""What only Japanese does: MeCab between other scripts, lemmas that carry a bit, long lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language import Segment
from search.languages import language
from search.languages.ja import FUNCTION
from search.lookup import search
from search.model import Document, SearchRequest
from search.text.unicode import normalise, scripts
from search.text.word import spaced_words
from tests.promises.corpus import corpus

JA = language("ja")


def words(text: str) -> list[str]:
    text = normalise(text).text
    return [text[start:end] for start, end, _ in JA.segment(text)]


def base_forms(text: str) -> list[str]:
    """Base forms of the content words of a line."""
    text = normalise(text).text
    forms = [JA.forms(text[start:end], lemma) for start, end, lemma in JA.segment(text)]
    return [form for each in forms if not each.function for form in each.word]


@pytest.mark.parametrize(("one", "other"), [
    ("取扱い", "取り扱い"), ("行なった", "行う"), ("申込", "申し込み"), ("サーバー", "サーバ"), ("ｻｰﾊﾞｰ", "サーバー"),
    ("ヴェトナム", "ベトナム"),
    ("開発された", "開発する"), ("子ども", "子供"), ("美しく", "美しい"),
    ("じゃがいも", "ジャガイモ"), ("じゃが芋", "ジャガイモ"), ("ウィルス", "ウイルス"), ("インターフェイス", "インタフェース"),
    ("ソフトウエア", "ソフトウェア"), ("ディジタル", "デジタル"), ("リンゴ", "林檎"), ("ゴミ", "ごみ"), ("ベートーヴェン", "ベートーベン"),
    ("カシミヤ", "カシミア"), ("フェースブック", "フェイスブック"),
    ("髙橋", "高橋"), ("渡邊", "渡辺"), ("齋藤", "斉藤"), ("霞ヶ関", "霞が関"),
])
def test_spellings_and_inflections_of_a_word_share_its_base_form(one: str, other: str) -> None:
    assert base_forms(one) == base_forms(other)


@pytest.mark.parametrize(("one", "other"), [("伊藤", "伊東"), ("人", "バクニン"), ("橋", "箸"), ("京都", "東京都"), ("サーバー", "サバ"),
    ("レイン", "レーン"), ("ボウリング", "ボーリング"), ("ハッカー", "ハッカ"), ("ネコソギ", "猫"), ("人", "バクニンの"), ("二", "ニ"),
])
def test_words_that_only_sound_alike_share_none(one: str, other: str) -> None:
    assert not set(base_forms(one)) & set(base_forms(other))


def test_latin_words_and_numbers_are_cut_as_in_every_other_language() -> None:
    line = "2024年12月22日付政治局決議第57-NQ/TW号、T&TのUSB-C foo_bar"
    expected = [line[a:b] for a, b in spaced_words(line) if not scripts(line[a:b]) & JA.scripts]
    assert [word for word in words(line) if not scripts(word) & JA.scripts] == expected


@given(text=st.text(st.sampled_from("日本はカー々aB1+&_-. 'é한ก🙂"), max_size=30))
def test_whatever_stands_between_kana_and_kanji_is_cut_as_in_every_other_language(text: str) -> None:
    text = normalise(text).text
    japanese = frozenset("日本はカー々")
    theirs = [(a, b) for a, b in spaced_words(text) if japanese.isdisjoint(text[a:b])]
    ours = [(a, b) for a, b, _ in JA.segment(text) if japanese.isdisjoint(text[a:b])]
    assert ours == theirs


def test_spaces_newlines_and_nul_do_not_stop_mecab_or_move_offsets() -> None:
    text = "日本 \n\n東京\t京都\0大阪\u3000\u2028名古屋"
    assert [text[a:b] for a, b, _ in JA.segment(text)] == ["日本", "東京", "京都", "大阪", "名古屋"]


def test_a_rare_kanji_that_the_dictionary_calls_a_sign_is_a_word() -> None:
    (segment, *_) = JA.segment("𠮷野家")
    assert segment == Segment(0, 1, None)
    assert not JA.forms("𠮷").function


def test_the_lemma_carries_whether_mecab_calls_the_word_a_function_word() -> None:
    text = "東京で会う"
    lemmas = {text[a:b]: lemma for a, b, lemma in JA.segment(text)}
    assert lemmas["で"] is not None and lemmas["で"].endswith(FUNCTION)
    assert JA.forms("で", lemmas["で"]).function and not JA.forms("で", None).function
    assert lemmas["東京"] is None, "a name's lemma is its reading: トウキョウ"


def test_a_long_line_is_cut_behind_punctuation_and_reads_as_its_sentences_do() -> None:
    sentence = "山田さんは東京の大学で日本の歴史を研究していた。"
    once = words(sentence)
    assert words(sentence * 200) == once * 200


def test_function_words_are_skipped_and_content_words_are_not() -> None:
    text = "私は昨日その本を図書館で読んでいたので、行くことができなかった。"
    content = [text[a:b] for a, b, lemma in JA.segment(text) if not JA.forms(text[a:b], lemma).function]
    assert content == ["昨日", "本", "図書", "館", "読ん", "行く"]


@pytest.mark.parametrize(("noun", "verb"), [
    ("払込み", "払い込む"), ("申込", "申し込む"), ("受付", "受け付ける"), ("引越し", "引っ越す"), ("見積り", "見積もる"),
    ("戦い", "戦った"),
])
def test_a_noun_made_of_a_verb_has_the_base_form_of_the_verb_beside_its_own(noun: str, verb: str) -> None:
    own, of_verb = base_forms(noun)
    assert base_forms(verb)[:1] == [of_verb]
    assert own != of_verb


@pytest.mark.parametrize("noun", ["互い", "隣", "机", "世界", "ジャガイモ", "きのこ"])
def test_a_noun_that_only_ends_like_one_has_no_verb(noun: str) -> None:
    assert len(base_forms(noun)) == 1


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_a_word_is_found_in_every_spelling_and_as_typed_first(engine: str) -> None:
    texts = {
        "potato": "ジャガイモの原産地は南米のアンデス高地である。", "spud": "じゃが芋は暗く涼しい場所に置く。",
        "pay": "保険料は月末までに郵便局で払い込む必要がある。", "cat": "冬の夜に猫が暖炉のそばで眠る。",
        "virus": "添付ファイルからウィルスが広がった。", "name": "渡邊博士と髙橋博士は火山を調べている。",
        "zh": "这家公司的软件在台湾很受欢迎，马铃薯也很便宜。", "ko": "감자는 서늘한 곳에 보관한다.", "en": "Potatoes come from the Andes.",
    }
    langs = {"zh": "zh", "ko": "ko", "en": "en"}
    with corpus([Document(id, text, lang=langs.get(id, "ja")) for id, text in texts.items()], engine) as built:
        assert built.full("じゃが芋") == ["spud", "potato"]
        assert built.full("ジャガイモ") == ["potato", "spud"]
        assert built.full("ネコ") == ["cat"]
        assert built.first("料金の払込み期限はいつですか") == "pay"
        assert built.full("ウイルス") == ["virus"]
        assert built.full("渡辺 高橋") == ["name"]
        for query, marked in (("ジャガイモ", "じゃが芋"), ("払込み", "払い込む"), ("ネコ", "猫")):
            shown = search(built.engine, SearchRequest(query)).hits
            assert marked in [snippet.text[a:b] for hit in shown for snippet in hit.snippets for a, b in snippet.marks]
