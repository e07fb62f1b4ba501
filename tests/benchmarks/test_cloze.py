"""Judged collections made from documents that nobody judged."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks import cloze
from search.evaluate import load

SUBJECTS = ["river", "harbour", "mountain", "library", "railway", "market", "garden", "bridge", "castle", "island"]
PLACES = ["north", "south", "east", "west", "valley", "coast"]
THAI = "กรุงเทพมหานครเป็นเมืองหลวง ของประเทศไทยและมีประชากร มากที่สุดในประเทศ แม่น้ำเจ้าพระยาไหลผ่านเมือง "


def page(number: int) -> str:
    """A page of one paragraph of prose, and one of code."""
    subject, place = SUBJECTS[number % 10], PLACES[number % 6]
    prose = [f"The old {subject} of page {number} lies in the {place} of the country."]
    prose += [f"Some {number} people visit the {subject} every {season} because of its {thing}." for season, thing in
              [("spring", "flowers"), ("summer", "music"), ("autumn", "colours"), ("winter", "snow")]]
    code = " ".join(f"x{number}[{at}] = f(y, {at}); // {at}." for at in range(20))
    return f"{' '.join(prose)}\n\n{code}\n"


def made(folder: Path) -> Path:
    """Collections of 60 English pages and 60 Thai ones."""
    documents = folder / "documents.jsonl"
    english = [{"lang": "en", "text": page(number)} for number in range(60)]
    thai = [{"lang": "th", "text": f"{THAI * 3}หน้าที่{number} {THAI}"} for number in range(60)]
    documents.write_text("".join(json.dumps(each) + "\n" for each in [*english, *thai]), encoding="utf-8")
    cloze.main([str(folder / "made"), "--documents", str(documents), "--lang", "en"])
    return folder / "made"


def test_a_question_is_a_sentence_that_its_paragraph_no_longer_holds(tmp_path: Path) -> None:
    folder = made(tmp_path) / "cloze-en"
    collection = load(folder)
    with (folder / "docs.jsonl").open(encoding="utf-8") as lines:
        texts = {record["_id"]: record["text"] for record in map(json.loads, lines)}
    assert len(collection.queries) >= cloze.FEWEST
    for id, question in collection.queries.items():
        (paragraph,) = collection.judged[id]
        assert question not in texts[paragraph]
        subject = next(word for word in SUBJECTS if word in question)
        assert subject in texts[paragraph], "it still is about the same"


def test_code_asks_for_nothing(tmp_path: Path) -> None:
    assert not [question for question in load(made(tmp_path) / "cloze-en").queries.values() if "f(y" in question]


def test_a_language_that_is_not_asked_for_gets_no_collection(tmp_path: Path) -> None:
    assert [folder.name for folder in made(tmp_path).iterdir()] == ["cloze-en"]


def test_the_same_documents_give_the_same_collection() -> None:
    texts = [page(number) for number in range(20)]
    assert cloze.collection("en", texts) == cloze.collection("en", texts)


def test_thai_which_has_no_full_stop_is_cut_at_its_spaces() -> None:
    pieces = cloze.sentences(THAI, "th")
    assert "".join(pieces) == THAI
    assert [piece.strip() for piece in pieces] == THAI.split()
