"""Document -> tokens of every field: passages, their languages, their words, and the forward index."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from search.analysis.collector import Collector
from search.analysis.cutting import LONG, Source
from search.analysis.forms import URL
from search.detection.passages import label_passages, zoned_passages
from search.engine import IndexedDocument
from search.languages import writes_marks
from search.model import Document, Span, own_address
from search.store.payload import encode
from search.text.unicode import normalise

RUN = 100_000
"""Characters of passages that are analysed together, about: more gains nothing and takes memory."""


def analyse(document: Document) -> IndexedDocument:
    """Everything an engine needs of a document. Never raises on any text."""
    zoned = zoned_passages(document)
    separate_title = bool(document.title) and document.title_span is None
    source, title = Source.of(document.text), Source.of(document.title)
    lang, labels = label_passages(_without_urls(document, zoned, source, title if separate_title else None), document.lang)
    collector = Collector()
    if separate_title:
        collector.add_in_pieces(title, 0, len(document.title), labels[-1], "title")
    for spans, zone, label in _runs(source, zoned, labels):
        if _stands_alone(source, *spans[0]):
            collector.add_in_pieces(source, *spans[0], label, zone)
        else:
            collector.add(source, spans, label, zone)
    if document.title_source == "document":
        collector.add_title(document.title, labels[-1] if separate_title else lang)
    if address := own_address(document.url, document.id, document.source):
        collector.add_url(address)
    marked = lang if writes_marks(lang, collector.marked[lang], collector.words[lang]) else None
    stamp = content_stamp(document)
    body_hash = _body_hash(source, [(start, end) for start, end, zone in zoned if zone == "body"]) or stamp
    return IndexedDocument(
        id=document.id,
        tokens=collector.joined(),
        lang=lang,
        langs=tuple(sorted({lang, *labels})),
        site=document.site,
        date=document.date,
        source=document.source,
        hash=body_hash,
        stamp=stamp,
        payload=encode(document, lang, body_hash, collector.lines, collector.tokens(), collector.passages, marked),
        marked=marked,
    )


def _runs(source: Source, zoned: Iterable[tuple[int, int, str]], labels: Iterable[str]) -> Iterator[tuple[list[Span], str, str]]:
    """Passages that can be analysed together (spans, zone, language)."""
    spans: list[Span] = []
    kind: tuple[str, str] = ("", "")
    alone, done, most = False, 0, 0
    for (start, end, zone), label in zip(zoned, labels, strict=False):
        single = _stands_alone(source, start, end)
        if spans and (alone or single or start > most or kind != (zone, label) or not _apart(source.text[done:start])):
            yield spans, *kind
            spans = []
        if not spans:
            kind, most = (zone, label), start + RUN
        spans.append((start, end))
        alone, done = single, end
    if spans:
        yield spans, *kind


def _stands_alone(source: Source, start: int, end: int) -> bool:
    return end - start > LONG or (bool(source.urls) and source.holds_url(start, end))


def _apart(between: str) -> bool:
    return between == "\n" or ("\n" in between and between.isspace())


def _body_hash(source: Source, spans: Sequence[Span]) -> str:
    """A hash of the words of a body; empty for one without any, which is a copy of its very like only."""
    digest = hashlib.blake2b(digest_size=16)
    some = False
    at = 0
    while at < len(spans):
        last = bisect_right(spans, (spans[at][0] + RUN, 0), at + 1)
        body = "\n".join([source.levelled[start:end] for start, end in spans[at:last]])
        words = (body if source.normal else normalise(body).text).split()
        if words:
            digest.update((" " * some + " ".join(words)).encode("utf-8", "surrogatepass"))
            some = True
        at = last
    return digest.hexdigest() if some else ""


def _without_urls(document: Document, zoned: Iterable[tuple[int, int, str]], source: Source, title: Source | None) -> list[str]:
    """The passages, a separate title last, as the detection of languages wants to read them."""
    texts = [document.text[start:end] for start, end, _ in zoned]
    if source.urls:
        texts = [URL.sub(" ", text) for text in texts]
    if title is not None:
        texts.append(URL.sub(" ", title.text))
    return texts


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
