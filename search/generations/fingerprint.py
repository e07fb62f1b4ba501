"""What an index depends on, in one short string: two programs with the same fingerprint cut and fold every word alike.

An index answers rightly only to the analysis that made it: another ICU breaks Thai elsewhere, another dictionary gives other lemmas,
and the words of the query are then looked for under forms that were never written. So the manifest keeps the fingerprint, and an
index with another one is refused with the command that mends it, never silently misread.

Five parts, because each catches what the others miss: a version raised by hand (payload format, meaning of a field), a hash of the
analysis of a fixed text (any change of our own code or of a library that shows in it), a hash of our data files and the versions of
the libraries (changes that do not show in the fixed text), and the user's own words as far as they change the analysis (synonyms do not).
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from search.analysis.analyse import analyse
from search.engine import TOKEN_FIELDS
from search.engines import engine_class
from search.model import Document
from search.store.payload import MAGIC
from search.text.unicode import ICU_VERSION, UNICODE_VERSION
from search.wordlists import NO_LISTS, current, using

ANALYSIS_VERSION = 8
"""Raise it by hand when what is stored changes meaning without changing the tokens: the payload, a zone rule, a keyword field."""

_DATA = Path(__file__).parents[1] / "languages" / "data"

LIBRARIES = ("fugashi", "unidic-lite", "python-mecab-ko-dic", "PyStemmer", "pycld2")
"""Distributions whose version decides what a word's forms are."""

WORD_LISTS = "protected and whole words"
"""Name of the part that stands for the user's lists; there is none without them."""

PROBE = """\
Grønne høyskolers hemmeligheter: 57-NQ/TW, C++ og NamViệt, v1.2.3. 🎉

東京都の京都市では、緑茶を飲んでいました。ﾊﾞｸﾆﾝ省の国際イノベーションセンターの構築。

Công nghiệp hỗ trợ (me@example.org): hiện đại hoá, hiện đại hóa. Kỹ sư Phạm Minh Chính gặp T&T 1.000.000 lần.

وبالمدرسةِ كتبوا الإعلام والاعلام، ـــ ٢٠٢٣ ومستشفى المسلمين.

The children's studies were running; naïve façade, Straße. Les élèves étudiaient. Die Häuser. Дети ходили в школу.

నదులు గ్రామాలలో ఉన్నాయి.

বইগুলোর দাম টার্মিনালের কাছে।

הילדים הלכו לבית הספר.

getHTTPResponse: می‌خواهم رابطهٔ خوب داشته باشم.

นํ้า ภาษาไทยง่ายนิดเดียว 中華人民共和国的人民 한국어를 공부합니다 हिन्दी भाषा
"""
"""A little of every script and rule. Changing it changes every fingerprint."""


def versions(engine: str) -> Mapping[str, str]:
    """Everything the fingerprint is made of, by name; protected and whole words (``search/wordlists.py``) are those in force here."""
    lists = current().digest
    return {**_versions(engine), WORD_LISTS: lists} if lists else _versions(engine)


@functools.cache
def _versions(engine: str) -> Mapping[str, str]:
    """All but the user's lists. Computed once per process (some milliseconds, and the analysis is loaded after)."""
    parts = {
        "analysis": str(ANALYSIS_VERSION),
        "payload": MAGIC.decode(),
        "analysis of a fixed text": _probe_hash(),
        "data of the languages": _data_hash(),
        "ICU": ICU_VERSION,
        "Unicode": UNICODE_VERSION,
    }
    for name in LIBRARIES:
        try:
            parts[name] = version(name)
        except PackageNotFoundError:
            parts[name] = "missing"
    parts.update(engine_class(engine).versions())
    return parts


def fingerprint(engine: str) -> str:
    """Sixteen hex digits over :func:`versions`."""
    return _digest(dict(versions(engine)))


@functools.cache
def _probe_hash() -> str:
    with using(NO_LISTS):
        document = analyse(Document(id="probe", text=PROBE, title="Probe", url="https://news.example.org/a-b", site="news.example.org"))
    tokens = {name: list(document.tokens.get(name, ())) for name in TOKEN_FIELDS}
    return _digest({"tokens": tokens, "lang": document.lang, "langs": list(document.langs)})


@functools.cache
def _data_hash() -> str:
    """Of the function words, irregular forms and dictionaries of all languages: some 3 MB, read in milliseconds."""
    each = sorted(file for file in _DATA.rglob("*") if file.is_file())
    return _digest({str(file.relative_to(_DATA)): hashlib.sha256(file.read_bytes()).hexdigest() for file in each})


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=True).encode()).hexdigest()[:16]
