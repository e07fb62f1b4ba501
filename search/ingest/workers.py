"""Analysis in worker processes: documents in, analysed documents out, in the same order.

A worker gets batches of documents through a pipe and hands back batches of :class:`IndexedDocument`, whose fields are one string each: that
is what makes sending them worth it. Two batches are on their way to a worker at a time, so that none waits for the reader, and a bounded
number of bytes is in flight altogether, so that memory stays bounded on a corpus of any size.

Workers come from a fork server, which forks before there are threads and imports the analysis once. A worker ends when its pipe ends: none
outlives its parent, however that ends. Ctrl-C is for the parent alone.
"""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import queue
import signal
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from search.analysis.analyse import analyse
from search.engine import IndexedDocument
from search.errors import WorkerDied
from search.model import Document
from search.wordlists import WordLists, current, using

log = logging.getLogger("glotta")

WORTH_IT = 2_000_000
"""Characters of text from which workers are started: one takes about a second to start, as long as it takes to analyse a megabyte."""
BATCH_TEXT = 250_000
"""Characters of text after which a batch is closed."""
BATCH_DOCUMENTS = 256
AHEAD = 2
"""Batches on their way to one worker, the one it works on included."""
WAITING = 8
"""Batches per worker that are on their way or wait for an earlier one, because results come in order."""
IN_FLIGHT = 32_000_000
"""Characters of text in all workers together; one larger document goes alone."""
_RARELY = (3_000_000, 20, 100)
"""How often a worker looks for cycles: an analysis leaves none behind (seen on 2,000 documents of 60 languages), and to look through
the words that are met took a tenth of its time by Python's own rule, a fiftieth every 100,000 objects."""


@dataclass(frozen=True, slots=True)
class AnalysisFailed:
    """A mistake of ours in the analysis of one document."""

    reason: str


Analysed = IndexedDocument | AnalysisFailed


def analysed(document: Document) -> Analysed:
    """The document ready for an engine, or why it is not: it costs one document, and is logged."""
    try:
        return analyse(document)
    except Exception as error:
        log.warning("The analysis of %s failed; please report it.", document.id, exc_info=error)
        return AnalysisFailed(f"the analysis failed: {error!r}")


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Analysts:
    """Analyses in this process until there is enough text for workers to be worth it. Results come in the order of the documents."""

    def __init__(self, jobs: int, expected: int = 0) -> None:
        """``jobs``: worker processes; 1: none, the work is done here. ``expected``: characters of text to come, if that is known."""
        self._jobs = jobs
        self._left = 0 if expected >= WORTH_IT else WORTH_IT
        self._workers: list[_Worker] = []
        self._batch: list[Document] = []
        self._batch_text = 0
        self._next = 0
        self._results: dict[int, Sequence[Analysed]] = {}
        self._sent: deque[tuple[int, int]] = deque()
        """Number and characters of each batch that is not handed back yet."""

    def submit(self, document: Document) -> Iterator[Analysed]:
        """Take a document; give back what is ready."""
        if self._jobs == 1 or self._left > 0:
            self._left -= len(document.text)
            yield analysed(document)
            return
        self._batch.append(document)
        self._batch_text += len(document.text)
        if self._batch_text >= BATCH_TEXT or len(self._batch) >= BATCH_DOCUMENTS:
            yield from self._send()
        self._receive(block=False)
        yield from self._ready()

    def finish(self) -> Iterator[Analysed]:
        """Give back everything that is still on its way."""
        if self._batch:
            yield from self._send()
        yield from self._ready()
        while self._sent:
            self._receive(block=True)
            yield from self._ready()

    def _send(self) -> Iterator[Analysed]:
        """Hand the batch to the worker with the least to do, as soon as there is room. Raises WorkerDied."""
        if not self._workers:
            self._workers = _started(self._jobs)
        while self._sent and self._is_full():
            self._receive(block=True)
            yield from self._ready()
        min(self._workers, key=len).send(self._next, self._batch)
        self._sent.append((self._next, self._batch_text))
        self._next += 1
        self._batch, self._batch_text = [], 0

    def _is_full(self) -> bool:
        busy = min(map(len, self._workers)) >= AHEAD or len(self._sent) >= WAITING * self._jobs
        return busy or sum(size for _, size in self._sent) + self._batch_text > IN_FLIGHT

    def _receive(self, *, block: bool) -> None:
        """Take what workers hand back; wait for one of them if ``block``. Raises WorkerDied."""
        ready = connection.wait([worker.pipe for worker in self._workers if len(worker)], None if block else 0)
        for worker in self._workers:
            if worker.pipe in ready:
                number, results = worker.receive()
                self._results[number] = results

    def _ready(self) -> Iterator[Analysed]:
        while self._sent and self._sent[0][0] in self._results:
            number, _ = self._sent.popleft()
            yield from self._results.pop(number)

    def close(self) -> None:
        """End the workers at once, whatever they do."""
        for worker in self._workers:
            worker.end()
        self._workers = []


class _Worker:
    """A worker as its parent sees it; its length is the number of batches that it has."""

    def __init__(self, process: BaseProcess, pipe: Connection) -> None:
        self.process = process
        self.pipe = pipe
        self._has: deque[tuple[int, str]] = deque()

    def __len__(self) -> int:
        return len(self._has)

    def send(self, number: int, batch: Sequence[Document]) -> None:
        self._has.append((number, batch[0].id))
        try:
            self.pipe.send((number, batch))
        except OSError as error:
            raise self._died() from error

    def receive(self) -> tuple[int, Sequence[Analysed]]:
        try:
            number, results = self.pipe.recv()
        except (EOFError, OSError) as error:
            raise self._died() from error
        self._has.popleft()
        return number, results

    def _died(self) -> WorkerDied:
        self.process.join(5)
        code = self.process.exitcode
        how = f"was ended by {signal.Signals(-code).name}" if code is not None and code < 0 else f"ended with {code}"
        first = self._has[0][1] if self._has else "none"
        return WorkerDied(
            f"A worker process {how} while it analysed a batch of documents that begins with {first}; the index is as it was. "
            "If memory ran out (SIGKILL), use fewer workers: --jobs 1.")

    def end(self) -> None:
        self.pipe.close()
        self.process.kill()
        self.process.join()


def _started(jobs: int) -> list[_Worker]:
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    workers = []
    for _ in range(jobs):
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs, current()), daemon=True, name="glotta-analysis")
        process.start()
        theirs.close()
        workers.append(_Worker(process, ours))
    return workers


def _work(pipe: Connection, lists: WordLists) -> None:
    """A worker's life, with the word lists of its parent.

    Batches are taken in by a thread, so that the parent never waits while we wait for it to take our results.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(*_RARELY)
    batches: queue.SimpleQueue[tuple[int, list[Document]]] = queue.SimpleQueue()

    def take_in() -> None:
        while True:
            try:
                batches.put(pipe.recv())
            except (EOFError, OSError):
                os._exit(0)  # the parent has ended, or wants no more

    threading.Thread(target=take_in, daemon=True).start()
    while True:
        number, batch = batches.get()
        with contextlib.suppress(BrokenPipeError), using(lists):  # the thread sees the end, too
            pipe.send((number, [analysed(document) for document in batch]))
