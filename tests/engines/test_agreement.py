"""Random plans over random corpora: every engine agrees with the oracle (``search/engines/memory.py``)."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engine import All, Any_, Engine, Filters, Form, Gram, IndexedDocument, Leaf, Matches, MatchPlan, Node, Not
from search.engines.memory import MemoryEngine
from tests.engines.builders import document

WORDS = ["a", "b", "c", "công", "cộng", "日本", "𠮷", "zz"]  # zz is in no document
FIELDS = ["exact", "fold", "chars", "title"]
LANGUAGES = ["no", "vi", "ja"]
SITES = ["example.org", "news.example.org", "vnexpress.net", None]
DATES = ["2023-05-05", "2024-12-31", "2025-01-01", None]
FACETS = ("lang", "site", "year")


def corpus(seed: int, size: int = 40) -> list[IndexedDocument]:
    """Documents of up to 13 tokens a field: below 40 no engine needs to round a length."""
    chance = random.Random(seed)

    def words(longest: int) -> str:
        return " ".join(chance.choice([*WORDS[:-1], "|", "x", "x"]) for _ in range(chance.randint(0, longest)))

    return [
        document(
            f"d{n * 17 % size:02}",
            words(13),
            fold=words(9),
            chars=words(9),
            title=words(2),
            word=words(9).replace("|", ""),
            gram=words(9).replace("|", ""),
            lang=chance.choice(LANGUAGES),
            langs=tuple(chance.sample(LANGUAGES, chance.randint(1, 2))),
            site=chance.choice(SITES),
            date=chance.choice(DATES),
            marked=chance.choice([None, *LANGUAGES]),
        )
        for n in range(size)
    ]


WEIGHTS = st.sampled_from([0.1, 0.2, 0.5, 1.0])
WORD = st.sampled_from(WORDS)
UNLESS = st.lists(st.sampled_from(LANGUAGES), max_size=2).map(tuple)
NO_PREFIX = (st.just(False), st.just(True), st.just(()))
"""All fields are named: hypothesis makes up those of a tuple that are not."""
FORMS = st.one_of(
    st.builds(Form, st.sampled_from([*FIELDS, "word"]), st.tuples(WORD), WEIGHTS, st.just(False), st.booleans(), UNLESS),
    st.builds(Form, st.sampled_from(FIELDS), st.lists(WORD, min_size=2, max_size=3).map(tuple), WEIGHTS, *NO_PREFIX),
    st.builds(
        Form,
        st.sampled_from(FIELDS),
        st.tuples(st.sampled_from(["a", "c", "cô", "日", "q"])),
        WEIGHTS,
        st.just(True),
        st.just(True),
        UNLESS,
    ),
)
LEAVES = st.builds(
    Leaf,
    st.lists(FORMS, max_size=4).map(tuple),
    st.sampled_from([0.01, 1.0, 3.5]),
    st.sampled_from([0.0, 0.5]),
    st.lists(FORMS, max_size=2).map(tuple),
)
NODES: st.SearchStrategy[Node] = st.recursive(
    LEAVES,
    lambda nodes: st.one_of(
        st.builds(All, st.lists(nodes, max_size=3).map(tuple)),
        st.builds(Any_, st.lists(nodes, max_size=3).map(tuple), st.booleans()),
        st.builds(Not, nodes),
    ),
    max_leaves=6,
)
FILTERS = st.builds(
    Filters,
    st.lists(st.sampled_from(LANGUAGES), max_size=2).map(tuple),
    st.lists(st.sampled_from(["example.org", "vnexpress.net"]), max_size=1).map(tuple),
    st.none() | st.just("2024-01-01"),
    st.none() | st.just("2024-12-31"),
    lang_too=st.lists(st.sampled_from(LANGUAGES), max_size=1).map(tuple),
    site_too=st.lists(st.sampled_from(["example.org", "vnexpress.net"]), max_size=1).map(tuple),
)
GRAMS = st.one_of(
    st.builds(Gram, st.just("gram"), WORD, WEIGHTS, st.just(())),
    st.builds(Gram, st.sampled_from(FIELDS), WORD, WEIGHTS, st.lists(WORD, min_size=1, max_size=2).map(tuple)),
)
PLANS = st.builds(
    MatchPlan,
    NODES,
    st.lists(GRAMS, max_size=3).map(tuple),
    st.just(Filters()) | FILTERS,
    st.booleans(),
    st.sampled_from(["relevance", "relevance", "date"]),
)


def disagreement(found: Matches, expected: Matches) -> str | None:
    """What differs between an engine's whole answer and the oracle's; None if they agree."""
    right = {match.id: match for match in expected.hits}
    if {match.id for match in found.hits if match.full} != {match.id for match in expected.hits if match.full}:
        return "other full matches"
    if {match.id for match in found.hits} != set(right):
        return "other partial matches"
    if (found.total, found.more, dict(found.facets)) != (expected.total, expected.more, dict(expected.facets)):
        return "another total, facet or 'more'"
    for match in found.hits:
        if match.score != pytest.approx(right[match.id].score, rel=0.02, abs=1e-6):
            return f"{match.id} scores {match.score}, the oracle says {right[match.id].score}"
    # Scores that differ by less than rounding may change places; nothing else may.
    for ours, theirs in zip(found.hits, expected.hits, strict=True):
        if right[ours.id].score != pytest.approx(theirs.score, rel=0.02, abs=1e-6) or ours.full != right[ours.id].full:
            return f"another order: {ours.id} stands where {theirs.id} belongs"
    return None


def check(engine: Engine, oracle: Engine, wanted: MatchPlan) -> None:
    found = engine.match(wanted, limit=1000, facets=FACETS)
    expected = oracle.match(wanted, limit=1000, facets=FACETS)
    problem = disagreement(found, expected)
    assert problem is None, (
        f"{engine.name} disagrees with the oracle: {problem}\n\n"
        f"plan      {wanted}\nexpected  {expected}\ngot       {found}\n\n"
        "Read the plan with the docstrings of Leaf, All, Any_, Not and MatchPlan in search/engine.py; search/engines/memory.py is those\n"
        "docstrings as code. Run a single form first: most disagreements come from one leaf."
    )
    half = engine.match(wanted, limit=5, offset=3)
    assert half.hits == found.hits[3:8], "a page differs from the same stretch of the whole list"
    assert half.more == (len(found.hits) > 8)


@pytest.fixture(scope="module")
def pairs(kind: type[Engine], tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[tuple[Engine, Engine]]]:
    """Three corpora, each in the engine under test and in the oracle; the second grew in three commits, the third also lost documents."""
    made: list[tuple[Engine, Engine]] = []
    for seed in range(3):
        documents = corpus(seed)
        engine, oracle = kind.create(tmp_path_factory.mktemp("index")), MemoryEngine()
        for side in (engine, oracle):
            if seed == 0:
                side.add(documents)
            else:
                side.add(documents[:20])
                side.commit()
                side.add(documents[20:30] + corpus(99, 5) * (seed - 1))
                side.commit()
                side.add(documents[30:])
            side.commit()
            if seed == 2:
                side.delete([entry.id for entry in documents[5:12]])
                side.commit()
        made.append((engine, oracle))
    yield made
    for engine, _ in made:
        engine.close()


@given(wanted=PLANS)
@settings(max_examples=150)
def test_random_plans_find_and_rank_as_the_oracle_does(pairs: list[tuple[Engine, Engine]], wanted: MatchPlan) -> None:
    for engine, oracle in pairs[:2]:
        check(engine, oracle, wanted)


@given(wanted=PLANS)
@settings(max_examples=60)
def test_random_plans_find_and_rank_the_same_after_deletions(pairs: list[tuple[Engine, Engine]], wanted: MatchPlan) -> None:
    check(*pairs[2], wanted)


@pytest.mark.parametrize("at", [0, 1, 2])
def test_dictionaries_agree_with_the_oracle(pairs: list[tuple[Engine, Engine]], at: int) -> None:
    engine, oracle = pairs[at]
    for name in [*FIELDS, "word", "gram", "lang", "langs", "site", "year", "source", "hash"]:
        assert engine.terms(name) == oracle.terms(name), name
        assert engine.terms(name, "c", 1) == oracle.terms(name, "c", 1), name
        values = [term for term, _ in oracle.terms(name)]
        assert engine.known(name, ["zz", *values]) == oracle.known(name, ["zz", *values]), name
    assert engine.ids_and_stamps() == oracle.ids_and_stamps()
    assert engine.languages() == oracle.languages()
    assert engine.stats().documents == oracle.stats().documents


def test_the_first_ten_of_long_uneven_documents_agree(kind: type[Engine], tmp_path_factory: pytest.TempPathFactory) -> None:
    """Engines may round the lengths of long documents (Tantivy keeps them in one byte): the order may differ a little."""
    chance = random.Random(7)
    words = [f"w{n}" for n in range(300)]
    weights = [1 / (n + 3) for n in range(300)]
    documents = [document(f"d{n:03}", " ".join(chance.choices(words, weights, k=chance.randint(20, 800)))) for n in range(100)]
    overlaps = []
    with kind.create(tmp_path_factory.mktemp("index")) as engine, MemoryEngine() as oracle:
        for side in (engine, oracle):
            side.add(documents)
            side.commit()
        for _ in range(20):
            leaves = tuple(Leaf((Form("exact", (word,), 1.0),), chance.uniform(0.5, 6.0)) for word in chance.sample(words, 3))
            wanted = MatchPlan(Any_(leaves))
            first = [{match.id for match in side.match(wanted, limit=10).hits} for side in (engine, oracle)]
            overlaps.append(len(first[0] & first[1]) / max(len(first[1]), 1))
    assert sum(overlaps) / len(overlaps) >= 0.9, f"mean overlap@10 with the oracle is {sum(overlaps) / len(overlaps):.3f}"
