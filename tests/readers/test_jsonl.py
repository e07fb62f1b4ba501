"""Collections: one JSON object per line, and what a broken line costs."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest

from search.errors import DocumentError
from search.model import Document
from search.readers import ReadWarning, read
from search.readers.jsonl import LONGEST_ID
from search.readers.walk import Outcome


def collection(tmp_path: Path, *lines: object, name: str = "docs.jsonl", max_size: int = 10_000) -> list[Outcome]:
    data = b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines) + b"\n"
    path = tmp_path / name
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return list(read([str(path)], max_size=max_size))


def only(outcomes: list[Outcome]) -> Document:
    (document,) = outcomes
    assert isinstance(document, Document), document
    return document


def codes(outcomes: list[Outcome]) -> list[str]:
    return [outcome.id if isinstance(outcome, Document) else f"{outcome.name} {outcome.code}" for outcome in outcomes]


def test_every_key_has_its_place_and_the_others_are_kept(tmp_path: Path) -> None:
    document = only(collection(tmp_path, {
        "_id": "x1", "text": "Hei på deg.", "title": "En  hilsen", "url": "https://www.Example.org/a", "date": "2025-04-29T10:00:00Z",
        "lang": "nb-NO",
        "tags": ["a", {"b": 1}], "n": None}))
    assert (document.id, document.text, document.title, document.title_source) == ("x1", "Hei på deg.", "En hilsen", "document")
    assert (document.url, document.site, document.date, document.lang) == ("https://www.Example.org/a", "example.org", "2025-04-29", "no")
    assert document.extra == {"tags": ["a", {"b": 1}], "n": None}
    assert document.source.endswith("docs.jsonl#1")


def test_a_title_that_opens_the_text_has_its_place_in_it(tmp_path: Path) -> None:
    assert only(collection(tmp_path, {"text": "En hilsen\n\nHei på deg.", "title": "En hilsen"})).title_span == (0, 9)


def test_without_an_id_the_line_s_number_is_one(tmp_path: Path) -> None:
    assert codes(collection(tmp_path, {"text": "a"}, b"", {"text": "b", "id": ""}, {"text": "c", "id": 7}, {"text": "d", "id": True})) == [
        "docs.jsonl#1", "docs.jsonl#3", "7", "docs.jsonl#5"]


def test_a_line_is_reported_with_its_number_and_id_and_costs_one_document(tmp_path: Path) -> None:
    outcomes = collection(
        tmp_path, {"id": "a", "text": "a"}, b"{broken", b"[1]", b'"text"', {"id": "n"}, {"id": "l", "text": ["a"]}, {"id": "e",
        "text": " \n"},
        b'{"id": "u", "text": "\xff"}', b"[" * 100_000, {"id": "big", "text": "x" * 200_000}, {"id": "a", "text": "again"}, {"id": "z",
        "text": "z"},
        max_size=150_000)
    assert codes(outcomes) == [
        "a", "docs.jsonl#2 bad-json", "docs.jsonl#3 not-an-object", "docs.jsonl#4 not-an-object", "docs.jsonl#5 (n) no-text",
        "docs.jsonl#6 (l) no-text", "docs.jsonl#7 (e) empty",
        "docs.jsonl#8 undecodable", "docs.jsonl#9 bad-json", "docs.jsonl#10 too-large", "a duplicate-id", "z"]


def test_a_message_about_broken_json_counts_characters_of_the_line_alone(tmp_path: Path) -> None:
    (error,) = collection(tmp_path, b'{"id": }')
    assert isinstance(error, DocumentError)
    assert (error.name, error.reason) == ("docs.jsonl#1", "not JSON: Expecting value at character 8 of the line")


def test_lines_end_at_line_feeds_only(tmp_path: Path) -> None:
    text = "one\u2028two\u2029three\u0085four\x0bfive\x0csix\r\nseven"
    assert only(collection(tmp_path, json.dumps({"text": text}, ensure_ascii=False).encode())).text == text


def test_lone_surrogates_become_one_replacement_character_each(tmp_path: Path) -> None:
    warning, document = collection(tmp_path, b'{"id": "s", "text": "a\\ud800b\\udc00\\ud83d\\ude00", "x": {"\\udfff": ["\\ud801"]}}')
    assert isinstance(warning, ReadWarning)
    assert isinstance(document, Document)
    assert document.text == "a\ufffdb\ufffd😀"
    assert document.extra == {"x": {"\ufffd": ["\ufffd"]}}


@pytest.mark.parametrize(("key", "value"), [("date", "soon"), ("date", 2025), ("url", "ftp:x"), ("url", ["a"]), ("title", 5),
    ("lang", "Norsk!"), ("lang", "zzz"), ("lang", "xyz-NO"), ("lang", "norsk")])
def test_an_optional_key_with_an_unusable_value_is_left_out_with_a_warning(tmp_path: Path, key: str, value: object) -> None:
    warning, document = collection(tmp_path, {"id": "a", "text": "Hei.", key: value})
    assert isinstance(warning, ReadWarning)
    assert (warning.name, warning.code) == ("docs.jsonl#1 (a)", "bad-field")
    assert isinstance(document, Document)
    assert (document.date, document.url, document.lang) == (None, None, None)


def test_compressed_collections_are_read_and_damaged_ones_reported_after_what_could_be_read(tmp_path: Path) -> None:
    assert codes(collection(tmp_path, {"id": "a", "text": "a"}, name="docs.jsonl.gz")) == ["a"]
    (tmp_path / "cut.jsonl.gz").write_bytes(gzip.compress(b'{"id": "a", "text": "a"}\n')[:-8])
    assert codes(list(read([str(tmp_path / "cut.jsonl.gz")]))) == ["a", "cut.jsonl.gz unreadable"]
    (tmp_path / "no.jsonl.gz").write_bytes(b'{"text": "not compressed"}\n')
    assert codes(list(read([str(tmp_path / "no.jsonl.gz")]))) == ["no.jsonl.gz unreadable"]


def test_an_empty_collection_is_reported(tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_bytes(b"\n\n")
    assert codes(list(read([str(tmp_path / "none.jsonl")]))) == ["none.jsonl empty"]


def test_a_byte_order_mark_and_a_missing_last_line_feed_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "bom.jsonl").write_bytes(b'\xef\xbb\xbf{"id": "a", "text": "a"}\r\n{"id": "b", "text": "b"}')
    assert codes(list(read([str(tmp_path / "bom.jsonl")]))) == ["a", "b"]


def test_a_collection_comes_through_standard_input_as_a_stream() -> None:
    class Endless(io.RawIOBase):
        """A pipe that never ends."""

        number = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            self.number += 1
            line = json.dumps({"id": str(self.number), "text": "Hei."}).encode() + b"\n"
            buffer[:len(line)] = line
            return len(line)

    stream = read(["-"], stdin=io.BufferedReader(Endless()))
    assert [next(stream).id for _ in range(3)] == ["1", "2", "3"]  # type: ignore[union-attr]


def test_an_id_that_no_index_can_hold_costs_one_document(tmp_path: Path) -> None:
    longest = "é" * (LONGEST_ID // 2)
    outcomes = collection(tmp_path, {"id": longest, "text": "a"}, {"id": longest + "e", "text": "b"}, max_size=50_000)
    assert codes(outcomes) == [longest, "docs.jsonl#2 bad-id"]
