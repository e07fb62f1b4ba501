"""Tamil among documents of other languages: any case and number of a noun finds any other, and so does any form of a verb."""

from __future__ import annotations

import pytest

from search.languages import language
from search.model import Document
from tests.promises.corpus import corpus

DOCUMENTS = [
    Document("school", "சென்னையில் கனமழை பெய்து வருகிறது. மாணவர்களுக்கும் பள்ளிகளுக்கும் இன்று விடுமுறை அறிவிக்கப்பட்டுள்ளது."),
    Document("library", "நான் புத்தகங்களைப் படிக்க நூலகத்திற்குச் சென்றேன். வீட்டில் குழந்தைகள் விளையாடினார்கள்."),
    Document("leg", "அவருக்குக் கால் வலிக்கிறது, அதனால் மருத்துவமனைக்குப் போனார் என்று நண்பர் சொன்னார்."),
    Document("points", "இந்த வரைபடத்தில் பல புள்ளிகள் உள்ளன, அவற்றை இணைத்தால் ஒரு கோடு கிடைக்கும்."),
    Document("malayalam", "കുട്ടികൾ സ്കൂളിൽ പോയി. അവന്റെ വീട്ടിൽ പുസ്തകങ്ങൾ ധാരാളം ഉണ്ട്."),
    Document("english", "School was closed because of the rain, and the children stayed at home with their books."),
]


@pytest.mark.parametrize(("query", "wanted"), [
    ("மாணவர்", "school"), ("மாணவர்கள்", "school"), ("பள்ளி", "school"), ("பள்ளிகள்", "school"), ("சென்னை", "school"),
    ("நூலகம்", "library"), ("புத்தகம்", "library"), ("வீடு", "library"), ("குழந்தை", "library"), ("நூலகங்களில்", "library"),
    ("கால்", "leg"), ("காலில்", "leg"),
])
@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_a_tamil_noun_finds_its_other_cases_and_numbers_and_nothing_else(query: str, wanted: str, engine: str) -> None:
    with corpus(DOCUMENTS, engine) as built:
        assert built.full(query) == [wanted]


def test_a_month_or_a_time_is_no_leg() -> None:
    with corpus(DOCUMENTS, "tantivy") as built:
        assert built.full("காலம்") == []


TEMPLE = [
    *DOCUMENTS,
    Document("temple", "தஞ்சைப் பெரிய கோயிலை இராஜராஜ சோழன் கட்டினான். இது பல போர்களில் தாக்கப்பட்டும் இன்றுவரை நிலைத்திருக்கிறது."),
    Document("poet", "பாரதியார் 1882 இல் எட்டயபுரத்தில் பிறந்தார்; அவரது பாடல்கள் பல மொழிகளில் மொழிபெயர்க்கப்பட்டன."),
    Document("song", "நோய் பரவுகிறது என்று அரசு அறிவித்தது. இக்கட்சி தொழிலை வளர்க்கும் என்றது."),
]


@pytest.mark.parametrize(("query", "wanted"), [
    ("கட்டப்பட்டது", "temple"), ("கட்டியவர்", "temple"), ("தாக்குகின்றன", "temple"), ("பிறந்தவர்", "poet"), ("பிறப்பார்", "poet"),
    ("மொழிபெயர்த்தவர்", "poet"), ("நோயைப் பரப்பும்", "song"), ("கட்சி அறிவிக்கிறது", "song"), ("தொழில் வளர்ந்தது", "song"),
])
@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_a_tamil_verb_finds_its_other_tenses_persons_and_voices_and_nothing_else(query: str, wanted: str, engine: str) -> None:
    with corpus(TEMPLE, engine) as built:
        assert built.full(query) == [wanted]


@pytest.mark.parametrize(("one", "other"), [
    ("திட்டம்", "இட்டது"), ("பாடல்", "பாடம்"), ("மீட்டர்", "மீட்டார்"), ("உன்னுடைய", "அடைந்தார்"), ("காதல்", "காத்தார்"), ("படம்", "படும்"),
])
def test_a_tamil_noun_that_begins_or_ends_like_a_verb_is_none(one: str, other: str) -> None:
    assert not set(language("ta").forms(one).word) & set(language("ta").forms(other).word)
