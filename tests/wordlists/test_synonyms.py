"""Synonyms are forms of the query: found, marked, told, ranked below the word itself, and never at the cost of a match."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from search.languages import LANGUAGES
from search.lookup import analyze, answer, search, view
from search.model import Hit, SearchRequest
from search.wordlists import WordLists, read_lists, using
from tests.promises.corpus import Corpus, corpus, texts

LISTS = {
    "synonyms": "car, automobile, motor vehicle\nKI => kunstig intelligens\nVietnam, ベトナム, فيتنام, Việt Nam\ne-mail, epost\n"
                "United States, USA\nCNTT => công nghệ thông tin",
    "synonyms.no": "bil, kjøretøy",
    "synonyms.ja": "スマホ, スマートフォン\n買う => 購入する",
    "synonyms.ko": "인공 지능, AI",
    "synonyms.ar": "سيارة, مركبة",
}
BODIES = {
    "en-word": "The car was parked on the street by the river in the morning sun.",
    "en-synonym": "The automobile was parked on the street by the river in the morning sun.",
    "en-phrase": "A motor vehicle must be registered before it may be driven on the road here.",
    "en-apart": "The motor of the vehicle was broken when they looked at it in the morning.",
    "en-usa": "The USA sent an answer yesterday that the members said they would read with care.",
    "no-word": "Regjeringen la fram en ny plan om bilene i byen i går, og partiene vil lese den nøye.",
    "no-synonym": "Regjeringen la fram en ny plan om kjøretøyene i byen i går, og partiene vil lese den nøye.",
    "no-phrase": "Regjeringen la fram en ny plan om kunstig intelligens i går, og de vil svare på epost.",
    "ja": "日本ではスマートフォンの値段が上がっています。政府は昨日、ベトナムに関する計画を発表しました。",
    "ar": "قدمت الحكومة أمس خطة جديدة حول فيتنام وقال النواب إنهم سيقرؤونها بعناية قبل التصويت",
    "ar-synonym": "قدمت الحكومة أمس خطة جديدة حول المركبة وقال النواب إنهم سيقرؤونها بعناية قبل التصويت",
    "vi": "Hôm qua chính phủ Việt Nam đã trình bày một kế hoạch mới về công nghệ thông tin và các đại biểu nói rằng họ sẽ đọc kỹ.",
    "ko": "정부는 어제 AI 연구소의 새로운 계획을 발표했고 의원들은 그것을 주의 깊게 읽겠다고 말했다.",
}


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> WordLists:
    folder = tmp_path_factory.mktemp("words")
    for name, content in LISTS.items():
        (folder / f"{name}.txt").write_text(content, encoding="utf-8")
    return read_lists(folder, LANGUAGES)


@pytest.fixture(scope="module", params=("tantivy", "whoosh", "memory"))
def documents(request: pytest.FixtureRequest) -> Iterator[Corpus]:
    with corpus(texts(**BODIES), str(request.param)) as built:
        yield built


def found(documents: Corpus, query: str, lists: WordLists) -> list[str]:
    with using(lists):
        return documents.full(query)


def hit(documents: Corpus, query: str, id: str, lists: WordLists) -> Hit:
    with using(lists):
        return next(hit for hit in search(documents.engine, SearchRequest(query)).hits if hit.id == id)


@pytest.mark.parametrize(("query", "expected"), [
    ("car", ["en-word", "en-synonym", "en-phrase"]),
    ("motor vehicle", ["en-phrase", "en-apart", "en-synonym", "en-word"]),
    ("vehicle", ["en-apart", "en-phrase"]),
    ("bil", ["no-word", "no-synonym"]),
    ("kjøretøyet", ["no-synonym", "no-word"]),
    ("KI", ["no-phrase", "vi"]),  # kỹ is kĩ, and ki without marks
    ("kunstig intelligens", ["no-phrase"]),
    ("e-mail", ["no-phrase"]),
    ("United States", ["en-usa"]),
    ("united states answer", ["en-usa"]),
    ("ベトナム", ["ar", "ja", "vi"]),
    ("Vietnam", ["ar", "ja", "vi"]),
    ("スマホの値段", ["ja"]),
    ("인공 지능", ["ko"]),
    ("السيارات", ["ar-synonym"]),
    ("cntt", ["vi"]),
])
def test_a_synonym_is_found_in_mixed_company(documents: Corpus, lists: WordLists, query: str, expected: list[str]) -> None:
    assert sorted(found(documents, query, lists)) == sorted(expected)


@pytest.mark.parametrize("query", [
    "car", "bil", "motor vehicle", "street", "KI", "Vietnam", "Việt Nam", "ベトナム", "スマートフォン", "AI", "مركبة", "car OR USA",
    "-car street", '"motor vehicle"', "vehic*", "car street", "united -usa", "ベトナム 計画",
])
def test_a_synonym_never_takes_a_match_away(documents: Corpus, lists: WordLists, query: str) -> None:
    before = set(documents.full(query))
    assert before <= set(found(documents, query, lists))


def test_not_quotes_and_prefixes_take_no_synonyms(documents: Corpus, lists: WordLists) -> None:
    for query in ("street -car", '"car"', "car*"):
        assert found(documents, query, lists) == documents.full(query)


def test_a_synonym_is_looked_for_in_the_direction_that_was_written(documents: Corpus, lists: WordLists) -> None:
    assert found(documents, "công nghệ thông tin", lists) == documents.full("công nghệ thông tin")


@pytest.mark.parametrize(("query", "word", "synonym"), [("car", "en-word", "en-synonym"), ("bil", "no-word", "no-synonym")])
def test_the_word_itself_ranks_above_its_synonym(documents: Corpus, lists: WordLists, query: str, word: str, synonym: str) -> None:
    ranked = found(documents, query, lists)
    assert ranked.index(word) < ranked.index(synonym)


@pytest.mark.parametrize(("query", "id", "form", "marked"), [
    ("car", "en-synonym", "automobile", ["automobile"]),
    ("car", "en-phrase", "motor vehicle", ["motor", "vehicle"]),
    ("bil", "no-synonym", "kjøretøyene", ["kjøretøyene"]),
    ("Vietnam", "ja", "ベトナム", ["ベトナム"]),
    ("ベトナム", "ar", "فيتنام", ["فيتنام"]),
    ("ベトナム", "vi", "Việt Nam", ["Việt", "Nam"]),
    ("e-mail", "no-phrase", "epost", ["epost"]),
    ("인공 지능", "ko", "AI", ["AI"]),
])
def test_a_synonym_is_marked_and_told(documents: Corpus, lists: WordLists, query: str, id: str, form: str, marked: list[str]) -> None:
    result = hit(documents, query, id, lists)
    assert [(why.rung, why.form) for why in result.why] == [("synonym", form)] * len(result.why)
    assert not result.missing
    assert [snippet.text[start:end] for snippet in result.snippets for start, end in snippet.marks] == marked
    with using(lists):
        shown = view(documents.engine, id, query)
    assert [BODIES[id][start:end] for start, end in shown.marks] == marked


def test_facets_and_totals_count_synonyms(documents: Corpus, lists: WordLists) -> None:
    with using(lists):
        matches = answer(documents.engine, SearchRequest("Vietnam")).matches
    assert matches.total == 3
    assert dict(matches.facets["lang"]) == {"ar": 1, "ja": 1, "vi": 1}


def test_analysis_shows_the_synonyms_that_a_query_takes_up(lists: WordLists) -> None:
    with using(lists):
        shown = {token.text: token.synonyms for _, tokens in analyze(None, "cars bilene motor vehicle", "no") for token in tokens}
    assert shown["bilene"] == ("kjøretøy",)
    assert shown["motor"] == shown["vehicle"] == ("car", "automobile")
    assert shown["cars"] == ()  # in a list for all languages the word counts as it is written
    assert all(not token.synonyms for _, tokens in analyze(None, "bil", "no") for token in tokens)
