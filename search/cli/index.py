"""``glotta index``: rebuild, update, info, remove."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import click
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from search import ingest
from search.cli.output import (
    counted,
    err,
    index_option,
    json_option,
    megabytes,
    out,
    print_json,
    say,
    settings_of,
    tell_failures,
    writer_options,
)
from search.errors import UsageError
from search.generations.sources import STDIN
from search.model import BuildReport, IndexInfo

SEEDS = "seeds"
"""Indexed when no PATH is given and there is no index, where it exists."""

BAD_DOCUMENTS = 3

REMAINING = 10
"""Old problems of unchanged files that ``update`` repeats."""

_jobs = click.option("--jobs", type=click.IntRange(min=0), default=0, metavar="N",
                     help="Worker processes that analyse (default: one per core; 1: none). Small collections need none.")
_strict = click.option("--strict", is_flag=True, help="End with 3 if any document could not be indexed.")


@click.group()
def index() -> None:
    """Build and keep the index."""


@index.command(
    epilog="""\b
Examples:
  glotta index rebuild ~/documents
  glotta index rebuild pages.jsonl.gz notes/ --engine tantivy
  zcat dump.jsonl.gz | glotta index rebuild -

Reads .txt, .md, .html, .jsonl and .jsonl.gz. The old index answers until the new one is whole."""
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--engine", help="auto, whoosh or tantivy (GLOTTA_ENGINE; default: auto, by the size of the text).")
@click.option("--max-size", metavar="SIZE", help="Largest file to read (GLOTTA_MAX_SIZE; default: 64MB).")
@_jobs
@_strict
@writer_options
def rebuild(
    paths: tuple[str, ...], engine: str | None, max_size: str | None, jobs: int, strict: bool, index: str | None, wait: float
) -> int:
    """Build the index anew from files and folders (`-`: JSON lines or text on standard input). Without PATH: from
    what the index was built from, the first one from seeds/."""
    settings = settings_of(index=index, engine=engine, max_size=max_size)
    if not paths:
        paths = ingest.sources(settings.index) or _seeds()
        if STDIN in paths:
            raise UsageError("The index was built from standard input. Pipe the documents again: ... | glotta index rebuild -")
        say(f"Building from {', '.join(paths)}.")
    with _progress(paths) as progress:
        report = ingest.rebuild(settings.index, paths, engine=settings.engine, max_size=settings.max_size, stdin=sys.stdin.buffer,
                                jobs=jobs, wait=wait, waiting=say, progress=progress, words=settings.words)
    return _tell(report, strict)


def _seeds() -> tuple[str, ...]:
    if not Path(SEEDS).is_dir():
        raise UsageError("Nothing to index: name files or folders (glotta index rebuild ~/documents); there is no folder seeds/ here.")
    return (SEEDS,)


@index.command(
    epilog="""\b
Examples:
  glotta index update
  glotta index update ~/more-documents
  glotta index update --wait 60 --strict   # from cron"""
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@_jobs
@_strict
@writer_options
def update(paths: tuple[str, ...], jobs: int, strict: bool, index: str | None, wait: float) -> int:
    """Take up what was added, changed or removed in the files and folders of the index, and new ones (PATH)."""
    settings = settings_of(index=index)
    with _progress() as progress:
        report = ingest.update(settings.index, paths, jobs=jobs, wait=wait, waiting=say, progress=progress, words=settings.words)
    return _tell(report, strict)


@index.command(
    epilog="""\b
Examples:
  glotta index remove old/page.txt
  glotta index remove first.txt second.txt"""
)
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@writer_options
def remove(ids: tuple[str, ...], index: str | None, wait: float) -> int:
    """Take documents out of the index. Their files stay; `update` brings one back when its content changes, `rebuild` brings back all."""
    settings = settings_of(index=index)
    report = ingest.remove(settings.index, ids, wait=wait, waiting=say, words=settings.words)
    return _tell(report, strict=False)


@index.command(
    epilog="""\b
Examples:
  glotta index info
  glotta index info --json | jq .documents"""
)
@json_option
@index_option
def info(index: str | None, as_json: bool) -> int:
    """Show what the live index holds and how it was made."""
    settings = settings_of(index=index)
    found = ingest.info(settings.index, settings.words)
    if as_json:
        print_json(asdict(found))
    else:
        _show_info(found, settings.index)
    return 0


def _show_info(found: IndexInfo, folder: Path) -> None:
    rows = [
        ("index", str(folder)),
        ("engine", f"{found.engine} ({found.chosen_because})"),
        ("generation", str(found.generation)),
        ("documents", f"{found.documents:,}"),
        ("languages", ", ".join(f"{code} {count:,}" for code, count in found.languages.items())),
        ("text", megabytes(found.text_size)),
        ("size", f"{megabytes(found.size)} ({found.size / max(found.text_size, 1):.1f} times the text)"),
        ("built", f"{found.built_at}, in {found.seconds:.1f} s"),
        ("sources", ", ".join(found.sources)),
        ("fingerprint", found.fingerprint),
    ]
    for name, value in rows:
        out().print(f"{name:<12} {value}")


def _tell(report: BuildReport, strict: bool) -> int:
    """Say what was done. Bad documents one per line, by name and reason."""
    for name, code, detail in report.warnings:
        say(f"Note: {name}: {detail} [{code}]")
    tell_failures(report.failed)
    tell_failures(report.remaining_first[:REMAINING], "Still not indexed")
    if report.remaining > REMAINING:
        say(f"... and {report.remaining - REMAINING:,} more in files that have not changed; `glotta index rebuild` lists all.")
    found = report.info
    changes = [(report.added, "added"), (report.changed, "changed"), (report.removed, "removed"), (report.unchanged, "unchanged"),
               (len(report.failed) + report.remaining, "not indexed")]
    say(", ".join(f"{number:,} {what}" for number, what in changes if number or what == "added"))
    say(f"{counted(found.documents, 'document')} in the index, {megabytes(found.text_size)} of text; engine {found.engine}: "
        f"{found.chosen_because}; {found.seconds:.1f} s")
    return BAD_DOCUMENTS if strict and (report.failed or report.remaining) else 0


@contextlib.contextmanager
def _progress(paths: Sequence[str] = ()) -> Iterator[ingest.ProgressCallback]:
    """Progress on standard error: a moving line on a terminal, a line every ten seconds elsewhere.

    ``paths``: what is read as a whole, so that the time left can be told; without standard input, whose end nobody knows.
    """
    console = err()
    expected = 0 if "-" in paths else ingest.expected_size(paths)
    if not console.is_terminal:
        yield _Lines()
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("reading")
        rate = _Rate(expected)
        yield lambda documents, size: bar.update(task, description=rate.tell(documents, size))


class _Rate:
    """Documents, megabytes, megabytes per second since the first document, and the time left by that rate."""

    def __init__(self, expected: int) -> None:
        """``expected``: bytes of text in all, about; 0 if nobody knows."""
        self._expected = expected
        self._began = time.monotonic()

    def tell(self, documents: int, size: int) -> str:
        seconds = time.monotonic() - self._began
        told = f"{counted(documents, 'document')}, {megabytes(size)}"
        if seconds < 1 or not size:
            return told
        told += f", {size / 1_000_000 / seconds:.1f} MB/s"
        left = (self._expected - size) / size * seconds
        return f"{told}, about {_duration(left)} left" if left > 0 else told


def _duration(seconds: float) -> str:
    """``3725`` -> ``62 min``; ``42`` -> ``42 s``."""
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.0f} min"


class _Lines:
    EVERY = 10.0  # seconds

    def __init__(self) -> None:
        self.last = time.monotonic()
        self._rate = _Rate(0)

    def __call__(self, documents: int, size: int) -> None:
        now = time.monotonic()
        if now - self.last >= self.EVERY:
            self.last = now
            say(f"{self._rate.tell(documents, size)} ...")
