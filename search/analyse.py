"""Document -> tokens of every field: passages, their languages, their words, and the forward index.

The same :class:`WordForms` serve documents and queries. What is computed for a word is computed once per distinct word, language and
lemma, and kept in a bounded cache.
"""

from __future__ import annotations

import functools
import hashlib
import itertools
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from search.detect import label_passages
from search.engine import BREAK, IndexedDocument
from search.languages import language
from search.model import Document, Span
from search.store import Passage, PassageKind, Row, Tokens, encode
from search.text import NO_SPACE, Normalised, normalise
from search.word import Part, bigrams, cut_long, exact_form, fold_forms, parts, running_units, spaced_words

URL = re.compile(r"(?:https?://|www\.)[^\s<>\"'、。，「」『』（）()\[\]{}|]+", re.IGNORECASE)
"""Addresses in running text: their words are findable, but they are not words of the text."""


@dataclass(frozen=True, slots=True)
class WordForms:
    """Everything the index holds of one word under one language."""

    row: Row
    grams: tuple[str, ...]
    parts: tuple[tuple[Part, ...], ...]
    function: bool
    marked: bool
    """Whether the word carries marks that its folded form has not."""


@functools.lru_cache(maxsize=400_000)
def word_forms(code: str, surface: str, lemma: str | None) -> WordForms | None:
    """Forms of a segmented word under a language; None when nothing findable is left of it (a lone tashkeel)."""
    forms = language(code).forms(surface, lemma)
    if not forms.exact:
        return None
    row = Row(forms.exact, forms.fold, tuple(f"{code}:{form}" for form in forms.word))
    return WordForms(row, forms.grams, tuple(map(tuple, parts(surface))), forms.function, forms.fold[0] != forms.exact[0])


# --- Passages ------------------------------------------------------------------------------------------------------------

_BLOCK = re.compile(r"[^\S\n]*\n(?:[^\S\n]*\n)+")
_SENTENCE_END = tuple(".!?:;…。！？」』”’\"')）؟।॥։።|")


def passage_spans(text: str) -> list[Span]:
    """Passages of a text: blank-line blocks where its lines are wrapped, else lines. No passage is empty; all letters are in one.

    Wrapped: most lines that have a line right after them are of 30 to 100 characters and do not end a sentence.
    """
    lines = [(start, end) for start, end in _line_spans(text) if text[start:end].strip()]
    inner = [(start, end) for (start, end), (following, _) in itertools.pairwise(lines) if following == end + 1]
    wrapped = [1 for start, end in inner if 30 <= end - start <= 100 and not text[start:end].rstrip().endswith(_SENTENCE_END)]
    if len(inner) < 3 or len(wrapped) < 0.6 * len(inner):
        return lines
    blocks: list[Span] = []
    for start, end in lines:
        if blocks and blocks[-1][1] + 1 == start:
            blocks[-1] = (blocks[-1][0], end)
        else:
            blocks.append((start, end))
    return blocks


def _line_spans(text: str) -> Iterable[Span]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _zoned_passages(document: Document) -> list[tuple[int, int, str]]:
    """``(start, end, zone)`` of every passage, cut at zone borders; hidden zones are left out."""
    zoned: list[tuple[int, int, str]] = []
    zones = iter([*document.zones, None])
    zone = next(zones)
    for start, end in passage_spans(document.text):
        while start < end:
            while zone is not None and zone.end <= start:
                zone = next(zones)
            inside = zone is not None and zone.start <= start
            border = end if zone is None else min(end, zone.end if inside else max(zone.start, start + 1))
            kind = zone.kind if zone is not None and inside else "body"
            if kind != "hidden" and document.text[start:border].strip():
                zoned.append((start, border, kind))
            start = border
    return zoned


# --- Tokens --------------------------------------------------------------------------------------------------------------


class _Builder:
    """Collects the fields and the forward index of one document."""

    def __init__(self) -> None:
        self.fields: dict[str, list[str]] = defaultdict(list)
        self.rows: list[Row] = []
        self._row_of: dict[int, tuple[int, WordForms]] = {}
        """Keyed by identity: word forms come out of a cache, and hashing them would cost more than all else. Holds them alive."""
        self.row: list[int] = []
        self.spans: list[Span] = []
        self.passages: list[Passage] = []

    def add_words(self, words: Sequence[WordForms], spans: Sequence[Span]) -> None:
        known = self._row_of
        numbers = []
        for forms in words:
            entry = known.get(id(forms))
            if entry is None:
                entry = known[id(forms)] = (len(self.rows), forms)
                self.rows.append(forms.row)
            numbers.append(entry[0])
        self.row += numbers
        self.spans += spans

    def add_row(self, row: Row, span: Span) -> None:
        self.row.append(len(self.rows))
        self.rows.append(row)
        self.spans.append(span)

    def close(self, start: int, end: int, lang: str, zone: str, kind: PassageKind, first: int) -> None:
        self.passages.append(Passage(start, end, lang, zone, kind, first, len(self.row)))

    def tokens(self) -> Tokens:
        spans = np.array(self.spans, dtype=np.int32).reshape(-1, 2)
        return Tokens(np.array(self.row, dtype=np.int32), spans[:, 0], spans[:, 1] - spans[:, 0])


def _add_passage(builder: _Builder, text: str, base: int, lang: str, zone: str) -> None:
    """Analyse one passage (``text``, at ``base`` of the document) into the builder."""
    aside = "" if zone in ("body", "title") else "_aside"
    first = len(builder.row)
    found: list[WordForms] = []
    readings: list[list[Part]] = []
    for piece, offset, is_url in _split_urls(text):
        normalised = normalise(piece, base + offset)
        if is_url:
            _add_address(builder, normalised)
            continue
        plain = normalised.text
        segments = language(lang).segment(plain)
        words = [word_forms(lang, plain[start:end], lemma) for start, end, lemma in segments]
        kept = [(forms, segment) for forms, segment in zip(words, segments, strict=True) if forms is not None]
        builder.add_words([forms for forms, _ in kept], normalised.spans((segment[0], segment[1]) for _, segment in kept))
        found += [forms for forms, _ in kept]
        readings += [
            [(*normalised.span(segment[0] + a, segment[0] + b), form) for a, b, form in reading]
            for forms, segment in kept
            if forms.parts
            for reading in forms.parts
        ]
        _add_running(builder.fields["chars" + aside], plain)
    builder.close(base, base + len(text), lang, zone, "text", first)
    _add_words(builder.fields, found, aside, lang)
    for reading in readings:
        _add_parts(builder, reading, aside, lang, zone)


def _add_running(chars: list[str], plain: str) -> None:
    if NO_SPACE.search(plain) is None:
        return
    for line in plain.split("\n"):
        for units in running_units(line):
            chars += bigrams(units)
            chars.append(BREAK)


def _split_urls(text: str) -> Iterable[tuple[str, int, bool]]:
    """``(piece, offset, whether it is a URL)``."""
    done = 0
    for found in URL.finditer(text):
        if found.start() > done:
            yield text[done : found.start()], done, False
        yield found.group(), found.start(), True
        done = found.end()
    if done < len(text):
        yield text[done:], done, False


def _add_words(fields: dict[str, list[str]], words: Sequence[WordForms], aside: str, lang: str) -> None:
    if not words:
        return
    exact = fields["exact" + aside]
    exact += [piece for forms in words for piece in forms.row.exact]
    exact.append(BREAK)
    fields["word" + aside] += [form for forms in words for form in forms.row.word]
    if any(forms.marked for forms in words):
        fold = fields["fold" + aside]
        fold += [piece for forms in words for piece in cut_long(forms.row.fold[0])]
        fold.append(BREAK)
        for forms in words:
            for other in forms.row.fold[1:]:
                fold += (*cut_long(other), BREAK)
    if aside:
        return
    fields["gram"] += [gram for forms in words for gram in forms.grams]
    if lang == "vi":
        fields["gram"] += [f"{a.row.exact[0]}_{b.row.exact[0]}" for a, b in itertools.pairwise(words)]


def _add_parts(builder: _Builder, reading: Sequence[Part], aside: str, lang: str, zone: str) -> None:
    """Another reading of one word, as a passage of its own after the passage that holds the word."""
    first = len(builder.row)
    rows = [Row(cut_long(form), fold_forms(form), ()) for *_, form in reading]
    for row, (start, end, _) in zip(rows, reading, strict=True):
        builder.add_row(row, (start, end))
    builder.close(reading[0][0], reading[-1][1], lang, zone, "parts", first)
    exact = builder.fields["exact" + aside]
    exact += [form for row in rows for form in row.exact]
    exact.append(BREAK)
    if any(row.fold[0] != row.exact[0] for row in rows):
        fold = builder.fields["fold" + aside]
        fold += [form for row in rows for form in cut_long(row.fold[0])]
        fold.append(BREAK)


def address_words(normalised: str) -> list[tuple[int, int, str]]:
    """Words of a URL: ``(start, end, exact form)``."""
    return [(start, end, form) for start, end in spaced_words(normalised) for form in cut_long(exact_form(normalised[start:end]))]


def _add_address(builder: _Builder, normalised: Normalised) -> None:
    for start, end, form in address_words(normalised.text):
        builder.add_row(Row((form,), (form,), (), address=True), normalised.span(start, end))
        builder.fields["address"].append(form)


# --- Documents -----------------------------------------------------------------------------------------------------------


def analyse(document: Document) -> IndexedDocument:
    """Everything an engine needs of a document. Never raises on any text."""
    zoned = _zoned_passages(document)
    separate_title = bool(document.title) and document.title_span is None
    texts = [document.text[start:end] for start, end, _ in zoned]
    plain = [URL.sub(" ", text) for text in ([*texts, document.title] if separate_title else texts)]
    lang, labels = label_passages(plain, document.lang)
    builder = _Builder()
    if separate_title:
        _add_passage(builder, document.title, 0, labels[-1], "title")
    for (start, _, zone), text, label in zip(zoned, texts, labels, strict=False):
        _add_passage(builder, text, start, label, zone)
    if document.title_source == "document":
        _add_title(builder.fields, document.title, labels[-1] if separate_title else lang)
    if document.url:
        builder.fields["address"].extend(form for *_, form in address_words(normalise(document.url).text))
    body = "\n".join(document.text[start:end] for start, end, zone in zoned if zone == "body")
    body_hash = _digest(" ".join(normalise(body).text.split()))
    return IndexedDocument(
        id=document.id,
        tokens=dict(builder.fields),
        lang=lang,
        langs=tuple(sorted({lang, *labels})),
        site=document.site,
        date=document.date,
        source=document.source,
        hash=body_hash,
        stamp=content_stamp(document),
        payload=encode(document, lang, body_hash, builder.rows, builder.tokens(), builder.passages),
    )


def _add_title(fields: dict[str, list[str]], title: str, lang: str) -> None:
    text = normalise(title).text
    for start, end, lemma in language(lang).segment(text):
        forms = word_forms(lang, text[start:end], lemma)
        if forms is not None:
            fields["title"].extend(forms.row.exact)
            fields["title_word"].extend(forms.row.word)


def content_stamp(document: Document) -> str:
    """A hash of everything that was read, so that ``update`` knows a changed document. Hex, 32 characters."""
    facts = [
        document.text,
        document.title,
        document.title_source,
        document.url,
        document.site,
        document.date,
        document.lang,
        [[zone.kind, zone.start, zone.end] for zone in document.zones],
        document.extra,
    ]
    return _digest(json.dumps(facts, ensure_ascii=False, sort_keys=True, default=str))


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
