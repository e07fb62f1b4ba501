"""Generations: locks, the switch, the collector, hard links, and what a dead process leaves behind."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from search import generations
from search.errors import IndexDamaged, IndexIncompatible, IndexLocked, IndexMissing, IndexUnwritable
from search.generations import DATA, READ_LOCK, hold, writing
from search.generations.manifest import MANIFEST, Manifest, read_manifest

CHECKOUT = Path(__file__).resolve().parents[2]


def manifest(generation: int, engine: str = "whoosh") -> Manifest:
    return Manifest(
        engine=engine, generation=generation, fingerprint="f", versions={}, documents=1, languages={"no": 1}, sources=("docs",), base="/",
        text_size=1, size=1, built_at="2026-11-21T00:00:00Z", seconds=0.1, chosen_because="test", max_size=1,
    )


def publish(index: Path, content: str, engine: str = "whoosh") -> Path:
    """One whole generation whose data is one file."""
    with writing(index) as writer:
        draft = writer.begin(engine)
        (draft.data / "file").write_text(content)
        writer.publish(draft, manifest(draft.generation, engine))
    return draft.folder


def elsewhere(program: str, *arguments: str) -> subprocess.Popen[str]:
    """Run Python code in another process; it prints ``ready`` when it holds what it is to hold."""
    process = subprocess.Popen(
        [sys.executable, "-c", program, *arguments], cwd=CHECKOUT, env={**os.environ, "PYTHONPATH": str(CHECKOUT)}, stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    with process.stdout as output:
        assert output.readline() == "ready\n"
    return process


WRITE = """
import sys, time
from pathlib import Path
from search.generations import writing
with writing(Path(sys.argv[1])) as writer:
    draft = writer.begin("whoosh")
    (draft.data / "half").write_text("written")
    print("ready", flush=True)
    time.sleep(60)
"""
READ = """
import sys, time
from pathlib import Path
from search.generations import hold
held = hold(Path(sys.argv[1]))
print("ready", flush=True)
time.sleep(60)
"""


def test_an_index_that_was_never_built_is_missing_and_the_message_says_how_to_build_one(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match=r"glotta index rebuild PATH\.\.\. --index"):
        hold(tmp_path / "nothing")


def test_the_manifest_survives_being_written_and_read(tmp_path: Path) -> None:
    publish(tmp_path, "a")
    assert read_manifest(tmp_path) == manifest(1)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"format": 1}', '{"format": 1, "engine": "../..", "generation": 1}'])
def test_a_damaged_manifest_is_called_damaged(tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST).write_text(text)
    with pytest.raises(IndexDamaged, match="glotta index rebuild"):
        read_manifest(tmp_path)


def test_an_engine_name_in_the_manifest_cannot_lead_out_of_the_index(tmp_path: Path) -> None:
    values = json.loads(manifest(1).to_json())
    (tmp_path / MANIFEST).write_text(json.dumps({**values, "engine": "../elsewhere"}))
    with pytest.raises(IndexDamaged):
        read_manifest(tmp_path)


def test_a_manifest_of_another_format_is_refused_and_its_generation_is_not_collected(tmp_path: Path) -> None:
    folder = publish(tmp_path, "a")
    (tmp_path / MANIFEST).write_text(replace(manifest(1), format=99).to_json())
    with pytest.raises(IndexIncompatible, match="format 99"):
        read_manifest(tmp_path)
    with writing(tmp_path):
        pass
    assert (folder / DATA / "file").read_text() == "a"


def test_a_manifest_that_names_a_missing_generation_is_damage(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text(manifest(7).to_json())
    with pytest.raises(IndexDamaged, match="not there"):
        hold(tmp_path)


def test_the_old_generation_is_collected_when_nobody_reads_it(tmp_path: Path) -> None:
    old = publish(tmp_path, "a")
    new = publish(tmp_path, "b")
    assert not old.exists()
    assert (new / DATA / "file").read_text() == "b"


def test_a_generation_that_is_being_read_stays_until_the_writer_after_its_reader(tmp_path: Path) -> None:
    old = publish(tmp_path, "a")
    with hold(tmp_path) as held:
        publish(tmp_path, "b")
        publish(tmp_path, "c")
        assert (held.data / "file").read_text() == "a"
    publish(tmp_path, "d")
    assert not old.exists()


def test_a_reader_in_another_process_is_respected_and_forgotten_when_it_is_killed(tmp_path: Path) -> None:
    old = publish(tmp_path, "a")
    reader = elsewhere(READ, str(tmp_path))
    publish(tmp_path, "b")
    assert old.exists()
    reader.kill()
    reader.wait()
    publish(tmp_path, "c")
    assert not old.exists()


def test_generations_of_the_engine_used_before_are_collected_too(tmp_path: Path) -> None:
    old = publish(tmp_path, "a", engine="whoosh")
    publish(tmp_path, "b", engine="tantivy")
    assert not old.exists()


def test_a_second_writer_is_refused_and_told_who_writes(tmp_path: Path) -> None:
    writer = elsewhere(WRITE, str(tmp_path))
    try:
        with pytest.raises(IndexLocked, match=f"id {writer.pid}"), writing(tmp_path):
            pass
    finally:
        writer.kill()
        writer.wait()


def test_a_place_that_cannot_be_written_is_named_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no folder")
    with pytest.raises(IndexUnwritable, match=r"notes.txt cannot be written: File exists .* choose another folder with --index"):
        with writing(tmp_path / "notes.txt"):
            pass
    with pytest.raises(IndexUnwritable, match=r"index cannot be written: No space left on device \(segment\)\. .* Make room"):
        with writing(tmp_path / "index"):
            raise OSError(errno.ENOSPC, "No space left on device", "segment")
    with pytest.raises(BrokenPipeError), writing(tmp_path / "index"):
        raise BrokenPipeError("nobody reads what is said")


def test_a_second_writer_can_wait_and_says_so_once(tmp_path: Path) -> None:
    writer = elsewhere(WRITE, str(tmp_path))
    threading.Timer(0.4, writer.kill).start()
    told: list[str] = []
    with writing(tmp_path, wait=30, waiting=told.append):
        pass
    writer.wait()
    assert len(told) == 1 and str(writer.pid) in told[0]


def test_a_killed_writer_holds_no_lock_and_its_leftovers_are_collected(tmp_path: Path) -> None:
    publish(tmp_path, "a")
    writer = elsewhere(WRITE, str(tmp_path))
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    leftover = tmp_path / "whoosh" / "2"
    assert (leftover / DATA / "half").exists()
    with hold(tmp_path) as held:
        assert (held.data / "file").read_text() == "a"
    with writing(tmp_path):
        assert not leftover.exists()


def test_a_generation_number_is_never_used_twice_in_a_row(tmp_path: Path) -> None:
    assert [publish(tmp_path, "a").name, publish(tmp_path, "b").name, publish(tmp_path, "c").name] == ["1", "2", "3"]


def test_folders_that_are_not_ours_are_never_collected(tmp_path: Path) -> None:
    photos = tmp_path / "photos" / "2024"
    photos.mkdir(parents=True)
    (photos / "one.jpg").write_text("dear")
    publish(tmp_path, "a")
    publish(tmp_path, "b")
    assert (photos / "one.jpg").exists()


def test_a_failed_draft_is_discarded_but_never_a_live_generation(tmp_path: Path) -> None:
    with writing(tmp_path) as writer:
        draft = writer.begin("whoosh")
        writer.discard(draft)
        assert not draft.folder.exists()
        draft = writer.begin("whoosh")
        writer.publish(draft, manifest(draft.generation))
        writer.discard(draft)  # a failure after the switch
        assert draft.folder.exists()


def test_a_draft_shares_immutable_files_and_copies_the_rest(tmp_path: Path) -> None:
    old = publish(tmp_path, "a")
    for name in ("MAIN_x.seg", "_MAIN_1.toc", "MAIN_WRITELOCK"):
        (old / DATA / name).write_text(name)
    with hold(tmp_path) as held, writing(tmp_path) as writer:
        new = writer.begin("whoosh", base=held)
        assert sorted(path.name for path in new.data.iterdir()) == ["MAIN_x.seg", "_MAIN_1.toc", "file"]
        assert (new.data / "MAIN_x.seg").samefile(old / DATA / "MAIN_x.seg")
        assert not (new.data / "_MAIN_1.toc").samefile(old / DATA / "_MAIN_1.toc")
        assert (new.folder / READ_LOCK).exists()


def test_every_file_is_on_disk_before_the_manifest_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    events: list[str] = []
    real_fsync, real_replace = os.fsync, os.replace

    def fsync(descriptor: int) -> None:
        events.append(os.path.relpath(os.readlink(f"/proc/self/fd/{descriptor}"), tmp_path))
        real_fsync(descriptor)

    def rename(old: Path, new: Path) -> None:
        events.append("switch")
        real_replace(old, new)

    monkeypatch.setattr(generations.os, "fsync", fsync)
    monkeypatch.setattr(generations.os, "replace", rename)
    publish(tmp_path, "a")
    switch = events.index("switch")
    for path in ("whoosh/1/data/file", "whoosh/1/data", "whoosh/1", "whoosh", "manifest.json.new"):
        assert path in events[:switch], f"{path} was not synced before the switch: {events}"
    assert events[switch + 1:] == ["."], "the folder is synced after the rename, or a power cut may undo it"


def test_readers_always_hold_something_whole_while_a_writer_switches_again_and_again(tmp_path: Path) -> None:
    publish(tmp_path, "0")
    stop = threading.Event()
    seen: list[int] = []
    failures: list[BaseException] = []

    def read() -> None:
        while not stop.is_set():
            try:
                with hold(tmp_path) as held:
                    seen.append(int((held.data / "file").read_text()))
            except BaseException as error:  # noqa: BLE001 - shown below
                failures.append(error)

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    number = 0
    while not failures and (number < 200 or len(set(seen)) < 20):
        number += 1
        publish(tmp_path, str(number))
    stop.set()
    for thread in threads:
        thread.join()
    assert not failures, failures[:3]
