"""Words that have several spellings find each other in mixed company, and are marked as they are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.detection.commonwords import FOLDER, data_lines
from search.languages import LANGUAGES, language
from search.languages._variants import variants
from search.lookup import search
from search.model import SearchRequest
from search.text.word import exact_form
from tests.promises.corpus import Corpus, built_by, texts

PAGES = texts(
    us="The theater at the center of the city organized a program in honor of the traveler who painted the gray harbor.",
    uk="The colour of the aeroplane tyres was analysed in the catalogue, and the plough stood in the neighbour's barn for years.",
    de="Im Thal hinter der Stadt lebte ein Photograph, der die Schiffahrt auf dem Fluß selbständig organisirte und Brennesseln plazierte.",
    pt="O director da acção social apresentou o facto económico num óptimo registo, e o bebé do António dormia enquanto o camião passava.",
    br="Ele teve a idéia de pôr lingüiça no vôo, mas a equipe econômica do Antônio preferiu um esporte no projeto da direção de Moscou.",
    id="Pemerintah memberi izin membangun apotek untuk anak-anak, kata Presiden Soekarno di pasar buah2an itu.",
    es="El sicólogo mejicano compró en setiembre un yogurt en el kiosco obscuro y pidió el remplazo del trasporte de substancias a Iraq.",
    sr="Општина је организовала хор у Европи, а деца у селу пију млеко и виде тачку на реци где је био део шуме.",
    hr="Svećenik je jučer surađivao s poduzećem i kuhao juhu, a kirurg je informirao gledatelje o dijelu Rumunjske.",
    ro="Ei sînt la tîrg, unde cumpără pîine și brînză, iar vîntul bate peste cîmpul romînesc în fiecare sîmbătă.",
    nn="Elevane på skulen skreiv om sjukdommar i mjølk og om moglegheiter for arbeidslause, og læraren teikna eit hjarte i vatnet.",
    riks="Jeg tror ikke at sneen blir liggende, for syv gutter gikk frem mot broen med hvite farver, og ingen kjente deres sprog.",
    ar="قال مسؤول أميركي إن الديموقراطية في أوربا قوية، وتعلم اللغة الإنكليزية في سورية على الكومبيوتر مقابل خمسمائة دينار.",
    fa="در آن اطاق امپراطور نشسته بود و من بلیط را به هیأت دادم، سپس به طهران رفتم و از تلوزیون خبر دمکراسی را شنیدم.",
    ur="راجہ نے اپنے بھائی پر بھروسہ کیا اور گذشتہ سال وہ ہندستان کے ایک اسکول سے اسپتال چلا گیا۔",
    tr="Yeni hükûmet resmî bir kâğıt yayınladı; fabrikadaki makinalar bozuldu, otobüsün şöförü ise laboratuarda orjinal bir film izledi.",
    he="סרט על ההסטוריה של אירופה שודר אמש בטלויזיה, ואחריו הווידאו של התיאטרון באיזור הצפון; שני מליון איש צפו בו.",
    ru="Въ книгѣ напечатанъ разсказъ о сѣверѣ Россіи и о жизни прошлаго вѣка, а риелтор купил матрас и шёл в тоннель.",
    ua="У катедрі історії обговорили проєкт, міт про Европу та соціяльні питання, а священник пішов у сад, де сухий ґрунт.",
    be="Новы плян разьвіцьця школы прынялі ў Эўропе, а газэта піша пра сьнег, клясы і ўладу ў стагодзьдзі машын.",
    fr="Dans le bistro de l'ile, la clef du yogourt aux ognons coute cher : l'entraineur paraitra brulé après le payement au tzar.",
    nl="In october kregen zij van de Nederlandsche minister een kado en twee pannekoeken, want de produktie en de kultuur waren vrij.",
    sv="Qvinnan ville icke skrifva bref till sin son, men hon skickade ett mail om huset med det röda hufvudet öfver dörren.",
    it="L'annunzio della famigliare di Jacopo: a trenta kilometri i mussulmani denunziano l'obbiettivo dell'eguaglianza.",
    ca="Hui els serveis del poble obrin a les huit, mentres que els meus germans volen veure la seua imatge al col·legi.",
    gl="Os servicios da vila eran responsábeis do espacio dos estudiantes; foi moi agradábel para os veciños cando viñeron onte á noite.",
    cs="Filozofie realismu se učí na univerzitě, prezident zahájil diskusi v muzeu a děti pily mléko ve starém městě.",
    sk="Na univerzite sa diskutuje o socializme, manažér tímu poslal mejl a víkend je pre milión ľudí na Slovensku.",
    pl="Historya Francyi jest w starej książce, a menedżer firmy wysłał mejl o spotkaniu i o triumfie drużyny w Warszawie.",
    hu="Az ember fölment a hegyre, csönd volt a völgyben, és az újság czikke a menedzser szoftveréről szólt.",
    bg="Човѣкъ трѣбва да работи за народа, а блогърът написа статия за Украйна и за морето през лятото.",
    da="Kongen døde på slottet, og bønderne bar våben, mens mændene udgav en bog om krigen i landet.",
    vi="Nguyễn Văn An sống ở Đà Nẵng từ lâu và nấu phở bò rất ngon cho cả gia đình.",
    ja="東京の図書館で日本語の本を読む学生が多い。",
)
CODES = sorted(path.stem for path in (FOLDER / "variants").glob("*.txt"))

built = built_by(("whoosh", "tantivy"), PAGES)


@pytest.mark.parametrize(("query", "found", "marked"), [
    ("theatre", "us", "theater"), ("organising", "us", "organized"), ("programmes", "us", "program"), ("honoured", "us", "honor"),
    ("travelling", "us", "traveler"), ("grey harbour", "us", "gray"),
    ("color", "uk", "colour"), ("airplane", "uk", "aeroplane"), ("tire", "uk", "tyres"), ("analyze", "uk", "analysed"),
    ("općina", "sr", "Општина"), ("organizirati", "sr", "организовала"), ("mlijeko", "sr", "млеко"), ("dio", "sr", "део"),
    ("Europa", "sr", "Европи"),
    ("sveštenik", "hr", "Svećenik"), ("saradnja preduzeće", "hr", "poduzećem"), ("kuvao", "hr", "kuhao"), ("hirurg", "hr", "kirurg"),
    ("informisati", "hr", "informirao"), ("gledaoci", "hr", "gledatelje"), ("Rumunija", "hr", "Rumunjske"),
    ("рассказ", "ru", "разсказъ"), ("север", "ru", "сѣверѣ"), ("прошлого века", "ru", "прошлаго"), ("риэлтор", "ru", "риелтор"),
    ("матрацы", "ru", "матрас"), ("кафедра", "ua", "катедрі"), ("проект", "ua", "проєкт"), ("Європа", "ua", "Европу"),
    ("соціальний", "ua", "соціяльні"),
    ("священик", "ua", "священник"), ("грунту", "ua", "ґрунт"), ("развіццё", "be", "разьвіцьця"), ("план", "be", "плян"),
    ("Еўропа", "be", "Эўропе"), ("снегу", "be", "сьнег"), ("стагоддзе", "be", "стагодзьдзі"), ("улада", "be", "ўладу"),
    ("filosofie", "cs", "Filozofie"), ("realizmus", "cs", "realismu"), ("president", "cs", "prezident"), ("mlíko", "cs", "mléko"),
    ("socialismus", "sk", "socializme"), ("milion", "sk", "milión"), ("historia", "pl", "Historya"), ("Francja", "pl", "Francyi"),
    ("menadżer", "pl", "menedżer"), ("tryumf", "pl", "triumfie"), ("felment", "hu", "fölment"), ("csend", "hu", "csönd"),
    ("cikk", "hu", "czikke"),
    ("software", "hu", "szoftveréről"), ("човек", "bg", "Човѣкъ"), ("трябва", "bg", "трѣбва"), ("блогер", "bg", "блогърът"),
    ("ijin", "id", "izin"), ("diijinkan", "id", "izin"), ("apotik", "id", "apotek"), ("Sukarno", "id", "Soekarno"),
    ("anak2", "id", "anak-anak"), ("anak", "id", "anak-anak"), ("buah-buahan", "id", "buah2an"),
    ("catalogs", "uk", "catalogue"), ("plow", "uk", "plough"), ("neighborhood neighbor", "uk", "neighbour's"),
    ("Tal", "de", "Thal"), ("Fotografen", "de", "Photograph"), ("Schifffahrt", "de", "Schiffahrt"), ("selbstständig", "de", "selbständig"),
    ("skole", "nn", "skulen"), ("sykdom", "nn", "sjukdommar"), ("melk", "nn", "mjølk"), ("muligheter", "nn", "moglegheiter"),
    ("arbeidsløs", "nn", "arbeidslause"), ("tegne hjerte", "nn", "hjarte"), ("vann", "nn", "vatnet"),
    ("snøen", "riks", "sneen"), ("fram", "riks", "frem"), ("språk", "riks", "sprog"), ("kvit", "riks", "hvite"),
    ("productie", "nl", "produktie"), ("pannenkoek", "nl", "pannekoeken"), ("cadeau", "nl", "kado"), ("cultuur", "nl", "kultuur"),
    ("Nederlands", "nl", "Nederlandsche"), ("oktober", "nl", "october"),
    ("kvinnor", "sv", "Qvinnan"), ("skriva", "sv", "skrifva"), ("brevet", "sv", "bref"), ("mejl", "sv", "mail"),
    ("huvud", "sv", "hufvudet"),
    ("organisieren", "de", "organisirte"), ("Brennnessel", "de", "Brennesseln"), ("platziert", "de", "plazierte"),
    ("ação", "pt", "acção"), ("diretores", "pt", "director"), ("ótimos", "pt", "óptimo"), ("bebê", "pt", "bebé"),
    ("registro", "pt", "registo"), ("Antônio", "pt", "António"), ("caminhões", "pt", "camião"),
    ("económico", "br", "econômica"), ("linguiças", "br", "lingüiça"), ("voos", "br", "vôo"), ("António", "br", "Antônio"),
    ("direcções", "br", "direção"), ("desporto", "br", "esporte"), ("Moscovo", "br", "Moscou"),
    ("psicólogos", "es", "sicólogo"), ("mexicana", "es", "mejicano"), ("septiembre", "es", "setiembre"), ("oscuros", "es", "obscuro"),
    ("yogures", "es", "yogurt"), ("quiosco", "es", "kiosco"), ("reemplazo", "es", "remplazo"), ("sustancia", "es", "substancias"),
    ("transportes", "es", "trasporte"), ("Irak", "es", "Iraq"),
    ("pâine", "ro", "pîine"), ("sunt", "ro", "sînt"), ("brânza", "ro", "brînză"), ("vânt", "ro", "vîntul"), ("românesc", "ro", "romînesc"),
    ("sâmbăta", "ro", "sîmbătă"),
    ("إنجليزي", "ar", "الإنكليزية"), ("الأمريكية", "ar", "أميركي"), ("ديمقراطي", "ar", "الديموقراطية"), ("أوروبا", "ar", "أوربا"),
    ("سوريا", "ar", "سورية"), ("كمبيوتر", "ar", "الكومبيوتر"), ("خمسمئة", "ar", "خمسمائة"),
    ("تهران", "fa", "طهران"), ("امپراتور", "fa", "امپراطور"), ("بلیت", "fa", "بلیط"), ("هیئت", "fa", "هیأت"),
    ("تلویزیونی", "fa", "تلوزیون"), ("دموکراسی", "fa", "دمکراسی"),
    ("راجا", "ur", "راجہ"), ("بھروسے", "ur", "بھروسہ"), ("گزشتہ", "ur", "گذشتہ"), ("ہندوستان", "ur", "ہندستان"), ("سکولوں", "ur", "اسکول"),
    ("ہسپتال", "ur", "اسپتال"),
    ("hükümet", "tr", "hükûmet"), ("resmi", "tr", "resmî"), ("kağıdı", "tr", "kâğıt"), ("makineler", "tr", "makinalar"),
    ("şoförler", "tr", "şöförü"), ("laboratuvar", "tr", "laboratuarda"), ("orijinali", "tr", "orjinal"),
    ("היסטוריה", "he", "ההסטוריה"), ("הטלוויזיה", "he", "בטלויזיה"), ("וידאו", "he", "הווידאו"), ("תאטרון", "he", "התיאטרון"),
    ("אזור", "he", "באיזור"), ("מיליון", "he", "מליון"),
    ("bistrots", "fr", "bistro"), ("îles", "fr", "l'ile"), ("clés", "fr", "clef"), ("yaourts", "fr", "yogourt"), ("oignon", "fr", "ognons"),
    ("coûter", "fr", "coute"), ("entraîneurs", "fr", "l'entraineur"), ("paraître", "fr", "paraitra"), ("brûlée", "fr", "brulé"),
    ("paiements", "fr", "payement"), ("tsar", "fr", "tzar"),
    ("annunciare", "it", "L'annunzio"), ("familiari", "it", "famigliare"), ("Iacopo", "it", "Jacopo"), ("obiettivi", "it", "l'obbiettivo"),
    ("uguaglianza", "it", "dell'eguaglianza"), ("musulmano", "it", "mussulmani"), ("chilometro", "it", "kilometri"),
    ("denuncia", "it", "denunziano"),
    ("avui", "ca", "Hui"), ("vuit", "ca", "huit"), ("servicis", "ca", "serveis"), ("vore", "ca", "veure"), ("collegis", "ca", "col·legi"),
    ("servizo", "gl", "servicios"), ("responsable", "gl", "responsábeis"), ("espazos", "gl", "espacio"), ("estudante", "gl", "estudiantes"),
])
def test_a_word_finds_the_page_with_its_other_spelling_and_marks_it(built: Corpus, query: str, found: str, marked: str) -> None:
    hits = [hit for hit in search(built.engine, SearchRequest(query)).hits if hit.id == found]
    assert hits
    assert marked in {snippet.text[start:end] for snippet in hits[0].snippets for start, end in snippet.marks}


@pytest.mark.parametrize(("code", "word", "others"), [
    ("en", "watercolourist", ("watercolorist",)), ("en", "colourised", ("colorized",)), ("en", "kilometres", ("kilometers",)),
    ("en", "exercises", ()), ("en", "otherwise", ()), ("en", "promised", ()), ("en", "parameter", ()), ("en", "color", ()),
    ("no", "sikkerheitsråd", ("sikkerhetsråd",)), ("no", "undersøkjast", ("undersøkast",)), ("no", "handball", ("håndball",)),
    ("no", "offentliggjøring", ()), ("no", "utdanningsprogram", ()), ("no", "farvel", ()), ("no", "ost", ()), ("no", "lag", ()),
    ("no", "Høiskole", ("høyskole",)), ("no", "android", ()), ("is", "íslenzkur", ("íslenskur",)), ("is", "pizza", ()),
    ("en", "discovery", ()), ("en", "disable", ()), ("en", "kaiser", ()),
    ("nl", "logische", ()), ("nl", "context", ()), ("nl", "publikaties", ("publicaties",)),
    ("sv", "webbplats", ()), ("sv", "prestanda", ()),
    ("da", "gjort", ()), ("da", "Kjøbenhavn", ("københavn",)), ("da", "linierne", ("linjerne",)),
    ("de", "Telegraphenamt", ("telegrafenamt",)), ("de", "Abtheilung", ("abteilung",)), ("de", "Viren", ()), ("de", "Betriebswirt", ()),
    ("pt", "interacção", ("interação",)), ("pt", "electrónica", ("eletrônica",)), ("pt", "pacto", ()),
    ("pt", "bactéria", ()), ("pt", "cc", ()),
    ("es", "parasicología", ()), ("es", "siquiera", ()), ("es", "siquiatra", ("psiquiatra",)), ("es", "carnet", ()),
    ("ro", "saptamina", ("saptamana",)), ("ro", "string", ()), ("ro", "chilometri", ("kilometri",)),
    ("fr", "disparaitra", ("disparaîtra",)), ("fr", "couteau", ()), ("fr", "train", ()), ("fr", "disait", ()),
    ("it", "disobbedienza", ()), ("it", "disubbidienza", ("disobbedienza",)), ("it", "giovinezza", ()), ("it", "sarà", ()),
    ("ca", "rail", ()), ("gl", "móbil", ()), ("gl", "visíbel", ("visible",)),
    ("pt", "govêrno", ("governo",)), ("pt", "theatro", ("teatro",)), ("it", "gioja", ("gioia",)),
    ("it", "major", ()), ("es", "nordeste", ("noreste",)),
])
def test_a_part_is_respelt_where_it_may_stand_and_what_looks_alike_is_left_alone(code: str, word: str, others: tuple[str, ...]) -> None:
    assert variants(code)(exact_form(word)) == others


@pytest.mark.parametrize(("code", "word", "of_a_page"), [
    ("de", "graph", "Graf"), ("de", "Graphen", "Grafen"), ("cs", "these", "teze"), ("nl", "Bosch", "bos"), ("nl", "Busch", "bus"),
    ("nl", "dusch", "dus"), ("sv", "hvis", "vis"), ("sv", "hvid", "vid"), ("sv", "saja", "saga"), ("da", "jus", "juice"),
    ("it", "troje", "troie"), ("it", "baja", "baia"), ("it", "boja", "boia"), ("hu", "filet", "fájlt"), ("no", "held", "holder"),
    ("no", "tener", "tjener"), ("gl", "ate", "ata"),
])
def test_a_frequent_word_of_a_neighbour_is_not_taken_for_the_spelling_of_another(code: str, word: str, of_a_page: str) -> None:
    assert not {*language(code).forms(word).word} & {*language(code).forms(of_a_page).word}


@pytest.mark.parametrize("code", CODES)
def test_every_spelling_of_a_list_meets_its_standard_which_is_the_other_spelling_of_nothing(code: str) -> None:
    assert code in LANGUAGES
    rows = [[exact_form(word).strip("-") for word in line.split()] for line in data_lines(f"variants/{code}")]
    assert [row[0] for row in rows if variants(code)(row[0])] == []
    alone = {row[0] for row in rows if len(row) == 1}
    words = [(row[0], other) for row in rows for other in row[1:] if len(other) > 3 and other not in alone]
    assert [pair for pair in words if not meet(code, *pair)] == []


def meet(code: str, standard: str, other: str) -> bool:
    forms = language(code).forms
    return not forms(standard).word or bool({*forms(standard).word} & {*forms(other).word})


@pytest.mark.parametrize("code", CODES)
def test_a_list_says_where_it_comes_from_and_names_no_spelling_twice(code: str) -> None:
    head = Path(FOLDER / "variants" / f"{code}.txt").read_text(encoding="utf-8")
    assert "Source:" in head
    assert "Licence:" in head
    others = [other for line in data_lines(f"variants/{code}") for other in line.split()[1:]]
    assert len(others) == len(set(others))
