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

_DECORATION = " \t\u00a0\u3000*_#>•·■□◆◇●○★☆▼▲▶►▷→⇒»«›‹|-–—=【】[]［］〔〕〈〉《》＜＞<>:："
_ARABIC = {**dict.fromkeys([*range(0x64B, 0x653), 0x670, 0x640]), **dict.fromkeys([0x622, 0x623, 0x625], 0x627)}
_COUNT_BEFORE = re.compile(r"^\d{1,7}\s*(?:件の|件|条|條|則|个|個|개의|개)?\s*")
_COUNT_AFTER = re.compile(r"\s*[(\[]?\s*\d{1,7}\s*(?:件|条|條)?\s*[)\]]?$")
_COLON = re.compile(r"\s*[:：]\s*|\s+[-–—]\s+|\s+(?=https?://)", re.IGNORECASE)
_LONGEST = 300
"""Characters; no longer line is a label, so none is looked at."""


def rows(name: str) -> Iterator[list[str]]:
    """The rows of ``data/<name>.tsv``, split into columns; comments and blank lines left out."""
    table = (files("search.readers") / "data" / f"{name}.tsv").read_text(encoding="utf-8")
    for row in table.split("\n"):
        if row.strip() and not row.startswith("#"):
            yield row.split("\t")


def normal(text: str) -> str:
    """The form in which labels are compared. Its offsets are not those of ``text``."""
    return " ".join(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).translate(_ARABIC).split())


@functools.cache
def words(name: str) -> frozenset[str]:
    """All labels of ``source``, ``comments``, ``related`` or ``credit``, in normal form."""
    return frozenset(normal(label) for row in rows(name) for label in row[1:])


def bare(line: str) -> str:
    """A line's normal form without bullets, brackets and the final colon; empty when it is too long to be a label."""
    return "" if len(line) > _LONGEST else normal(line).strip(_DECORATION).strip()


@dataclass(frozen=True, slots=True)
class Label:
    """A line that is a label, or opens with one. ``rest`` is what follows the colon, as written; empty for a label alone."""

    rest: str
    counted: bool = False
    """It carries a number, as the label over comments does; nothing else on a page looks like this."""


def _opening(line: str, name: str) -> Label | None:
    if len(line) > _LONGEST:
        return None
    if bare(line) in words(name):
        return Label("")
    inner = line.strip(" \t([（［【").lstrip(_DECORATION)
    found = _COLON.search(inner)
    if found and bare(inner[:found.start()]) in words(name):
        return Label(inner[found.end():].strip().rstrip(")]）］】 "))
    return None


def source(line: str) -> Label | None:
    """``出典: https://...``, ``Kilde``, ``(Nguồn: VnExpress)``."""
    return _opening(line, "source")


def credit(line: str) -> Label | None:
    """``Foto: Duong Giang/VNA``: only with a name after the colon."""
    label = _opening(line, "credit")
    return label if label and label.rest else None


def related(line: str) -> Label | None:
    """``Les også``, ``Xem thêm: ...``."""
    return _opening(line, "related")


def comments(line: str) -> Label | None:
    """``Comments``, ``コメント (0)``, ``3 comments``."""
    label = bare(line)
    if not label:
        return None
    if label in words("comments"):
        return Label("")
    without = _COUNT_AFTER.sub("", _COUNT_BEFORE.sub("", label)).strip(_DECORATION)
    return Label("", counted=True) if without != label and without in words("comments") else None
