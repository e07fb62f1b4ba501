"""Words in several spellings, by the rules of a language and by lists, in Greek and in the scripts of India and its neighbours."""

from __future__ import annotations

import pytest

from search.languages import language
from search.lookup import search
from search.model import SearchRequest
from tests.promises.corpus import Corpus, built_by, texts

PAGES = texts(
    bn="ষ্টেশনের পাশে বাঙ্গালীদের মসজিদে ফজরের নামায হয়, আর বিদ্যুৎ না থাকলে শহীদ মিনারে ধর্ম্ম নিয়ে ভাল কথা শোনা যায়।",
    el="Ἡ κυβέρνησις τῆς χώρας ἵδρυσε τὸ πανεπιστήμιον, καὶ οἱ ἄνθρωποι πῆραν τὸ τραίνο γιὰ νὰ δοῦν τὸ κτήριο.",
    demotic="Χτες έφαγαν αβγά και έχτισαν ένα σπίτι στην πόλη, κι ο άντρας έφτασε με μεγάλη ταχύτητα για τη συγγνώμη.",
    mr="पद्धति बदलणारा कवि हिन्दी शिकवतो, अॅप वापरून गरीब शेतकर्‍यांना महत्व सांगतो आणि त्यांनीं काम करणें योग्य मानतो.",
    ne="बिद्यालयमा पढ्ने बालबालिकाले सहरको बिकास र नेपालि भाषाको बारेमा गरेकाे काम यो बर्ष सबैले मन पराए।",
    ta="ஹிந்தி பேசும் செருமனி மாணவர் ஜாதி பற்றி இணையத்தளம் ஒன்றில் எழுதினார், இரத்தம் கொடுத்த அய்யா மஹாராஷ்டிரா சென்றார்.",
    pa="ਪਿੰਡ ਵਿਚ ਇਕ ਕਿਸਾਨ ਨੇ ਜਮੀਨ ਵੇਚੀ ਅਤੇ ਡਿਜਿਟਲ ਕੈਮਰਾ ਲਿਆ।",
    te="నగరంలో పోలీస్ కేసు నమోదు చేశారు, పెళ్ళి జరిగిన యూనివర్శిటీ దగ్గర అయిదు డాక్టర్ వాహనాలు ఆగాయి.",
    hy="Յովհաննէս Պետրոսեան գիւղի մէջ ծնած է եւ յունական գրականութիւն կը սիրէ։",
    hi="गाँव के बच्चे नदी के किनारे खेलते हैं और शाम को घर लौटकर किताबें पढ़ते हैं।",
    ru="Новая линия метро соединит центр города с аэропортом, сообщили вчера вечером в мэрии.",
    en="The council approved a new budget for the schools of the county after a long debate on Tuesday.",
    ja="東京の図書館で日本語の本を読む学生が多い。",
)

built = built_by(("whoosh", "tantivy"), PAGES)


@pytest.mark.parametrize(("query", "found", "marked"), [
    ("স্টেশন", "bn", "ষ্টেশনের"), ("বাঙালি", "bn", "বাঙ্গালীদের"), ("নামাজ", "bn", "নামায"), ("বিদ্যুতের", "bn", "বিদ্যুৎ"), ("শহিদ", "bn", "শহীদ"),
    ("ধর্ম", "bn", "ধর্ম্ম"), ("ভালো", "bn", "ভাল"),
    ("पद्धती", "mr", "पद्धति"), ("कवी", "mr", "कवि"), ("हिंदी", "mr", "हिन्दी"), ("ॲप", "mr", "अॅप"), ("ऍप", "mr", "अॅप"),
    ("गरिबांना", "mr", "गरीब"),
    ("शेतकऱ्यांना", "mr", "शेतकर्‍यांना"), ("महत्त्व", "mr", "महत्व"), ("करणे", "mr", "करणें"),
    ("विद्यालय", "ne", "बिद्यालयमा"), ("शहर", "ne", "सहरको"), ("विकास", "ne", "बिकास"), ("नेपाली", "ne", "नेपालि"), ("वर्ष", "ne", "बर्ष"),
    ("இந்தி", "ta", "ஹிந்தி"), ("ஜெர்மனி", "ta", "செருமனி"), ("சாதி", "ta", "ஜாதி"), ("இணையதளங்கள்", "ta", "இணையத்தளம்"), ("ரத்தம்", "ta", "இரத்தம்"),
    ("ஐயா", "ta", "அய்யா"), ("மகாராஷ்டிரா", "ta", "மஹாராஷ்டிரா"),
    ("ਵਿੱਚ ਇੱਕ", "pa", "ਇਕ"), ("ਜ਼ਮੀਨ", "pa", "ਜਮੀਨ"), ("ਡਿਜੀਟਲ", "pa", "ਡਿਜਿਟਲ"),
    ("పోలీసులు", "te", "పోలీస్"), ("పెళ్లి", "te", "పెళ్ళి"), ("యూనివర్సిటీ", "te", "యూనివర్శిటీ"), ("ఐదు", "te", "అయిదు"),
    ("Հովհաննես", "hy", "Յովհաննէս"), ("Պետրոսյան", "hy", "Պետրոսեան"), ("հունական", "hy", "յունական"),
    ("գրականություն", "hy", "գրականութիւն"),
    ("κυβέρνηση", "el", "κυβέρνησις"), ("πανεπιστήμιο", "el", "πανεπιστήμιον"), ("ανθρώπων", "el", "ἄνθρωποι"), ("τρένα", "el", "τραίνο"),
    ("κτίριο", "el", "κτήριο"), ("χώρα", "el", "χώρας"),
    ("χθες", "demotic", "Χτες"), ("αυγό", "demotic", "αβγά"), ("κτίζω", "demotic", "έχτισαν"), ("πόλις", "demotic", "πόλη"),
    ("άνδρες", "demotic", "άντρας"),
    ("έφθασε", "demotic", "έφτασε"), ("ταχύτης", "demotic", "ταχύτητα"), ("συγνώμη", "demotic", "συγγνώμη"),
])
def test_a_word_finds_the_page_with_its_other_spelling_and_marks_it(built: Corpus, query: str, found: str, marked: str) -> None:
    hits = [hit for hit in search(built.engine, SearchRequest(query)).hits if hit.id == found]
    assert hits
    assert marked in {snippet.text[start:end] for snippet in hits[0].snippets for start, end in snippet.marks}


@pytest.mark.parametrize(("code", "word", "other"), [
    ("bn", "দিনের", "দীনের"), ("bn", "মন", "মণ"), ("bn", "কাল", "কালো"), ("bn", "প্লেট", "প্লেটো"), ("bn", "সঙ্গে", "সংকেতে"),
    ("bn", "পুরাণ", "পুরানো"),
    ("mr", "आणि", "आणी"), ("ne", "केवल", "केबल"),
    ("ta", "எடை", "ஹெட்"), ("pa", "ਕੀਤੇ", "ਕਿਤੇ"),
    ("el", "σχέδιο", "σχεδόν"), ("el", "πρωί", "πρώην"), ("el", "χθες", "έχτισε"), ("el", "μόλις", "μόλη"),
])
def test_words_that_only_look_like_spellings_of_each_other_stay_apart(code: str, word: str, other: str) -> None:
    forms = language(code).forms
    assert not {*forms(word).word} & {*forms(other).word}


def test_the_endings_of_bengali_plurals_are_no_last_vowel_that_may_be_left_out() -> None:
    forms = language("bn").forms
    assert forms("বইগুলো").word == forms("বই").word
