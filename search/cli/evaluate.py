"""``glotta evaluate``: how often the right document is found first, on judged collections."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from search import evaluate as measuring
from search.cli.output import err, out, settings_of, words_option
from search.engines import ENGINES
from search.errors import UsageError
from search.languages import LANGUAGES
from search.wordlists import read_lists, using


@click.command(
    epilog="""\b
Examples:
  glotta evaluate data/norquad-no data/jsquad-ja
  glotta evaluate --together --with more.jsonl.gz data/*      # one index, the query's language unknown
  glotta evaluate --json --per-query before.jsonl data/norquad-no
  glotta evaluate --compare before.jsonl after.jsonl

A collection is a folder with docs.jsonl, queries.jsonl and qrels.tsv (BEIR layout). Each is indexed into a temporary index."""
)
@click.argument("collections", nargs=-1, type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="[COLLECTION]...")
@click.option("--together", is_flag=True, help="All collections in one index.")
@click.option("--with", "extra", multiple=True, type=click.Path(exists=True), metavar="FILE", help="Add unjudged documents. Repeatable.")
@click.option("--rarest", default=0, metavar="N", help="Only the N rarest words of each query: short keyword queries.")
@click.option("--engine", type=click.Choice([*ENGINES]), default="tantivy", show_default=True, help="Engine of the temporary index.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object per line and collection.")
@click.option(
    "--per-query", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write the result of every query (JSON lines)."
)
@click.option(
    "--compare",
    nargs=2,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="A B",
    help="Compare two files of --per-query by a paired randomisation test.",
)
@words_option
def evaluate(
    collections: tuple[Path, ...],
    together: bool,
    extra: tuple[str, ...],
    rarest: int,
    engine: str,
    as_json: bool,
    per_query: Path | None,
    compare: tuple[Path, Path] | None,
) -> int:
    """Measure retrieval quality on judged collections, through the same read path as the page."""
    if compare is not None:
        return _compare(*compare, as_json)
    if not collections:
        raise UsageError("Name at least one COLLECTION (a folder with docs.jsonl, queries.jsonl and qrels.tsv), or --compare A B.")
    loaded = [measuring.load(folder) for folder in collections]
    table = _table("collection", "queries", "docs", "mrr@10", "ndcg@10", "recall@100", "success@1", "seconds")
    with contextlib.ExitStack() as stack:
        stack.enter_context(using(read_lists(settings_of().words, LANGUAGES)))
        file = stack.enter_context(per_query.open("w", encoding="utf-8")) if per_query is not None else None
        progress = stack.enter_context(_progress())
        for measures, results in measuring.evaluate(
            loaded, engine=engine, together=together, extra=extra, rarest=rarest, progress=progress
        ):
            if file is not None:
                file.writelines(json.dumps(asdict(result), ensure_ascii=False) + "\n" for result in results)
            if as_json:
                click.echo(json.dumps(measures.as_json(), ensure_ascii=False))
            else:
                table.add_row(*map(str, measures.as_json().values()))
    if not as_json:
        out().print(table)
    return 0


def _compare(first: Path, second: Path, as_json: bool) -> int:
    compared = measuring.compare(_results(first), _results(second))
    if as_json:
        for row in compared:
            click.echo(json.dumps(asdict(row), ensure_ascii=False))
        return 0
    table = _table("collection", "queries", "mrr@10 A", "mrr@10 B", "better", "worse", "p")
    for row in compared:
        table.add_row(
            row.collection, str(row.queries), f"{row.first:.4f}", f"{row.second:.4f}", str(row.better), str(row.worse), f"{row.p:.4f}"
        )
    out().print(table)
    return 0


def _results(path: Path) -> list[measuring.QueryResult]:
    with path.open(encoding="utf-8") as lines:
        try:
            return [measuring.QueryResult(**json.loads(line)) for line in lines]
        except (ValueError, TypeError) as error:
            raise UsageError(f"{path} was not written by glotta evaluate --per-query: {error}") from error


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False)
    for number, column in enumerate(columns):
        table.add_column(column, justify="left" if number == 0 else "right", no_wrap=True)
    return table


@contextlib.contextmanager
def _progress() -> Iterator[measuring.Progress]:
    """A bar on standard error while a terminal is looking."""
    columns: Sequence[TextColumn | BarColumn | MofNCompleteColumn | TimeElapsedColumn] = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=err(), transient=True, disable=not err().is_terminal) as bar:
        task = bar.add_task("", total=None)

        def show(what: str, done: int, of: int) -> None:
            bar.update(task, description=what, completed=done, total=of or None)

        yield show
