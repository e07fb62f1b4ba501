"""What a question says in another form than the page: the verb for its participle or its noun, another part of a compound's paradigm, among
documents of many languages."""

from __future__ import annotations

import pytest

from search.languages import language
from search.model import Document
from tests.promises.corpus import corpus

DOCUMENTS = [
    Document("fi-castle", "Linnan rakentaminen alkoi vuonna 1280, ja aatelista sukua hallitsi kuningas. Koirat painavat kymmenen kiloa."),
    Document("fi-child", "Ihmelapsesta kirjoitettiin lehdissä. Hänet on haudattu kylien väliin, ja pellot jäivät viljelemättä."),
    Document("fi-sea", "Merellä tuuli ja aallot olivat korkeita, kun vanha laiva lähti satamasta kohti saarta."),
    Document("hu-year", "A lovakat a puszták népei háziasították. A munkák tavasszal kezdődnek; a víz lassan apadt, sokan meghaltak."),
    Document("hu-file", "A fájl feltöltése gyors volt, az oldal forgalma nőtt, és három olimpián jártak."),
    Document("bn-poet", "কবি লিখেছেন যে তিনি পুরস্কার পেয়েছিলেন। চাঁদ উঠেছে, শ্রেণী ছোট।"),
    Document("bn-leader", "তাঁর মা নেতাকে ভাঙা কারাগারে দেখেছেন, পাখি ডিম পেড়েছে।"),
    Document("te-fort", "రాజులు కోటను నిర్మించారు. నది సముద్రంలో కలుస్తుంది, ఇళ్ళు పాతవి."),
    Document("te-wolf", "తోడేలు గుహల్లో తిరుగుతుంది. ఆయన పుస్తకం రాశాడు, చెట్లు పెరిగాయి."),
    Document("ko-rail", "철도는 1899년에 처음 놓였다. 후임에는 젊은 의원이 뽑혔다."),
    Document("ko-hear", "귀가 들리지 않았지만 교향곡을 썼다. 시간이 오래 걸렸다."),
    Document("no", "Barna leser bøkene på skolen, og læreren forteller om gamle slott og kirker."),
    Document("en", "Castles were built by kings, and nobody has counted the dogs that lived there. Test it before you arrive."),
    Document("sv", "Barnen i byn läser tidningen, och rena floder rinner till havet."),
]


@pytest.mark.parametrize(("query", "wanted"), [
    ("rakennettiin", "fi-castle"), ("rakentaa", "fi-castle"), ("aatelinen", "fi-castle"), ("aateliset", "fi-castle"),
    ("painaa", "fi-castle"), ("painoi", "fi-castle"),
    ("ihmelapsi", "fi-child"), ("haudattiin", "fi-child"), ("kylä", "fi-child"), ("viljellä", "fi-child"), ("viljelty", "fi-child"),
    ("ló", "hu-year"), ("lova", "hu-year"), ("háziasítás", "hu-year"), ("kezdődik", "hu-year"), ("vize", "hu-year"), ("halt", "hu-year"),
    ("forgalom", "hu-file"), ("olimpia", "hu-file"), ("olimpiákon", "hu-file"), ("feltölt", "hu-file"),
    ("লেখা", "bn-poet"), ("লিখবে", "bn-poet"), ("পাওয়া", "bn-poet"), ("চাঁদের", "bn-poet"), ("ওঠে", "bn-poet"), ("শ্রেণি", "bn-poet"),
    ("ভেঙেছিল", "bn-leader"), ("দেখা", "bn-leader"), ("পাড়ে", "bn-leader"), ("মা", "bn-leader"),
    ("నిర్మించింది", "te-fort"), ("నిర్మిస్తుంది", "te-fort"), ("కలిసింది", "te-fort"), ("ఇల్లు", "te-fort"),
    ("గుహ", "te-wolf"), ("తిరిగింది", "te-wolf"), ("రాసింది", "te-wolf"), ("చెట్టు", "te-wolf"), ("పెరుగుతున్న", "te-wolf"),
    ("놓은", "ko-rail"), ("뽑았다", "ko-rail"),
])
@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_a_form_of_a_verb_a_noun_or_a_compound_finds_its_other_forms_and_nothing_else(query: str, wanted: str, engine: str) -> None:
    with corpus(DOCUMENTS, engine) as built:
        assert built.full(query) == [wanted]


@pytest.mark.parametrize(("code", "words"), [
    ("fi", "painaa painavat painanut painaneet painaminen painamista painamatta"), ("fi", "avata avannut avattiin avattu avaaminen"),
    ("fi", "luettiin luettu luettava"), ("fi", "aatelinen aateliset aatelista aatelisten"), ("fi", "seuraaja seuraajakseen"),
    ("fi", "sota sotien"), ("fi", "kylä kylien kyliä"),
    ("hu", "háziasít háziasítás háziasították"), ("hu", "kezdődik kezdődnek"), ("hu", "tészta tésztája tésztákon"),
    ("hu", "víz vizei"), ("hu", "árvíz árvizek"),
    ("hu", "cukor cukrot"), ("hu", "irodalom irodalma"),
    ("de", "gründen gegründet gründete Gründung"), ("de", "ausbrechen ausgebrochen auszubrechen ausbrach Ausbruch Ausbrüche"),
    ("de", "belagern belagert Belagerung"), ("de", "entwickeln entwickelt Entwicklung"), ("de", "hervorbringen hervorgebrachtes"),
    ("de", "wiederaufbauen wiederaufgebaut"),
    ("de", "forschen geforscht"),
    ("de", "französisch Frankreichs Franzosen"), ("de", "messen misst gemessen Messung"), ("de", "beisetzen beigesetzt beisetzte"),
    ("pl", "odkryć odkrył odkrycie odkrywca"), ("pl", "Polska polski Polacy"), ("pl", "przyjechać przyjeżdża przyjazd"),
    ("el", "ακονίζω ακονίστηκε ακονισμένο ακόνισε"), ("el", "παγώνω παγωμένο πάγωσε παγώσει"), ("el", "Τουρκία τουρκική Τούρκοι"),
    ("el", "παράγω παραγωγή παρήγαγε"), ("ro", "găsi găsesc găsește găsit"), ("ro", "scrie scris scriu scria"),
    ("ro", "Franța francez franceză"),
    ("ro", "construi construiește construit construcție"), ("ro", "semna semnează semnat semnarea"),
    ("bn", "লেখা লিখেছেন লিখবে লিখেছিল"), ("bn", "পাওয়া পেয়েছেন পাবে পাচ্ছে"), ("bn", "বাড়ানো বাড়িয়েছে"), ("bn", "ঘন্টা ঘণ্টা"),
])
def test_forms_that_no_dictionary_has_meet(code: str, words: str) -> None:
    base, *forms = [set(language(code).forms(word).word) for word in words.split()]
    assert all(base & form for form in forms), (base, forms)


@pytest.mark.parametrize(("code", "one", "other"), [
    ("fi", "orava", "ora"), ("fi", "taivas", "taivuttaa"), ("fi", "päivä", "pää"), ("fi", "toistuu", "toinen"),
    ("hu", "letöltés", "feltöltés"), ("hu", "eladás", "kiadás"), ("hu", "város", "vár"),
    ("de", "Geschäft", "Schaf"), ("de", "Gewalt", "Wal"), ("de", "Gesicht", "sich"), ("de", "Geschichte", "Schicht"),
    ("de", "Zug", "ziehen"), ("de", "Bildung", "Bild"), ("de", "Lieferung", "laufen"), ("de", "Absicherung", "Absicht"),
    ("de", "gemeint", "mein"),
    ("el", "εντοπίστηκε", "ντόπιοι"), ("el", "καφέδες", "καμμένο"), ("ro", "roman", "Roma"), ("ro", "cărare", "căra"),
    ("bn", "পাওয়া", "পা"), ("bn", "মারা", "মা"), ("bn", "তবে", "তা"), ("bn", "দেবে", "দাওয়া"),
    ("te", "మాట్లాడటం", "మాట"), ("te", "వెళ్ళారు", "వెల"),
])
def test_words_that_only_look_so_do_not(code: str, one: str, other: str) -> None:
    assert not set(language(code).forms(one).word) & set(language(code).forms(other).word)
