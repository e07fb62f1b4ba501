"""Times of day, dates and telephone numbers are found as others write them, and amounts and other dates stay what they are."""

from __future__ import annotations

import pytest

from search.lookup import search
from search.model import SearchRequest
from tests.promises.corpus import corpus, texts

CLOCKS = texts(
    colon="The train leaves at 14:30 sharp", point="Der Zug fährt um 14.30 Uhr", french="Le train part à 14h30", spaced="Départ à 14 h 30",
    early="Frühstück ab 7:30 Uhr", zero="Åpent fra 07.30 til 17", full="O avião parte às 18h00", evening="Doors open at 5 p.m. for all",
    other="Room 30 and 14 chairs, 5 of them p. m. Brown's",
)


@pytest.mark.parametrize(("query", "found"), [
    ("14:30", {"colon", "point", "french", "spaced"}), ("14h30", {"colon", "point", "french", "spaced"}), ("14.30", {"colon", "point"}),
    ("07:30", {"early", "zero"}), ("7:30", {"early", "zero"}), ("7h30", {"early", "zero"}), ("18:00", {"full"}), ("18h", {"full"}),
    ("5pm", {"evening"}), ('"14:30"', {"colon", "point"}),
])
@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_a_time_of_day_is_found_as_others_write_it(query: str, found: set[str], engine: str) -> None:
    with corpus(CLOCKS, engine) as built:
        assert {hit.id for hit in search(built.engine, SearchRequest(query)).hits if hit.matched == "all"} == found


DAYS_AND_TELEPHONES = texts(
    short="Der Vertrag beginnt am 1.4.2025 in Bonn", long="Le contrat commence le 01/04/2025 à Lyon", other="Am 4.1.2025 und am 1.4.2024",
    dutch="Bel mij op 06-12345678", grouped="Telefoon 06 12 34 56 78", swedish="Ring tfn 031-342 10 00",
    joined="Ring 0313421000", file="Gemt som 01042025.pdf",
)


@pytest.mark.parametrize(("query", "found"), [
    ("01.04.2025", {"short", "long", "file"}), ("1.4.2025", {"short", "long"}), ("1/4/2025", {"short", "long"}), ('"1.4.2025"', {"short"}),
    ("0612345678", {"dutch", "grouped"}), ("06-12345678", {"dutch", "grouped"}), ("031-3421000", {"swedish", "joined"}),
    ("031-342", {"swedish"}),
])
@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_dates_with_zeros_and_telephone_numbers_in_other_groups_are_found(query: str, found: set[str], engine: str) -> None:
    with corpus(DAYS_AND_TELEPHONES, engine) as built:
        assert {hit.id for hit in search(built.engine, SearchRequest(query)).hits if hit.matched == "all"} == found
