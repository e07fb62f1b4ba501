"""Words with hyphens: the fast search finds what one expression over the whole text finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text.hyphens import hyphened, in_one, signed

_OUTSIDE = r"[\w'’\u2010-]"
_ORACLE = re.compile(rf"(?<!{_OUTSIDE})[^\W\d_]{{1,20}}(?:[\u2010-][^\W\d_]{{1,20}}){{1,2}}(?!{_OUTSIDE})")


def _found(text: str) -> list[str]:
    return [whole.group() for whole in hyphened(text)]


@pytest.mark.parametrize(("text", "expected"), [
    ("my e-mail, his E‐Mails", ["e-mail", "E‐Mails"]),
    ("state-of-art state-of-the-art", ["state-of-art"]),
    ("e-mail", ["e-mail"]),
    ("COVID-19 a1-b x-y2 'a-b a-b's - -a b-", []),
    (f"{'a' * 20}-{'b' * 20} {'a' * 21}-b a-{'b' * 21}", [f"{'a' * 20}-{'b' * 20}"]),
])
def test_words_of_letters_with_a_hyphen_or_two_are_found_whole(text: str, expected: list[str]) -> None:
    assert _found(text) == expected


_PIECES = st.sampled_from(["a" * 19, "b" * 20, "c" * 21, "-", "‐", " ", "x", "1"])


@given(st.text("ab-‐'’_ 1é京\n", max_size=60) | st.lists(_PIECES).map("".join))
def test_the_fast_search_agrees_with_one_expression(text: str) -> None:
    assert _found(text) == _ORACLE.findall(text)


@pytest.mark.parametrize(("text", "expected"), [
    ("The U.S. Army, the A.I lab and J. R. R. Tolkien at 5 p.m. (EE. UU., т.е.)", ["U.S.", "A.I", "J. R. R.", "p.m.", "EE. UU.", "т.е."]),
    ("Node.js, an e-mail and example.com.", ["Node.js", "e-mail", "example.com"]),
    ("Mr O’Brien of L'Oréal didn't go; aujourd'hui quelqu'un", ["O’Brien", "L'Oréal", "didn't", "aujourd'hui", "quelqu'un"]),
    ("l'eau d'Artagnan children's vitamin A. It is 3.js me@mail.example.org foo.bar@x.org", []),
    ("El col·legi, la paral·lela; a·b, 3·4, al·fa", ["col·legi", "paral·lela"]),
    ("J. K. L. M. N. O. P. Q. of A.B.C.D.E.F.G.H", ["J. K. L. M. N. O.", "P. Q."]),
])
def test_words_that_may_be_written_in_one_are_found_with_their_signs(text: str, expected: list[str]) -> None:
    assert [whole.group() for whole in signed(text)] == expected


@given(st.text("ab.-‐'’_ 1éBU京\n", max_size=60))
def test_words_with_signs_are_in_order_and_have_two_parts_of_letters(text: str) -> None:
    found = signed(text)
    assert [whole.start() for whole in found] == sorted(whole.start() for whole in found)
    assert all(in_one(whole.group()).isalpha() and in_one(whole.group()) != whole.group() for whole in found)


def test_a_word_in_one_has_no_sign() -> None:
    assert in_one("state‐of-art") == "stateofart"
    assert in_one("EE.\u00a0UU.") == "EEUU"
