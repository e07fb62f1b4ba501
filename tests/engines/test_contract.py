"""What every engine finds and how it scores: ``search/engine.py`` and ``search/rank.py`` as examples.

Filters, facets and pages are in ``test_pages.py``, what is kept of a document in ``test_terms.py``, changes and disk in
``test_storage.py``, random plans against the oracle in ``test_agreement.py``.
"""

from __future__ import annotations

import pytest

from search.engine import All, Any_, Form, Gram, Leaf, Not
from search.rank import pivot, saturation
from tests.engines.builders import document, form, full, ids, leaf, lesser, plan, scores
from tests.engines.conftest import Fill

# Words, phrases, prefixes


def test_a_term_finds_the_documents_that_hold_it(fill: Fill) -> None:
    engine = fill(document("d1", "a b"), document("d2", "b c"), document("d3", "c"))
    assert full(engine, plan("b")) == {"d1", "d2"}


def test_a_term_is_matched_whole_and_as_it_is(fill: Fill) -> None:
    engine = fill(document("d1", 'Straße İ ﷺ 𠮷 12:30 c++ x*y a.b -a \\ "q"'), document("d2", "strasse"))
    for term in ["Straße", "İ", "ﷺ", "𠮷", "12:30", "c++", "x*y", "a.b", "-a", "\\", '"q"']:
        assert full(engine, plan(term)) == {"d1"}, f"{engine.name} changes or splits the token {term!r}; an engine takes tokens as they are"
    assert full(engine, plan("stra")) == set()


def test_a_form_is_looked_up_in_its_own_field_only(fill: Fill) -> None:
    engine = fill(document("d1", "a", fold="b"), document("d2", "b"))
    assert full(engine, plan(leaf(form("b", field="fold")))) == {"d1"}


@pytest.mark.parametrize("field", ["exact", "fold", "chars", "title", "exact_aside", "fold_aside", "chars_aside"])
def test_a_phrase_is_its_terms_adjacent_and_in_order(fill: Fill, field: str) -> None:
    engine = fill(
        document("together", by_field={field: "x a b c"}),
        document("reversed", by_field={field: "b a"}),
        document("apart", by_field={field: "a x b"}),
    )
    assert full(engine, plan(leaf(form("a b", field=field)))) == {"together"}


def test_a_phrase_never_crosses_a_break(fill: Fill) -> None:
    engine = fill(document("crossing", "a | b"), document("inside", "x | a b | y"))
    assert full(engine, plan(leaf("a b"))) == {"inside"}, "BREAK holds a position of its own, so that no phrase crosses passages"


def test_a_phrase_may_repeat_a_term(fill: Fill) -> None:
    engine = fill(document("twice", "a a"), document("once", "a b a"), document("thrice", "a a a"))
    assert full(engine, plan(leaf("a a"))) == {"twice", "thrice"}
    assert full(engine, plan(leaf("a a a"))) == {"thrice"}


def test_a_prefix_finds_every_term_that_begins_with_it(fill: Fill) -> None:
    engine = fill(
        document("d1", "hus"),
        document("d2", "huset"),
        document("d3", "hu"),
        document("d4", "𠮷野家"),
        document("d5", "a.c"),
        document("d6", "abc"),
    )
    assert full(engine, plan(leaf(form("hus", prefix=True)))) == {"d1", "d2"}
    assert full(engine, plan(leaf(form("𠮷", prefix=True)))) == {"d4"}
    assert full(engine, plan(leaf(form("a.", prefix=True)))) == {"d5"}, "a prefix is literal text, not a pattern"


def test_a_prefix_counts_as_a_saturation_of_one(fill: Fill) -> None:
    engine = fill(document("d1", "huset huset huset x"), document("d2", "hus"))
    found = scores(engine, plan(leaf(form("hus", 0.5, prefix=True), idf=3.0)))
    assert found == pytest.approx({"d1": 1.5, "d2": 1.5})


def test_a_form_does_not_find_the_documents_that_it_is_not_for(fill: Fill) -> None:
    engine = fill(document("d1", "a", marked="vi"), document("d2", "a"), document("d3", "a b", marked="no"))
    but_vietnamese, prefix = Form("exact", ("a",), 1.0, unless=("vi",)), Form("exact", ("a",), 1.0, prefix=True, unless=("vi", "no"))
    assert full(engine, plan(leaf(but_vietnamese))) == {"d2", "d3"}
    assert full(engine, plan(leaf(prefix))) == {"d2"}
    assert full(engine, plan(Not(leaf(but_vietnamese)))) == {"d1"}
    found = scores(engine, plan(leaf("b", but_vietnamese)))
    assert set(found) == {"d2", "d3"}
    assert found["d2"] == scores(engine, plan("a"))["d2"]


def test_a_form_that_no_document_holds_is_not_an_error(fill: Fill) -> None:
    engine = fill(document("d1", "a"))
    assert full(engine, plan("zz")) == set()
    assert full(engine, plan(leaf("a", "zz", "zz a", form("zz", prefix=True)))) == {"d1"}
    assert full(engine, plan(Leaf((), 1.0))) == set()


# All, Any, Not


def test_all_wants_every_child_and_any_wants_one(fill: Fill) -> None:
    engine = fill(document("d1", "a b"), document("d2", "a"), document("d3", "b"), document("d4", "c"))
    assert full(engine, plan(All((leaf("a"), leaf("b"))))) == {"d1"}
    assert full(engine, plan(Any_((leaf("a"), leaf("b"))))) == {"d1", "d2", "d3"}
    assert full(engine, plan(Any_((leaf("a"), leaf("b")), best=True))) == {"d1", "d2", "d3"}


def test_nothing_in_all_is_everything_and_nothing_in_any_is_nothing(fill: Fill) -> None:
    engine = fill(document("d1", "a", lang="no"), document("d2", "b"))
    assert full(engine, plan(All(()))) == {"d1", "d2"}
    assert full(engine, plan(All(()), lang=("no",))) == {"d1"}, "a query of filters only finds every document that passes"
    assert full(engine, plan(Any_(()))) == set()


def test_not_takes_documents_away(fill: Fill) -> None:
    engine = fill(document("d1", "a b"), document("d2", "a"), document("d3", "c"))
    wanted = plan(All((leaf("a"), Not(leaf("b")))))
    assert full(engine, wanted) == {"d2"}
    assert ids(engine, wanted) == ["d2"], "a document with a forbidden word is not even a partial match"


def test_not_alone_finds_every_other_document_in_order_of_id(fill: Fill) -> None:
    engine = fill(document("d3", "c"), document("d1", "a b"), document("d2", "a"))
    assert full(engine, plan(Not(leaf("b")))) == {"d2", "d3"}
    assert ids(engine, plan(All((Not(leaf("b")), Not(leaf("zz")))))) == ["d2", "d3"]


def test_not_may_be_nested(fill: Fill) -> None:
    engine = fill(document("d1", "a b"), document("d2", "a"), document("d3", "c"))
    assert full(engine, plan(Not(Not(leaf("a"))))) == {"d1", "d2"}
    assert full(engine, plan(Not(All((leaf("a"), Not(leaf("b"))))))) == {"d1", "d3"}
    assert scores(engine, plan(Not(Not(leaf("a"))))) == {"d1": 0.0, "d2": 0.0}, "what is under a Not scores nothing"


def test_not_inside_or(fill: Fill) -> None:
    engine = fill(document("d1", "a b"), document("d2", "b"), document("d3", "c"))
    assert full(engine, plan(Any_((leaf("a"), Not(leaf("b")))))) == {"d1", "d3"}
    assert full(engine, plan(All((leaf("b"), Any_((leaf("a"), Not(leaf("c")))))))) == {"d1", "d2"}


def test_not_of_a_phrase_and_of_a_prefix(fill: Fill) -> None:
    engine = fill(document("d1", "a b"), document("d2", "b a"), document("d3", "ab"))
    assert full(engine, plan(Not(leaf("a b")))) == {"d2", "d3"}
    assert full(engine, plan(Not(leaf(form("a", prefix=True))))) == set()


# Full and partial matches


def test_partial_matches_follow_the_full_ones_and_are_not_counted(fill: Fill) -> None:
    engine = fill(document("some", "a a a a"), document("all", "a b x x x x x x x x x x"), document("none", "c"))
    matches = engine.match(plan(All((leaf("a", idf=9.0), leaf("b", idf=0.1)))), limit=10)
    assert [(match.id, match.full) for match in matches.hits] == [("all", True), ("some", False)]
    assert matches.total == 1


def test_one_list_by_score_when_the_plan_is_not_tiered(fill: Fill) -> None:
    engine = fill(document("some", "a a a a"), document("all", "a b x x x x x x x x x x"), document("none", "c"))
    matches = engine.match(plan(All((leaf("a", idf=9.0), leaf("b", idf=0.1))), tiered=False), limit=10)
    assert [(match.id, match.full) for match in matches.hits] == [("some", False), ("all", True)]
    assert matches.total == 1


@pytest.mark.parametrize("by_date", [False, True])
def test_a_full_match_scores_what_the_plan_adds_for_it_and_a_partial_one_does_not(fill: Fill, by_date: bool) -> None:
    engine = fill(document("some", "a a a a"), document("all", "a b x x x x x x x x x x"), document("none", "c"))
    plain, raised = (
        engine.match(plan(All((leaf("a", idf=9.0), leaf("b", idf=0.1))), tiered=False, by_date=by_date, full_extra=extra), limit=10).hits
        for extra in (0.0, 50.0)
    )
    before, after = ({match.id: match.score for match in hits} for hits in (plain, raised))
    assert after["all"] == pytest.approx(before["all"] + 50.0)
    assert by_date or after["some"] == pytest.approx(before["some"])
    assert [match.id for match in raised] == (["all"] if by_date else ["all", "some"])


def test_a_lesser_form_scores_and_never_makes_a_full_match(fill: Fill) -> None:
    engine = fill(document("other", "cộng"), document("same", "công"), document("both", "công cộng"))
    wanted = plan(leaf("công", lesser("cộng")))
    assert full(engine, wanted) == {"same", "both"}
    assert ids(engine, wanted)[-1] == "other"
    assert scores(engine, wanted)["other"] > 0.0


def test_a_lesser_form_under_not_forbids_nothing(fill: Fill) -> None:
    engine = fill(document("d1", "a cộng"), document("d2", "a công"))
    assert full(engine, plan(All((leaf("a"), Not(leaf("công", lesser("cộng"))))))) == {"d1"}


def test_a_leaf_that_only_scores_still_counts_inside_all(fill: Fill) -> None:
    engine = fill(document("d1", "a cộng"), document("d2", "a"))
    found = scores(engine, plan(All((leaf("a"), leaf("công", lesser("cộng", 1.0), idf=2.0)))))
    assert found["d1"] > found["d2"] > 0.0


# The score


def test_the_score_is_the_formula_of_rank(fill: Fill) -> None:
    engine = fill(document("d1", "a a b", title="a"), document("d2", "a c d e"), document("d3", "x y", title="z z z"))
    wanted = plan(leaf("a", form("b", 0.5), idf=2.0, floor=0.7, extra=(form("a", 0.3), form("a", 0.5, field="title"))))
    length, title_length = pivot((3, 4, 2)), pivot((1, 0, 3))
    first = 2.0 * 1.3 * saturation(2, 3, length) + 0.7 + 2.0 * 0.5 * saturation(1, 1, title_length)
    second = 2.0 * 1.3 * saturation(1, 4, length) + 0.7
    assert scores(engine, wanted) == pytest.approx({"d1": first, "d2": second}, rel=0.02), (
        f"{engine.name} does not compute score = idf * max(weight * sat) + floor + extra * idf * sat.\n"
        "Likely cause: the engine's own idf is multiplied in, or dl and pivot are not those of the field.\nSee: search/rank.py"
    )


def test_a_leaf_scores_its_best_form_and_not_their_sum(fill: Fill) -> None:
    engine = fill(document("d1", "a b"), document("d2", "a"))
    found = scores(engine, plan(leaf("a", form("b", 0.5))))
    assert found["d1"] == pytest.approx(saturation(1, 2, pivot((2, 1))), rel=0.02)


def test_the_floor_is_added_once_and_only_for_a_full_form(fill: Fill) -> None:
    engine = fill(document("d1", "a b"), document("d2", "c c"))
    found = scores(engine, plan(leaf("a", "b", lesser("c", 1.0), floor=5.0)))
    assert found == pytest.approx({"d1": 5.0 + saturation(1, 2, 2), "d2": saturation(2, 2, 2)}, rel=0.02)


def test_any_adds_up_and_best_takes_the_best(fill: Fill) -> None:
    engine = fill(document("d1", "a b"), document("d2", "c"))
    one = saturation(1, 2, pivot((2, 1)))
    children = (leaf("a", idf=2.0), leaf("b", idf=1.0))
    assert scores(engine, plan(Any_(children)))["d1"] == pytest.approx(3.0 * one, rel=0.02)
    assert scores(engine, plan(Any_(children, best=True)))["d1"] == pytest.approx(2.0 * one, rel=0.02)


def test_any_scores_a_child_that_is_only_partly_there(fill: Fill) -> None:
    engine = fill(document("d1", "a c"), document("d2", "c x"))
    root = Any_((All((leaf("a", idf=2.0), leaf("b"))), leaf("c")))
    found = engine.match(plan(root), limit=10)
    one = saturation(1, 2, 2)
    assert [(match.id, match.full) for match in found.hits] == [("d1", True), ("d2", True)]
    assert found.hits[0].score == pytest.approx(3.0 * one, rel=0.02)


def test_a_phrase_is_saturated_by_its_own_frequency(fill: Fill) -> None:
    engine = fill(document("d1", "a b a b"), document("d2", "a b b a"))
    found = scores(engine, plan(leaf("a b", idf=2.0)))
    assert found == pytest.approx({"d1": 2.0 * saturation(2, 4, 4), "d2": 2.0 * saturation(1, 4, 4)}, rel=0.02)


def test_a_word_of_every_document_keeps_the_idf_of_its_leaf(fill: Fill) -> None:
    engine = fill(*(document(f"d{n:03}", "a") for n in range(300)))
    found = engine.match(plan(leaf("a", idf=2.0)), limit=3)
    assert found.hits[0].score == pytest.approx(2.0 * saturation(1, 1, 1), rel=0.02)


def test_an_extra_form_makes_nothing_match(fill: Fill) -> None:
    engine = fill(document("d1", "a"), document("d2", title="t"))
    wanted = plan(leaf("a", extra=(form("t", field="title"),)))
    assert ids(engine, wanted) == ["d1"]


def test_grams_add_score_only_where_some_leaf_is_found(fill: Fill) -> None:
    engine = fill(document("d1", "a", gram="_abc"), document("d2", "a", gram="x"), document("d3", "b", gram="_abc _abc"))
    wanted = plan(leaf("a"), grams=(Gram("gram", "_abc", 0.5), Gram("gram", "zz", 9.0)))
    assert ids(engine, wanted) == ["d1", "d2"]
    found = scores(engine, wanted)
    assert found["d1"] - found["d2"] == pytest.approx(0.5 * saturation(1, 1, pivot((1, 1, 2))), rel=0.02)


def test_a_gram_of_several_terms_is_a_phrase_and_matches_nothing_by_itself(fill: Fill) -> None:
    engine = fill(document("d1", "a b"), document("d2", "b a"), document("d3", "c a b"))
    near = plan(leaf("a"), grams=(Gram("exact", "a", 2.0, ("b",)),))
    alone = scores(engine, plan(leaf("a")))
    found = scores(engine, near)
    assert found["d1"] > alone["d1"] and found["d3"] > alone["d3"] and found["d2"] == pytest.approx(alone["d2"], rel=0.02)
    assert set(scores(engine, plan(leaf("zz"), grams=near.grams))) == set()


def test_grams_count_for_documents_with_a_lesser_form_and_not_for_those_of_a_not(fill: Fill) -> None:
    engine = fill(document("d1", "b", gram="g"), document("d2", "c", gram="g"))
    grams = (Gram("gram", "g", 1.0),)
    assert scores(engine, plan(leaf("a", lesser("b", 0.0001)), grams=grams)) == pytest.approx({"d1": saturation(1, 1, 1)}, rel=0.02)
    assert scores(engine, plan(Not(leaf("b")), grams=grams)) == {"d2": 0.0}


def test_longer_documents_score_less_for_the_same_frequency(fill: Fill) -> None:
    engine = fill(document("long", "a " + "x " * 50), document("short", "a x"))
    assert ids(engine, plan("a")) == ["short", "long"]


def test_a_gram_of_a_keyword_field_adds_its_score_whatever_the_field_holds_elsewhere(fill: Fill) -> None:
    engine = fill(document("d1", "a", lang="de"), document("d2", "a", lang="en"), document("d3", "b", lang="de"))
    found = scores(engine, plan(leaf("a"), grams=(Gram("lang", "de", 0.7), Gram("lang", "ja", 9.0))))
    assert found["d1"] - found["d2"] == pytest.approx(0.7, rel=0.02)
    assert "d3" not in found
