"""What every command shares: streams, options, and how text that others wrote is shown in a terminal."""

from __future__ import annotations

import datetime
import json
import re
import sys
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.text import Text

from search.model import Span
from search.settings import Settings, load

Command = TypeVar("Command", bound=Callable[..., Any])

MARK = "bold yellow"
DIM = "dim"

_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters (a document must not send escape sequences to the terminal) and bidirectional overrides."""
_LINES = re.compile("[\t\n]")


def out() -> Console:
    """Standard output: data. (Made when asked for, because tests and pipes exchange the stream.)"""
    return Console(file=sys.stdout, highlight=False, markup=False, emoji=False, soft_wrap=True)


def err() -> Console:
    """Standard error: messages and progress."""
    return Console(file=sys.stderr, highlight=False, markup=False, emoji=False, soft_wrap=True)


def say(message: str) -> None:
    """A message for people."""
    err().print(clean(message, lines=True))


def tell_failures(failed: Iterable[tuple[str, str, str]], word: str = "Not indexed") -> None:
    """Documents that could not be indexed, one per line: name, reason, stable code."""
    for name, code, reason in failed:
        say(f"{word}: {name}: {reason} [{code}]")


def counted(number: int, what: str) -> str:
    """``1 document``, ``1,234 documents``."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def print_json(value: object) -> None:
    """Data for programs: UTF-8 as it is, one value."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def clean(text: str, *, lines: bool = False) -> str:
    """``text`` of the same length, with nothing in it that a terminal would act upon; line breaks become spaces unless ``lines``."""
    text = _UNSAFE.sub("\ufffd", text)
    return text if lines else _LINES.sub(" ", text)


def marked(text: str, marks: Iterable[Span], *, style: str = "", rtl: bool = False, terminal: bool = False) -> Text:
    """``text`` with its marks set off. Right-to-left text is isolated on a terminal, so that what stands beside it keeps its place;
    in a pipe no character is added."""
    shown = Text(clean(text), style=style)
    for start, end in marks:
        shown.stylize(MARK, start, end)
    if rtl and terminal:
        return Text.assemble("\u2067", shown, "\u2069")  # RIGHT-TO-LEFT ISOLATE ... POP DIRECTIONAL ISOLATE
    return shown


def printable(words: Iterable[str]) -> str:
    """Arguments joined as typed; bytes that were not valid text (surrogate escapes) become U+FFFD."""
    return re.sub("[\ud800-\udfff]", "\ufffd", " ".join(words))


def megabytes(size: int) -> str:
    """``1,234,567`` -> ``1.2 MB`` (units of 1,000); ``999`` -> ``999 bytes``."""
    if size < 1_000:
        return counted(size, "byte")
    if size < 1_000_000:
        return f"{size / 1000:.1f} kB"
    return f"{size / 1_000_000:,.1f} MB"


def settings_of(**flags: object) -> Settings:
    """The settings in force for this command; ``--words`` is taken from where :func:`index_option` put it."""
    return load({"words": click.get_current_context().meta.get(_WORDS), **flags})


def check_date(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """A calendar date, ``YYYY-MM-DD``."""
    if value is not None:
        try:
            if len(value) != 10:
                raise ValueError("not ten characters long")
            datetime.date.fromisoformat(value)
        except ValueError as error:
            raise click.BadParameter(f"{value!r} is not a date like 2025-04-29", context, parameter) from error
    return value


_WORDS = "glotta.words"


def words_option(command: Command) -> Command:
    """``--words``, for :func:`settings_of`: it concerns every command that opens an index, and none looks into the lists itself."""

    def keep(context: click.Context, _: click.Parameter, value: str | None) -> None:
        context.meta[_WORDS] = value

    return click.option("--words", metavar="DIR", expose_value=False, callback=keep,
                        help="Folder with lists of synonyms, protected and whole words (GLOTTA_WORDS; default: none).")(command)


def index_option(command: Command) -> Command:
    """``--index`` and ``--words``."""
    command = words_option(command)
    return click.option("--index", metavar="DIR", help="Folder of the index (GLOTTA_INDEX; default: index).")(command)


def json_option(command: Command) -> Command:
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")(command)


def writer_options(command: Command) -> Command:
    """What rebuild, update and remove have in common."""
    command = click.option("--wait", type=click.FloatRange(min=0), default=0.0, metavar="SECONDS",
                           help="Wait this long for another writer instead of giving up.")(command)
    return index_option(command)
