"""Label lines of web pages in many languages: "Source:", "Comments (0)", "Read also". The words are data (``data/*.tsv``).

Labels are recognised whatever the language of the page: pages of one site in one language carry labels of another (seed 004).
They are compared after NFKC, case folding and the usual carelessness of Arabic typing (tashkeel, tatweel, seats of hamza), so that
decomposed and full-width labels are the same labels.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

_DECORATION = " \t\u00a0\u3000*_#=>•·■□◆◇●○★☆▼▲▶►▷→⇒»«›‹|-–—=【】[]［］〔〕〈〉《》＜＞<>:："
_ARABIC = {**dict.fromkeys([*range(0x64B, 0x653), 0x670, 0x640]), **dict.fromkeys([0x622, 0x623, 0x625], 0x627)}
_ARABIC_LETTER = re.compile(f"[{''.join(map(chr, _ARABIC))}]")
_COUNT_BEFORE = re.compile(r"^\d{1,7}\s*(?:件の|件|条|條|則|个|個|개의|개)?\s*")
_COUNT_AFTER = re.compile(r"\s*[(\[]?\s*\d{1,7}\s*(?:件|条|條)?\s*[)\]]?$")
_COLON = re.compile(r"\s*[:：]\s*|\s+[-–—]\s+|\s+(?=https?://)", re.IGNORECASE)
_MAYBE_COLON = re.compile("[:：–—-]")
"""What every ``_COLON`` holds. Most lines hold none, and to look for one character is ten times as fast."""
_DIGIT = re.compile(r"\d")
_INITIAL = re.compile(r"[^\W\d_]")
_LONGEST = 300
"""Characters; no longer line opens with a label, so none is looked at."""
_WIDEST = 60
"""Characters of the label itself, decoration included."""


def rows(name: str) -> Iterator[list[str]]:
    """The rows of ``data/<name>.tsv``, split into columns; comments and blank lines left out."""
    table = (files("search.readers") / "data" / f"{name}.tsv").read_text(encoding="utf-8")
    for row in table.split("\n"):
        if row.strip() and not row.startswith("#"):
            yield row.split("\t")


def normal(text: str) -> str:
    """The form in which labels are compared. Its offsets are not those of ``text``."""
    if text.isascii():
        return " ".join(text.lower().split())
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return " ".join((folded.translate(_ARABIC) if _ARABIC_LETTER.search(folded) else folded).split())


@functools.cache
def _table() -> dict[str, frozenset[str]]:
    """Label in normal form -> the kinds of label it is: ``source``, ``comments``, ``related``, ``credit``."""
    table: dict[str, frozenset[str]] = {}
    for kind in ("source", "comments", "related", "credit"):
        for row in rows(kind):
            for label in map(normal, row[1:]):
                table[label] = table.get(label, frozenset()) | {kind}
    return table


@dataclass(frozen=True, slots=True)
class Label:
    """A line that is a label, or opens with one."""

    kinds: frozenset[str]
    rest: str = ""
    """What follows the colon, as written; empty for a label alone."""
    counted: bool = False
    """It carries a number, as the label over comments does; nothing else on a page looks like this."""
    heading: bool = False
    """Its author marked it as a heading of the text (``## Sources``, ``== Nguồn ==``)."""


@functools.lru_cache(maxsize=1_000)
def find(line: str) -> Label | None:
    """The label that a line is or opens with; None for any other line."""
    if len(line) > _LONGEST or not (match := _INITIAL.search(line, 0, _WIDEST)) or match[0].islower():
        return None  # labels begin with a capital where there are capitals; `source: x` is a line of code
    if len(line) <= _WIDEST:
        label = normal(line).strip(_DECORATION)
        if label in _table():
            return Label(_table()[label], heading=line[0] in "=#")
        without = _COUNT_AFTER.sub("", _COUNT_BEFORE.sub("", label)).strip(_DECORATION) if _DIGIT.search(label) else label
        if without != label and "comments" in _table().get(without, ()):
            return Label(frozenset({"comments"}), counted=True)
    inner = line.lstrip(_DECORATION + "([（［【")
    colon = _COLON.search(inner, 0, _WIDEST) if _MAYBE_COLON.search(inner, 0, _WIDEST) else None
    if colon and (kinds := _table().get(normal(inner[:colon.start()]).strip(_DECORATION))):
        return Label(kinds, inner[colon.end():].strip().rstrip(")]）］】 "), heading=line[0] in "=#")
    return None


def source(line: str) -> Label | None:
    """``出典: https://...``, ``Kilde``, ``(Nguồn: VnExpress)``."""
    return _of_kind(line, "source")


def related(line: str) -> Label | None:
    """``Les også``, ``Xem thêm: ...``."""
    return _of_kind(line, "related")


def comments(line: str) -> Label | None:
    """``Comments``, ``コメント (0)``, ``3 comments``; nothing after it but a number."""
    label = _of_kind(line, "comments")
    return label if label and not label.rest else None


def credit(line: str) -> Label | None:
    """``Foto: Duong Giang/VNA``: only with a name after the colon."""
    label = _of_kind(line, "credit")
    return label if label and label.rest else None


def _of_kind(line: str, kind: str) -> Label | None:
    label = find(line)
    return label if label and kind in label.kinds else None
