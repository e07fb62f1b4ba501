"""What is quoted, or typed without a space, finds what is written so; in a question its words still say which result comes first."""

from __future__ import annotations

import pytest

from tests.promises.corpus import corpus, texts

ABOUT = "Исламское государство захватило город летом и объявило о создании нового управления."
OTHER = "Город захватило летом войско короля, и король объявил о создании нового управления."
FILLER = [f"Страница {number} о погоде, урожае и реках края, где ничего не захватили." for number in range(30)]
CHILD = "Ребёнок живёт в доме."
OLD_MAN = "Старик живёт в доме."
TREATY = "Avtalen kalles Kielfreden og ble undertegnet da kongen var på reise."
VISIT = "Kongen var på reise i januar, da brevet ble undertegnet."
WEATHER = [f"Side {number} om været, avlingene og elvene i landet." for number in range(30)]


@pytest.mark.parametrize(("question", "first", "second", "others"), [
    ('Какой город захватило летом войско, известное "Исламскому государству"?', ABOUT, OTHER, FILLER),
    ("Где живут в доме дети-сироты?", CHILD, OLD_MAN, FILLER),
    ("Når ble «Kielfredens» brev undertegnet?", TREATY, VISIT, WEATHER),
])
def test_a_name_that_stands_in_another_case_brings_its_page_first(question: str, first: str, second: str, others: list[str]) -> None:
    with corpus(texts(second, first, *others), "memory") as built:
        assert [built.documents[id].text for id, _ in built.ranked(question)[:2]] == [first, second]


@pytest.mark.parametrize("engine", ["memory", "whoosh", "tantivy"])
@pytest.mark.parametrize(("query", "found"), [
    ('"Исламскому государству"', 0), ('"Исламское государство"', 1), ('"государства"', 0), ("государства", 1),
])
def test_alone_it_finds_what_is_written_so(engine: str, query: str, found: int) -> None:
    with corpus(texts(ABOUT, OTHER, *FILLER), engine) as built:
        assert [full for _, full in built.ranked(query)] == [True] * found
