"""Filters, facets, order, ties and pages of every engine."""

from __future__ import annotations

import pytest

from search.engine import All, MatchPlan
from tests.engines.builders import document, form, full, ids, leaf, plan
from tests.engines.conftest import Fill


def test_filters_hold_for_full_and_partial_matches(fill: Fill) -> None:
    engine = fill(
        document("d1", "a b", lang="no"),
        document("d2", "a", lang="no"),
        document("d3", "a b", lang="vi"),
        document("d4", "a", lang="vi", langs=("vi", "no")),
    )
    wanted = plan(All((leaf("a"), leaf("b"))), lang=("no",))
    assert ids(engine, wanted) == ["d1", "d2", "d4"], "lang matches the document's language or that of one of its passages"
    assert set(ids(engine, plan("a", lang=("no", "vi")))) == {"d1", "d2", "d3", "d4"}, "values of one filter are alternatives"


def test_a_site_filter_finds_sub_domains_and_not_other_endings(fill: Fill) -> None:
    engine = fill(
        document("d1", "a", site="example.org"),
        document("d2", "a", site="news.example.org"),
        document("d3", "a", site="myexample.org"),
        document("d4", "a", site="localhost"),
        document("d5", "a"),
    )
    assert full(engine, plan("a", site=("example.org",))) == {"d1", "d2"}
    assert full(engine, plan("a", site=("news.example.org", "localhost"))) == {"d2", "d4"}
    assert full(engine, plan("a", site=("org",))) == set()


def test_bodies_can_be_asked_for_and_all_copies_but_one_left_out(fill: Fill) -> None:
    documents = [document(id_, exact) for id_, exact in [("d1", "a"), ("d2", "a b"), ("d3", "a b"), ("d4", "a b"), ("d5", "a c")]]
    engine = fill(*documents)
    body = documents[1].hash
    assert full(engine, plan("a", bodies=(body,))) == {"d2", "d3", "d4"}
    assert full(engine, plan("a", bodies=(body, documents[0].hash))) == {"d1", "d2", "d3", "d4"}
    assert full(engine, plan("a", only_copy=((body, "d3"),))) == {"d1", "d3", "d5"}
    assert full(engine, plan("a", only_copy=((body, "d3"), (documents[0].hash, "d9")))) == {"d3", "d5"}
    assert ids(engine, plan(All((leaf("a"), leaf("c"))), only_copy=((body, "d4"),))) == ["d5", "d1", "d4"], "partial matches, too"
    engine.delete(["d3"])
    engine.commit()
    assert full(engine, plan("a", only_copy=((body, "d4"),))) == {"d1", "d4", "d5"}


def test_date_filters_are_inclusive_and_leave_out_undated_documents(fill: Fill) -> None:
    engine = fill(
        document("d1", "a", date="2024-12-31"),
        document("d2", "a", date="2025-01-01"),
        document("d3", "a", date="2025-06-30"),
        document("d4", "a"),
    )
    assert full(engine, plan("a", date_from="2025-01-01")) == {"d2", "d3"}
    assert full(engine, plan("a", date_to="2025-01-01")) == {"d1", "d2"}
    assert full(engine, plan("a", date_from="2025-01-01", date_to="2025-01-01")) == {"d2"}
    assert full(engine, plan("a", date_from="2025-02-01", date_to="2025-01-01")) == set()
    assert full(engine, plan("a")) == {"d1", "d2", "d3", "d4"}


def test_facets_count_full_matches_only(fill: Fill) -> None:
    engine = fill(
        document("d1", "a b", lang="no", langs=("no", "vi"), site="news.example.org", date="2025-01-01"),
        document("d2", "a b", lang="vi", site="example.org", date="2024-05-05"),
        document("d3", "a b", lang="vi", date="2024-01-01"),
        document("d4", "a", lang="ar", site="example.org", date="2023-01-01"),
    )
    matches = engine.match(plan(All((leaf("a"), leaf("b")))), limit=1, facets=("lang", "site", "year"))
    assert dict(matches.facets) == {
        "lang": (("vi", 3), ("no", 1)),
        "site": (("example.org", 1), ("news.example.org", 1)),
        "year": (("2024", 2), ("2025", 1)),
    }, "facets: all languages of the document, the whole host, the year; most frequent first, then by value"
    assert dict(engine.match(plan("a"), limit=1).facets) == {}
    assert dict(engine.match(plan("zz"), limit=1, facets=("lang",)).facets) == {"lang": ()}


def test_by_date_the_newest_come_first_and_undated_ones_last(fill: Fill) -> None:
    engine = fill(
        document("undated-b", "a b"),
        document("undated-a", "a b"),
        document("old", "a b", date="1999-12-31"),
        document("new-b", "a b", date="2025-01-01"),
        document("new-a", "a b", date="2025-01-01"),
        document("partial", "a", date="2026-01-01"),
    )
    wanted = plan(All((leaf("a"), leaf("b"))), by_date=True)
    assert ids(engine, wanted) == ["new-a", "new-b", "old", "undated-a", "undated-b"], "full matches only; equal dates in order of id"
    assert [match.id for match in engine.match(wanted, limit=2, offset=1).hits] == ["new-b", "old"]
    assert not engine.match(wanted, limit=5).more


@pytest.mark.parametrize("tiered", [True, False])
def test_pages_put_together_are_the_whole_list(fill: Fill, tiered: bool) -> None:
    documents = [document(f"d{n:03}", "a " * (n % 3) + "b " * (n % 4) + "x " * (n % 5 + 1)) for n in range(60)]
    engine = fill(*documents[::-1])
    wanted = plan(All((leaf("a", idf=2.0), leaf("b"))), tiered=tiered)
    whole = engine.match(wanted, limit=100)
    for size in (1, 7, 20):
        pages = [engine.match(wanted, limit=size, offset=offset) for offset in range(0, len(whole.hits) + size, size)]
        assert [match for page in pages for match in page.hits] == list(whole.hits), (
            f"{engine.name}: pages of {size} do not add up to the list (a document is shown twice, or never).\n"
            "Likely cause: ties at a page's border are broken by something else than the id, or full and partial matches overlap."
        )
        assert [page.more for page in pages] == [offset + size < len(whole.hits) for offset in range(0, len(whole.hits) + size, size)]
        assert {page.total for page in pages} == {whole.total}


@pytest.mark.parametrize(
    "wanted", [plan("a"), plan(All(())), plan(leaf(form("a", prefix=True))), plan("a", tiered=False), plan("a", by_date=True)]
)
def test_ties_are_in_order_of_id_on_every_page(fill: Fill, wanted: MatchPlan) -> None:
    names = [f"d{n * 37 % 101:03}" for n in range(101)]
    engine = fill(*(document(name, "a b") for name in names[:60]))
    engine.add(document(name, "a b") for name in names[60:])
    engine.commit()
    found = [match.id for offset in range(0, 110, 10) for match in engine.match(wanted, limit=10, offset=offset).hits]
    assert found == sorted(names)


def test_ids_are_ordered_by_code_point(fill: Fill) -> None:
    names = ["z", "Z", "é", "\uffee", "𐀀", "a b", "a", "a/b", "日本"]
    engine = fill(*(document(name, "a") for name in names))
    assert ids(engine, plan("a")) == sorted(names)


def test_a_limit_of_zero_counts_and_shows_nothing(fill: Fill) -> None:
    engine = fill(document("d1", "a"), document("d2", "b"))
    matches = engine.match(plan("a"), limit=0, facets=("lang",))
    assert (matches.hits, matches.total, matches.more) == ((), 1, True)


def test_an_offset_beyond_the_end_is_an_empty_page(fill: Fill) -> None:
    engine = fill(document("d1", "a"))
    matches = engine.match(plan("a"), limit=10, offset=500)
    assert (matches.hits, matches.total, matches.more) == ((), 1, False)


def test_ties_are_in_order_of_id_after_many_commits_and_deletions(fill: Fill) -> None:
    names = [f"d{n * 37 % 101:03}" for n in range(101)]
    engine = fill()
    for start in range(0, 101, 8):
        engine.add(document(name, "a b", date="2025-01-01") for name in names[start : start + 8])
        engine.delete([names[start // 2]])
        engine.commit()
    left = sorted(set(names) - {names[start // 2] for start in range(0, 101, 8)})
    for wanted in (plan("a"), plan("a", by_date=True), plan(All(()))):
        pages = [engine.match(wanted, limit=9, offset=offset).hits for offset in range(0, 110, 9)]
        assert [match.id for page in pages for match in page] == left


@pytest.mark.parametrize("commits", [1, 3])
def test_a_thousand_ties_are_in_order_of_id_to_the_last_page(fill: Fill, commits: int) -> None:
    names = [f"d{n * 3571 % 6007:04}" for n in range(6007)]
    engine = fill()
    for start in range(commits):
        engine.add(document(name, "a", date="2025-01-01") for name in names[start::commits])
        engine.commit()
    for wanted in (plan(leaf(form("a", prefix=True))), plan("a", by_date=True)):
        found = [match.id for offset in (0, 10, 500, 990) for match in engine.match(wanted, limit=10, offset=offset).hits]
        assert found == [name for offset in (0, 10, 500, 990) for name in sorted(names)[offset : offset + 10]]
