"""Every rung of the ladder is explained in every interface language, with its words isolated and escaped."""

from __future__ import annotations

from typing import cast, get_args

import pytest

from search import Rung, SearchService, Why
from web import create_app
from web.explain import reasons
from web.i18n import INTERFACE_LANGUAGES


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
@pytest.mark.parametrize("rung", get_args(Rung))
def test_every_rung_but_exact_has_its_line(rung: Rung, language: str) -> None:
    with create_app(cast(SearchService, None)).test_request_context(f"/?hl={language}"):
        lines = reasons([Why("<term>", rung, "الشكل")])
    if rung == "exact":
        assert lines == []
        return
    (line,) = lines
    assert "<bdi>الشكل</bdi>" in line and "<bdi>&lt;term&gt;</bdi>" in line
    assert line.startswith("Found") == (language == "en")


def test_words_of_one_rung_share_a_line_and_none_is_said_twice() -> None:
    whys = [
        Why("cong", "typed without marks", "công"),
        Why("Japan", "base form", "Japans"),
        Why("nghiep", "typed without marks", "nghiệp"),
        Why("cong", "typed without marks", "công"),
    ]
    with create_app(cast(SearchService, None)).test_request_context("/"):
        assert [line.striptags() for line in reasons(whys)] == [
            "Found with marks that were not typed: công (cong), nghiệp (nghiep)",
            "Found in another form: Japans (Japan)",
        ]
