"""``glotta doctor``: is everything here that glotta needs, and does it work? One line per question, with the way out where it does not."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click
from rich.text import Text

from search import ingest
from search.analysis.analyse import analyse
from search.cli.output import clean, index_option, json_option, out, print_json, settings_of
from search.engines import ENGINES
from search.errors import GlottaError, IndexMissing
from search.generations.fingerprint import versions
from search.languages import LANGUAGES
from search.model import Document
from search.settings import Settings
from search.wordlists import read_lists

TROUBLE = 3

SAMPLES = (
    ("ja", "緑茶を飲んでいました。東京の大学で日本語を勉強しています。", "飲む"),
    ("vi", "Thủ tướng Phạm Minh Chính thăm các doanh nghiệp công nghiệp hỗ trợ tại Bắc Ninh.", "nghiệp"),
    ("ar", "وزارة الإعلام تعلن عن افتتاح المدرسة الجديدة في المدينة هذا الأسبوع.", "مدرس"),
    ("no", "Regjeringen vil bygge flere grønne høyskoler i hele landet neste år.", "høyskol"),
)
"""Language, a text in it, and what one of the forms of its words must be (or begin with)."""


@dataclass(frozen=True, slots=True)
class Check:
    """One answer. ``detail`` says what was found, and what to do if it is not good."""

    name: str
    good: bool
    detail: str


@click.command(
    epilog="""\b
Examples:
  glotta doctor
  glotta doctor --json"""
)
@json_option
@index_option
def doctor(index: str | None, as_json: bool) -> int:
    """Check the installation and the index. Ends with 0 if all is well, 3 if not."""
    checks = list(_checks(settings_of(index=index)))
    if as_json:
        print_json([{"name": check.name, "good": check.good, "detail": check.detail} for check in checks])
    else:
        console = out()
        for check in checks:
            sign = Text("good", style="green") if check.good else Text("BAD ", style="bold red")
            console.print(sign.append(f"  {check.name:<12} {clean(check.detail)}", style="default"))
    return 0 if all(check.good for check in checks) else TROUBLE


def _checks(settings: Settings) -> Iterator[Check]:
    yield Check("Python", sys.version_info >= (3, 11), f"{platform.python_version()} (3.11 or newer is needed)")
    yield from _guarded("analysis", _libraries)
    for code, text, form in SAMPLES:
        yield from _guarded(f"language {code}", lambda code=code, text=text, form=form: _language(code, text, form))  # type: ignore[misc]
    for name in ENGINES:
        yield from _guarded(f"engine {name}", lambda name=name: _engine(name))  # type: ignore[misc]
    if settings.words is not None:
        yield from _guarded("word lists", lambda: _words(settings))
    yield _index(settings)
    yield _folder(settings.index)
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    yield Check("terminal", encoding == "utf8", f"{encoding} (with another than utf8 many letters cannot be shown: set LANG=C.UTF-8)")


def _guarded(name: str, check: Callable[[], str]) -> Iterator[Check]:
    """``check`` returns what it found; whatever goes wrong in it is the answer."""
    try:
        yield Check(name, True, check())
    except (GlottaError, ImportError, OSError, RuntimeError, ValueError, LookupError) as error:
        yield Check(name, False, f"{type(error).__name__}: {error}. Install the newest glotta: pip install --upgrade glotta")


def _libraries() -> str:
    hashes = ("memory", "analysis of a fixed text", "data of the languages")
    parts = [f"{name} {version}" for name, version in versions("memory").items() if name not in hashes]
    missing = [part for part in parts if part.endswith(" missing")]
    if missing:
        raise LookupError(", ".join(missing))
    return ", ".join(parts)


def _language(code: str, text: str, form: str) -> str:
    document = analyse(Document(id="doctor", text=text))
    if document.lang != code:
        raise ValueError(f"{text[:20]!r} was taken for {document.lang!r}")
    forms = [*document.tokens.get("exact", ()), *(token.partition(":")[2] for token in document.tokens.get("word", ()))]
    if not any(found.startswith(form) for found in forms):
        raise ValueError(f"no form of {form!r} among {forms}")
    return f"{len(document.tokens['exact'])} words analysed"


def _engine(name: str) -> str:
    parts = {key: value for key, value in versions(name).items() if key not in versions("memory")}
    return ", ".join(f"{key} {value}" for key, value in parts.items()) or "for tests"


def _words(settings: Settings) -> str:
    lists = read_lists(settings.words, LANGUAGES)
    counted = {"terms with synonyms": lists.synonyms, "protected words": lists.protected}
    counts = [f"{sum(map(len, tables.values())):,} {what}" for what, tables in counted.items()]
    return ", ".join([*counts, f"{sum(len(each.words) for each in lists.whole.values()):,} words that stay whole"])


def _index(settings: Settings) -> Check:
    try:
        found = ingest.info(settings.index, settings.words)
    except IndexMissing as error:
        return Check("index", True, f"none yet. {error}")
    except GlottaError as error:
        return Check("index", False, str(error))
    unknown = found.languages.get("und", 0)
    detail = f"{found.documents:,} documents, engine {found.engine}, generation {found.generation}"
    if unknown:
        detail += f"; {unknown:,} with passages in no language that has rules of its own (found by their words as written)"
    return Check("index", True, detail)


def _folder(folder: Path) -> Check:
    place = folder
    while not place.exists() and place != place.parent:
        place = place.parent
    if not os.access(place, os.W_OK):
        return Check("folder", False, f"{folder} cannot be written by this user: choose another with --index, or change its owner")
    if folder.exists() and folder.stat().st_mode & 0o002:
        return Check("folder", False, f"everybody can write to {folder}, and so make this program run code: chmod o-w {folder}")
    return Check("folder", True, f"{folder} can be written")
