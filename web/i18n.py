"""The interface's own language: which one, its catalogue, its digits, dates and names of languages.

Chosen by ``hl=``, else by ``Accept-Language``, else English. Catalogues are ``translations/<language>/LC_MESSAGES/messages.po``, read as
they are (no compiled file to keep in step, no build step); English is in the code.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from urllib.parse import urlencode

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations
from flask import Flask, request, url_for
from flask_babel import Babel, Domain, get_locale, gettext

INTERFACE_LANGUAGES = {"en": "English", "ja": "日本語", "vi": "Tiếng Việt", "ar": "العربية", "no": "Norsk"}
"""Code -> the language's own name, in the order of the switch."""

_ACCEPTED = {**{code: code for code in INTERFACE_LANGUAGES}, "nb": "no", "nn": "no"}
TRANSLATIONS = Path(__file__).parent / "translations"


def register(app: Flask) -> None:
    """Choose the language of every request, and give the templates what they need to speak it."""
    _CatalogueBabel(app, locale_selector=interface_language)
    app.jinja_env.filters.update(number=number, day=day, direction=direction, listed=listed)
    app.jinja_env.filters.update(language_name=language_name, language_label=language_label)
    app.jinja_env.globals.update(interface_languages=INTERFACE_LANGUAGES, interface_url=interface_url)
    app.context_processor(lambda: {"ui": interface_language(), "ui_dir": direction(interface_language()), "hl": interface_argument()})


def interface_language() -> str:
    """The code of the running request's interface language."""
    asked = request.args.get("hl", "")
    if asked in INTERFACE_LANGUAGES:
        return asked
    return _ACCEPTED[request.accept_languages.best_match(_ACCEPTED, "en")]


def interface_argument() -> str | None:
    """``hl`` when the request names an interface language: links then keep it."""
    asked = request.args.get("hl", "")
    return asked if asked in INTERFACE_LANGUAGES else None


def interface_url(code: str) -> str:
    """The running request's page in another interface language."""
    pairs = [(name, value) for name, value in request.args.items(multi=True) if name != "hl"]
    path = url_for(request.endpoint or "views.home", **(request.view_args or {}))
    return f"{path}?{urlencode([*pairs, ('hl', code)])}"


def number(value: float, digits: int = 0) -> str:
    """A number in the digits and separators of the interface's language, with that many decimals."""
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return str(format_decimal(value, format=pattern, locale=get_locale(), numbering_system="default"))


def day(iso: str) -> str:
    """An ISO date as the interface's language writes it."""
    return str(format_date(date.fromisoformat(iso), "long", locale=get_locale()))


def language_name(code: str) -> str:
    """The name of a document's language in the interface's language."""
    if code == "und":
        return str(gettext("Other languages"))
    return str(get_locale().languages.get(code, code))


def language_label(code: str) -> str:
    """The same where it stands alone, as in a list of choices: with a capital (CLDR keeps *norsk* small for running text)."""
    name = language_name(code)
    return name[:1].upper() + name[1:]


def listed(words: Sequence[str]) -> str:
    """Words as a list in the interface's language: *a, b and c*."""
    return str(format_list(words, "standard", locale=get_locale()))


@cache
def direction(code: str) -> str:
    """``ltr`` or ``rtl`` for the ``dir`` attribute; ``auto`` (the first strong letter decides) for an unknown language."""
    if code == "und":
        return "auto"
    try:
        return str(Locale.parse(code, sep="-").text_direction)
    except (ValueError, UnknownLocaleError):
        return "auto"


@cache
def catalogue(language: str) -> NullTranslations:
    """The messages of one interface language; those of the code (English) where there is no catalogue."""
    file = TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"
    if not file.is_file():
        return NullTranslations()
    with file.open("rb") as source:
        messages = read_po(source, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return Translations(compiled)


class _CatalogueDomain(Domain):  # type: ignore[misc]  # Flask-Babel has no type information
    def get_translations(self) -> NullTranslations:
        locale = get_locale()
        return NullTranslations() if locale is None else catalogue(locale.language)


class _CatalogueBabel(Babel):  # type: ignore[misc]
    @cached_property
    def domain_instance(self) -> Domain:
        return _CatalogueDomain()
