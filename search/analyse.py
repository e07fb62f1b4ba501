"""Document -> tokens of every field: passages, their languages, their words, and the forward index."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

import numpy as np

from search.engine import BREAK, IndexedDocument, JoinedTokens
from search.forms import URL, WordForms, address_words, forms_of
from search.languages import language
from search.model import Document, Span
from search.passages import label_passages
from search.store import Passage, PassageKind, Row, Tokens, encode, row_line
from search.text import NO_SPACE, Normalised, level, normalise
from search.word import Part, bigrams, cut_long, fold_forms, running_units

# --- Passages ------------------------------------------------------------------------------------------------------------

_PARTS, _MARKED = attrgetter("parts"), attrgetter("marked")
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


class _RowNumbers(dict[WordForms, int]):
    """Word -> its number in the forward index; a new word is written down."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        self._lines = lines

    def __missing__(self, forms: WordForms) -> int:
        number = self[forms] = len(self._lines)
        self._lines.append(forms.line)
        return number


class _Builder:
    """Collects the fields and the forward index of one document."""

    def __init__(self) -> None:
        self.fields: dict[str, list[str]] = defaultdict(list)
        """Per field: tokens, or several tokens joined with spaces. None is empty."""
        self.lines: list[str] = []
        """The rows as they are stored."""
        self._number_of = _RowNumbers(self.lines)
        self._row: list[int] = []
        self._start: list[int] = []
        self._end: list[int] = []
        self._shifts: list[tuple[int, int]] = []
        """``(number of tokens, base)``: offsets of these tokens are counted from there."""
        self.passages: list[Passage] = []

    @property
    def size(self) -> int:
        """Tokens so far."""
        return len(self._row)

    def add_words(self, words: Iterable[WordForms], starts: Sequence[int], ends: Sequence[int], base: int) -> None:
        self._row += map(self._number_of.__getitem__, words)
        self._start += starts
        self._end += ends
        self._shifts.append((len(starts), base))

    def add_row(self, row: Row, span: Span) -> None:
        self._row.append(len(self.lines))
        self.lines.append(row_line(row))
        self._start.append(span[0])
        self._end.append(span[1])
        self._shifts.append((1, 0))

    def close(self, start: int, end: int, lang: str, zone: str, kind: PassageKind, first: int) -> None:
        self.passages.append(Passage(start, end, lang, zone, kind, first, self.size))

    def tokens(self) -> Tokens:
        start, end = np.array(self._start, dtype=np.int32), np.array(self._end, dtype=np.int32)
        counts, bases = np.array(self._shifts, dtype=np.int32).reshape(-1, 2).T
        return Tokens(np.array(self._row, dtype=np.int32), start + np.repeat(bases, counts), end - start)

    def joined(self) -> dict[str, JoinedTokens]:
        return {name: JoinedTokens(" ".join(chunks)) for name, chunks in self.fields.items() if chunks}


@dataclass(frozen=True, slots=True)
class _Source:
    """A text (that of a document, or its title) and what was done to all of it at once."""

    text: str
    levelled: str
    normal: bool
    """Whether ``levelled`` is normalised already."""
    urls: bool
    """Whether it holds any."""

    @classmethod
    def of(cls, text: str) -> _Source:
        return cls(text, *level(text), URL.search(text) is not None)

    def pieces(self, start: int, end: int) -> Iterator[tuple[Normalised, bool]]:
        """The stretch in pieces, normalised; and whether each is a URL."""
        pieces = _split_urls(self.text[start:end]) if self.urls else ((0, end - start, False),)
        for first, last, is_url in pieces:
            piece, base = self.levelled[start + first : start + last], start + first
            yield Normalised(piece, base) if self.normal else normalise(piece, base), is_url


def _add_passage(builder: _Builder, source: _Source, start: int, end: int, lang: str, zone: str) -> None:
    """Analyse one passage into the builder."""
    aside = "" if zone in ("body", "title") else "_aside"
    first = builder.size
    found: list[WordForms] = []
    readings: list[list[Part]] = []
    for normalised, is_url in source.pieces(start, end):
        if is_url:
            _add_address(builder, normalised)
            continue
        cut = language(lang).cut(normalised.text)
        maybe = forms_of(lang, cut)
        words, starts, ends = [forms for forms in maybe if forms is not None], cut.starts, cut.ends
        if len(words) < len(maybe):
            kept = [forms is not None for forms in maybe]
            starts, ends = list(itertools.compress(starts, kept)), list(itertools.compress(ends, kept))
        builder.add_words(words, *normalised.columns(starts, ends), normalised.base)
        found += words
        if any(map(_PARTS, words)):
            readings += [
                [(*normalised.span(at + a, at + b), form) for a, b, form in reading]
                for forms, at in zip(words, starts, strict=True)
                for reading in forms.parts
            ]
        _add_running(builder.fields["chars" + aside], normalised.text)
    builder.close(start, end, lang, zone, "text", first)
    if found:
        _add_words(builder.fields, found, aside, lang)
    for reading in readings:
        _add_parts(builder, reading, aside, lang, zone)


def _add_running(chars: list[str], plain: str) -> None:
    if NO_SPACE.search(plain) is None:
        return
    for line in plain.split("\n"):
        for units in running_units(line):
            chars += (" ".join(bigrams(units)), BREAK)


def _split_urls(text: str) -> Iterator[tuple[int, int, bool]]:
    """``(start, end, whether it is a URL)`` of each piece."""
    done = 0
    for found in URL.finditer(text):
        if found.start() > done:
            yield done, found.start(), False
        yield *found.span(), True
        done = found.end()
    if done < len(text):
        yield done, len(text), False


def _add_words(fields: dict[str, list[str]], words: Sequence[WordForms], aside: str, lang: str) -> None:
    exact = [forms.exact for forms in words]
    fields["exact" + aside] += (*exact, BREAK)
    fields["word" + aside] += filter(None, [forms.word for forms in words])
    if any(map(_MARKED, words)):
        fold = fields["fold" + aside]
        fold += [forms.fold for forms in words]
        fold.append(BREAK)
        fold += filter(None, [forms.other_folds for forms in words])
    if aside:
        return
    fields["gram"] += filter(None, [forms.gram for forms in words])
    if lang == "vi":
        syllables = [forms.row.exact[0] for forms in words]
        fields["gram"] += map("_".join, itertools.pairwise(syllables))


def _add_parts(builder: _Builder, reading: Sequence[Part], aside: str, lang: str, zone: str) -> None:
    """Another reading of one word, as a passage of its own after the passage that holds the word."""
    first = builder.size
    rows = [Row(cut_long(form), fold_forms(form), ()) for *_, form in reading]
    for row, (start, end, _) in zip(rows, reading, strict=True):
        builder.add_row(row, (start, end))
    builder.close(reading[0][0], reading[-1][1], lang, zone, "parts", first)
    builder.fields["exact" + aside] += [*(form for row in rows for form in row.exact), BREAK]
    if any(row.fold[0] != row.exact[0] for row in rows):
        builder.fields["fold" + aside] += [*(form for row in rows for form in cut_long(row.fold[0])), BREAK]


def _add_address(builder: _Builder, normalised: Normalised) -> None:
    for start, end, form in address_words(normalised.text):
        builder.add_row(Row((form,), (form,), (), address=True), normalised.span(start, end))
        builder.fields["address"].append(form)


# --- Documents -----------------------------------------------------------------------------------------------------------


def analyse(document: Document) -> IndexedDocument:
    """Everything an engine needs of a document. Never raises on any text."""
    zoned = _zoned_passages(document)
    separate_title = bool(document.title) and document.title_span is None
    source, title = _Source.of(document.text), _Source.of(document.title)
    lang, labels = label_passages(_without_urls(document, zoned, source, title if separate_title else None), document.lang)
    builder = _Builder()
    if separate_title:
        _add_passage(builder, title, 0, len(document.title), labels[-1], "title")
    for (start, end, zone), label in zip(zoned, labels, strict=False):
        _add_passage(builder, source, start, end, label, zone)
    if document.title_source == "document":
        _add_title(builder.fields, document.title, labels[-1] if separate_title else lang)
    if document.url:
        builder.fields["address"].extend(form for *_, form in address_words(normalise(document.url).text))
    body = "\n".join([source.levelled[start:end] for start, end, zone in zoned if zone == "body"])
    body_hash = _digest(" ".join((body if source.normal else normalise(body).text).split()))
    return IndexedDocument(
        id=document.id,
        tokens=builder.joined(),
        lang=lang,
        langs=tuple(sorted({lang, *labels})),
        site=document.site,
        date=document.date,
        source=document.source,
        hash=body_hash,
        stamp=content_stamp(document),
        payload=encode(document, lang, body_hash, builder.lines, builder.tokens(), builder.passages),
    )


def _without_urls(document: Document, zoned: Iterable[tuple[int, int, str]], source: _Source, title: _Source | None) -> list[str]:
    """The passages, a separate title last, as the detection of languages wants to read them."""
    texts = [document.text[start:end] for start, end, _ in zoned]
    if source.urls:
        texts = [URL.sub(" ", text) for text in texts]
    if title is not None:
        texts.append(URL.sub(" ", title.text))
    return texts


def _add_title(fields: dict[str, list[str]], title: str, lang: str) -> None:
    for forms in forms_of(lang, language(lang).cut(normalise(title).text)):
        if forms is not None:
            fields["title"].append(forms.exact)
            fields["title_word"] += forms.row.word


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
