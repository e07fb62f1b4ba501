"""Which language has each passage of a document? The rules of DESIGN: context for what is short, letters against context."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.detection.passages import _PLAIN_LATIN, _PLAIN_VIETNAMESE, _passage_language, _plain, label_passages
from search.detection.scripts import SCRIPTS, script_counts
from search.detection.vietnamese import vietnamese_share

NORWEGIAN = ("Statsministeren håper og tror at landene sammen vil realisere strategiske planer om utvikling av høyteknologiske industrier, "
             "grønn omstilling og halvledere. Bedriftene har allerede begynt å samarbeide.")
VIETNAMESE = ("Vai trò của địa phương được coi là yếu tố quyết định thúc đẩy chính sách phát triển công nghiệp hỗ trợ đi vào thực tiễn. "
              "Thời gian qua, Bộ Công Thương đã tích cực triển khai các chương trình hợp tác.")
JAPANESE = ("省人民委員会事務局、商工省、省工業団地管理委員会、科学技術省の代表者らも出席した。"
            "ワークショップの目的は、決議を実施することである。") * 2
CHINESE = "政府今天发布了新的产业政策，要求各地方政府在今年年底之前制定实施方案，并且加强对中小企业的支持力度，推动经济高质量发展。" * 2
ENGLISH = ("The prime minister hopes that companies will work together on the green transition and that the agreement will be signed "
           "before the end of the year, although many questions are still open.")
ARABIC = "وحضر الاجتماع أيضا السيد نائب الأمين العام الدائم للجنة الحزب الإقليمية، ورئيس مجلس الشعب الإقليمي، وعدد من المسؤولين والخبراء."


def label(whole: str, passage: str) -> str:
    """The language of one passage in a document that otherwise is ``whole``."""
    _, (_, _, lang) = label_passages([whole, whole, passage])
    return lang


@pytest.mark.parametrize(("whole", "lang"), [
    (NORWEGIAN, "no"), (VIETNAMESE, "vi"), (JAPANESE, "ja"), (CHINESE, "zh"), (ENGLISH, "en"), (ARABIC, "ar"),
])
def test_a_document_of_one_language_is_of_that_language_throughout(whole: str, lang: str) -> None:
    assert label_passages([whole, "2024-12-22", "", whole]) == (lang, [lang] * 4)


@pytest.mark.parametrize(("whole", "passage", "lang"), [
    (NORWEGIAN, "Han var der for at se.", "no"),  # as good Danish as Norwegian
    (NORWEGIAN, "Statsminister Pham Minh Chinh taler på Vietnam-Japan Business Forum (Foto: Duong Giang/VNA)", "no"),
    (NORWEGIAN, "Vietnam-Japan Business Forum", "no"),
    (JAPANESE, "国際協力強化会議", "ja"),
    (JAPANESE, "iPhone 15 Pro", "ja"),
    (JAPANESE, "https://www.vietnamplus.vn/nghi-quyet-57-xay-dung-nhieu-co-che-dot-pha-post1004405.vnp", "ja"),
    (CHINESE, "国际会议", "zh"),
    (VIETNAMESE, "TP Ha Noi", "vi"),
    (ENGLISH, "See also: Thủ tướng Phạm Minh Chính visits Oslo and meets the Norwegian prime minister", "en"),
    (ARABIC, "PDF (2 MB)", "ar"),
])
def test_a_short_passage_takes_its_documents_language(whole: str, passage: str, lang: str) -> None:
    assert label(whole, passage) == lang


@pytest.mark.parametrize(("whole", "passage", "lang"), [
    (NORWEGIAN, "Vietnam.vn - Nền tảng quảng bá Việt Nam", "vi"),
    (NORWEGIAN, "Việt NamViệt Nam29/04/2025", "vi"),
    (VIETNAMESE, "東京で会議が開かれた", "ja"),
    (NORWEGIAN, "第57号決議の実施について", "ja"),
    (CHINESE, "これは日本語の文です", "ja"),
    (JAPANESE, "대한민국의 수도는 서울이다", "ko"),
    (ENGLISH, "مصدر", "ar"),
    (NORWEGIAN, "Москва", "ru"),
    (ENGLISH, "ภาษาไทย", "th"),
])
def test_letters_contradict_the_documents_language(whole: str, passage: str, lang: str) -> None:
    assert label(whole, passage) == lang


@pytest.mark.parametrize(("whole", "passage", "lang"), [
    (NORWEGIAN, ENGLISH, "en"), (ENGLISH, NORWEGIAN, "no"), (VIETNAMESE, ENGLISH, "en"), (JAPANESE, ENGLISH, "en"),
    (JAPANESE, CHINESE, "ja"), (NORWEGIAN, JAPANESE, "ja"), (ARABIC, VIETNAMESE, "vi"),
])
def test_a_long_passage_of_another_language_is_of_that_language_unless_they_are_close(whole: str, passage: str, lang: str) -> None:
    assert label(whole, passage) == lang


def test_a_headline_of_kanji_alone_is_japanese_where_japanese_stands_around_it() -> None:
    _, labels = label_passages([NORWEGIAN, NORWEGIAN, "昨日、東京で会議が開かれた。", "科学技術省"])
    assert labels == ["no", "no", "ja", "ja"]


def test_the_same_line_is_labelled_anew_in_every_document() -> None:
    for whole, lang in [(JAPANESE, "ja"), (CHINESE, "zh"), (NORWEGIAN, "zh"), (CHINESE, "zh"), (JAPANESE, "ja")]:
        assert label(whole, "国民大会") == lang


def test_lines_that_are_passed_over_hold_latin_letters_only_and_none_of_vietnamese() -> None:
    every = list(map(chr, range(0x30000)))
    for plain in (_PLAIN_LATIN, _PLAIN_VIETNAMESE):
        assert {script for character in filter(plain.fullmatch, every) for script in script_counts(character)} == {"Latn"}
    assert not any(vietnamese_share(2 * character) for character in filter(_PLAIN_LATIN.fullmatch, every))


@given(st.text(st.sampled_from("abøéđĂ1 -–“…√ơ"), max_size=90))
def test_a_short_line_that_is_passed_over_has_the_label_that_the_rules_give_it(line: str) -> None:
    assert label(NORWEGIAN, line) == _passage_language(line, "no", hiragana=False, uniform=False)


@given(st.sampled_from(sorted(SCRIPTS)), st.text(st.sampled_from("aZé1 -–。東京한国だカㄅяЖقםकথกაη🎉\u0301"), max_size=99))
def test_a_short_line_in_the_letters_of_another_language_is_passed_over_only_where_the_rules_leave_it(lang: str, line: str) -> None:
    if _plain(lang)(line):
        assert _passage_language(line, lang, hiragana=False, uniform=False) == lang


def test_a_passage_in_a_close_language_needs_more_than_a_few_lines() -> None:
    danish = "Statsministeren håber, at virksomhederne vil samarbejde om grøn omstilling, og at aftalen bliver underskrevet i år."
    assert label(NORWEGIAN, danish) == "no"
    assert label(NORWEGIAN, danish * 4) == "da"


NAMES = "Los Angeles Rams, San Diego Chargers, Los Angeles Lakers, Los Angeles Clippers, Los Angeles Dodgers, San Diego Padres"
SINGLES = "Blackbird, Let It Be, The Long and Winding Road, Here Comes the Sun, Across the Universe, A Day in the Life"


@pytest.mark.parametrize(("text", "lang"), [
    (f"Entre los equipos deportivos profesionales de la región están estos: {NAMES}. Los primeros juegan en la costa.", "es"),
    (f"Zu den Mannschaften, die im Süden des Landes spielen, gehören unter anderem die folgenden: {NAMES}.", "de"),
    (f"Blant sangene som gruppa spilte inn før den ble oppløst, er disse fortsatt mest kjent: {SINGLES}.", "no"),
    (f"Các đội thể thao chuyên nghiệp ở miền nam bao gồm: {NAMES}.", "vi"),
    (f"ทีมกีฬามืออาชีพในภาคใต้ประกอบด้วย {NAMES}", "th"),
    (f"Οι επαγγελματικές ομάδες στη νότια πολιτεία είναι οι εξής: {NAMES}.", "el"),
    ("南部のプロスポーツチームには次のものがある。" + NAMES + "、" + SINGLES, "ja"),
    (f"The teams of the south are these: {NAMES}. They play all year.", "en"),
])
def test_a_text_full_of_english_names_is_in_the_language_of_its_other_words(text: str, lang: str) -> None:
    assert label_passages([text]) == (lang, [lang])


def test_commands_written_small_do_not_make_a_page_english() -> None:
    prose = "Đây là mã tạo một cặp đối tượng. Sau đó Sửa chúng. Giá Trị nào sẽ được hiển thị? Sẽ có ba câu trả lời."
    commands = "let animal = { jumps: null }; let rabbit = { proto: animal, jumps: true }; alert( rabbit.jumps ); delete rabbit.jumps; "
    assert label_passages([f"{prose} {commands} alert( rabbit.jumps ); delete animal.jumps;"])[0] == "vi"


@pytest.mark.parametrize(("declared", "passages", "lang"), [
    ("nb", ["Han var der for at se."], "no"),
    ("en", [NORWEGIAN], "no"),
    ("ja", [NORWEGIAN], "no"),
    ("nn-NO", [NORWEGIAN], "no"),
    ("da", [NORWEGIAN], "da"),
    ("ja", ["東京都"], "ja"),
    ("zh-Hant", ["東京都"], "zh"),
    ("vi", [], "vi"),
    ("fr", ["2024"], "fr"),
    ("not a tag", [NORWEGIAN], "no"),
    (None, [], "und"),
])
def test_a_declared_language_decides_unless_the_text_clearly_is_another(declared: str | None, passages: list[str], lang: str) -> None:
    whole, labels = label_passages(passages, declared)
    assert whole == lang
    assert labels == [lang] * len(passages)


@given(passages=st.lists(st.text(st.characters(codec=None), max_size=60), max_size=5), declared=st.sampled_from([None, "no", "ja", ""]))
def test_every_passage_has_a_label_whatever_it_holds(passages: list[str], declared: str | None) -> None:
    whole, labels = label_passages(passages, declared)
    assert len(labels) == len(passages)
    assert (whole, labels) == label_passages(passages, declared)


@pytest.mark.parametrize(("seed", "lang", "others"), [
    ("000", "ja", {}), ("001", "ja", {}), ("002", "vi", {}), ("003", "ar", {}),
    ("004", "no", {"Vietnam.vn - Nền tảng quảng bá Việt Nam": "vi", "Việt NamViệt Nam29/04/2025": "vi"}),
])
def test_the_seeds_are_labelled_line_by_line(seeds_folder: Path, seed: str, lang: str, others: dict[str, str]) -> None:
    (path,) = seeds_folder.glob(f"{seed}_*.txt")
    passages = [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    whole, labels = label_passages(passages)
    assert whole == lang
    assert {passage: label for passage, label in zip(passages, labels, strict=True) if label != whole} == others
