"""Letters written in several ways, and words whose stem changes, as minimal pairs: the other way is found, below the one as typed."""

from __future__ import annotations

import pytest

from search.model import Document
from tests.promises.corpus import corpus

HI = "सरकार ने कल {} के बारे में एक नई योजना पेश की और सदस्यों ने कहा कि वे इसे ध्यान से पढ़ेंगे।"
AM = "መንግሥት ትናንት ስለ {} አዲስ እቅድ አቀረበ፣ አባላቱም በጥንቃቄ እንደሚያነቡት ተናገሩ።"
BN = "সরকার গতকাল {} সম্পর্কে একটি নতুন পরিকল্পনা পেশ করেছে এবং সদস্যরা এটি মনোযোগ দিয়ে পড়বেন বলে জানিয়েছেন।"
ML = "സർക്കാർ ഇന്നലെ {} സംബന്ധിച്ച് ഒരു പുതിയ പദ്ധതി അവതരിപ്പിച്ചു, അംഗങ്ങൾ അത് ശ്രദ്ധയോടെ വായിക്കുമെന്ന് പറഞ്ഞു."
HY = "Կառավարությունը երեկ ներկայացրեց {} մասին նոր ծրագիր, և անդամներն ասացին, որ ուշադիր կկարդան այն։"
EL = "Η κυβέρνηση παρουσίασε χθες ένα νέο σχέδιο για {} και τα μέλη είπαν ότι θα το διαβάσουν προσεκτικά."
NE = "सरकारले हिजो {} बारे नयाँ योजना प्रस्तुत गर्‍यो र सदस्यहरूले यसलाई ध्यानपूर्वक पढ्ने बताए।"
SR = "Влада је јуче представила нови план о теми {} и посланици су рекли да ће га пажљиво прочитати."
SR_LATIN = "Vlada je juče predstavila novi plan o temi {} i poslanici su rekli da će ga pažljivo pročitati."
TR = "Hükümet dün {} hakkında yeni bir plan sundu ve milletvekilleri onu dikkatle okuyacaklarını söyledi."
FA = "دولت دیروز طرح جدیدی درباره {} ارائه کرد و نمایندگان گفتند که آن را با دقت خواهند خواند."
UR = "حکومت نے کل {} کے بارے میں ایک نیا منصوبہ پیش کیا اور ارکان نے کہا کہ وہ اسے غور سے پڑھیں گے۔"
HE = "הממשלה הציגה אתמול תוכנית חדשה על {} והחברים אמרו שהם יקראו אותה בעיון רב."
FI = "Hallitus esitteli eilen uuden suunnitelman aiheesta {} ja jäsenet sanoivat lukevansa sen huolellisesti."
HU = "A kormány tegnap új tervet mutatott be erről: {} és a tagok azt mondták, hogy figyelmesen elolvassák."
PL = "Rząd przedstawił wczoraj nowy plan w sprawie {} i członkowie powiedzieli, że uważnie go przeczytają."
AR = "قدمت الحكومة أمس خطة جديدة عن {} وقال الأعضاء إنهم سيقرؤونها بعناية."
UK = "Уряд учора представив новий план про {} і депутати сказали що уважно його прочитають."

SAME = [
    # sentence, query, as the page writes it: one form
    (FA, "کتاب", "كتاب"),
    (FA, "ایرانی", "ايراني"),
    (FA, "کتابها", "کتاب\u200cها"),
    (UR, "یورپ", "يورپ"),
    (UR, "کتاب", "كتاب"),
    (TR, "İstanbul", "İSTANBUL"),
    (TR, "istanbul", "İSTANBUL"),
    (HI, "ज़मीन", "ज\u093cमीन"),
    (HE, "שלום", "שָׁלוֹם"),
    (HE, "ג'ורג'", "ג׳ורג׳"),
    (HE, "רח’", "רח'"),
    (HY, "գրադարան", "գրադարա՞ն"),
    (HY, "շնորհակալ", "շնորհակա՛լ"),
    (UK, "комп'ютер", "комп’ютер"),
]
OTHER = [
    # sentence, query, another way to write it, on a lower rung
    (HI, "ज़मीन", "जमीन"),
    (HI, "जमीन", "ज़मीन"),
    (HI, "ज़मीनों", "जमीन"),
    (HI, "गांव", "गाँव"),
    (HI, "गाँवों", "गांव"),
    (HI, "मां", "माँ"),
    (HI, "रुपए", "रुपये"),
    (HI, "नयी", "नई"),
    (NE, "गाउँ", "गाउं"),
    (AM, "ዓለም", "አለም"),
    (AM, "መፃህፍት", "መጻሕፍት"),
    (AM, "ኃይል", "ሀይል"),
    (AM, "ዋጋ", "ዋጋው"),
    (BN, "ডা রহমান", "ডাঃ রহমান"),
    (BN, "মোঃ করিম", "মো. করিম"),
    (ML, "വിദ്യാർഥി", "വിദ്യാർത്ഥികൾ"),
    (ML, "വീട്", "വീട്ടിൽ"),
    (ML, "പശു", "പശുക്കൾ"),
    (ML, "എറണാകുളം", "എറണാകുളത്ത്"),
    (SR, "Београд", "Beograd"),
    (SR_LATIN, "Beograd", "Београд"),
    (SR_LATIN, "škola", "школа"),
    (TR, "ISPARTA", "ısparta"),
    (TR, "ısparta", "ISPARTA"),
    (FA, "کتاب‌ها", "کتاب"),
    (HE, "הבית", "בבית"),
    (HE, "ספרייה", "ספריות"),
    (HE, "תעשיה", "תעשייה"),
    (UK, "комп'ютер", "компютер"),
    (UK, "рядок", "рядка"),
    # forms whose stem changes
    (EL, "απεργία", "απεργίες"),
    (EL, "ιστορίας", "ιστορία"),
    (EL, "εταιρίες", "εταιρία"),
    (HY, "մուտք", "մուտքն"),
    (HY, "մարդ", "մարդը"),
    (FI, "vesi", "vettä"),
    (FI, "vettä", "veden"),
    (HU, "gyerek", "gyerekek"),
    (PL, "pies", "psy"),
    (TR, "çay", "çayı"),
    (AR, "مدرسة", "المدارس"),
    # what is written to an Arabic word
    (AR, "صديق", "أصدقائهم"),
    (AR, "كتاب", "كتابهم"),
    (AR, "جبن", "وجبناً"),
    (AR, "جبن", "جبنًا"),
]
DIFFERENT = [
    # sentence, query, another word
    (HI, "माँ", "में"),
    (HI, "हू", "हुई"),
    (AR, "متهم", "متن"),
    (EL, "ιστορίες", "ιστός"),
]


@pytest.fixture(scope="module", params=("tantivy", "whoosh"))
def engine_name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize(("sentence", "query", "written"), SAME)
def test_two_ways_to_write_one_letter_are_one_form(sentence: str, query: str, written: str, engine_name: str) -> None:
    with corpus([Document("as-typed", sentence.format(query)), Document("other", sentence.format(written))], engine_name) as built:
        assert set(built.full(query)) == set(built.full(written)) == {"as-typed", "other"}


@pytest.mark.parametrize(("sentence", "query", "written"), OTHER)
def test_another_spelling_is_found_and_the_typed_one_comes_first(sentence: str, query: str, written: str, engine_name: str) -> None:
    # Ids against the order wanted: a tie would put the other spelling first.
    with corpus([Document("b-typed", sentence.format(query)), Document("a-other", sentence.format(written))], engine_name) as built:
        assert built.full(query) == ["b-typed", "a-other"]


@pytest.mark.parametrize(("sentence", "query", "written"), DIFFERENT)
def test_short_words_that_a_stemmer_would_unite_stay_apart(sentence: str, query: str, written: str, engine_name: str) -> None:
    with corpus([Document("as-typed", sentence.format(query)), Document("other", sentence.format(written))], engine_name) as built:
        assert built.full(query) == ["as-typed"]
