"""``glotta search`` and ``glotta analyze``."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Sequence
from dataclasses import replace

import click
from rich.console import Console
from rich.text import Text

from search.cli.output import DIM, check_date, clean, index_option, json_option, marked, out, print_json, printable, say, settings_of
from search.model import AnalysedToken, Hit, Page, SearchRequest
from search.serialise import analyses_to_json, next_url, page_to_json
from search.service import SearchService

NOTHING_FOUND = 1
_COPIES = 5
"""Ids of identical copies that are shown under a result."""
_WITHOUT_H = "\U0010fffd"
"""Stands for the minus of ``-hytte`` while options are looked for."""


class _Query(click.Command):
    """A command of which ``-hytte`` is a word to leave out, not ``-h`` with more behind it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        rest = super().parse_args(ctx, [_WITHOUT_H + word[1:] if word.startswith("-h") and len(word) > 2 else word for word in args])
        ctx.params["query"] = tuple(word.replace(_WITHOUT_H, "-") for word in ctx.params.get("query", ()))
        return rest


@click.command(
    cls=_Query,
    context_settings={"ignore_unknown_options": True},  # `-word` is part of the query
    epilog="""\b
Examples:
  glotta search grønn energi
  glotta search '"công nghiệp hỗ trợ" -cộng'
  glotta search --lang ja --after 2024-01-01 緑茶
  glotta search --json ٢٠٢٣

In a query: "phrases", -without, OR, (groups), begin*, *end, *middle*, lang:ja, site:example.org, after:2025-01-01, before:, intitle:.""",
)
@click.argument("query", nargs=-1, required=True)
@click.option("--lang", multiple=True, metavar="CODE", help="Only documents with text in this language; repeatable.")
@click.option("--site", multiple=True, metavar="HOST", help="Only documents of this site; repeatable.")
@click.option("--after", "date_from", metavar="DATE", callback=check_date, help="Only documents of this day (YYYY-MM-DD) or later.")
@click.option("--before", "date_to", metavar="DATE", callback=check_date, help="Only documents of this day (YYYY-MM-DD) or earlier.")
@click.option("--sort", type=click.Choice(["relevance", "date"]), default="relevance", show_default=True)
@click.option("--limit", type=int, default=10, show_default=True, help="Results to show, up to 100.")
@click.option("--offset", type=int, default=0, show_default=True, help="Results to skip; offset + limit up to 1,000.")
@json_option
@index_option
def search(query: tuple[str, ...], lang: tuple[str, ...], site: tuple[str, ...], date_from: str | None, date_to: str | None, sort: str,
           limit: int, offset: int, as_json: bool, index: str | None) -> int:
    """Search the index. Ends with 0 if something was found, 1 if not."""
    _refuse_options(query)
    request = SearchRequest(query=printable(query), lang=lang, site=site, date_from=date_from, date_to=date_to,
                            sort="date" if sort == "date" else "relevance", limit=limit, offset=offset)
    with _service(index) as service:
        page = service.search(request)
    if as_json:
        print_json(page_to_json(page, next_url(request, page)))
    else:
        _show(page)
    return 0 if page.hits else NOTHING_FOUND


@click.command(
    epilog="""\b
Examples:
  glotta analyze 緑茶を飲んでいました
  glotta analyze --lang no høyskolenes
  glotta analyze --json < page.txt -"""
)
@click.argument("text", nargs=-1, required=True)
@click.option("--lang", metavar="CODE", help="Analyse under this language only.")
@json_option
@index_option
def analyze(text: tuple[str, ...], lang: str | None, as_json: bool, index: str | None) -> int:
    """Show the words that TEXT (`-`: standard input) is cut into and the forms each is indexed under, per language."""
    whole = sys.stdin.buffer.read().decode("utf-8", "replace") if text == ("-",) else printable(text)
    with _service(index) as service:
        analyses = service.analyze(whole, lang)
    if as_json:
        print_json(analyses_to_json(whole, analyses))
        return 0
    _show_analyses(analyses)
    return 0


def _show_analyses(analyses: Sequence[tuple[str, Sequence[AnalysedToken]]]) -> None:
    """Languages that cut a text and form its words alike are shown once."""
    alike: dict[tuple[AnalysedToken, ...], list[str]] = {}
    for code, tokens in analyses:
        plain = tuple(replace(token, word=tuple(form.removeprefix(f"{code}:") for form in token.word)) for token in tokens)
        alike.setdefault(plain, []).append(code)
    console = out()
    for same, codes in alike.items():
        console.print(Text(" ".join(codes), style="bold"))
        for token in same:
            line = Text(f"  {token.start}-{token.end}  ").append(clean(token.text), style="bold").append(f"  exact {token.exact}")
            line.append(f"  fold {' '.join(token.fold)}" if token.fold else "")
            line.append(f"  word {' '.join(token.word)}" if token.word else "")
            line.append(f"  synonyms {', '.join(map(clean, token.synonyms))}" if token.synonyms else "")
            line.append("  (function word)" if token.function else "", style=DIM)
            console.print(line)


def _service(index: str | None) -> SearchService:
    return SearchService(settings_of(index=index))


def _refuse_options(words: tuple[str, ...]) -> None:
    """``-word`` is a query; ``--limt`` is a slip of the fingers."""
    for word in words:
        if word.startswith("--") and len(word) > 2:
            context = click.get_current_context()
            options = [name for option in context.command.params for name in option.opts if name.startswith("--")]
            raise click.NoSuchOption(word, possibilities=difflib.get_close_matches(word, options, n=1), ctx=context)


def _show(page: Page) -> None:
    console = out()
    for warning in page.warnings:
        say(f"Note: {warning.detail}")
    number = page.offset
    partial = False
    for hit in page.hits:
        if hit.matched == "some" and not partial and (page.tiered or not page.total):
            partial = True
            say("With similar words:" if all(each.similar for each in page.hits if each.matched == "some") else "With some of the words:")
        number += 1
        _show_hit(console, number, hit)
    relation = "at least " if page.total_relation == "gte" else ""
    documents = "document" if page.total == 1 else "documents"
    say(f"{relation}{page.total:,} {documents} with all the words, {page.took_ms:.0f} ms")
    if page.suggestion:
        say(f"Did you mean: {page.suggestion}")
    if page.has_next:
        say(f"More: --offset {page.offset + page.limit}")


def _show_hit(console: Console, number: int, hit: Hit) -> None:
    rtl, terminal = hit.dir == "rtl", console.is_terminal
    title = marked(hit.title or hit.id, hit.title_marks if hit.title else (), style="bold", rtl=rtl, terminal=terminal)
    console.print(Text(f"{number}. ").append_text(title).append(f"{'…' if hit.title_cut else ''}  [{hit.lang}]", style=DIM))
    console.print(Text("   " + " · ".join(clean(part) for part in (hit.id, hit.date, hit.url or hit.site) if part), style=DIM))
    for snippet in hit.snippets:
        console.print(Text("   ").append_text(marked(snippet.text, snippet.marks, rtl=rtl, terminal=terminal)))
    for reason in hit.why:
        if reason.rung != "exact":
            console.print(Text(clean(f"   {reason.term}: found as {reason.form} ({reason.rung})"), style=DIM))
    if hit.missing:
        console.print(Text(clean(f"   without: {', '.join(hit.missing)}"), style=DIM))
    if hit.copies:
        others = ", ".join(clean(copy.id) for copy in hit.copy_list[:_COPIES]) + (" ..." if hit.copies > _COPIES else "")
        console.print(Text(f"   and {hit.copies} more with the same text: {others}", style=DIM))
