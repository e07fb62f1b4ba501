"""What a question says in another form than the page, in Arabic, Persian, Urdu and Hebrew, among documents of neighbouring languages."""

from __future__ import annotations

import pytest

from search.languages import language
from search.model import Document
from tests.promises.corpus import corpus

DOCUMENTS = [
    Document("fa-tower", "این برج را معماران ایرانی می‌سازند و کتاب‌هایشان را در کتابخانه‌ای نزدیک آن می‌گذارند.", lang="fa"),
    Document("fa-law", "قوانین تازه را رانندگان و کارگران پذیرفتند و شعرا درباره آن اشعاری سرودند.", lang="fa"),
    Document("ur-mosque", "بادشاہ نے شہر میں نئی مساجد بنوائیں اور پرانے قلعوں کے دروازے بدل دیے۔", lang="ur"),
    Document("ur-school", "بچے پانی پیتے ہیں اور وزراء مدارس کے مقدمات سنتے ہیں۔", lang="ur"),
    Document("he", "הממשלה החליטה להקים ערים חדשות בצפון, ושומרי היערות כותבים עליהן בספריהם.", lang="he"),
    Document("ar", "يبني المهندسون مدنا جديدة في الشمال ويكتب عنها الشعراء قصائد طويلة.", lang="ar"),
    Document("ar-past", "تأسست الجامعة قديما وسيطرت عليها شركة ثم انتخبت مجلسا يستخدم كتبًا قاومها بعض الناس وشاركوا فيها.", lang="ar"),
    Document("yi", "די קינדער שרייבן בריוו אין דער שול און לייענען ביכער.", lang="yi"),
]


@pytest.mark.parametrize(("query", "wanted"), [
    ("ساخت", "fa-tower"), ("ساخته", "fa-tower"), ("میسازد", "fa-tower"), ("گذاشت", "fa-tower"), ("کتابخانه", "fa-tower"),
    ("راننده", "fa-law"), ("کارگر", "fa-law"), ("می‌پذیرد", "fa-law"), ("قانون", "fa-law"), ("سراید", "fa-law"),
    ("بنایا", "ur-mosque"), ("بنانا", "ur-mosque"), ("مسجد", "ur-mosque"), ("نیا", "ur-mosque"), ("پرانا", "ur-mosque"),
    ("قلعہ", "ur-mosque"),
    ("دروازہ", "ur-mosque"), ("بچہ", "ur-school"), ("پینا", "ur-school"), ("وزیر", "ur-school"), ("مدرسہ", "ur-school"),
    ("مقدمہ", "ur-school"), ("הקמת", "he"), ("הוקמה", "he"), ("עיר", "he"), ("שמר", "he"), ("לכתוב", "he"),
    ("تأسيس", "ar-past"), ("سيطرة", "ar-past"), ("انتخاب", "ar-past"), ("استخدام", "ar-past"), ("مقاومة", "ar-past"),
    ("يشارك", "ar-past"),
])
@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_a_form_of_a_word_finds_its_other_forms_and_nothing_else(query: str, wanted: str, engine: str) -> None:
    with corpus(DOCUMENTS, engine) as built:
        assert built.full(query) == [wanted]


@pytest.mark.parametrize(("code", "words"), [
    ("fa", "ساختن ساخت می‌سازد میسازم بسازند نسازد ساخته‌اند نمی‌ساختید سازند"), ("fa", "آوردن بیاورد نیاورد آورده"),
    ("fa", "برگشتن برمی‌گردد برگشته‌اند"), ("fa", "دیدن می‌بینیم ببیند"), ("fa", "نویسنده نویسندگان"), ("fa", "اروپا اروپایی"),
    ("fa", "خانه خانه‌ای خانه‌هایشان خانه‌های"), ("fa", "دانشجو دانشجویان"), ("fa", "شعر اشعارشان"),
    ("ar", "احتل احتلال احتلت يحتل"), ("ar", "اكتشف يكتشف اكتشاف اكتشفت"), ("ar", "تعلم يتعلم تعليم"), ("ar", "انفجر انفجار"),
    ("ar", "استخدم تستخدم استخدامات والاستخدام"), ("ar", "راقب مراقبة تراقب يراقب"),
    ("ur", "لکھنا لکھا لکھی لکھتے لکھیں لکھوایا"), ("ur", "کھانا کھایا کھاتی کھائیں کھلایا"), ("ur", "روایت روایات"),
    ("he", "שילם משלמים"), ("he", "ניצח מנצחת"),
])
def test_forms_of_a_word_meet(code: str, words: str) -> None:
    base, *forms = [set(language(code).forms(word).word) for word in words.split()]
    assert all(base & form for form in forms), (base, forms)


@pytest.mark.parametrize(("code", "one", "other"), [
    ("fa", "ماهی", "ماه"), ("fa", "کشتی", "کشت"), ("fa", "مردم", "مردن"), ("fa", "زمان", "زم"), ("fa", "رود", "رفتن"),
    ("fa", "یافتند", "افتادن"),
    ("ur", "پانی", "پانا"), ("ur", "بچوں", "بچنا"), ("ur", "کہا", "کھانا"), ("he", "חודש", "חידש"),
    ("ar", "تقدم", "قدم"), ("ar", "مجتمع", "اجتمع"), ("ar", "التعليم", "العلم"), ("ar", "كويت", "كوي"),
])
def test_words_that_only_look_so_do_not(code: str, one: str, other: str) -> None:
    assert not set(language(code).forms(one).word) & set(language(code).forms(other).word)
