"""The query language by examples, in the scripts and with the signs that people type. ``describe`` shows how each one is understood."""

from __future__ import annotations

import pytest

from search.query import MAX_LEAVES, MAX_LENGTH, MAX_NESTING, SENTENCES, QueryAnd, QueryLeaf, QueryNot, QueryOr, describe, leaves, parse
from search.query import warning as warning_of

LANGUAGES = ("ar", "en", "ja", "no", "vi", "zh", "und")

UNDERSTOOD = [
    # words: a chunk typed without a space is one leaf, raw
    ("京都 観光", "京都 観光"),
    ("C++ T&T 1.000.000 57-NQ/TW NamViệt", "C++ T&T 1.000.000 57-NQ/TW NamViệt"),
    ("công\u00a0nghiệp\u2003hỗ\u202ftrợ", "công nghiệp hỗ trợ"),
    ("الإعلام، الاعلام", "الإعلام، الاعلام"),
    ("f(x) foo(bar) 東京（日本） （株）日立製作所 (s)he", "f(x) foo(bar) 東京（日本） （株）日立製作所 (s)he"),
    ("a - b / c … 🎉", "a b c 🎉"),
    ("don't ‘quote’ l’été", "don't ‘quote’ l’été"),
    # phrases
    ('"a b" c', '"a b" c'),
    ("＂a b＂ “a b” ”a b” „a b“ „a b” \"a b”", '"a b" "a b" "a b" "a b" "a b" "a b"'),
    ("«a b» »a b« ‹a b› « mot clé »", '"a b" "a b" "a b" "mot clé"'),
    ("「国際 協力」『京都』｢大阪｣《社论》", '"国際 協力" "京都" "大阪" "社论"'),
    ("東京「国際」大学", '東京 "国際" 大学'),
    ('「foo "bar" baz」', '"foo "bar" baz"'),
    ('15" 17" skjerm 5\'10"', '15" 17" skjerm 5\'10"'),
    ('צה"ל "צה"ל ישראל"', 'צה"ל "צה"ל ישראל"'),
    ("Home » News » Sport", "Home News Sport"),
    ('"" "!!!" ord', "ord"),
    # minus and NOT
    ("-x −y －z ‐w", "-x -y -z -w"),
    ("frost -5 °C −5 -0,5 % -5°", "frost -5 °C −5 -0,5 -5°"),
    ("frost -5 -2024", "frost -5 -2024"),
    ("a-b --force a -", "a-b --force a"),
    ('-"a b" -(a OR b) -（株）日立 -「京都」', '-"a b" -(a OR b) -（株）日立 -"京都"'),
    ('-"!!!" -() a', "a"),
    ("NOT x NOT (a b) NOT(c d)", "-x -(a b) -(c d)"),
    ("NOT NOT x", "x"),
    ("a AND NOT b", "a -b"),
    ("-NOT -OR x", "-NOT -OR x"),
    # OR, AND, parentheses
    ("京都 OR 奈良", "京都 OR 奈良"),
    ("（京都 ＯＲ 奈良）　－東京", "(京都 OR 奈良) -東京"),
    ("観光（東京 OR 大阪）", "観光 (東京 OR 大阪)"),
    ("(a)OR(b) \"c\"AND\"d\"", None),
    ("a AND (b OR (c AND d))", "a (b OR (c d))"),
    ("((a b) c) (d)", "a b c d"),
    ("(a OR b) OR c", "a OR b OR c"),
    ("2023 OR 2024", "2023 OR 2024"),
    ("ベトナム OR ノルウェー", "ベトナム OR ノルウェー"),
    ("NATO OR 北約", "NATO OR 北約"),
    ("kaffe or te not and", "kaffe or te not and"),
    ("kaffe Or te", "kaffe Or te"),
    # prefixes
    ("grøn* ＡＢ＊ 57-NQ* -foo*", "grøn* ＡＢ* 57-NQ* -foo*"),
    ("*ción ＊ndel＊ -*foo* NOT *bar (*er OR *en)", "*ción *ndel* -*foo* -*bar (*er OR *en)"),
    # filters
    ("lang:ja lang:vi 京都", "京都 lang:ja lang:vi"),
    ("lang:nb lang:NN Lang:zh-Hant-TW ｌａｎｇ：ja lang:nob", "lang:no lang:zh lang:ja"),
    ("lang:ja OR lang:no x", "x lang:ja lang:no"),
    ('site:https://www.Example.org/ site:münchen.de site:*.vn.example', "site:example.org site:münchen.de site:vn.example"),
    ('site:"a.no" lang:"ja"', "lang:ja site:a.no"),
    ("site:https://example.org/news/2025/", "site:example.org/news/2025"),
    ("site:a.no/x/* site:b.no/", "site:a.no/x site:b.no"),
    ("lang:norwegian Lang:Norsk x", "x lang:no"),
    ('lang:"tiếng Việt" lang:tiengviet lang:日本語 lang:中文', "lang:vi lang:ja lang:zh"),
    ('lang:العربية lang:"norsk bokmål"', "lang:ar lang:no"),
    ('title:京都 Title:"a b" -title:x', 'intitle:京都 intitle:"a b" -intitle:x'),
    ("after:2025-01-02 x", "x from:2025-01-02"),
    ("after:2025 before:2026", "from:2025-01-01 until:2025-12-31"),
    ("after:2024-02 before:2024-03", "from:2024-02-01 until:2024-02-29"),
    ("after:٢٠٢٥-٠١-٠٢ before:２０２５／３／４", "from:2025-01-02 until:2025-03-03"),
    ("after:2025年1月2日 before:2026年", "from:2025-01-02 until:2025-12-31"),
    ("after:2023 after:2024-05-01", "from:2024-05-01"),
    ("(x lang:ja) y", "x y lang:ja"),
    ("x AND lang:ja AND y", "x y lang:ja"),
    ("a OR b lang:ja", "(a OR b) lang:ja"),
    ('intitle:京都 intitle:"a b" -intitle:x intitle:foo*', 'intitle:京都 intitle:"a b" -intitle:x intitle:foo*'),
    # an ordinary colon is no filter
    ("http://a.b/c?x:y 12:30 NRK:s std::vector Re:foo เอะ~ 楽しい～ tv:n doi:10.1000/182 Before: stormen", None),
    # what is copied along: bidi marks, BOM, ZWSP, controls, lone surrogates
    ("\ufeff\u200f-foo\u200f bar\u200e OR\u200b \u2067baz\u2069", "(-foo bar) OR baz"),
    ("ord\u200c \x00 \u200b", "ord"),
    ("lang:\u200eja x*\u200f", "x* lang:ja"),
    ("\ud800ord\udfff", "ord"),
    ("", ""),
    ("   \u3000\u200b", ""),
]


@pytest.mark.parametrize(("query", "meaning"), UNDERSTOOD, ids=ascii)
def test_what_is_understood_needs_no_warning(query: str, meaning: str | None) -> None:
    parsed = parse(query, LANGUAGES)
    codes = [warning.code for warning in parsed.warnings if warning.code != "operator-order"]
    assert not codes, f"{query!r} was warned about: {parsed.warnings}"
    if meaning is not None:
        assert describe(parsed) == meaning


SEARCHED_AS_WORDS = [
    ("NOT ALL OR NOTHING", "NOT ALL OR NOTHING", "operators-in-capitals"),
    ("NATO OR EU", "NATO OR EU", "operators-in-capitals"),
    ("ＮＡＴＯ ＯＲ ＥＵ", "ＮＡＴＯ ＯＲ ＥＵ", "operators-in-capitals"),
    ("HAWAIʻI OR 50", "HAWAIʻI OR 50", "operators-in-capitals"),
    ("foo OR", "foo OR", "dangling-operator"),
    ("OR foo", "OR foo", "dangling-operator"),
    ("foo OR OR bar", "foo OR OR bar", "dangling-operator"),
    ("(foo OR) bar", "foo OR bar", "dangling-operator"),
    ("foo OR ()", "foo OR", "dangling-operator"),
    ("foo NOT", "foo NOT", "dangling-operator"),
    ("OR", "OR", "dangling-operator"),
    ('"foo bar', '"foo bar', "unbalanced-quote"),
    ("「京都 観光", "「京都 観光", "unbalanced-quote"),
    ("京都」 観光", "京都」 観光", "unbalanced-quote"),
    ("(foo bar", "foo bar", "unbalanced-parenthesis"),
    ("foo(bar baz", "foo(bar baz", "unbalanced-parenthesis"),
    ("-foo(bar baz", "-foo(bar baz", "unbalanced-parenthesis"),
    ("(-foo bar", "-foo bar", "unbalanced-parenthesis"),
    ("foo) bar", "foo) bar", "unbalanced-parenthesis"),
    ("wild*card", "wild*card", "unsupported-wildcard"),
    ("*x", "*x", "unsupported-wildcard"),
    ("*foo-bar", "*foo-bar", "unsupported-wildcard"),
    ("*大学", "*大学", "unsupported-wildcard"),
    ("intitle:*foo", "intitle:*foo", "unsupported-wildcard"),
    ("foo**", "foo**", "unsupported-wildcard"),
    ('"foo bar"*', '"foo bar"', "unsupported-wildcard"),
    ('"foo * bar"', '"foo * bar"', "unsupported-wildcard"),
    ("foo~2", "foo~2", "unsupported-fuzzy"),
    ("foo~", "foo~", "unsupported-fuzzy"),
    ('"foo bar"~2', '"foo bar" ~2', "unsupported-fuzzy"),
    ("foo^3", "foo^3", "unsupported-boost"),
    ("/fo+bar?/", "/fo+bar?/", "unsupported-regex"),
    ("a || b", "a b", "unsupported-operator"),
    ("foo:bar x", "foo:bar x", "unknown-field"),
    ("filetype:pdf", "filetype:pdf", "unknown-field"),
    ("year:2024", "year:2024", "unknown-field"),
    ("lang:xx y", "lang:xx y", "unknown-language"),
    ("lang: ja", "lang: ja", "empty-filter"),
    ("intitle:(a b)", "intitle: a b", "empty-filter"),
    ("site:foo x", "site:foo x", "bad-site"),
    ("site:example.org:8000", "site:example.org:8000", "bad-site"),
    ("site:a.no/x?y=1", "site:a.no/x?y=1", "bad-site"),
    ("after:2025-02-30", "after:2025-02-30", "bad-date"),
    ("after:01.02.2025", "after:01.02.2025", "bad-date"),
    ("before:0001", "before:0001", "bad-date"),
    ("after:yesterday", "after:yesterday", "bad-date"),
    ("x OR lang:ja", "x OR lang:ja", "filter-in-operator"),
    ("lang:ja OR lang:no OR x", "lang:ja OR lang:no OR x", "filter-in-operator"),
    ("lang:ja OR site:a.no", "lang:ja OR site:a.no", "filter-in-operator"),
    ("-lang:ja x", "-lang:ja x", "filter-in-operator"),
    ("NOT (x lang:ja)", "-(x lang:ja)", "filter-in-operator"),
    ("((x lang:ja)) OR y", "(x lang:ja) OR y", "filter-in-operator"),
    ("!!! …", "", "no-words"),
]


@pytest.mark.parametrize(("query", "meaning", "code"), SEARCHED_AS_WORDS, ids=ascii)
def test_what_is_not_understood_is_searched_as_words_with_a_warning(query: str, meaning: str, code: str) -> None:
    parsed = parse(query, LANGUAGES)
    assert describe(parsed) == meaning
    assert code in [warning.code for warning in parsed.warnings]
    assert not parsed.langs
    assert not parsed.sites


def test_every_warning_has_an_example() -> None:
    queries = [query for query, *_ in SEARCHED_AS_WORDS]
    queries += ["a OR b c", "after:2026 before:2025", "x" * 3000, "x " * 100, "(" * 50 + "x" + ")" * 50]
    assert {warning.code for query in queries for warning in parse(query, LANGUAGES).warnings} == set(SENTENCES) - {
        "language-not-here",  # of a filter, not of a query
        "many-words", "only-similar",  # of what is found
    }


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_names_only_what_goes_with_it_as_parameters(code: str) -> None:
    params: dict[str, str | int] = {"what": "<w>", "limit": 1, "known": "<k>", "first": "<f>", "last": "<l>"}
    sentences = [warning_of(code, **{**params, "limit": limit}).detail for limit in (1, 2)]
    assert not any("{" in sentence for sentence in sentences)
    assert (sentences[0] != sentences[1]) == isinstance(SENTENCES[code], tuple)


def test_a_warning_repeats_the_piece_of_the_query_that_it_is_about() -> None:
    (warning,) = parse("京都 lang:xx", LANGUAGES).warnings
    assert "lang:xx" in warning.detail
    assert "ar en ja no und vi zh" in warning.detail


def test_a_warning_can_always_be_printed_and_is_short() -> None:
    (warning,) = parse("lang:" + "\ud800x" * 500, LANGUAGES).warnings
    assert warning.detail.encode("utf-8")
    assert len(warning.detail) < 250


def test_capitals_beside_a_filter_are_meant() -> None:
    assert isinstance(parse("NATO OR EU lang:no", LANGUAGES).root, QueryOr)


def test_or_binds_less_than_a_space_and_says_so() -> None:
    parsed = parse("hotell oslo OR bergen", LANGUAGES)
    assert describe(parsed) == "(hotell oslo) OR bergen"
    assert [warning.code for warning in parsed.warnings] == ["operator-order"]
    assert "(hotell oslo) OR bergen" in parsed.warnings[0].detail


@pytest.mark.parametrize("query", ["(hotell oslo) OR bergen", "hotell (oslo OR bergen)", "oslo OR (a -b)", "a OR b lang:no", "-(a b) OR c"])
def test_parentheses_leave_nothing_to_say_about_order(query: str) -> None:
    assert parse(query, LANGUAGES).warnings == ()


def test_the_tree_of_a_query_with_everything() -> None:
    query = '京都 (寺* OR "古い 神社") -intitle:東京 lang:ja'
    parsed = parse(query, LANGUAGES)
    assert parsed.root == QueryAnd((
        QueryLeaf("京都", 0, 2),
        QueryOr((QueryLeaf("寺", 4, 5, prefix=True), QueryLeaf("古い 神社", 11, 16, phrase=True))),
        QueryNot(QueryLeaf("東京", 28, 30, title=True)),
    ))
    assert parsed.langs == ("ja",)
    assert parsed.warnings == ()
    assert [query[start:end] for start, end in parsed.syntax] == ["(", "*", "OR", '"', '"', ")", "-", "intitle:", "lang:ja"]


def test_leaves_are_those_that_are_wanted() -> None:
    assert [leaf.text for leaf in leaves(parse("a (b OR -c) NOT (d NOT e) f", LANGUAGES).root)] == ["a", "b", "f"]
    assert leaves(None) == ()


def test_a_query_of_exclusions_has_no_wanted_leaf() -> None:
    parsed = parse("-a -b", LANGUAGES)
    assert parsed.root == QueryAnd((QueryNot(QueryLeaf("a", 1, 2)), QueryNot(QueryLeaf("b", 4, 5))))
    assert leaves(parsed.root) == ()


def test_filters_alone_leave_no_tree() -> None:
    parsed = parse("lang:ja after:2025", LANGUAGES)
    assert parsed.root is None
    assert parsed.warnings == ()


def test_a_language_is_one_that_the_caller_names() -> None:
    assert parse("lang:nb", {"nb": 1}).langs == ("nb",)
    assert parse("lang:ja", ()).langs == ()


def test_what_is_too_long_is_cut_at_a_space_and_said() -> None:
    parsed = parse("ord " * 1000, LANGUAGES)
    assert {warning.code for warning in parsed.warnings} == {"query-too-long", "too-many-words"}
    assert len(leaves(parsed.root)) == MAX_LEAVES
    (leaf,) = leaves(parse("字" * 5000, LANGUAGES).root)
    assert len(leaf.text) == MAX_LENGTH


def test_exactly_as_many_words_as_allowed_are_not_too_many() -> None:
    assert parse(" ".join("abc" for _ in range(MAX_LEAVES)), LANGUAGES).warnings == ()


def test_a_filter_behind_too_many_words_still_holds() -> None:
    assert parse("ord " * 100 + "lang:ja", LANGUAGES).langs == ("ja",)


def test_deep_parentheses_are_flattened_and_said() -> None:
    allowed, deeper = ("(a OR (b " * (count // 2) + "x" + "))" * (count // 2) for count in (MAX_NESTING, MAX_NESTING + 2))
    assert "nested-too-deep" not in {warning.code for warning in parse(allowed, LANGUAGES).warnings}
    assert "nested-too-deep" in {warning.code for warning in parse(deeper, LANGUAGES).warnings}
