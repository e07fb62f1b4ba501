"""Our Whoosh engine beside Whoosh's own search over the same tokens in the same fields: ``python -m benchmarks.matchers``.

Both answer the plans that our search makes of each question: the first ten, and how many match. Theirs by ``whoosh_own.py``. One after
the other, question by question, in CPU milliseconds; cycles are collected in between (Whoosh's matchers are full of them). The first round
begins with nothing in our engine's cache of postings, the next ones with what the round before left there. A question for which the two
count another number of documents fails the run, and so does one of a sample for which they find other documents.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, cast

from benchmarks.corpus import circumstances, lines, percentiles, questions
from benchmarks.whoosh_own import WhooshOwn
from search.analysis.analyse import analyse
from search.engine import Engine, IndexedDocument, Matches, MatchPlan
from search.engines.whoosh import WhooshEngine
from search.lookup import answer
from search.model import Document, SearchRequest
from search.readers import read

LIMIT = 10
COLLECT = 20
"""Questions between two collections of cycles, which are not timed: else one would pay for the other's garbage."""
OURS, THEIRS = "ours", "theirs"
EVERY = 25
"""One question in so many is asked once more without a limit, to compare all that is found."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.matchers", description="Our Whoosh engine beside Whoosh's own matchers.")
    parser.add_argument("--size", type=int, default=1_000, help="documents (default 1000)")
    parser.add_argument("--queries", type=int, default=None, help="take only N questions, spread over all")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--indexes", type=Path, metavar="FOLDER", help="keep both indexes there; if they are there already, only ask")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="write the results as JSON")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="glotta-bench-") as scratch:
        folder = options.indexes or Path(scratch)
        if not (folder / OURS).exists():
            _build(folder, options.size)
        asked = plans(folder / OURS, questions(options.queries))
        with WhooshEngine.open(folder / OURS) as engine, WhooshOwn(folder / THEIRS) as own:
            rounds = [run_round(engine, own, asked) for _ in range(options.rounds)]
            compared = compare(engine, own, [plan for made in asked[::EVERY] for plan in made], options.size)
    print(f"{options.size:,} documents, {len(asked):,} questions, {sum(map(len, asked)):,} plans; CPU milliseconds p50 / p95 / p99")
    for number, one in enumerate(rounds, 1):
        print(f"round {number}: {one.found:,} found, overlap@10 {one.overlap:.3f}")
        for name, times in (("glotta whoosh", one.ours), ("Whoosh's own", one.theirs), ("times as long", one.ratio())):
            print(f"  {name:<16}{' / '.join(f'{value:.2f}' for value in times)}")
    print(f"{compared:,} documents found by {len(asked[::EVERY]):,} questions without a limit: the same by both")
    if options.keep:
        kept = circumstances("benchmarks.matchers") | {"documents": options.size, "questions": len(asked), "compared": compared}
        kept["rounds"] = [asdict(one) for one in rounds]
        options.keep.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


@dataclass(frozen=True)
class Round:
    """One round over all questions: CPU milliseconds p50, p95, p99."""

    ours: tuple[float, float, float]
    theirs: tuple[float, float, float]
    found: int
    """Sum of the totals; the same for both."""
    overlap: float
    """Mean share of our first ten that are among theirs."""

    def ratio(self) -> list[float]:
        return [theirs / ours for ours, theirs in zip(self.ours, self.theirs, strict=True)]


def analysed(corpus: Path) -> Iterator[IndexedDocument]:
    """The documents of a file of JSON lines, as a rebuild analyses them. Raises ValueError for one that cannot be read."""
    for item in read([str(corpus)]):
        if not isinstance(item, Document):
            raise ValueError(f"not a document: {item}")
        yield analyse(item)


def _build(folder: Path, size: int) -> None:
    """Index the documents both ways; prints the CPU seconds from tokens to the commit."""
    (folder / OURS).mkdir(parents=True)
    corpus = folder / "docs.jsonl"
    corpus.write_bytes(b"".join(lines(size)))
    documents = list(analysed(corpus))
    began = time.process_time()
    with WhooshEngine.create(folder / OURS) as engine:
        engine.add(documents)
        engine.commit()
    between = time.process_time()
    WhooshOwn.build(folder / THEIRS, documents)
    print(f"tokens to index: {between - began:.1f} s of CPU ours, {time.process_time() - between:.1f} s theirs", file=sys.stderr)


class _Listening:
    """An engine that writes down the plans it is asked."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.plans: list[MatchPlan] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def match(self, plan: MatchPlan, **named: Any) -> Matches:
        self.plans.append(plan)
        return self._engine.match(plan, **named)


def plans(folder: Path, asked: Sequence[str]) -> list[list[MatchPlan]]:
    """The plans that our search makes of each question: one, or a second one with the weak rungs where the first finds too little."""
    with WhooshEngine.open(folder) as engine:
        listening = _Listening(engine)  # one for all: what is kept per index is kept for an engine
        made = []
        for question in asked:
            listening.plans = []
            answer(cast(Engine, listening), SearchRequest(question), facets=())
            made.append(listening.plans)
        return made


def run_round(engine: WhooshEngine, own: WhooshOwn, asked: Sequence[Sequence[MatchPlan]]) -> Round:
    """Ask both everything once, in turn."""
    times: tuple[list[float], list[float]] = [], []
    found, shares = 0, []
    gc.disable()
    for number, made in enumerate(asked):
        if number % COLLECT == 0:
            gc.collect()
        mine, other = _timed(times[0], made, engine.match), _timed(times[1], made, own.search)
        for ours, theirs in zip(mine, other, strict=True):
            assert ours.total == theirs.total, f"{ours.total} documents match, Whoosh finds {theirs.total}: {made}"
            found += ours.total
            if ours.hits:
                shares.append(len(_ids(ours) & _ids(theirs)) / len(ours.hits))
    gc.enable()
    return Round(percentiles(times[0]), percentiles(times[1]), found, round(sum(shares) / len(shares), 4))


def compare(engine: WhooshEngine, own: WhooshOwn, sample: Sequence[MatchPlan], documents: int) -> int:
    """Documents that match the plans, fully or partly; AssertionError where the two find others."""
    found = 0
    for plan in sample:
        ours, theirs = _ids(engine.match(plan, limit=documents)), _ids(own.search(plan, documents))
        assert ours == theirs, f"only ours: {sorted(ours - theirs)[:5]}, only Whoosh's: {sorted(theirs - ours)[:5]}; {plan}"
        found += len(ours)
    return found


def _ids(matches: Matches) -> set[str]:
    return {hit.id for hit in matches.hits}


def _timed(times: list[float], made: Sequence[MatchPlan], match: Callable[..., Matches]) -> list[Matches]:
    began = time.process_time()
    matches = [match(plan, limit=LIMIT) for plan in made]
    times.append((time.process_time() - began) * 1000)
    return matches


if __name__ == "__main__":
    main()
