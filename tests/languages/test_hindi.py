"""Hindi verbs: a causative, a transitive and what happens have one base form; words that only look like them have not."""

from __future__ import annotations

import pytest

from search.languages import language
from search.lookup import search
from search.model import Document, SearchRequest
from tests.promises.corpus import corpus

HI = language("hi")


@pytest.mark.parametrize("words", [
    "बना बनी बनता बनाया बनाएगा बनवाया बनवाई", "खाना खाया खाते खिलाया खिलाई", "पीना पिया पिए पिलाया",
    "टूटी टूटता तोड़ा तोड़ेगा तुड़वाया",
    "देखा देखते दिखाया दिखलाया", "सोया सोता सुलाया", "खुला खोला खुलवाया", "बिका बेचा बिकवाया", "हारा हराया", "छूटा छोड़ा छुड़ाया",
])
def test_all_forms_of_a_verb_and_of_its_causatives_share_a_base_form(words: str) -> None:
    assert set.intersection(*(set(HI.forms(word).word) for word in words.split()))


@pytest.mark.parametrize(("one", "other"), [
    ("पानी", "पाया"), ("पिता", "पिया"), ("हरा", "हारा"), ("खाना", "गाना"), ("खाया", "गाया"), ("जाने", "जानता"),
    ("पढ़ना", "पड़ना"), ("मन", "माना"),
])
def test_words_that_only_look_like_a_form_of_a_verb_share_none(one: str, other: str) -> None:
    assert not set(HI.forms(one).word) & set(HI.forms(other).word)


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
@pytest.mark.parametrize(("query", "wanted"), [
    ("बनवाया", "hi-fort"), ("तोड़ा", "hi-fort"), ("खिलाया", "hi-feast"), ("पिलाया", "hi-feast"), ("बेचा", "hi-feast"),
])
def test_who_asks_who_had_it_done_finds_that_it_was_done(query: str, wanted: str, engine: str) -> None:
    documents = [
        Document("hi-fort", "राजा के समय किला बना, पर भूकंप में दीवार टूटी।", lang="hi"),
        Document("hi-feast", "मेले में मिठाई बिकी, सबने भोजन खाया और दूध पिया।", lang="hi"),
        Document("hi-water", "पिता ने गाड़ी में पानी रखा।", lang="hi"),
        Document("ne", "राजाले किल्ला बनाए र पानी खाए।", lang="ne"),
        Document("mr", "राजाने किल्ला बांधला आणि दूध प्यायले.", lang="mr"),
        Document("ur", "بادشاہ نے قلعہ بنوایا اور کھانا کھلایا۔", lang="ur"),
    ]
    with corpus(documents, engine) as built:
        hits = search(built.engine, SearchRequest(query)).hits
        assert [hit.id for hit in hits if hit.matched == "all" and hit.lang == "hi"] == [wanted]
        assert any(snippet.marks for snippet in hits[0].snippets)
