"""What every engine keeps of a document: ids, payloads, tokens of any script, and the dictionary of its terms."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engine import BREAK, KEYWORD_FIELDS, MAX_TOKEN, TOKEN_FIELDS, All, Engine
from tests.engines.builders import document, form, full, ids, leaf, plan
from tests.engines.conftest import Fill

EVERYTHING = plan(All(()))

ODD_IDS = [
    "a b", "x'y\"z", "ñ/Ж/日本/𐀀.txt", "e\u0301", "\u00e9", "a\tb\nc", "(a OR b)*", "\u202eevil", "nul\0inside", "d" * 2000,
]  # fmt: skip


# What goes in comes out


def test_an_empty_index_answers_everything(fill: Fill) -> None:
    engine = fill()
    for wanted in (EVERYTHING, plan("a"), plan(leaf(form("a", prefix=True), "a b")), plan("a", by_date=True), plan("a", tiered=False)):
        matches = engine.match(wanted, limit=10, facets=("lang", "site", "year"))
        assert (matches.hits, matches.total, matches.more) == ((), 0, False)
        assert dict(matches.facets) == {"lang": (), "site": (), "year": ()}
    assert engine.fetch(["a"]) == [None]
    assert engine.known("exact", ["a"]) == [0]
    assert engine.terms("exact") == []
    assert engine.ids_and_stamps() == {}
    assert engine.languages() == {}
    assert engine.stats().documents == 0


@pytest.mark.parametrize("payload", [b"", b"\0", bytes(range(256)), b"\xff\xfe\0" * 100_000])
def test_payloads_are_any_bytes(fill: Fill, payload: bytes) -> None:
    engine = fill(document("d1", "a", payload=payload), document("d2", "a"))
    assert engine.fetch(["d2", "nowhere", "d1", "d2"]) == [b"d2", None, payload, b"d2"]


@pytest.mark.parametrize(
    "odd", ["a b", "x'y\"z", "ñ/Ж/日本/𐀀.txt", "e\u0301", "\u00e9", "a\tb\nc", "(a OR b)*", "\u202eevil", "nul\0inside", "d" * 2000]
)
def test_ids_are_any_text(fill: Fill, odd: str) -> None:
    engine = fill(document(odd, "a b", source=odd), document("other", "b"))
    assert ids(engine, plan("a")) == [odd]
    assert engine.fetch([odd]) == [odd.encode()]
    assert engine.ids_and_stamps()[odd] == (document(odd, "a b").stamp, odd)
    engine.delete([odd])
    engine.commit()
    assert ids(engine, EVERYTHING) == ["other"]


def test_ids_that_only_normalise_alike_are_two_documents(fill: Fill) -> None:
    engine = fill(document("\u00e9", "a"), document("e\u0301", "a"), document("E\u0301", "a"))
    assert len(full(engine, plan("a"))) == 3


def test_ids_stamps_and_sources_are_listed(fill: Fill) -> None:
    documents = [document("d1", "a"), document("d2", "b", source="feed.jsonl#2"), document("d3")]
    engine = fill(*documents)
    assert engine.ids_and_stamps() == {entry.id: (entry.stamp, entry.source) for entry in documents}


def test_a_document_without_tokens_is_a_document(fill: Fill) -> None:
    engine = fill(document("empty"), document("break", "|"), document("d1", "a"))
    assert full(engine, EVERYTHING) == {"empty", "break", "d1"}
    assert engine.stats().documents == 3


def test_every_token_field_can_be_searched(fill: Fill) -> None:
    engine = fill(document("d1", by_field={name: f"in-{name}" for name in TOKEN_FIELDS}), document("d2", "a"))
    for name in TOKEN_FIELDS:
        assert full(engine, plan(leaf(form(f"in-{name}", field=name)))) == {"d1"}, name


def test_the_longest_token_is_kept(fill: Fill) -> None:
    longest = "𠮷" * MAX_TOKEN
    engine = fill(document("d1", f"a {longest} b"), document("d2", longest[:-1]))
    assert full(engine, plan(leaf(f"a {longest} b"))) == {"d1"}
    assert full(engine, plan(leaf(form(longest, prefix=True)))) == {"d1"}
    assert engine.known("exact", [longest]) == [1]


# The term dictionary


def test_terms_are_listed_in_code_point_order(fill: Fill) -> None:
    words = ["a", "aa", "ab", "Z", "é", "日", "\uffee", "𐀀", "𠮷", "z"]
    engine = fill(document("d1", " ".join(words)), document("d2", "a a aa 𠮷"))
    expected = [(word, 2 if word in ("a", "aa", "𠮷") else 1) for word in sorted(words)]
    assert engine.terms("exact") == expected
    assert engine.terms("exact", "a") == [("a", 2), ("aa", 2), ("ab", 1)]
    assert engine.terms("exact", limit=3) == expected[:3], "limit takes the first terms in code point order, not the most frequent ones"
    assert engine.terms("exact", "𠮷") == [("𠮷", 2)]
    assert engine.terms("exact", "zz") == []


def test_known_is_the_document_frequency(fill: Fill) -> None:
    engine = fill(document("d1", "a a b", gram="g"), document("d2", "a"))
    assert engine.known("exact", ["a", "b", "zz", "a"]) == [2, 1, 0, 2]
    assert engine.known("gram", ["g"]) == [1]
    assert engine.known("exact", []) == []


def test_keyword_fields_hold_whole_values(fill: Fill) -> None:
    vietnamese = document("d2", "a", lang="vi", langs=("vi", "en"), site="x.example.org", date="2025-01-01", marked="vi")
    engine = fill(document("d1", "a a b"), vietnamese)
    expected = {
        "lang": {"vi": 1, "en": 1},
        "langs": {"vi": 1, "en": 2},
        "site": {"x.example.org": 1, "example.org": 1, "org": 0},
        "year": {"2025": 1, "2025-01-01": 0},
        "source": {"d1.txt": 1, "d1": 0},
        "hash": {vietnamese.hash: 1},
        "marked": {"vi": 1, "en": 0},
    }
    assert set(expected) == set(KEYWORD_FIELDS)
    for name, values in expected.items():
        assert engine.known(name, list(values)) == list(values.values()), name


def test_the_break_is_no_term(fill: Fill) -> None:
    engine = fill(document("d1", "a | b"))
    assert engine.terms("exact") == [("a", 1), ("b", 1)]
    assert engine.known("exact", [BREAK]) == [0]


def test_languages_count_documents_with_a_passage_in_them(fill: Fill) -> None:
    engine = fill(document("d1", "a", lang="no"), document("d2", "a", lang="no", langs=("no", "vi")))
    assert engine.languages() == {"no": 2, "vi": 1}


# No white space, no control characters, no surrogates; and not what stands for the break.
LETTERS = st.characters(codec="utf-8", exclude_categories=("Zs", "Zl", "Zp", "Cc", "Cs"), exclude_characters=f"|{BREAK}")
WORDS = st.text(LETTERS, min_size=1, max_size=6).filter(str.isprintable)


@given(words=st.lists(WORDS, min_size=1, max_size=40, unique=True))
@settings(max_examples=20)
def test_any_word_is_a_term_and_finds_its_document(kind: type[Engine], tmp_path_factory: pytest.TempPathFactory, words: list[str]) -> None:
    with kind.create(tmp_path_factory.mktemp("index")) as engine:
        engine.add([document("d1", " ".join(words)), document("d2", "other")])
        engine.commit()
        assert engine.terms("exact") == sorted(Counter([*words, "other"]).items())
        for word in words:
            assert "d1" in full(engine, plan(word)), f"{engine.name} does not find the token {word!r}"
            assert "d1" in full(engine, plan(leaf(form(word[:1], prefix=True)))), f"{engine.name} does not find the start of {word!r}"


def test_terms_are_counted_among_the_documents_of_a_language(fill: Fill) -> None:
    """A document counts in every language that one of its passages has."""
    engine = fill(
        document("d1", "die welt", lang="de"),
        document("d2", "die", lang="en", langs=("en", "de")),
        document("d3", "die die", lang="en"),
        document("d4", "die", lang="de"),
    )
    assert engine.known_in("de", "exact", ["die", "welt", "nothing"]) == [3, 1, 0]
    assert engine.known_in("en", "exact", ["die", "welt"]) == [2, 0]
    assert engine.known_in("ja", "exact", ["die"]) == [0]
    engine.delete(["d4"])
    engine.commit()
    assert engine.known_in("de", "exact", ["die"]) == [2]
