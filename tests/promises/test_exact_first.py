"""Promise 3 as minimal pairs: two documents that differ in one word's form only. The higher rung ranks first, and "why" names it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from search.lookup import search
from search.model import Document, SearchRequest
from tests.promises.corpus import Corpus, corpus

NO_PLAIN = "Regjeringen la fram en ny plan om {} i dag og partiene vil lese den med stor omhu."
NO = "Regjeringen la fram en ny plan om {} i går, og partiene på Stortinget sier at de vil lese den nøye."
VI = "Hôm qua chính phủ đã trình bày một kế hoạch mới về {} và các đại biểu nói rằng họ sẽ đọc kỹ."
VI_PLAIN = "Hom qua chinh phu da trinh bay mot ke hoach moi ve {} va cac dai bieu noi rang ho se doc ky."
AR = "قدمت الحكومة أمس خطة جديدة حول {} وقال النواب إنهم سيقرؤونها بعناية قبل التصويت عليها"
JA = "政府は昨日、{}に関する新しい計画を発表し、議員たちはそれを注意深く読むと述べました。"
EN = "Yesterday the government presented a new plan about {} and the members said that they would read it with care."
KO = "정부는 어제 {} 새로운 계획을 발표했고 의원들은 그것을 주의 깊게 읽겠다고 말했다."
ZH = "昨天，政府公布了一项关于{}的新计划，议员们表示他们会仔细阅读。"
ZH_TRADITIONAL = "昨天，政府公布了一項關於{}的新計劃，議員們表示他們會仔細閱讀。"
RU = "Вчера правительство представило новый план про {} и депутаты сказали что внимательно его прочитают."
FR = "Hier le gouvernement a présenté un nouveau plan sur {} et les députés ont dit qu'ils le liraient avec soin."

PAIRS = [
    # language, sentence, query, form on the higher rung, its rung, form on the lower rung, its rung
    ("no", NO, "fabrikken", "fabrikken", "exact", "fabrikker", "base form"),
    ("no", NO_PLAIN, "grønn", "grønn", "exact", "gronn", "written without marks"),
    ("no", NO, "grønn", "grønn", "exact", "groenn", "written without marks"),
    ("no", NO, "vår", "vår", "exact", "var", "different marks"),
    ("no", NO, "gronn", "gronn", "exact", "grønn", "typed without marks"),
    ("no", NO, "hoyskole", "hoyskolen", "base form", "høyskolen", "typed without marks"),
    ("fr", FR, "eleve", "eleves", "base form", "élèves", "typed without marks"),
    ("no", NO, "groenn", "groenn", "exact", "grønn", "typed without marks"),
    ("no", NO, "fabrikken", "fabrikk", "base form", None, None),
    ("en", EN, "factories", "factories", "exact", "factory", "base form"),
    ("en", EN, "cafe", "cafe", "exact", "café", "typed without marks"),
    ("vi", VI, "công", "công", "exact", "cộng", "different marks"),
    ("vi", VI, "cong", "cong", "exact", "công", "typed without marks"),
    ("vi", VI_PLAIN, "hoá", "hóa", "exact", "hoa", "written without marks"),
    ("vi", VI, "hoá", "hóa", "exact", "hoa", "different marks"),
    ("ar", AR, "الإعلام", "الإعلام", "exact", "والإعلام", "base form"),
    ("ar", AR, "مدرسة", "مدرسة", "exact", "المدرسة", "base form"),
    ("ar", AR, "كتاب", "كِتَاب", "exact", "كتابها", "base form"),
    ("ja", JA, "行う", "行う", "exact", "行なう", "base form"),
    ("ja", JA, "取り扱い", "取り扱い", "exact", "取扱い", "base form"),
    ("ja", JA, "京都", "京都", "exact", "東京都", "part of running text"),
    ("ja", JA, "茶", "茶", "exact", "緑茶", "part of running text"),
    ("ja", JA, "ﾊﾞｸﾆﾝ", "バクニン", "exact", None, None),
    ("zh", ZH, "国家", "国家", "exact", "國家", "base form"),
    ("zh", ZH_TRADITIONAL, "國家", "國家", "exact", "国家", "base form"),
    ("zh", ZH_TRADITIONAL, "臺灣", "臺灣", "exact", "台灣", "base form"),
    ("zh", ZH, "台湾", "台湾", "exact", "臺灣", "base form"),
    ("zh", ZH, "国", "国家", "part of running text", "國家", "base form"),
    ("zh", ZH, "产业园", "产业园区", "part of running text", "產業園區", "base form"),
    ("ja", JA, "学校", "学校", "exact", "學校", "base form"),
    ("ko", KO, "도와", "도와", "exact", "돕는", "base form"),
    ("ko", KO, "학교에서", "학교에서", "exact", "학교의", "exact"),
    ("ko", KO, "김치는", "김치는", "exact", "김치찌개는", "exact"),
    ("ru", RU, "заводы", "заводы", "exact", "завода", "base form"),
    ("ru", RU, "елка", "елка", "exact", "ёлка", "base form"),
    ("fr", FR, "élevé", "élevé", "exact", "eleve", "written without marks"),
]


@pytest.fixture(scope="module", params=("tantivy", "whoosh"))
def engine_name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def company() -> list[Document]:
    """Pages in other languages: a promise that holds only alone is none."""
    sentences = {"no": NO, "vi": VI, "ar": AR, "ja": JA, "en": EN, "ru": RU, "fr": FR}
    return [Document(f"company-{lang}", sentence.format("")) for lang, sentence in sentences.items()]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair[0]}-{pair[2]}-{pair[3]}-{pair[5]}")
def test_the_higher_rung_ranks_first_and_is_named(pair: tuple[str, ...], engine_name: str) -> None:
    _lang, sentence, query, high, high_rung, low, low_rung = pair
    # Ids against the order wanted: a tie would put the lower rung first.
    documents = [Document("b-high", sentence.format(high)), *([Document("a-low", sentence.format(low))] if low else [])]
    with corpus([*documents, *company()], engine_name) as built:
        page = search(built.engine, SearchRequest(query))
    found = {hit.id: hit for hit in page.hits}
    assert [hit.id for hit in page.hits][:1] == ["b-high"]
    assert found["b-high"].why[0].rung == high_rung
    if low:
        assert found["a-low"].why[0].rung == low_rung
        assert found["b-high"].score > found["a-low"].score
        assert found["a-low"].matched == ("some" if low_rung == "different marks" else "all")


def test_simplification_does_not_unite_japanese_words(engine_name: str) -> None:
    """机 is simplified Chinese for 機; in Japanese it is a desk."""
    with corpus([Document("desk", JA.format("机")), Document("machine", JA.format("機械"))], engine_name) as built:
        assert built.full("机") == ["desk"]


def test_a_quoted_run_is_found_in_the_characters_it_was_typed_in(engine_name: str) -> None:
    with corpus([Document("simplified", ZH.format("国家")), Document("traditional", ZH_TRADITIONAL.format("國家"))], engine_name) as built:
        assert built.full("“国家”") == ["simplified"]
        assert built.full("产业 -國家") == []


@pytest.fixture(scope="module")
def vietnamese(engine_name: str) -> Iterator[Corpus]:
    documents = [Document("công", VI.format("công")), Document("cộng", VI.format("cộng")), Document("plain", VI_PLAIN.format("cong"))]
    with corpus([*documents, *company()], engine_name) as built:
        yield built


def test_a_page_that_holds_only_another_tone_is_no_full_match(vietnamese: Corpus) -> None:
    assert vietnamese.full("công") == ["công", "plain"]
    assert vietnamese.full("cộng") == ["cộng", "plain"]
    assert set(vietnamese.full("cong")) == {"công", "cộng", "plain"}
    assert vietnamese.first("cong") == "plain"


def test_a_name_is_found_by_its_words_and_not_inside_an_unknown_word(engine_name: str) -> None:
    """MeCab takes バクニン apart into 獏 and 人; the surface, not the lemma, counts for katakana."""
    with corpus([Document("バクニン", JA.format("バクニン")), Document("人", JA.format("人"))], engine_name) as built:
        assert built.full("人") == ["人"]
        assert built.full("バクニン") == ["バクニン"]
