"""What the benchmark times as Whoosh's own search answers the same plans with the same documents as our engine."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.corpus import spread
from benchmarks.matchers import compare, plans, run_round
from benchmarks.whoosh_own import WhooshOwn
from search.analysis.analyse import analyse
from search.engine import All, Any_, Form, Gram, IndexedDocument, Leaf, MatchPlan, Not
from search.engines.whoosh import WhooshEngine
from search.model import Document
from tests.engines.builders import document, form, leaf, lesser, plan

TEXTS = {
    "en": "The old houses by the sea were painted white. A house of cards falls quickly.",
    "no": "Husene ved sjøen ble malt hvite. Et hus av kort faller fort, og fotballaget så på.",
    "vi": "Công nghiệp hóa chất. Những ngôi nhà bên bờ biển được sơn trắng.",
    "ja": "海辺の古い家は白く塗られていた。日本の工業。",
    "de": "Die alten Häuser am Meer waren weiß gestrichen. Ein Kartenhaus fällt schnell.",
}
QUESTIONS = [
    "house", "old houses", '"old houses"', "white -cards", "hus ved sjøen", "công nghiệp", "海辺の家", "hou*", "malt OR painted", "hovse",
    "Who painted the houses by the sea white?",
]

Pair = tuple[WhooshEngine, WhooshOwn]


def opened(folder: Path, documents: list[IndexedDocument]) -> Iterator[Pair]:
    (folder / "ours").mkdir()
    with WhooshEngine.create(folder / "ours") as engine:
        engine.add(documents)
        engine.commit()
        WhooshOwn.build(folder / "theirs", documents)
        with WhooshOwn(folder / "theirs") as own:
            yield engine, own


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Pair]]:
    folder = tmp_path_factory.mktemp("real")
    documents = [
        analyse(Document(f"{lang}{number}", " ".join([text] * number), title=lang)) for lang, text in TEXTS.items() for number in (1, 2, 3)
    ]
    for pair in opened(folder, documents):
        yield folder / "ours", pair


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    chance = random.Random(3)

    def words() -> str:
        return " ".join(chance.choice("abcd|xy") for _ in range(chance.randint(1, 12)))

    documents = [document(f"d{number}", words(), word=chance.choice(["a", "e e", "f"])) for number in range(60)]
    yield from opened(tmp_path_factory.mktemp("made"), documents)


def test_a_round_over_real_questions_finds_the_same_documents(real: tuple[Path, Pair]) -> None:
    folder, (engine, own) = real
    asked = plans(folder, QUESTIONS)
    assert [len(of_one) >= 1 for of_one in asked] == [True] * len(QUESTIONS), "a question made no plan"
    one = run_round(engine, own, asked)
    assert one.found > len(QUESTIONS), "the questions find too little: the test has lost its subject"
    assert one.overlap > 0.8
    assert compare(engine, own, [plan for of_one in asked for plan in of_one], 100) >= one.found


LEAF = leaf("a", form("b", 0.5))
PLANS: dict[str, MatchPlan] = {
    "a form": plan("a"),
    "alternatives": plan(LEAF),
    "a lesser form": plan(leaf("a", lesser("b"))),
    "nothing but a lesser form": plan(leaf(lesser("b"))),
    "a phrase": plan(leaf(form("a b"))),
    "the same word twice": plan(leaf(form("a a"))),
    "a phrase of three": plan(leaf(form("a b c"))),
    "a prefix": plan(leaf(Form("exact", ("x",), 1.0, prefix=True))),
    "another field": plan(leaf(form("e", field="word"))),
    "all": plan(All((LEAF, leaf("c")))),
    "all, ranked by score": plan(All((LEAF, leaf("c"), leaf(lesser("d")))), tiered=False),
    "any": plan(Any_((LEAF, leaf("c")))),
    "the best of": plan(Any_((LEAF, leaf("c")), best=True)),
    "not": plan(All((LEAF, Not(leaf("c"))))),
    "not the phrase": plan(All((LEAF, leaf("d"), Not(leaf(form("a b")))))),
    "not alone": plan(Not(leaf("a"))),
    "sub-words and pairs": plan(All((LEAF, leaf("c"))), grams=(Gram("exact", "d", 2.0), Gram("exact", "a", 1.0, ("b",)))),
    "a language": plan(LEAF, grams=(Gram("langs", "en", 0.3),)),
    "an extra form": plan(Leaf((form("a"),), 1.0, 0.5, (form("d"),))),
    "unknown": plan(All((leaf("nowhere"), LEAF))),
}


@pytest.mark.parametrize("name", PLANS)
def test_every_kind_of_plan_finds_the_same_documents(made: Pair, name: str) -> None:
    engine, own = made
    wanted = PLANS[name]
    compare(engine, own, [wanted], 100)
    mine, theirs = engine.match(wanted, limit=10), own.search(wanted, 10)
    assert theirs.total == mine.total
    assert len(theirs.hits) == len(mine.hits)
    assert theirs.more == mine.more


def test_without_filters_only(made: Pair) -> None:
    with pytest.raises(ValueError, match="without filters"):
        made[1].search(plan("a", lang=("en",)), 10)


def test_a_difference_is_an_error(made: Pair, tmp_path: Path) -> None:
    for engine, own in opened(tmp_path, [document("d0", "a")]):
        assert compare(engine, own, [plan("a")], 10) == 1
        with pytest.raises(AssertionError, match="only ours"):
            compare(made[0], own, [plan("a")], 100)
        with pytest.raises(AssertionError, match="documents match"):
            run_round(made[0], own, [[plan("a")]])




def test_questions_are_spread_over_all() -> None:
    asked = [str(number) for number in range(10)]
    assert spread(asked, None) == spread(asked, 10) == spread(asked, 99) == asked
    assert spread(asked, 5) == ["0", "2", "4", "6", "8"]
