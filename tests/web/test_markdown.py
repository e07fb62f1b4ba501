"""Markdown as its pages show it: every character there, its signs dimmed, its marks where the library put them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from search import SearchService, open_service, rebuild
from web.markdown import Lines, is_markdown, styles
from web.markup import marked

TEXT = """\
---
title: Grønn te
---

# Grønn te i Norge #

Nordmenn drikker **grønn te** og *kaffe*, `te()` og [te](https://example.no/te).

- [x] Varm opp vannet
  - indre
2) andre
> Te er godt

```python
    te = "**te**"

~~~
```
| Te | Pris |
|---|---|
---
Vanlig linje,
og en til.
"""


@pytest.mark.parametrize(
    ("line", "kind", "signs"),
    [
        ("# Grønn te i Norge #", "h1", ["# ", " #"]),
        ("####### sju", "", []),
        ("#emneknagg", "", []),
        ("a **b** c", "", ["**", "**"]),
        ("2 * 3 * 4 og a_b_c", "", []),
        ("__init__ og ``a b``", "", ["__", "__", "``", "``"]),
        ("- [x] ferdig", "item", ["- [x] "]),
        ("> > sitat", "quote", ["> > "]),
        ("[緑茶](https://example.org/a) ![](b.png)", "", ["[", "](https://example.org/a)", "![", "](b.png)"]),
        ("***", "rule", ["***"]),
        ("| a | b |", "table", []),
        ("**åpen", "", []),
    ],
)
def test_the_signs_of_a_line(line: str, kind: str, signs: list[str]) -> None:
    assert Lines().kind(line) == kind
    assert [line[start:end] for start, end, style in styles(line, kind) if style == "syntax"] == signs


def test_inside_a_fence_everything_is_code() -> None:
    lines = Lines()
    kinds = [lines.kind(line) for line in ("```py", "# nei", "~~~", "``", "- x", "````", "# ja")]
    assert kinds == ["fence", "code", "code", "code", "code", "fence", "h1"]
    assert styles("# **nei**", "code") == []


@given(st.text(alphabet="ab *_`[]()#>-|!~1.\"é茶", max_size=60), st.data())
def test_nothing_is_lost_and_every_mark_is_shown(line: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(line)), max_size=6)))
    marks = list(zip(cuts[::2], cuts[1::2], strict=False))
    found = styles(line, Lines().kind(line))
    assert all(0 <= start <= end <= len(line) for start, end, _ in found)
    assert all(before[1] <= after[0] for before, after in pairwise(found))
    shown = lxml_html.fragment_fromstring(marked(line, marks, 1, found), create_parent="p")
    assert shown.text_content() == line
    assert "".join(mark.text_content() for mark in shown.cssselect("mark")) == "".join(line[start:end] for start, end in marks)
    assert [mark.get("id") for mark in shown.cssselect("mark[id]")] == [f"m{number}" for number in range(1, len(marks) + 1)]


@pytest.mark.parametrize("sign", ["[", "*", "_", "`", "![", "a*", "[]("])
def test_a_very_long_line_of_signs_is_looked_at_in_bounded_steps(sign: str) -> None:
    line = sign * 100_000  # with unbounded patterns this would take hours
    assert sum(end - start for start, end, _ in styles(line, "")) <= len(line)


@pytest.mark.parametrize(("name", "answer"), [("a.md", True), ("docs/LES.MARKDOWN", True), ("a.txt", False), ("md", False)])
def test_the_id_tells_what_is_markdown(name: str, answer: bool) -> None:
    assert is_markdown(name) == answer


def test_a_page_of_markdown_shows_all_of_it(tmp_path: Path, client_of: Callable[[SearchService], FlaskClient]) -> None:
    (tmp_path / "te.md").write_text(TEXT, encoding="utf-8")
    rebuild(tmp_path / "index", [str(tmp_path / "te.md")], engine="tantivy")
    with open_service(tmp_path / "index") as service:
        client = client_of(service)
        page = lxml_html.document_fromstring(client.get("/documents/te.md?q=te").text)
        results = lxml_html.document_fromstring(client.get("/search?q=te").text)
    shown = page.cssselect(".text p")
    assert [line.text_content() for line in shown] == [line.rstrip() for line in TEXT.splitlines() if line.strip()]
    (heading,) = page.cssselect(".text .h1")
    assert (heading.get("role"), heading.get("aria-level")) == ("heading", "2")
    assert [mark.text for mark in page.cssselect(".text .strong mark")] == ["te"]
    assert page.cssselect(".text p.code")[0].text_content().startswith("    te")
    assert [line.text_content() for line in page.cssselect(".text .line.tight")] == ["Vanlig linje,", "og en til."]
    assert len(page.cssselect(".text mark")) == len({mark.get("id") for mark in page.cssselect(".text mark")})
    snippets = results.cssselect(".snippet")
    assert snippets and not any(snippet.text_content().startswith("# Grønn te") for snippet in snippets), "the title is told twice"
    assert [sign.text for sign in snippets[0].cssselect(".syntax")][:2] == ["**", "**"]
