"""What only Japanese does: MeCab between other scripts, lemmas that carry a bit, long lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language import Segment
from search.languages import language
from search.languages.ja import FUNCTION
from search.text.unicode import normalise, scripts
from search.text.word import spaced_words

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
])
def test_spellings_and_inflections_of_a_word_share_its_base_form(one: str, other: str) -> None:
    assert base_forms(one) == base_forms(other)


@pytest.mark.parametrize(("one", "other"), [("伊藤", "伊東"), ("人", "バクニン"), ("橋", "箸"), ("京都", "東京都"), ("サーバー", "サバ")])
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
