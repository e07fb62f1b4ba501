"""More like this: neighbours by telling words, on every engine alike."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from search import SearchService, UnknownDocument, UnknownParameterValue, open_service, rebuild

TEXTS = {
    "rice": "Bøndene i Mekongdeltaet sår ris. Risen trenger vann, og delta gir vann til rismarkene.",
    "rice2": "Rismarkene i Mekongdeltaet mangler vann. Bøndene frykter for risen i år.",
    "rice-copy": "Bøndene i Mekongdeltaet sår ris. Risen trenger vann, og delta gir vann til rismarkene.",
    "chess": "Sjakkspilleren vant turneringen. Åpningen var sisiliansk, og bonden ble forvandlet til dronning.",
    "chess2": "Turneringen ble vunnet med en sisiliansk åpning; sjakkspilleren ofret en dronning.",
    "tea": "緑茶は静岡県で栽培されている。茶葉の収穫は五月に始まる。",
    "tea2": "静岡県の茶葉の収穫が始まった。今年の緑茶は香りがよい。",
    "press": "الصحافة الحرة والإعلام المستقل أساس الديمقراطية، والصحفيون يدافعون عن حرية التعبير.",
    "press2": "يدافع الصحفيون عن حرية التعبير في الإعلام، والصحافة الحرة شرط الديمقراطية.",
    "lone": "Quuxation frobnicates zyzzyvas.",
}


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def service(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchService]:
    folder = tmp_path_factory.mktemp("similar")
    source = folder / "texts.jsonl"
    source.write_text("".join(json.dumps({"id": name, "text": text}) + "\n" for name, text in TEXTS.items()), encoding="utf-8")
    rebuild(folder / "index", [str(source)], engine=request.param)
    with open_service(folder / "index") as opened:
        yield opened


@pytest.mark.parametrize("name", ["rice", "chess", "tea", "press"])
def test_the_nearest_text_is_about_the_same(service: SearchService, name: str) -> None:
    found = service.similar(name)
    assert found[0].id == f"{name}2"
    assert found[0].words and all(word in TEXTS[found[0].id] for word in found[0].words)


@pytest.mark.parametrize("name", list(TEXTS))
def test_neither_itself_nor_a_copy_is_like_a_document(service: SearchService, name: str) -> None:
    ids = [other.id for other in service.similar(name)]
    assert name not in ids
    assert not {"rice", "rice-copy"} <= {*ids, name}


def test_a_document_that_shares_nothing_has_no_neighbours(service: SearchService) -> None:
    assert service.similar("lone") == ()


def test_the_best_come_first_and_no_more_than_asked_for(service: SearchService) -> None:
    scores = [other.score for other in service.similar("rice", 20)]
    assert scores == sorted(scores, reverse=True)
    assert len(service.similar("rice", 1)) == 1


def test_an_unknown_document_and_a_limit_out_of_range_are_errors(service: SearchService) -> None:
    with pytest.raises(UnknownDocument):
        service.similar("none")
    for limit in (0, 21):
        with pytest.raises(UnknownParameterValue, match="limit"):
            service.similar("rice", limit)
