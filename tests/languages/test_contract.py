"""Every language of the table against the contract of search/language.py: one suite, one row per language."""

from __future__ import annotations

import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engine import MAX_TOKEN
from search.language import Language
from search.languages import LANGUAGES
from search.text.unicode import normalise, scripts
from search.text.word import exact_form, spaced_words
from tests.growth import assert_linear

ALL = pytest.mark.parametrize("language", list(LANGUAGES.values()), ids=list(LANGUAGES))

SAMPLES = (
    "",
    " \u3000\t ",
    "昨日、東京の京都大学で取扱いを行なった山田さんはサーバーを見ていた。第57-NQ/TW号、C++言語とT&Tを㍿で使う。𠮷野家。",
    "Phát triển công nghiệp hỗ trợ: Nâng cao vai trò địa phương (29/04/2025), hòa bình và hoà giải.",
    "وحضر الاجتماع أيضًا السيد ماي فان توات، نائب الأمين العام؛ ٢٠٢٣ كتـاب بالكِتَابِ",
    "Statsministeren håper at bedriftene, bedriftane og grønn transformasjon (kjøre-/køyreplan) blir «viktige».",
    "The dog's don't-care attitude cost $1,234.56 at example.org; NamViệt29 C# foo_bar U.S.A.",
    "กรุงเทพมหานครเป็นเมืองหลวงของประเทศไทย ภาษาไทย 2566",
    "我們在臺灣學習中文。我们在中国学习中文，２０２４年。",
    "대한민국의 수도는 서울이다. 漢字와 한글",
    "Ünlü İSTANBUL ISPARTA'dan geldi; ΟΔΥΣΣΕΎΣ ὀδυσσεύς; Мы нашли ёлку; हिन्दी में लड़कियाँ; می‌روم کتاب‌ها",
    "e\u0301 e\u0301e\u0301 \u0301 \u0640 \u200d 👩‍👩‍👧 🇳🇴 \ufffd \u2402 a\u0000b \ud800 \uffff ﷺ ㍻ ½ Ⅷ",
)


def _segments_are_sound(language: Language, text: str) -> None:
    done = 0
    for start, end, _ in language.segment(text):
        assert done <= start < end <= len(text), (
            f"{language.code}: segment {start}:{end} after {done} in a text of {len(text)}: segments are in order and do not overlap.\n"
            f"Likely cause: offsets of a piece were not moved to the line. Open search/languages/{language.code}.py or _base.py.")
        lost = [c for c in text[done:start] if c.isalnum()]
        assert not lost, (
            f"{language.code}: {lost!r} lie between two segments of {text!r}.\n"
            "Nothing may be lost: what a segmenter leaves out, nobody finds.\n"
            f"Likely cause: MeCab skipped a character, or a piece was dropped at the border of a script.")
        done = end
    lost = [c for c in text[done:] if c.isalnum()]
    assert not lost, f"{language.code}: {lost!r} lie behind the last segment of {text!r}"


def _forms_are_sound(language: Language, text: str) -> None:
    for start, end, lemma in language.segment(text):
        surface = text[start:end]
        forms = language.forms(surface, lemma)
        where = f"{language.code}: forms of {surface!r} (lemma {lemma!r}): {forms}"
        exact = exact_form(surface)
        assert "".join(forms.exact) == exact, f"{where}\nexact must be exact_form(surface), cut into pieces where it is too long"
        assert not exact or forms.fold, f"{where}\nevery word has a folded form, itself if it carries no marks"
        for form in (*forms.exact, *forms.fold, *forms.word, *forms.grams):
            assert 0 < len(form) <= MAX_TOKEN, f"{where}\n{form!r} is empty or longer than {MAX_TOKEN}"
            bad = [c for c in form if c.isspace() or unicodedata.category(c) in ("Cc", "Cs")]
            assert not bad, f"{where}\n{form!r} holds {bad!r}: engines would cut the token there, or refuse it"
        for values in (forms.fold, forms.word, forms.grams):
            assert len(set(values)) == len(values), f"{where}\n{values} names a form twice: it would be counted twice"


@ALL
def test_segments_are_slices_in_order_and_nothing_lies_between(language: Language) -> None:
    for sample in SAMPLES:
        _segments_are_sound(language, normalise(sample).text)


@ALL
def test_forms_are_tokens_that_every_engine_takes(language: Language) -> None:
    for sample in SAMPLES:
        _forms_are_sound(language, normalise(sample).text)


@ALL
@settings(max_examples=20)
@given(text=st.text(st.characters(codec=None), max_size=80))
def test_any_unicode_string_is_analysed(language: Language, text: str) -> None:
    normalised = normalise(text).text
    _segments_are_sound(language, normalised)
    _forms_are_sound(language, normalised)


_MIXED = st.text(st.sampled_from("aB1é ـ'-_+&#.,　\n日本はのカーﾞ々〇𠮷คำ한글אبى\u0301\u3099\u200d\ufeff"), max_size=40)


@pytest.mark.parametrize("code", ["ja", "zh", "th", "ar", "no", "und"])
@settings(max_examples=60)
@given(text=_MIXED)
def test_scripts_that_meet_in_one_word_lose_nothing(code: str, text: str) -> None:
    normalised = normalise(text).text
    _segments_are_sound(LANGUAGES[code], normalised)
    _forms_are_sound(LANGUAGES[code], normalised)


@ALL
def test_the_same_answer_twice_and_from_eight_threads(language: Language) -> None:
    lines = [normalise(sample).text for sample in SAMPLES] * 4

    def analysed(line: str) -> list[object]:
        return [(segment, language.forms(line[segment.start:segment.end], segment.lemma)) for segment in language.segment(line)]

    alone = [analysed(line) for line in lines]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(analysed, lines))
    assert alone == together, f"{language.code} answers differently when threads share it: is a stemmer or tagger used without its lock?"


@ALL
def test_a_long_word_is_cut_into_pieces_and_loses_nothing(language: Language) -> None:
    for word in ("x" * 1_000, "é" * 256, "œ" * 255, "ب" * 600, "字" * 300):
        _forms_are_sound(language, word)


@pytest.mark.parametrize("code", ["ja", "zh", "th", "ar", "no", "und"])
@pytest.mark.parametrize("unit", ["あ", "漢字", "ア", "a", "ا", "ก", "漢a", "a.", "あ。"])
def test_a_megabyte_without_a_space_takes_time_that_grows_with_its_length(code: str, unit: str) -> None:
    def segment(size: int) -> None:
        text = unit * (size // len(unit.encode()))
        segments = LANGUAGES[code].segment(text)
        assert segments[0].start == 0 and segments[-1].end >= len(text) - 1

    assert_linear(segment, 50_000, 20)


@ALL
def test_every_row_says_what_it_is(language: Language) -> None:
    assert isinstance(language, Language)
    assert LANGUAGES[language.code] is language
    assert bool(language.scripts) == (language.code != "und"), "only und takes all scripts by listing none"
    assert all(len(script) == 4 and script.istitle() for script in language.scripts)


@pytest.mark.parametrize("sample", SAMPLES, ids=range(len(SAMPLES)))
def test_latin_words_are_cut_alike_in_every_language(sample: str) -> None:
    """A word is looked up under every language of the index, so it must be the same word in all of them."""
    text = normalise(sample).text
    expected = [(a, b) for a, b in spaced_words(text) if scripts(text[a:b]) <= {"Latn"}]
    for language in LANGUAGES.values():
        found = [(a, b) for a, b, _ in language.segment(text) if scripts(text[a:b]) <= {"Latn"}]
        assert found == expected, f"{language.code} cuts the words of {text!r} in its own way"


